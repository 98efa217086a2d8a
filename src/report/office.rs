//! The report of an office, folded from the ledger as it is stored.

use super::{Folding, Report};
use crate::domain::{EntryNo, Moment, Office};
use crate::store::{Conn, Result, ledger};

/// Entries read at once.
const PAGE: i64 = 1000;

/// Folds an office's ledger over a period, as far as it is known `now`, a page at a time.
pub async fn of_office(conn: &mut Conn, office: &Office, (from, to): (Moment, Moment), now: Moment) -> Result<Report> {
    let new = || Folding::new(from, to, now);
    let folded = fold(conn, office, new()).await?;
    let corrections = folded.corrections().clone();
    let folded = if corrections.is_empty() { folded } else { fold(conn, office, new().without(corrections)).await? };
    Ok(folded.finish(office, &office.work_time()))
}

async fn fold(conn: &mut Conn, office: &Office, mut folding: Folding) -> Result<Folding> {
    let mut after = EntryNo(0);
    loop {
        let entries = ledger::list(conn, office.id, after, PAGE).await?;
        let Some(last) = entries.last() else { return Ok(folding) };
        after = last.seq;
        for entry in &entries {
            folding.fold_entry(entry);
        }
    }
}
