//! From a backup into an empty database: all of it in one transaction, and held until an operator says so.

use std::io::{self, Read};

use bytes::Bytes;
use futures::stream;

use super::make::wrong;
use super::{Archive, BackupError, Watch};
use crate::conversation;
use crate::domain::{Lane, Moment, OfficeId};
use crate::engine::Files;
use crate::store::carry::{Loading, Row};
use crate::store::hold::{Hold, Why};
use crate::store::ledger::{self, Verdict};
use crate::store::{Tx, hold, intake, outbox};

/// Rows that are read before they are written.
const ROWS: usize = 1000;
/// Bytes of material that are handed on at once.
const PIECE: usize = 1 << 16;

/// Where it goes.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// An empty database.
    pub url: &'a str,
    /// A folder for its material, if that is wanted.
    pub files: Option<&'a Files>,
    /// What time it is.
    pub now: Moment,
}

/// Loads it. On an error, or killed on its way, the database is as empty as it was; files may be there, and are taken as they are the
/// next time.
pub async fn restore(archive: &mut Archive, target: Target<'_>, watch: Watch<'_>) -> Result<Hold, BackupError> {
    let mut loading = Loading::begin(target.url, archive.manifest().schema).await?;
    if let Some(files) = target.files {
        restore_material(archive, files).await?;
    }
    let (total, mut done) = (archive.manifest().rows(), 0);
    for table in archive.manifest().tables.clone() {
        loading.open(&table.shape).await?;
        let mut rows = archive.rows(&table)?;
        loop {
            let some: Vec<Row> = rows.by_ref().take(ROWS).collect::<Result<_, _>>()?;
            if some.is_empty() {
                break;
            }
            loading.insert(&table.shape, &some).await?;
            done += some.len() as u64;
            watch(done, total);
        }
    }
    let tx = loading.finish().await?;
    compare(tx, archive).await?;
    let hold = take_over(tx, archive.manifest().made_at, target.now).await?;
    loading.commit().await?;
    Ok(hold)
}

/// Every ledger holds, and ends where the backup says.
async fn compare(tx: &mut Tx, archive: &Archive) -> Result<(), BackupError> {
    for said in &archive.manifest().heads {
        let office = OfficeId(said.office);
        match ledger::verify(tx, office).await? {
            Verdict::Broken { at, fault } => return Err(BackupError::Broken { office, entry: at, fault }),
            Verdict::Sound(head) if head.seq.0 == said.seq && head.hash == said.hash => {}
            Verdict::Sound(_) => {
                return Err(BackupError::Damaged(format!("ledger {} does not end with its head", said.office)));
            }
        }
    }
    Ok(())
}

/// What is due may have been said since, and nobody knows what was heard since: the copy is held.
async fn take_over(tx: &mut Tx, made_at: Moment, now: Moment) -> Result<Hold, BackupError> {
    let unknown = outbox::give_up_copied(tx, Lane::Answer, now).await?;
    conversation::lost_in_flight(tx, now, &unknown).await?;
    let listened = intake::find_intake(tx).await?.map(|place| place.at);
    let hold = Hold { since: listened.map_or(made_at, |at| at.min(made_at)), why: Why::Restored };
    hold::set(tx, &hold).await?;
    Ok(hold)
}

async fn restore_material(archive: &mut Archive, files: &Files) -> Result<(), BackupError> {
    for (name, on_shelf) in archive.material()? {
        let mut bytes = archive.bytes(&name)?;
        let pieces = stream::iter(std::iter::from_fn(|| piece(&mut bytes).transpose()));
        let kept = files.keep(on_shelf.of, pieces).await.map_err(|error| wrong(&name, &error))?;
        if kept.sha256 != on_shelf.sha256 {
            return Err(wrong(&name, &"other bytes were kept"));
        }
    }
    Ok(())
}

fn piece(bytes: &mut impl Read) -> io::Result<Option<Bytes>> {
    let mut piece = Vec::with_capacity(PIECE);
    bytes.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
    Ok(Some(Bytes::from(piece)).filter(|piece| !piece.is_empty()))
}
