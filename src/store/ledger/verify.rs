//! Whether a ledger is as it was written.

use sqlx::AnyConnection;

use super::row::{self, LedgerRow};
use super::{Head, PAGE, find_head, hash};
use crate::domain::{EntryNo, OfficeId};
use crate::store::Result;

/// What the check of one ledger came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry is as it was written, up to this head. An older head that was handed out must still be among them.
    Sound(Head),
    /// The first place at which it is not.
    Broken {
        /// The entry.
        at: EntryNo,
        /// What is wrong there.
        fault: Fault,
    },
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is missing, and later ones are there.
    Missing,
    /// It does not carry the hash of the one before it.
    Unlinked,
    /// Its own bytes do not have its hash.
    Changed,
    /// It and what followed, up to the head, was cut off.
    CutTail,
    /// It stands behind the head.
    BehindHead,
    /// The head is another than the last entry.
    OtherHead,
}

/// Reads a ledger from its beginning and stops at the first fault.
pub async fn verify(conn: &mut AnyConnection, office: OfficeId) -> Result<Verdict> {
    let mut last = Head { seq: EntryNo(0), hash: hash::FIRST.to_owned() };
    loop {
        let page = row::list(conn, office, last.seq, PAGE).await?;
        if page.is_empty() {
            break;
        }
        for row in page {
            if let Some((at, fault)) = fault_of(&last, &row) {
                return Ok(Verdict::Broken { at, fault });
            }
            last = row.as_head();
        }
    }
    Ok(against_head(last, find_head(conn, office).await?))
}

fn fault_of(last: &Head, row: &LedgerRow) -> Option<(EntryNo, Fault)> {
    let expected = EntryNo(last.seq.0 + 1);
    if row.seq != expected.0 {
        Some((expected, Fault::Missing))
    } else if hash::of(row) != row.hash {
        Some((expected, Fault::Changed))
    } else if row.prev != last.hash {
        Some((expected, Fault::Unlinked))
    } else {
        None
    }
}

fn against_head(last: Head, head: Option<Head>) -> Verdict {
    let head = head.unwrap_or_else(|| Head { seq: EntryNo(0), hash: hash::FIRST.to_owned() });
    let next = |no: EntryNo| EntryNo(no.0 + 1);
    match head.seq.cmp(&last.seq) {
        std::cmp::Ordering::Greater => Verdict::Broken { at: next(last.seq), fault: Fault::CutTail },
        std::cmp::Ordering::Less => Verdict::Broken { at: next(head.seq), fault: Fault::BehindHead },
        std::cmp::Ordering::Equal if head.hash != last.hash => {
            Verdict::Broken { at: last.seq, fault: Fault::OtherHead }
        }
        std::cmp::Ordering::Equal => Verdict::Sound(last),
    }
}
