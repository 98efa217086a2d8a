//! What must wait for the network, so it cannot happen inside a transaction: its result comes back as a turn of its own.

use serde::{Deserialize, Serialize};

use crate::domain::{
    Actor, ChatNo, Event, Moment, OfficeId, Part, PersonId, PublicationNo, Refusal, Slot, TaskNo, Tell, To, WordsNo,
};
use crate::store::{self, StoreError, Tx};

use super::collect::{self, Archive};
use super::draft::{Draft, RosterDraft};
use super::publication::{self, Folded};
use super::purge;
use super::roster::{names, plan, table};
use super::sheet::{self, MEGABYTES_MAX};
use super::task::import;
use super::turn::{Halt, Turn, Turned};

/// A file to be fetched, and what for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum Job {
    /// A roster: read, compared, shown.
    ReadRoster {
        /// Whose.
        office: OfficeId,
        /// Who sent it.
        by: PersonId,
        /// Where to answer.
        chat: ChatNo,
        /// Their message.
        message: i64,
        /// Its forum topic.
        topic: Option<i64>,
        /// The chat app's handle.
        file: String,
        /// Its name as sent.
        name: String,
    },
    /// Lists of days off: read, checked, shown.
    ReadCalendar {
        /// Where to answer.
        chat: ChatNo,
        /// Their message.
        message: i64,
        /// Its forum topic.
        topic: Option<i64>,
        /// The chat app's handle.
        file: String,
    },
    /// A playbook: read, checked, shown.
    ReadPlaybook {
        /// Whose.
        office: OfficeId,
        /// Where to answer.
        chat: ChatNo,
        /// Their message.
        message: i64,
        /// Its forum topic.
        topic: Option<i64>,
        /// The chat app's handle.
        file: String,
        /// Its name as sent.
        name: String,
        /// What the playbook is to be called.
        title: String,
    },
    /// A table of tasks: read, checked, shown.
    ReadTasks {
        /// Whose.
        office: OfficeId,
        /// Where to answer.
        chat: ChatNo,
        /// Their message.
        message: i64,
        /// Its forum topic.
        topic: Option<i64>,
        /// The chat app's handle.
        file: String,
        /// Its name as sent.
        name: String,
    },
    /// Material of a task: packed for who asked.
    Collect {
        /// Whose.
        office: OfficeId,
        /// Which.
        task: TaskNo,
        /// Who asked.
        person: PersonId,
    },
    /// A period's report: folded, and its preview begun.
    OpenReport {
        /// Whose.
        office: OfficeId,
        /// The period, as that of a report.
        from: Moment,
        /// Its end.
        to: Moment,
        /// Who asked; none: the office's policy.
        by: Option<PersonId>,
    },
    /// The same when its preview is over: final.
    FinishReport {
        /// Whose.
        office: OfficeId,
        /// Which.
        publication: PublicationNo,
    },
    /// Words and files of an archived task: cleared.
    Purge {
        /// Whose.
        office: OfficeId,
        /// Which.
        task: TaskNo,
    },
    /// Material: kept, with its digest on the ledger.
    KeepFile {
        /// Handed in for.
        part: Part,
        /// The chat app's handle.
        file: String,
    },
}

impl Job {
    /// What an entry that comes of it names as its source.
    pub(super) fn source(&self) -> String {
        match self {
            Self::ReadRoster { file, .. }
            | Self::ReadCalendar { file, .. }
            | Self::ReadPlaybook { file, .. }
            | Self::ReadTasks { file, .. }
            | Self::KeepFile { file, .. } => format!("f:{file}"),
            Self::Collect { task, .. } => format!("collect:{task}"),
            Self::Purge { task, .. } => format!("purge:{task}"),
            Self::OpenReport { from, to, .. } => format!("report:{}:{}", from.timestamp(), to.timestamp()),
            Self::FinishReport { publication, .. } => format!("final:{}", publication.0),
        }
    }

    /// Bytes of its file beyond which it is refused.
    #[must_use]
    pub fn bytes_max(&self) -> usize {
        let megabytes = match self {
            Self::ReadRoster { .. } | Self::ReadPlaybook { .. } | Self::ReadTasks { .. } => MEGABYTES_MAX,
            Self::ReadCalendar { .. } => super::calendar::MEGABYTES_MAX,
            Self::KeepFile { .. } => super::contact::FILE_MEGABYTES_MAX,
            Self::Collect { .. } | Self::Purge { .. } | Self::OpenReport { .. } | Self::FinishReport { .. } => 0,
        };
        megabytes as usize * 1024 * 1024
    }
}

