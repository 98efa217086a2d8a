//! The day's look at an office: due as soon as a department said something, then planned for its moment.

use sqlx::AnyConnection;

use super::codec::{self, Cell};
use super::{Result, Tx};
use crate::domain::{EntryNo, Event, Moment, OfficeId, PersonId};

/// An office to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Briefing {
    /// Which.
    pub office: OfficeId,
    /// Its moment was found; else that is what is due.
    pub planned: bool,
    /// What was told reached up to this entry.
    pub after: EntryNo,
}

/// Something was said: the office is looked at, unless it will be anyway.
pub(super) async fn mark(tx: &mut Tx, office: OfficeId, before: EntryNo, events: &[&Event], now: Moment) -> Result<()> {
    let is_news = events.iter().any(|event| {
        matches!(
            event,
            Event::Submitted { .. }
                | Event::Promised { .. }
                | Event::ExtensionAsked { .. }
                | Event::NotOursClaimed { .. }
                | Event::MatterRaised { .. }
        )
    });
    if !is_news {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO briefing (office, due_at, planned, after_seq) VALUES ($1, $2, 0, $3) \
         ON CONFLICT (office) DO UPDATE SET due_at = excluded.due_at, planned = 0 WHERE briefing.due_at IS NULL",
    )
    .bind(office.0)
    .bind(codec::ms(now))
    .bind(before.0)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Offices that are due by now, longest waiting first.
pub async fn list_due(conn: &mut AnyConnection, now: Moment, limit: i64) -> Result<Vec<Briefing>> {
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT office, planned, after_seq FROM briefing WHERE due_at IS NOT NULL AND due_at <= $1 \
         ORDER BY due_at, office LIMIT $2",
    )
    .bind(codec::ms(now))
    .bind(limit)
    .fetch_all(conn)
    .await?;
    let briefing = |(office, planned, after): (i64, i64, i64)| Briefing {
        office: OfficeId(office),
        planned: planned != 0,
        after: EntryNo(after),
    };
    Ok(rows.into_iter().map(briefing).collect())
}

/// When the first is due, or was.
pub async fn next_due(conn: &mut AnyConnection) -> Result<Option<Moment>> {
    let at: Option<i64> =
        sqlx::query_scalar("SELECT MIN(due_at) FROM briefing WHERE due_at IS NOT NULL").fetch_one(conn).await?;
    at.map(|at| Cell { table: "briefing", row: &"first", column: "due_at" }.moment(at)).transpose()
}

/// It is told at this moment; none: once something is said again. `after` is the last entry that was told of.
pub async fn plan(tx: &mut Tx, office: OfficeId, at: Option<Moment>, after: EntryNo) -> Result<()> {
    sqlx::query("UPDATE briefing SET due_at = $2, planned = 1, after_seq = $3 WHERE office = $1")
        .bind(office.0)
        .bind(at.map(codec::ms))
        .bind(after.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// When this person was last told of what waits for them too long.
pub async fn told_at(conn: &mut AnyConnection, office: OfficeId, person: PersonId) -> Result<Option<Moment>> {
    let at: Option<i64> = sqlx::query_scalar("SELECT told_at FROM lead_told WHERE office = $1 AND person = $2")
        .bind(office.0)
        .bind(person.0)
        .fetch_optional(conn)
        .await?;
    let row = format!("{}/{}", office.0, person.0);
    at.map(|at| Cell { table: "lead_told", row: &row, column: "told_at" }.moment(at)).transpose()
}

/// They are told now.
pub async fn mark_told(tx: &mut Tx, office: OfficeId, person: PersonId, now: Moment) -> Result<()> {
    sqlx::query(
        "INSERT INTO lead_told (office, person, told_at) VALUES ($1, $2, $3) \
         ON CONFLICT (office, person) DO UPDATE SET told_at = excluded.told_at",
    )
    .bind(office.0)
    .bind(person.0)
    .bind(codec::ms(now))
    .execute(&mut **tx)
    .await?;
    Ok(())
}
