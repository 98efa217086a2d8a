//! A message in hand.

use sqlx::FromRow;

use crate::domain::{Card, ChatNo, Lane, Tell};
use crate::store::codec::Cell;
use crate::store::{Result, StoreError};

/// A message in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its number.
    pub id: i64,
    /// What was put in; `at` is when it was due.
    pub tell: Tell,
    /// How often it was sent before.
    pub tries: i64,
}

#[derive(FromRow)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) lane: i64,
    chat_to: String,
    slot: String,
    pub(super) due_at: i64,
    edits_chat: Option<i64>,
    edits_message: Option<i64>,
    replies_to: Option<i64>,
    topic: Option<i64>,
    keeps_hours: i64,
    tries: i64,
}

impl OutboxRow {
    pub(super) fn of(row: &Row) -> Result<Self> {
        let cell = |column| Cell { table: "outbox", row: &row.id, column };
        let edits = row.edits_chat.zip(row.edits_message);
        let tell = Tell {
            to: cell("chat_to").doc(&row.chat_to)?,
            slot: cell("slot").doc(&row.slot)?,
            lane: lane_of(cell("lane"), row.lane)?,
            at: Some(cell("due_at").moment(row.due_at)?),
            edits: edits.map(|(chat, message)| Card { chat: ChatNo(chat), message }),
            replies_to: row.replies_to,
            topic: row.topic,
            keeps_hours: row.keeps_hours != 0,
        };
        Ok(Self { id: row.id, tell, tries: row.tries })
    }
}

/// A lane's code: its place in the order of sending.
pub(super) fn lane_code(lane: Lane) -> i64 {
    match lane {
        Lane::Answer => 1,
        Lane::Notice => 2,
        Lane::Nudge => 3,
        Lane::Board => 4,
    }
}

fn lane_of(cell: Cell<'_>, code: i64) -> std::result::Result<Lane, StoreError> {
    let known =
        [Lane::Answer, Lane::Notice, Lane::Nudge, Lane::Board].into_iter().find(|lane| lane_code(*lane) == code);
    known.ok_or_else(|| cell.wrong("no lane"))
}