/// What came of fetching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// Its bytes are kept; their digest and number.
    Kept {
        /// SHA-256, hex.
        sha256: String,
        /// Bytes.
        size: i64,
    },
    /// Archives lie ready.
    Packed(Vec<Archive>),
    /// A report.
    Folded(Box<Folded>),
    /// Files are cleared, and these words are to be.
    Cleared(Vec<WordsNo>),
    /// Larger than it may be.
    TooLarge,
    /// It could not be had, however often it was tried.
    Lost,
}

pub(super) async fn insert(conn: &mut Tx, job: &Job, now: Moment) -> Result<(), StoreError> {
    store::job::insert(conn, job, now).await?;
    Ok(())
}

/// Goes on where the job was given.
pub(super) async fn fetched(turn: &mut Turn<'_>, job: &Job, fetched: Fetched) -> Turned {
    match job {
        Job::ReadRoster { office, chat, message, topic, name, .. } => {
            let read = read_roster(turn, *office, name, fetched).await;
            answer(turn, (*chat, *message, *topic), read).await
        }
        Job::ReadCalendar { chat, message, topic, .. } => {
            let read = super::calendar::read(turn, fetched).await;
            answer(turn, (*chat, *message, *topic), read).await
        }
        Job::ReadPlaybook { office, chat, message, topic, name, title, .. } => {
            let read = super::playbook::read(turn, *office, name, title, fetched).await;
            answer(turn, (*chat, *message, *topic), read).await
        }
        Job::ReadTasks { office, chat, message, topic, name, .. } => {
            let read = import::read(turn, *office, name, fetched).await;
            answer(turn, (*chat, *message, *topic), read).await
        }
        Job::Collect { office, task, person } => collect::packed(turn, (*office, *task), *person, fetched).await,
        Job::OpenReport { office, from, to, by } => {
            publication::opened(turn, *office, (*from, *to), *by, folded(fetched)).await
        }
        Job::FinishReport { office, publication } => {
            publication::finished(turn, *office, *publication, folded(fetched)).await
        }
        Job::Purge { office, task } => match fetched {
            Fetched::Cleared(words) => purge::purged(turn, *office, *task, words).await,
            // A disk that failed today may work tomorrow; what was said to be cleared must be.
            _ => purge::try_again(turn, *office, *task).await,
        },
        Job::KeepFile { part, file } => {
            let (sha256, size) = match fetched {
                Fetched::Kept { sha256, size } => (sha256, size),
                Fetched::TooLarge => {
                    let megabytes_max = super::contact::FILE_MEGABYTES_MAX;
                    return not_kept(turn, *part, Refusal::FileTooLarge { megabytes_max, name: None }).await;
                }
                _ => return not_kept(turn, *part, Refusal::FileLost).await,
            };
            let (task, dept) = (part.task, part.dept);
            let event = Event::FileKept { task, dept, file: file.clone(), sha256, size };
            turn.enter(part.office, Actor::Machine, vec![event]).await.map(|_| ())
        }
    }
}

fn folded(fetched: Fetched) -> Option<Folded> {
    match fetched {
        Fetched::Folded(folded) => Some(*folded),
        _ => None,
    }
}

/// The hand-in stands, but its file is missing: whoever answers for the department is asked to send it again.
async fn not_kept(turn: &mut Turn<'_>, part: Part, refusal: Refusal) -> Turned {
    let department = store::projections::find_department(turn.conn, part.office, part.dept).await?;
    match department.and_then(|department| department.reached()) {
        Some(person) => turn.tell(Tell::answer(To::Person(person), Slot::Refused { refusal })).await,
        None => Ok(()),
    }
}

/// Answers the message that the file came with.
async fn answer(turn: &mut Turn<'_>, (chat, message, topic): (ChatNo, i64, Option<i64>), read: Turned<Slot>) -> Turned {
    let slot = match read {
        Ok(slot) => slot,
        Err(Halt::Refused(refusal)) => Slot::Refused { refusal },
        Err(halt) => return Err(halt),
    };
    let replies_to = Some(message).filter(|_| chat.0 < 0);
    turn.tell(Tell { replies_to, topic, ..Tell::answer(To::Chat(chat), slot) }).await
}

async fn read_roster(turn: &mut Turn<'_>, office: OfficeId, name: &str, fetched: Fetched) -> Turned<Slot> {
    let bytes = sheet::bytes(fetched)?;
    if import::is_tasks(name, &bytes) {
        return import::read(turn, office, name, Fetched::Bytes(bytes)).await;
    }
    let table = table::read(name, &bytes).map_err(|problem| Refusal::SheetUnreadable { problem })?;
    let existing = store::projections::list_departments(turn.conn, office).await?;
    let names = names(turn.conn, &existing).await?;
    let plan = plan::compare(&existing, &|person| names.get(&person).cloned(), &table);
    let draft = Draft::Roster(RosterDraft { office, plan });
    let draft = draft.keep(turn).await?;
    Ok(Slot::RosterPreview { draft })
}
