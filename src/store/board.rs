//! Boards: one message a chat and topic that keeps itself current.
//!
//! Every entry of an office makes its boards due in the same transaction, and so does the next moment at which time alone
//! changes what they show; no board is due again within a minute of its last edit.

use sqlx::{AnyConnection, FromRow};

use super::codec::{self, Cell};
use super::{Result, Tx};
use crate::domain::{Card, ChatNo, Moment, OfficeId, PersonId};

/// At least so long between two edits of a board, in milliseconds.
const PAUSE_MS: i64 = 60_000;
/// Boards that one question answers at most.
const ALL_MAX: i64 = 10_000;

/// Where a board stands: one for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BoardPlace {
    /// The group.
    pub chat: ChatNo,
    /// Its forum topic; none for General, and where there are none.
    pub topic: Option<i64>,
}

/// A board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Where.
    pub place: BoardPlace,
    /// Whose.
    pub office: OfficeId,
    /// Who put it up; none if hidden.
    pub person: Option<PersonId>,
    /// Its message; none until it was sent.
    pub message: Option<i64>,
    /// Of what it shows; empty before it shows anything.
    pub digest: String,
    /// Its message was taken away once, and sent anew.
    pub lost: bool,
}

#[derive(FromRow)]
struct Row {
    chat: i64,
    topic: i64,
    office: i64,
    person: Option<i64>,
    message: Option<i64>,
    digest: String,
    lost: i64,
}

/// A board is wanted here from now on. The message of an earlier one at this place stays noted until the new one was sent.
pub async fn put_up(tx: &mut Tx, place: BoardPlace, office: OfficeId, person: Option<PersonId>) -> Result<()> {
    sqlx::query(
        "INSERT INTO board (chat, topic, office, person, digest, shown_at, lost) VALUES ($1, $2, $3, $4, '', 0, 0) \
         ON CONFLICT (chat, topic) DO UPDATE SET office = excluded.office, person = excluded.person, lost = 0",
    )
    .bind(place.chat.0)
    .bind(topic_code(place))
    .bind(office.0)
    .bind(person.map(|person| person.0))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The board at this place.
pub async fn find(conn: &mut AnyConnection, place: BoardPlace) -> Result<Option<Board>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT chat, topic, office, person, message, digest, lost FROM board WHERE chat = $1 AND topic = $2",
    )
    .bind(place.chat.0)
    .bind(topic_code(place))
    .fetch_optional(conn)
    .await?;
    Ok(row.map(board_of))
}

/// The board whose message this is.
pub async fn find_by_card(conn: &mut AnyConnection, card: Card) -> Result<Option<Board>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT chat, topic, office, person, message, digest, lost FROM board WHERE chat = $1 AND message = $2 LIMIT 1",
    )
    .bind(card.chat.0)
    .bind(card.message)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(board_of))
}

/// All boards, by place.
pub async fn list(conn: &mut AnyConnection) -> Result<Vec<Board>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT chat, topic, office, person, message, digest, lost FROM board ORDER BY chat, topic LIMIT $1",
    )
    .bind(ALL_MAX)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(board_of).collect())
}

