//! A sheet as a file: whether it may be fetched, and what came of it.

use super::MEGABYTES_MAX;
use crate::chat::Attachment;
use crate::conversation::job::Fetched;
use crate::domain::{Refusal, SheetProblem};

/// Refuses a file that is larger than any sheet, before it is fetched.
pub(in crate::conversation) fn fits(file: &Attachment) -> Result<(), Refusal> {
    let is_too_large = file.size.is_some_and(|bytes| bytes > i64::from(MEGABYTES_MAX) * 1024 * 1024);
    if is_too_large { Err(too_large()) } else { Ok(()) }
}

/// The bytes of a sheet.
pub(in crate::conversation) fn bytes(fetched: Fetched) -> Result<Vec<u8>, Refusal> {
    match fetched {
        Fetched::Bytes(bytes) => Ok(bytes),
        Fetched::TooLarge => Err(too_large()),
        _ => Err(Refusal::FileLost),
    }
}

fn too_large() -> Refusal {
    Refusal::SheetUnreadable { problem: SheetProblem::TooLarge { megabytes_max: MEGABYTES_MAX } }
}
