//! What is known of a person, found and taken away: beside the ledger, in working tables, and in what SQLite leaves behind.
//!
//! The ledger names a person by number alone; its entries stay.

use std::collections::BTreeSet;

use serde_json::Value;
use sqlx::{AnyConnection, Executor as _};

use super::ledger::list;
use super::person::PersonRow;
use super::{Engine, Result, Store, Tx, codec, ledger, person, words};
use crate::domain::{Actor, ChatNo, EntryNo, Event, OfficeId, PersonId, To, WordsNo};

/// Entries read at once.
const PAGE: i64 = 1000;
/// Signs from which a name tells one person apart.
const NAME_MIN: usize = 2;
/// How often the write-ahead log is tried to be emptied while others read.
const TRIES: usize = 50;

/// What the ledgers hold of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// The words that they wrote, as far as anything is known of them.
    pub words: BTreeSet<WordsNo>,
    /// The ledgers that name them, the service's own apart.
    pub offices: BTreeSet<OfficeId>,
    /// How many entries do.
    pub entries: usize,
}

/// Reads every ledger for them.
pub async fn traces(conn: &mut AnyConnection, who: PersonId) -> Result<Traces> {
    let mut found = Traces::default();
    let name = format!("\"person\":{}", who.0);
    for office in ledger::list_offices(conn).await? {
        let mut after = EntryNo(0);
        loop {
            let page = list(conn, office, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.seq;
            for entry in &page {
                let is_by = entry.actor == Actor::Person(who);
                let doc = codec::doc(&entry.event);
                let is_named = doc.match_indices(&name).any(|(at, _)| !continues(&doc[at + name.len()..]));
                if is_by {
                    found.words.extend(entry.event.words().into_iter().map(|words| words.no));
                }
                if is_by || is_named {
                    found.entries += 1;
                    found.offices.extend((office != OfficeId::SERVICE).then_some(office));
                }
            }
        }
    }
    Ok(found)
}

fn continues(rest: &str) -> bool {
    rest.starts_with(|sign: char| sign.is_ascii_digit())
}

/// People who go by this name, have this telephone, or this number at the chat app.
pub async fn find_people(conn: &mut AnyConnection, said: &str) -> Result<Vec<PersonRow>> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "SELECT id FROM person WHERE user_id = $1 OR phone = $2 OR name LIKE $3 ORDER BY id LIMIT 100",
    )
    .bind(said.parse::<i64>().ok())
    .bind(said)
    .bind(format!("%{}%", said.replace(['%', '_'], "")))
    .fetch_all(&mut *conn)
    .await?;
    let mut people = Vec::with_capacity(ids.len());
    for id in ids {
        people.extend(person::find_person(conn, PersonId(id)).await?);
    }
    Ok(people)
}

/// Who was erased, as the service's ledger has it.
pub async fn list_erased(conn: &mut AnyConnection) -> Result<BTreeSet<PersonId>> {
    let (mut erased, mut after) = (BTreeSet::new(), EntryNo(0));
    loop {
        let page = list(conn, OfficeId::SERVICE, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(erased) };
        after = last.seq;
        erased.extend(page.iter().filter_map(|entry| match entry.event {
            Event::PersonErased { person } => Some(person),
            _ => None,
        }));
    }
}

/// Whether a message to them is on its way this very moment: then they cannot be taken away.
pub async fn is_in_flight(conn: &mut AnyConnection, who: &PersonRow) -> Result<bool> {
    let count: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM outbox WHERE state IN ('claimed', 'sending') AND (person = $1 OR chat_to = $2 OR chat_to = $3)",
    )
    .bind(who.id.0)
    .bind(codec::doc(&To::Person(who.id)))
    .bind(codec::doc(&To::Chat(ChatNo(who.user_id.unwrap_or_default()))))
    .fetch_one(conn)
    .await?;
    Ok(count > 0)
}

/// Takes away who they are, what they wrote, and every working row that is theirs or shows them. The ledger is not touched.
pub async fn erase(tx: &mut Tx, who: &PersonRow, said: &BTreeSet<WordsNo>) -> Result<()> {
    for no in said {
        words::erase(tx, *no).await?;
    }
    for sql in [
        "DELETE FROM outbox WHERE person = $1",
        "DELETE FROM card WHERE person = $1",
        "DELETE FROM draft WHERE person = $1",
        "DELETE FROM handover WHERE giver = $1",
        "DELETE FROM joiner WHERE person = $1",
        "DELETE FROM lead_told WHERE person = $1",
    ] {
        sqlx::query(sql).bind(who.id.0).execute(&mut **tx).await?;
    }
    sqlx::query("DELETE FROM outbox WHERE chat_to = $1")
        .bind(codec::doc(&To::Person(who.id)))
        .execute(&mut **tx)
        .await?;
    if let Some(user) = who.user_id {
        erase_chat(tx, user).await?;
    }
    erase_mentions(tx, who).await?;
    person::erase(tx, who.id).await
}

