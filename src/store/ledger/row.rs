//! An entry as it is stored.

use std::fmt::Display;

use chrono::SubsecRound;
use serde::{Deserialize, Serialize};
use sqlx::{AnyConnection, FromRow};

use super::{Head, PAGE, Said, hash};
use crate::domain::{Actor, Entry, EntryNo, Event, Moment, OfficeId, PersonId};
use crate::store::codec::{self, Cell};
use crate::store::{Result, Tx};

const MACHINE: &str = "machine";
const PERSON: &str = "person:";

/// All columns, hashed and hash.
#[derive(Debug, FromRow)]
pub(super) struct LedgerRow {
    pub(super) office: i64,
    pub(super) seq: i64,
    pub(super) at: i64,
    pub(super) actor: String,
    pub(super) source: Option<String>,
    pub(super) event: String,
    pub(super) prev: String,
    pub(super) hash: String,
}

/// An event as it is written.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    event: &'a Event,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_at: Option<Moment>,
}

/// What is beside an event.
#[derive(Deserialize)]
struct Given {
    given_at: Option<Moment>,
}

impl LedgerRow {
    /// The row of an event that follows this head.
    pub(super) fn after(
        head: &Head,
        office: OfficeId,
        actor: Actor,
        source: Option<&str>,
        said: Said,
        event: &Event,
    ) -> Self {
        let is_late = event.is_answer() && codec::ms(said.at) < codec::ms(said.heard_at);
        let told = Told { event, given_at: is_late.then(|| said.at.trunc_subsecs(3)) };
        let mut row = Self {
            office: office.0,
            seq: head.seq.0 + 1,
            at: codec::ms(said.heard_at),
            actor: actor_text(actor),
            source: source.map(str::to_owned),
            event: codec::doc(&told),
            prev: head.hash.clone(),
            hash: String::new(),
        };
        row.hash = hash::of(&row);
        row
    }

    pub(super) fn as_head(&self) -> Head {
        Head { seq: EntryNo(self.seq), hash: self.hash.clone() }
    }

    /// The entry that it tells, read from what is stored.
    pub(super) fn entry(&self) -> Result<Entry> {
        let (office, seq) = (OfficeId(self.office), EntryNo(self.seq));
        let row = place(office, seq);
        let at = Cell { table: "ledger", row: &row, column: "at" }.moment(self.at)?;
        entry_of(office, seq, at, (&self.actor, self.source.clone()), &self.event)
    }
}

/// An entry, made of what is stored.
pub(super) fn entry_of(
    office: OfficeId,
    seq: EntryNo,
    at: Moment,
    (actor, source): (&str, Option<String>),
    event: &str,
) -> Result<Entry> {
    let wrong = |column: &'static str, what: &dyn Display| {
        let row = place(office, seq);
        Cell { table: "ledger", row: &row, column }.wrong(what)
    };
    let actor = actor_of(actor).ok_or_else(|| wrong("actor", &"nobody"))?;
    let unread = |error: serde_json::Error| wrong("event", &error);
    // Few have it, and a name in a text of JSON cannot stand there like this.
    let given_at = if event.contains(r#""given_at""#) {
        serde_json::from_str::<Given>(event).map_err(unread)?.given_at
    } else {
        None
    };
    let event = serde_json::from_str(event).map_err(unread)?;
    Ok(Entry { office, seq, at, given_at, actor, source, event })
}

fn place(office: OfficeId, seq: EntryNo) -> String {
    format!("{}/{}", office.0, seq.0)
}

pub(super) async fn insert(tx: &mut Tx, row: &LedgerRow) -> Result<()> {
    sqlx::query(
        "INSERT INTO ledger (office, seq, at, actor, source, event, prev, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(row.office)
    .bind(row.seq)
    .bind(row.at)
    .bind(&row.actor)
    .bind(&row.source)
    .bind(&row.event)
    .bind(&row.prev)
    .bind(&row.hash)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) async fn list(
    conn: &mut AnyConnection,
    office: OfficeId,
    after: EntryNo,
    limit: i64,
) -> Result<Vec<LedgerRow>> {
    let rows = sqlx::query_as(
        "SELECT office, seq, at, actor, source, event, prev, hash FROM ledger \
         WHERE office = $1 AND seq > $2 ORDER BY seq LIMIT $3",
    )
    .bind(office.0)
    .bind(after.0)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// The place of the last entry; 0 before the first.
pub(super) async fn find_last(conn: &mut AnyConnection, office: OfficeId) -> Result<i64> {
    let last = sqlx::query_scalar("SELECT COALESCE(MAX(seq), 0) FROM ledger WHERE office = $1")
        .bind(office.0)
        .fetch_one(conn)
        .await?;
    Ok(last)
}

/// Entries behind one and up to another as one text, a line each: place, moment, actor, event. JSON as we write it holds no line break.
pub(super) async fn page(conn: &mut AnyConnection, office: OfficeId, after: i64, until: i64) -> Result<Option<String>> {
    let page = sqlx::query_scalar(
        "SELECT string_agg(seq || ' ' || at || ' ' || actor || ' ' || event, '\n' ORDER BY seq) FROM ledger \
         WHERE office = $1 AND seq > $2 AND seq <= $3",
    )
    .bind(office.0)
    .bind(after)
    .bind(until)
    .fetch_one(conn)
    .await?;
    Ok(page)
}

/// The next rows for whoever trusts nothing: each as far as it can be read. A number that stands twice is not parted by the
/// page's end.
pub(super) async fn page_unread(
    conn: &mut AnyConnection,
    office: OfficeId,
    after: EntryNo,
) -> Result<Vec<std::result::Result<LedgerRow, sqlx::Error>>> {
    let raw = sqlx::query(
        "SELECT office, seq, at, actor, source, event, prev, hash FROM ledger \
         WHERE office = $1 AND seq > $2 ORDER BY seq, hash LIMIT $3",
    )
    .bind(office.0)
    .bind(after.0)
    .bind(PAGE)
    .fetch_all(conn)
    .await?;
    let mut rows: Vec<_> = raw.iter().map(LedgerRow::from_row).collect();
    let seq = |row: Option<&std::result::Result<LedgerRow, _>>| row?.as_ref().ok().map(|row| row.seq);
    let (first, last) = (seq(rows.first()), seq(rows.last()));
    if i64::try_from(rows.len()) == Ok(PAGE) && first < last {
        rows.retain(|row| seq(Some(row)) != last);
    }
    Ok(rows)
}

pub(super) async fn find_by_source(conn: &mut AnyConnection, source: &str) -> Result<Option<LedgerRow>> {
    let row = sqlx::query_as(
        "SELECT office, seq, at, actor, source, event, prev, hash FROM ledger \
         WHERE source = $1 ORDER BY seq DESC, office LIMIT 1",
    )
    .bind(codec::clean(source))
    .fetch_optional(conn)
    .await?;
    Ok(row)
}

fn actor_text(actor: Actor) -> String {
    match actor {
        Actor::Machine => MACHINE.to_owned(),
        Actor::Person(person) => format!("{PERSON}{}", person.0),
    }
}

fn actor_of(text: &str) -> Option<Actor> {
    if text == MACHINE {
        return Some(Actor::Machine);
    }
    let number = text.strip_prefix(PERSON)?.parse().ok()?;
    Some(Actor::Person(PersonId(number)))
}
