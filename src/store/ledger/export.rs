//! The ledger for an outsider's own verifier.

use serde::Serialize;
use sqlx::AnyConnection;

use super::row::{self, LedgerRow};
use super::spoken::{self, Spoken};
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
    /// Words and names that it holds the digest of, where they were asked for: personal data.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Spoken>,
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
            words: Vec::new(),
        }
    }
}

impl From<ExportLine> for LedgerRow {
    fn from(line: ExportLine) -> Self {
        Self {
            office: line.office,
            seq: line.seq,
            at: line.at,
            actor: line.actor,
            source: line.source,
            event: line.event,
            prev: line.prev,
            hash: line.hash,
        }
    }
}

/// A page of lines behind `after`, in order, those that make no sense included; empty at the end. `words`: with what people
/// said and are called.
pub async fn export(
    conn: &mut AnyConnection,
    office: OfficeId,
    after: Option<EntryNo>,
    words: bool,
) -> Result<Vec<ExportLine>> {
    let mut lines = Vec::new();
    for row in row::page_unread(conn, office, after.unwrap_or(EntryNo(i64::MIN))).await? {
        let row = row?;
        // What cannot be read names nothing; that is the verifier's to say.
        let event = row.entry().ok().filter(|_| words).map(|entry| entry.event);
        let spoken = match &event {
            Some(event) => spoken::of(conn, event).await?,
            None => Vec::new(),
        };
        lines.push(ExportLine { words: spoken, ..ExportLine::of(row) });
    }
    Ok(lines)
}
