//! The ledger for an outsider's own verifier.

use serde::Serialize;
use sqlx::AnyConnection;

use super::row::{self, LedgerRow};
use crate::domain::{EntryNo, OfficeId};
use crate::store::{Result, codec};

/// Everything that a verifier needs of one entry. `event` is JSON inside of a string, so that its bytes stay as hashed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of the ledger's doc")]
pub struct ExportLine {
    pub version: u8,
    pub office: i64,
    pub seq: i64,
    pub at: i64,
    pub actor: String,
    pub source: Option<String>,
    pub event: String,
    pub prev: String,
    pub hash: String,
}

impl ExportLine {
    /// As one line of JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        codec::doc(self)
    }

    fn of(row: LedgerRow) -> Self {
        Self {
            version: 1,
            office: row.office,
            seq: row.seq,
            at: row.at,
            actor: row.actor,
            source: row.source,
            event: row.event,
            prev: row.prev,
            hash: row.hash,
        }
    }
}

/// Lines behind `after`, in order.
pub async fn export(conn: &mut AnyConnection, office: OfficeId, after: EntryNo, limit: i64) -> Result<Vec<ExportLine>> {
    Ok(row::list(conn, office, after, limit).await?.into_iter().map(ExportLine::of).collect())
}
