//! An entry as it is stored.

use sqlx::{AnyConnection, FromRow};

use super::{Head, hash};
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

impl LedgerRow {
    /// The row of an event that follows this head.
    pub(super) fn after(
        head: &Head,
        office: OfficeId,
        actor: Actor,
        source: Option<&str>,
        now: Moment,
        event: &Event,
    ) -> Self {
        let mut row = Self {
            office: office.0,
            seq: head.seq.0 + 1,
            at: codec::ms(now),
            actor: actor_text(actor),
            source: source.map(str::to_owned),
            event: codec::doc(event),
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
        let row = format!("{}/{}", self.office, self.seq);
        let cell = |column| Cell { table: "ledger", row: &row, column };
        Ok(Entry {
            office: OfficeId(self.office),
            seq: EntryNo(self.seq),
            at: cell("at").moment(self.at)?,
            actor: actor_of(&self.actor).ok_or_else(|| cell("actor").wrong("nobody"))?,
            source: self.source.clone(),
            event: cell("event").doc(&self.event)?,
        })
    }
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
