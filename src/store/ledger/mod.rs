//! The ledger (台账): what happened, entry by entry, each carrying the hash of the one before it.
//!
//! # Bytes that are hashed (version 1)
//! One byte `1`, then seven fields, each a length (4 bytes, most significant first) and that many bytes of UTF-8:
//!
//! | field | text |
//! | --- | --- |
//! | office | its number, decimal |
//! | seq | place in the ledger from 1, decimal |
//! | at | Unix milliseconds UTC, decimal |
//! | actor | `machine` or `person:` and a number |
//! | source | as stored; empty if there is none |
//! | event | JSON, byte for byte as stored |
//! | prev | hash of the entry before, 64 lower-case hex digits; 64 zeros for the first |
//!
//! An answer that was said before it was entered has `given_at` in its event, at the end: RFC 3339, UTC. `at` is when it was entered,
//! and never falls.
//!
//! The hash is SHA-256 over all of that, as 64 lower-case hex digits. [`export`] gives every field under these names; what the event
//! names of words and names by a digest is laid out in [`words`](super::words).

mod export;
mod follow;
mod hash;
mod head;
mod row;
mod spoken;
mod verify;
mod walk;

use sqlx::AnyConnection;

pub use export::{ExportLine, export};
pub use follow::Follower;
pub use head::{Head, find_head};
pub use spoken::Spoken;
pub use verify::{Fault, Verdict, hold_against, verify, verify_all};
pub use walk::{Line, walk};

use self::row::LedgerRow;
use super::{Result, Tx, board, briefing, codec, projections};
use crate::domain::{Actor, Entry, EntryNo, Event, Moment, OfficeId};

/// Entries that are read at once where all are wanted.
const PAGE: i64 = 1000;

/// When something was said, and when it was heard.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// Said.
    pub at: Moment,
    /// Heard, and entered.
    pub heard_at: Moment,
}

/// Enters events in order and makes of them what the domain makes of them. `now` is kept to the millisecond.
pub async fn append(
    tx: &mut Tx,
    office: OfficeId,
    actor: Actor,
    source: Option<&str>,
    now: Moment,
    events: Vec<Event>,
) -> Result<Vec<Entry>> {
    append_said(tx, office, actor, source, Said { at: now, heard_at: now }, events).await
}

/// The same of what was said before it was heard: answers among it count from then.
pub async fn append_said(
    tx: &mut Tx,
    office: OfficeId,
    actor: Actor,
    source: Option<&str>,
    said: Said,
    events: Vec<Event>,
) -> Result<Vec<Entry>> {
    let now = said.heard_at;
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let source = source.map(codec::clean).filter(|source| !source.is_empty());
    let mut head = head::lock(tx, office).await?;
    let mut entries = Vec::with_capacity(events.len());
    for event in events {
        let row = LedgerRow::after(&head, office, actor, source.as_deref(), said, &event);
        row::insert(tx, &row).await?;
        head = row.as_head();
        entries.push(row.entry()?);
    }
    head::save(tx, office, &head).await?;
    if let Some(first) = entries.first() {
        let events: Vec<&Event> = entries.iter().map(|entry| &entry.event).collect();
        briefing::mark(tx, office, EntryNo(first.seq.0 - 1), &events, now).await?;
    }
    projections::project(tx, office, &entries).await?;
    board::mark_office_due(tx, office, now).await?;
    Ok(entries)
}

/// Entries behind `after`, in order.
pub async fn list(conn: &mut AnyConnection, office: OfficeId, after: EntryNo, limit: i64) -> Result<Vec<Entry>> {
    row::list(conn, office, after, limit).await?.iter().map(LedgerRow::entry).collect()
}

/// One entry, and its hash.
pub async fn find(conn: &mut AnyConnection, office: OfficeId, seq: EntryNo) -> Result<Option<(Entry, String)>> {
    let rows = row::list(conn, office, EntryNo(seq.0 - 1), 1).await?;
    let found = rows.into_iter().next().filter(|row| row.seq == seq.0);
    found.map(|row| Ok((row.entry()?, row.hash))).transpose()
}

/// Every ledger there is, the service's own among them.
pub async fn list_offices(conn: &mut AnyConnection) -> Result<Vec<OfficeId>> {
    let numbers: Vec<i64> = sqlx::query_scalar(
        "SELECT office FROM head UNION SELECT DISTINCT office FROM ledger ORDER BY office LIMIT 100000",
    )
    .fetch_all(conn)
    .await?;
    Ok(numbers.into_iter().map(OfficeId).collect())
}

/// The last entry that this message or press led to, on whichever ledger.
pub async fn find_by_source(conn: &mut AnyConnection, source: &str) -> Result<Option<(OfficeId, Entry)>> {
    let row = row::find_by_source(conn, source).await?;
    row.map(|row| Ok((OfficeId(row.office), row.entry()?))).transpose()
}

/// The hash of one entry, for receipts and for comparing with a head that was handed out.
pub async fn find_hash(conn: &mut AnyConnection, office: OfficeId, seq: EntryNo) -> Result<Option<String>> {
    let hash = sqlx::query_scalar("SELECT hash FROM ledger WHERE office = $1 AND seq = $2")
        .bind(office.0)
        .bind(seq.0)
        .fetch_optional(conn)
        .await?;
    Ok(hash)
}
