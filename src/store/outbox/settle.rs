//! What becomes of a message in hand.

use std::collections::BTreeSet;

use super::row::{OutboxRow, Row, lane_code};
use crate::domain::{Lane, Moment, Slot};
use crate::store::{Result, Tx, codec};

const SUPERSEDED: &str = "a later edit of the same card speaks for it";
const COPIED: &str = "it may have been sent from the database of which this is a copy";
const STOPPED: &str = "the process stopped while it was being sent";

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The chat app confirmed it.
    Sent,
    /// The chat app refused it for good.
    Refused,
    /// It left, and nobody knows.
    Unknown,
    /// It was not to be said any more.
    LeftOut,
}

/// From here on bytes may leave. False if it is not in hand any more: then nothing may be sent.
pub async fn mark_sending(tx: &mut Tx, id: i64, now: Moment) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE outbox SET state = 'sending', tries = tries + 1, left_at = $2 WHERE id = $1 AND state = 'claimed'",
    )
    .bind(id)
    .bind(codec::ms(now))
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Whether it is in hand, and nothing is entered of it yet.
pub async fn is_in_hand(tx: &mut Tx, id: i64) -> Result<bool> {
    let count: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE id = $1 AND state IN ('claimed', 'sending')")
            .bind(id)
            .fetch_one(&mut **tx)
            .await?;
    Ok(count > 0)
}

/// Notes what became of it and empties its slot, but of a notice or nudge of which nobody knows: that may still turn up. False if that was
/// settled before; only an unknown one may still find out.
pub async fn settle(
    tx: &mut Tx,
    id: i64,
    settled: Settled,
    message: Option<i64>,
    note: Option<&str>,
    now: Moment,
) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE outbox SET state = $2, settled_at = $3, message = $4, note = $5, \
         slot = CASE WHEN $2 = 'unknown' AND lane IN ($6, $7) AND edits_chat IS NULL THEN slot ELSE '' END \
         WHERE id = $1 AND state IN ('due', 'claimed', 'sending', 'unknown')",
    )
    .bind(id)
    .bind(state_code(settled))
    .bind(codec::ms(now))
    .bind(message)
    .bind(note.map(codec::clean))
    .bind(lane_code(Lane::Notice))
    .bind(lane_code(Lane::Nudge))
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What a message of which nobody knows would have told, where that is less than what it was put in with.
pub async fn narrow_unknown(tx: &mut Tx, id: i64, slot: &Slot) -> Result<()> {
    sqlx::query("UPDATE outbox SET slot = $2 WHERE id = $1 AND state = 'unknown'")
        .bind(id)
        .bind(codec::doc(slot))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// It certainly did not arrive: again at `due_at`. An edit gives way to a later one of the same card that is due already.
pub async fn put_back(tx: &mut Tx, id: i64, due_at: Moment) -> Result<()> {
    sqlx::query(
        "UPDATE outbox SET state = 'left_out', slot = '', settled_at = $2, note = $3 \
         WHERE id = $1 AND state IN ('claimed', 'sending') AND merge_key IN \
         (SELECT merge_key FROM outbox WHERE state = 'due' AND merge_key IS NOT NULL)",
    )
    .bind(id)
    .bind(codec::ms(due_at))
    .bind(SUPERSEDED)
    .execute(&mut **tx)
    .await?;
    sqlx::query("UPDATE outbox SET state = 'due', due_at = $2 WHERE id = $1 AND state IN ('claimed', 'sending')")
        .bind(id)
        .bind(codec::ms(due_at))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// At start, for what a stopped process had in hand: claimed is due again, and so is an answer or board that was being sent; a
/// notice
/// or nudge that was being sent is unknown and given back, to be entered on the ledger.
pub async fn recover(tx: &mut Tx, now: Moment) -> Result<Vec<OutboxRow>> {
    let unknown = list_sending_unrepeatable(tx).await?;
    for row in &unknown {
        settle(tx, row.id, Settled::Unknown, None, Some(STOPPED), now).await?;
    }
    let rest: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT id, due_at FROM outbox WHERE state IN ('claimed', 'sending') ORDER BY id DESC LIMIT 100000",
    )
    .fetch_all(&mut **tx)
    .await?;
    put_all_back(tx, rest).await?;
    Ok(unknown)
}

/// After a claim of which nobody knows whether it was committed: what is claimed and not in hand is due again.
pub async fn recover_claimed(tx: &mut Tx, in_hand: &BTreeSet<i64>) -> Result<()> {
    let claimed: Vec<(i64, i64)> =
        sqlx::query_as("SELECT id, due_at FROM outbox WHERE state = 'claimed' ORDER BY id DESC LIMIT 100000")
            .fetch_all(&mut **tx)
            .await?;
    let astray = claimed.into_iter().filter(|(id, _)| !in_hand.contains(id));
    put_all_back(tx, astray.collect()).await
}

/// Newest first: of two edits of one card the later stays.
async fn put_all_back(tx: &mut Tx, rows: Vec<(i64, i64)>) -> Result<()> {
    for (id, due_at) in rows {
        let due_at = codec::Cell { table: "outbox", row: &id, column: "due_at" }.moment(due_at)?;
        put_back(tx, id, due_at).await?;
    }
    Ok(())
}

/// For a copy of the database: whatever was due by now in the lanes from this one on, or in hand, may have been sent from the original
/// since. It is unknown, and never sent from here; notices and nudges are given back, to be entered on the ledger.
pub async fn give_up_copied(tx: &mut Tx, from: Lane, now: Moment) -> Result<Vec<OutboxRow>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, lane, chat_to, slot, due_at, edits_chat, edits_message, replies_to, topic, keeps_hours, tries FROM outbox \
         WHERE (state IN ('claimed', 'sending') OR (state = 'due' AND due_at <= $1)) AND lane >= $2 ORDER BY id LIMIT 100000",
    )
    .bind(codec::ms(now))
    .bind(lane_code(from))
    .fetch_all(&mut **tx)
    .await?;
    let rows = rows.iter().map(OutboxRow::of).collect::<Result<Vec<_>>>()?;
    for row in &rows {
        settle(tx, row.id, Settled::Unknown, None, Some(COPIED), now).await?;
    }
    Ok(rows.into_iter().filter(|row| matches!(row.tell.lane, Lane::Notice | Lane::Nudge)).collect())
}

async fn list_sending_unrepeatable(tx: &mut Tx) -> Result<Vec<OutboxRow>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, lane, chat_to, slot, due_at, edits_chat, edits_message, replies_to, topic, keeps_hours, tries FROM outbox \
         WHERE state = 'sending' AND lane IN ($1, $2) ORDER BY id LIMIT 100000",
    )
    .bind(lane_code(Lane::Notice))
    .bind(lane_code(Lane::Nudge))
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(OutboxRow::of).collect()
}

fn state_code(settled: Settled) -> &'static str {
    match settled {
        Settled::Sent => "sent",
        Settled::Refused => "refused",
        Settled::Unknown => "unknown",
        Settled::LeftOut => "left_out",
    }
}
