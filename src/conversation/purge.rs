//! After the end: words and files of an archived task are cleared on schedule; the ledger stays, and verifies.

use crate::domain::task::KEEP_DAYS;
use crate::domain::{Actor, EntryNo, Event, Moment, OfficeId, Subject, TaskNo, WordsNo};
use crate::store::{Conn, StoreError, ledger, words};

use super::job::{self, Job};
use super::turn::{Turn, Turned};

/// Entries that are read at once.
const PAGE: i64 = 1_000;

/// It was archived: when its time has come, its words and files go.
pub(super) async fn schedule(turn: &mut Turn<'_>, office: OfficeId, task: TaskNo) -> Turned {
    let at: Moment = turn.ctx.now + chrono::TimeDelta::days(KEEP_DAYS);
    Ok(job::insert(turn.conn, &Job::Purge { office, task }, at).await?)
}

/// It could not be done today.
pub(super) async fn try_again(turn: &mut Turn<'_>, office: OfficeId, task: TaskNo) -> Turned {
    Ok(job::insert(turn.conn, &Job::Purge { office, task }, turn.ctx.now + chrono::TimeDelta::days(1)).await?)
}

/// What people said about a task, to its lead or to its contacts.
pub async fn words_of(conn: &mut Conn, office: OfficeId, task: TaskNo) -> Result<Vec<WordsNo>, StoreError> {
    let (mut found, mut after) = (Vec::new(), EntryNo(0));
    loop {
        let page = ledger::list(conn, office, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(found) };
        after = last.seq;
        let of_task = |event: &Event| match event.subject() {
            Subject::Task(no) | Subject::Assignment(no, _) => no == task,
            _ => false,
        };
        found.extend(
            page.iter()
                .filter(|entry| of_task(&entry.event))
                .flat_map(|entry| entry.event.words())
                .map(|words| words.no),
        );
    }
}

/// The files are gone: the words go too, and it is entered.
pub(super) async fn purged(turn: &mut Turn<'_>, office: OfficeId, task: TaskNo, said: Vec<WordsNo>) -> Turned {
    for no in said {
        words::erase(turn.conn, no).await?;
    }
    turn.enter(office, Actor::Machine, vec![Event::MaterialPurged { task }]).await.map(|_| ())
}
