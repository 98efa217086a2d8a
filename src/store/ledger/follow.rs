//! Ledgers that are not in a database: those of a backup.

use std::collections::BTreeMap;

use super::row::LedgerRow;
use super::verify::fault_of_link;
use super::{ExportLine, Fault, Head};
use crate::domain::{EntryNo, OfficeId};

/// Follows ledgers entry after entry, each from its beginning.
#[derive(Debug, Default)]
pub struct Follower {
    last: BTreeMap<i64, Head>,
}

impl Follower {
    /// The next entry of its ledger; the fault if it does not follow.
    pub fn follow(&mut self, line: ExportLine) -> Result<(), (EntryNo, Fault)> {
        let row = LedgerRow::from(line);
        let last = self.last.entry(row.office).or_insert_with(Head::before_first);
        if let Some(fault) = fault_of_link(last, &row) {
            return Err(fault);
        }
        *last = row.as_head();
        Ok(())
    }

    /// The last entry of each ledger.
    pub fn heads(&self) -> impl Iterator<Item = (OfficeId, &Head)> {
        self.last.iter().map(|(office, head)| (OfficeId(*office), head))
    }
}