async fn erase_chat(tx: &mut Tx, user: i64) -> Result<()> {
    for sql in [
        "DELETE FROM outbox WHERE edits_chat = $1",
        "DELETE FROM card WHERE chat = $1",
        "DELETE FROM expectation WHERE chat = $1",
        "DELETE FROM album WHERE chat = $1",
    ] {
        sqlx::query(sql).bind(user).execute(&mut **tx).await?;
    }
    let chat = format!("\"chat\":{user}");
    for sql in ["DELETE FROM outbox WHERE chat_to LIKE $1", "DELETE FROM job WHERE doc LIKE $1"] {
        for end in [",", "}"] {
            sqlx::query(sql).bind(format!("%{chat}{end}%")).execute(&mut **tx).await?;
        }
    }
    for kind in ["m", "w", "e", "j"] {
        sqlx::query("DELETE FROM heard WHERE meaning LIKE $1")
            .bind(format!("{kind}:{user}:%"))
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Updates that were set aside and tables that wait for a button are text of any kind: what shows the person goes whole.
async fn erase_mentions(tx: &mut Tx, who: &PersonRow) -> Result<()> {
    for (table, column) in [("set_aside", "raw"), ("draft", "doc")] {
        let mut after = 0;
        loop {
            let rows: Vec<(i64, String)> = match table {
                "draft" => sqlx::query_as("SELECT id, doc FROM draft WHERE id > $1 ORDER BY id LIMIT $2"),
                _ => sqlx::query_as("SELECT id, raw FROM set_aside WHERE id > $1 ORDER BY id LIMIT $2"),
            }
            .bind(after)
            .bind(PAGE)
            .fetch_all(&mut **tx)
            .await?;
            let Some((last, _)) = rows.last() else { break };
            after = *last;
            for (id, _) in rows.iter().filter(|(_, text)| mentions(text, who, column == "raw")) {
                let delete = match table {
                    "draft" => sqlx::query("DELETE FROM draft WHERE id = $1"),
                    _ => sqlx::query("DELETE FROM set_aside WHERE id = $1"),
                };
                delete.bind(*id).execute(&mut **tx).await?;
            }
        }
    }
    Ok(())
}

fn mentions(text: &str, who: &PersonRow, is_update: bool) -> bool {
    let name = who.name.as_deref().filter(|name| name.chars().count() >= NAME_MIN);
    let shown: Vec<&str> = name.into_iter().chain(who.phone.as_deref().filter(|phone| !phone.is_empty())).collect();
    let user = who.user_id.filter(|_| is_update);
    match serde_json::from_str(text) {
        Ok(value) => in_value(&value, &shown, user),
        Err(_) => shown.iter().any(|it| text.contains(it)) || user.is_some_and(|user| text.contains(&user.to_string())),
    }
}

fn in_value(value: &Value, shown: &[&str], user: Option<i64>) -> bool {
    match value {
        Value::String(text) => shown.iter().any(|it| text.contains(it)),
        Value::Array(all) => all.iter().any(|it| in_value(it, shown, user)),
        Value::Object(fields) => fields
            .iter()
            .any(|(name, it)| (name == "id" && user.is_some() && it.as_i64() == user) || in_value(it, shown, user)),
        _ => false,
    }
}

impl Store {
    /// Leaves nothing of what was erased in the file and its write-ahead log; false if others kept reading an older state of it.
    /// A server's own log and free space are its operator's business.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn scrub(&self) -> Result<bool> {
        if self.engine() == Engine::Postgres {
            return Ok(true);
        }
        let mut conn = self.own_connection().await?;
        // Deleted cells are overwritten, but a copy can stay behind where a page was laid out anew: one in a hundred people.
        conn.execute("VACUUM").await?;
        for _ in 0..TRIES {
            let (busy, _, _): (i64, i64, i64) =
                sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut conn).await?;
            if busy == 0 {
                return Ok(true);
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        Ok(false)
    }
}
