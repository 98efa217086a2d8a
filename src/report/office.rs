//! The report of an office, folded from the ledger as it is stored.

use super::{Folding, Report};
use crate::domain::{EntryNo, Moment, Office};
use crate::store::{Conn, Result, ledger};

/// Entries read at once.
const PAGE: i64 = 1000;

/// Folds an office's ledger over a period, as far as it is known `now`, a page at a time.
pub async fn of_office(conn: &mut Conn, office: &Office, (from, to): (Moment, Moment), now: Moment) -> Result<Report> {
    let mut folding = Folding::new(from, to, now);
    let mut after = EntryNo(0);
    loop {
        let entries = ledger::list(conn, office.id, after, PAGE).await?;
        let Some(last) = entries.last() else { break };
        after = last.seq;
        for entry in &entries {
            folding.fold_entry(entry);
        }
    }
    Ok(folding.finish(office, &office.work_time()))
}
