//! The outbox: what is to be said to whom, until it is known what became of it.
//!
//! due → claimed (in hand, no byte has left) → sending → sent, refused or unknown; or left out. One message at a time is under
//! way to one recipient. The slot of a settled message is emptied: an invitation must not linger here.

mod look;
mod row;
mod settle;

pub use look::{
    count_due_to, count_unknown, count_waiting, find_turned_up, find_waiting_nudge, has_waiting, has_waiting_answer,
    last_notice_to, list_held_up_nudges_to, list_nudges_to, next_due,
};
pub use row::OutboxRow;
pub use settle::{
    Settled, give_up_copied, is_in_hand, mark_sending, narrow_unknown, put_back, recover, recover_claimed, settle,
};

use self::row::Row;
use super::{Result, Tx, codec, counter};
use crate::domain::{Lane, Moment, PersonId, Slot, Tell, To};

/// Puts a message in. An edit takes the place of an edit of the same card that is still due.
pub async fn insert(tx: &mut Tx, tell: &Tell, now: Moment) -> Result<i64> {
    let id = counter::next(tx, "outbox").await?;
    let person = person_of(tell).map(|person| person.0);
    let merge_key = tell.edits.map(|card| format!("{}/{}", card.chat.0, card.message));
    let id = sqlx::query_scalar(
        "INSERT INTO outbox (id, lane, chat_to, slot, due_at, state, edits_chat, edits_message, replies_to, topic, \
         merge_key, person, keeps_hours, tries) VALUES ($1, $2, $3, $4, $5, 'due', $6, $7, $8, $9, $10, $11, $12, 0) \
         ON CONFLICT (merge_key) WHERE state = 'due' DO UPDATE SET \
         lane = CASE WHEN excluded.lane < outbox.lane THEN excluded.lane ELSE outbox.lane END, \
         due_at = CASE WHEN excluded.due_at < outbox.due_at THEN excluded.due_at ELSE outbox.due_at END, \
         chat_to = excluded.chat_to, slot = excluded.slot, replies_to = excluded.replies_to, \
         topic = excluded.topic, person = excluded.person RETURNING id",
    )
    .bind(id)
    .bind(row::lane_code(tell.lane))
    .bind(codec::doc(&tell.to))
    .bind(codec::doc(&tell.slot))
    .bind(codec::ms(tell.at.unwrap_or(now)))
    .bind(tell.edits.map(|card| card.chat.0))
    .bind(tell.edits.map(|card| card.message))
    .bind(tell.replies_to)
    .bind(tell.topic)
    .bind(merge_key)
    .bind(person)
    .bind(i64::from(tell.keeps_hours))
    .fetch_one(&mut **tx)
    .await?;
    Ok(id)
}

/// What is said by a message that has not left yet.
pub async fn replace_slot(tx: &mut Tx, id: i64, slot: &Slot) -> Result<()> {
    sqlx::query("UPDATE outbox SET slot = $2 WHERE id = $1 AND state = 'due'")
        .bind(id)
        .bind(codec::doc(slot))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Takes due messages of the lanes up to this one in hand: by lane, then longest due; at most one for each recipient, none to whom one is under way.
/// Of a copy that is held, answers alone.
pub async fn claim_due(tx: &mut Tx, now: Moment, up_to: Lane, limit: i64) -> Result<Vec<OutboxRow>> {
    let mut rows: Vec<Row> = sqlx::query_as(
        "UPDATE outbox SET state = 'claimed' WHERE id IN (\
           SELECT id FROM (\
             SELECT id, lane, due_at, ROW_NUMBER() OVER (PARTITION BY chat_to ORDER BY lane, due_at, id) AS place \
             FROM outbox WHERE state = 'due' AND due_at <= $1 AND lane <= $3 \
             AND (lane = 1 OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'held')) \
             AND chat_to NOT IN (SELECT chat_to FROM outbox WHERE state IN ('claimed', 'sending'))\
           ) AS firsts WHERE place = 1 ORDER BY lane, due_at, id LIMIT $2\
         ) AND state = 'due' \
         RETURNING id, lane, chat_to, slot, due_at, edits_chat, edits_message, replies_to, topic, keeps_hours, tries",
    )
    .bind(codec::ms(now))
    .bind(limit)
    .bind(row::lane_code(up_to))
    .fetch_all(&mut **tx)
    .await?;
    rows.sort_by_key(|row| (row.lane, row.due_at, row.id));
    rows.iter().map(OutboxRow::of).collect()
}

/// In whose caps it counts. An emergency stands outside of them.
fn person_of(tell: &Tell) -> Option<PersonId> {
    match tell.to {
        _ if tell.slot.is_emergency() => None,
        To::Person(person) => Some(person),
        To::Office(_) | To::Chat(_) | To::Press { .. } => None,
    }
}