/// Its message was sent.
pub async fn note_message(tx: &mut Tx, place: BoardPlace, message: i64) -> Result<()> {
    sqlx::query("UPDATE board SET message = $3 WHERE chat = $1 AND topic = $2")
        .bind(place.chat.0)
        .bind(topic_code(place))
        .bind(message)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Its message was taken away.
pub async fn note_lost(tx: &mut Tx, place: BoardPlace) -> Result<()> {
    sqlx::query("UPDATE board SET message = NULL, digest = '', lost = 1 WHERE chat = $1 AND topic = $2")
        .bind(place.chat.0)
        .bind(topic_code(place))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// What it shows since now.
pub async fn note_shown(tx: &mut Tx, place: BoardPlace, digest: &str, now: Moment) -> Result<()> {
    sqlx::query(
        "UPDATE board SET digest = $3, shown_at = $4, \
         due_at = CASE WHEN due_at < $4 + $5 THEN $4 + $5 ELSE due_at END WHERE chat = $1 AND topic = $2",
    )
    .bind(place.chat.0)
    .bind(topic_code(place))
    .bind(digest)
    .bind(codec::ms(now))
    .bind(PAUSE_MS)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Time alone changes what it shows at `at`.
pub async fn mark_due(tx: &mut Tx, place: BoardPlace, at: Moment) -> Result<()> {
    sqlx::query(
        "UPDATE board SET due_at = CASE WHEN shown_at + $4 > $3 THEN shown_at + $4 ELSE $3 END \
         WHERE chat = $1 AND topic = $2 AND (due_at IS NULL OR due_at > $3)",
    )
    .bind(place.chat.0)
    .bind(topic_code(place))
    .bind(codec::ms(at))
    .bind(PAUSE_MS)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Something was entered on the office's ledger.
pub(super) async fn mark_office_due(tx: &mut Tx, office: OfficeId, now: Moment) -> Result<()> {
    sqlx::query(
        "UPDATE board SET due_at = CASE WHEN shown_at + $3 > $2 THEN shown_at + $3 ELSE $2 END \
         WHERE office = $1 AND (due_at IS NULL OR due_at > $2)",
    )
    .bind(office.0)
    .bind(codec::ms(now))
    .bind(PAUSE_MS)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes boards in hand that are due; they are due again when something happens.
pub async fn take_due(tx: &mut Tx, now: Moment, limit: i64) -> Result<Vec<Board>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT chat, topic, office, person, message, digest, lost FROM board \
         WHERE due_at IS NOT NULL AND message IS NOT NULL AND due_at <= $1 ORDER BY due_at, chat, topic LIMIT $2",
    )
    .bind(codec::ms(now))
    .bind(limit)
    .fetch_all(&mut **tx)
    .await?;
    let boards: Vec<Board> = rows.into_iter().map(board_of).collect();
    for board in &boards {
        sqlx::query("UPDATE board SET due_at = NULL WHERE chat = $1 AND topic = $2")
            .bind(board.place.chat.0)
            .bind(topic_code(board.place))
            .execute(&mut **tx)
            .await?;
    }
    Ok(boards)
}

/// When the next board is due, or was.
pub async fn next_due(conn: &mut AnyConnection) -> Result<Option<Moment>> {
    let at: Option<i64> =
        sqlx::query_scalar("SELECT MIN(due_at) FROM board WHERE due_at IS NOT NULL AND message IS NOT NULL")
            .fetch_one(conn)
            .await?;
    at.map(|at| Cell { table: "board", row: &"first", column: "due_at" }.moment(at)).transpose()
}

/// No board is wanted here any more; the one that was.
pub async fn take_down(tx: &mut Tx, place: BoardPlace) -> Result<Option<Board>> {
    let row: Option<Row> = sqlx::query_as(
        "DELETE FROM board WHERE chat = $1 AND topic = $2 \
         RETURNING chat, topic, office, person, message, digest, lost",
    )
    .bind(place.chat.0)
    .bind(topic_code(place))
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(board_of))
}

/// The whole group is lost, or has another number; the boards that stood there.
pub async fn take_down_all(tx: &mut Tx, chat: ChatNo) -> Result<Vec<Board>> {
    let rows: Vec<Row> = sqlx::query_as(
        "DELETE FROM board WHERE chat = $1 RETURNING chat, topic, office, person, message, digest, lost",
    )
    .bind(chat.0)
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(board_of).collect())
}

/// A topic's code: keys hold no NULL.
fn topic_code(place: BoardPlace) -> i64 {
    place.topic.unwrap_or(0)
}

fn board_of(row: Row) -> Board {
    Board {
        place: BoardPlace { chat: ChatNo(row.chat), topic: Some(row.topic).filter(|topic| *topic != 0) },
        office: OfficeId(row.office),
        person: row.person.map(PersonId),
        message: row.message,
        digest: row.digest,
        lost: row.lost != 0,
    }
}
