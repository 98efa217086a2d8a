//! Questions about the outbox.

use chrono::TimeDelta;
use sqlx::AnyConnection;

use super::row::lane_code;
use crate::domain::{Lane, Moment, PersonId, Slot, To};
use crate::store::Result;
use crate::store::codec::{self, Cell};

/// The chat app dates by the second, and by another clock.
const GRAIN: TimeDelta = TimeDelta::seconds(5);

/// When the next message is due, or was.
pub async fn next_due(conn: &mut AnyConnection) -> Result<Option<Moment>> {
    let at: Option<i64> =
        sqlx::query_scalar("SELECT MIN(due_at) FROM outbox WHERE state = 'due'").fetch_one(conn).await?;
    at.map(moment).transpose()
}

/// Whether an answer is due by now, or anything in hand: all that a held copy has to send.
pub async fn has_waiting_answer(conn: &mut AnyConnection, now: Moment) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT id FROM outbox WHERE state = 'due' AND due_at <= $1 AND lane = $2 \
         UNION ALL SELECT id FROM outbox WHERE state IN ('claimed', 'sending') LIMIT 1",
    )
    .bind(codec::ms(now))
    .bind(lane_code(Lane::Answer))
    .fetch_optional(conn)
    .await?;
    Ok(found.is_some())
}

/// How many are due by now or in hand.
pub async fn count_waiting(conn: &mut AnyConnection, now: Moment) -> Result<i64> {
    let count = sqlx::query_scalar(
        "SELECT (SELECT COUNT(*) FROM outbox WHERE state = 'due' AND due_at <= $1) \
         + (SELECT COUNT(*) FROM outbox WHERE state IN ('claimed', 'sending'))",
    )
    .bind(codec::ms(now))
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// Of how many that left since then nobody knows whether they arrived.
pub async fn count_unknown(conn: &mut AnyConnection, since: Moment) -> Result<i64> {
    let count = sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE state = 'unknown' AND settled_at >= $1")
        .bind(codec::ms(since))
        .fetch_one(conn)
        .await?;
    Ok(count)
}

/// Whether anything is due by now or in hand.
pub async fn has_waiting(conn: &mut AnyConnection, now: Moment) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT id FROM outbox WHERE state = 'due' AND due_at <= $1 \
         UNION ALL SELECT id FROM outbox WHERE state IN ('claimed', 'sending') LIMIT 1",
    )
    .bind(codec::ms(now))
    .fetch_optional(conn)
    .await?;
    Ok(found.is_some())
}

/// How many are due to this place, counted up to `most`.
pub async fn count_due_to(conn: &mut AnyConnection, to: &To, most: i64) -> Result<i64> {
    let count = sqlx::query_scalar(
        "SELECT COUNT(*) FROM (SELECT id FROM outbox WHERE state = 'due' AND chat_to = $1 LIMIT $2) AS due",
    )
    .bind(codec::doc(to))
    .bind(most)
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// When this person was or will be nudged, from `since` on: what waits counts when it is due, what is in hand counts now, and what
/// left when it left. An unknown one counts too, since it may have arrived.
pub async fn list_nudges_to(
    conn: &mut AnyConnection,
    person: PersonId,
    since: Moment,
    now: Moment,
) -> Result<Vec<Moment>> {
    let moments: Vec<i64> = sqlx::query_scalar(
        "SELECT CASE WHEN state IN ('claimed', 'sending') THEN $4 ELSE COALESCE(settled_at, due_at) END AS at \
         FROM outbox WHERE person = $1 AND lane = $2 AND state NOT IN ('refused', 'left_out') \
         AND COALESCE(settled_at, due_at) >= $3 ORDER BY at LIMIT 1000",
    )
    .bind(person.0)
    .bind(lane_code(Lane::Nudge))
    .bind(codec::ms(since))
    .bind(codec::ms(now))
    .fetch_all(conn)
    .await?;
    moments.into_iter().map(moment).collect()
}

/// The nudges to this person that should have left by now and have not: what fits may join them.
pub async fn list_held_up_nudges_to(conn: &mut AnyConnection, person: PersonId, now: Moment) -> Result<Vec<Moment>> {
    let moments: Vec<i64> = sqlx::query_scalar(
        "SELECT due_at FROM outbox WHERE person = $1 AND lane = $2 AND due_at <= $3 AND state = 'due' \
         ORDER BY due_at LIMIT 1000",
    )
    .bind(person.0)
    .bind(lane_code(Lane::Nudge))
    .bind(codec::ms(now))
    .fetch_all(conn)
    .await?;
    moments.into_iter().map(moment).collect()
}

/// The message to this person of which nobody knew, and which turns up as one that was sent at this moment: what it told. Between the moment at
/// which it left and the one at which it was given up nothing else was on its way to them.
pub async fn find_turned_up(
    conn: &mut AnyConnection,
    person: PersonId,
    sent_at: Moment,
) -> Result<Option<(i64, Slot)>> {
    let row: Option<(i64, String)> = sqlx::query_as(
        "SELECT id, slot FROM outbox WHERE chat_to = $1 AND state = 'unknown' AND slot <> '' \
         AND left_at <= $2 AND settled_at >= $3 ORDER BY settled_at, id LIMIT 1",
    )
    .bind(codec::doc(&To::Person(person)))
    .bind(codec::ms(sent_at + GRAIN))
    .bind(codec::ms(sent_at - GRAIN))
    .fetch_optional(conn)
    .await?;
    row.map(|(id, slot)| Ok((id, Cell { table: "outbox", row: &id, column: "slot" }.doc(&slot)?))).transpose()
}

/// When this person last had a notice, or will have.
pub async fn last_notice_to(conn: &mut AnyConnection, person: PersonId) -> Result<Option<Moment>> {
    let at: Option<i64> = sqlx::query_scalar(
        "SELECT MAX(COALESCE(settled_at, due_at)) FROM outbox \
         WHERE person = $1 AND lane = $2 AND state NOT IN ('refused', 'left_out')",
    )
    .bind(person.0)
    .bind(lane_code(Lane::Notice))
    .fetch_one(conn)
    .await?;
    at.map(moment).transpose()
}

fn moment(at: i64) -> Result<Moment> {
    Cell { table: "outbox", row: &"-", column: "due_at" }.moment(at)
}

/// A nudge to this person for this very moment that has not left yet, and its slot.
pub async fn find_waiting_nudge(conn: &mut AnyConnection, person: PersonId, at: Moment) -> Result<Option<(i64, Slot)>> {
    let row: Option<(i64, String)> = sqlx::query_as(
        "SELECT id, slot FROM outbox WHERE person = $1 AND lane = $2 AND due_at = $3 AND state = 'due' \
         ORDER BY id LIMIT 1",
    )
    .bind(person.0)
    .bind(lane_code(Lane::Nudge))
    .bind(codec::ms(at))
    .fetch_optional(conn)
    .await?;
    row.map(|(id, slot)| Ok((id, Cell { table: "outbox", row: &id, column: "slot" }.doc(&slot)?))).transpose()
}
