//! `/collect T12`: all material of a task as ZIPs for who asked, in private, with a contents sheet and what is missing.
//!
//! Archives hold what the chat app takes in one message; they are packed outside of any turn, file by file, and lie in the spool until they
//! have left.

mod contents;
mod names;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::domain::assignment::Assignment;
use crate::domain::standing::standing;
use crate::domain::{Department, DeptNo, Moment, OfficeId, PersonId, Refusal, Slot, TaskNo, Toast};
use crate::say;
use crate::store::{self, Conn, StoreError, projections, words};
use crate::wording::Words;

use self::contents::{Line, Missing};
use self::names::Names;
use super::job::{self, Fetched, Job};
use super::overview::has_opened;
use super::render::state_word;
use super::start::to_person;
use super::turn::{Speaker, Turn, Turned};

/// Bytes of material in one archive: the chat app takes 50 MB, and an archive is a little more than what is in it.
const ARCHIVE_BYTES_MAX: i64 = 45 * 1024 * 1024;

/// What is to be packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// One after the other.
    pub archives: Vec<ArchivePlan>,
}

/// One archive to be packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivePlan {
    /// What it is to be called.
    pub name: String,
    /// The contents sheet: its name and bytes.
    pub contents: Option<(String, Vec<u8>)>,
    /// Files in order.
    pub files: Vec<Packing>,
}

/// A kept file on its way into an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packing {
    /// SHA-256, hex: where it is kept, and what its bytes must come to.
    pub sha256: String,
    /// Its name in the archive.
    pub name: String,
    /// When it came, by the office's clock.
    pub at: NaiveDateTime,
}

/// A packed archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// What it is called.
    pub name: String,
    /// Where it lies until it has left.
    pub path: String,
    /// Files in it, the contents sheet apart.
    pub files: usize,
    /// Names of files whose bytes are not what the ledger says, or are gone.
    pub damaged: Vec<String>,
}

/// `/collect T12`
pub(super) async fn command(turn: &mut Turn<'_>, speaker: &Speaker, said: &str) -> Turned {
    let office = turn.office_here(speaker).await?;
    let said = said.split_whitespace().next().ok_or(Refusal::WhichTask)?;
    let task = said.parse().map_err(|()| Refusal::NoSuchTask { said: said.to_owned() })?;
    collect(turn, speaker, office.id, task).await
}

/// 打包材料 under a task.
pub(super) async fn by_button(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, task: TaskNo) -> Turned {
    collect(turn, speaker, office, task).await?;
    turn.toast(speaker, Toast::Silent).await
}

async fn collect(turn: &mut Turn<'_>, speaker: &Speaker, id: OfficeId, no: TaskNo) -> Turned {
    let office = turn.office(id).await?;
    let person = turn.staff(&office, speaker).await?;
    let Some(task) = projections::find_task(turn.conn, id, no).await? else {
        return Err(Refusal::NoSuchTask { said: no.to_string() }.into());
    };
    if task.purged_at.is_some() {
        return Err(Refusal::MaterialPurged { task: no }.into());
    }
    let parts = projections::list_assignments_of_task(turn.conn, id, no).await?;
    if parts.iter().all(|part| part.material.hand_ins.is_empty()) {
        return Err(Refusal::NothingToCollect { task: no }.into());
    }
    if !has_opened(turn, person).await? {
        return turn.add(speaker, Slot::OpenPrivate { office: id }).await;
    }
    let pack = Job::Collect { office: id, task: no, person };
    if !store::job::is_waiting(turn.conn, &pack).await? {
        job::insert(turn.conn, &pack, turn.ctx.now).await?;
    }
    turn.add(speaker, Slot::Collecting { office: id, task: no, private: !speaker.in_group }).await
}

/// What is to be packed now; none if the task is gone.
pub async fn collection(
    conn: &mut Conn,
    id: OfficeId,
    no: TaskNo,
    now: Moment,
) -> Result<Option<Collection>, StoreError> {
    let Some(office) = projections::find_office(conn, id).await? else { return Ok(None) };
    let Some(task) = projections::find_task(conn, id, no).await? else { return Ok(None) };
    let parts = projections::list_assignments_of_task(conn, id, no).await?;
    let departments: BTreeMap<DeptNo, Department> =
        projections::list_departments(conn, id).await?.into_iter().map(|dept| (dept.no, dept)).collect();
    let language = Words::of(office.lang);
    let mut packer = Packer::default();
    let (mut lines, mut missing) = (Vec::new(), Vec::new());
    let required = task.required();
    for part in &parts {
        let Some(dept) = departments.get(&part.dept) else { continue };
        let items: Vec<usize> = required.difference(&part.received).copied().collect();
        if !items.is_empty() && !part.is_over() {
            missing.push(Missing { dept, items, state: state_word(language, standing(&task, part, now)) });
        }
        for hand_in in &part.material.hand_ins {
            let said = match hand_in.words {
                Some(said) => words::find_words(conn, said).await?.unwrap_or_default(),
                None => String::new(),
            };
            let accepted = part.review.accepted_at.is_some();
            let line = |name, archive, size, sha256| Line {
                dept,
                hand_in,
                name,
                archive,
                size,
                sha256,
                said: said.clone(),
                accepted,
            };
            if hand_in.files.is_empty() {
                lines.push(line(None, None, None, None));
            }
            for handed in &hand_in.files {
                let Some(kept) = &handed.kept else {
                    lines.push(line(None, None, handed.file.size, None));
                    continue;
                };
                let sent = words::find_words(conn, handed.file.name.no).await?.unwrap_or_default();
                let sent = if handed.file.photo && sent.is_empty() { ".jpg".to_owned() } else { sent };
                let items: Vec<&str> =
                    hand_in.items.keys().filter_map(|at| task.items.get(*at)).map(|item| item.name.as_str()).collect();
                let version = format!("v{}", hand_in.items.values().max().copied().unwrap_or(1));
                let name = packer.names.give(&[shortest(dept), &items.join("+"), &version], &stemmed(&sent));
                let at = hand_in.at.with_timezone(&office.zone).naive_local();
                let archive = packer.put(Packing { sha256: kept.sha256.clone(), name: name.clone(), at }, kept.size);
                lines.push(line(Some(name), Some(archive), Some(kept.size), Some(&kept.sha256)));
            }
        }
    }
    let book = contents::book((&office, &task), &lines, &missing, now);
    let contents_name = format!("{}.xlsx", say!(language, CollectSheetName));
    let stem = Names::default().give(&[&no.to_string(), &task.title], "");
    Ok(Some(packer.finish(&stem, (contents_name, book))))
}

/// How the lead calls a department among others.
fn shortest(dept: &Department) -> &str {
    dept.profile.aliases.first().filter(|alias| !alias.is_ascii()).unwrap_or(&dept.profile.name)
}

/// Only the ending of a file's own name is used.
fn stemmed(sent: &str) -> String {
    if sent.starts_with('.') { format!("_{sent}") } else { sent.to_owned() }
}

#[derive(Default)]
struct Packer {
    names: Names,
    archives: Vec<Vec<Packing>>,
    /// In the last of them.
    bytes: i64,
}

impl Packer {
    /// Answers which archive, from 1.
    fn put(&mut self, file: Packing, size: i64) -> usize {
        if self.archives.is_empty() || self.bytes + size > ARCHIVE_BYTES_MAX {
            self.archives.push(Vec::new());
            self.bytes = 0;
        }
        self.bytes += size;
        if let Some(last) = self.archives.last_mut() {
            last.push(file);
        }
        self.archives.len()
    }

    /// The contents sheet lies on top.
    fn finish(mut self, stem: &str, contents: (String, Vec<u8>)) -> Collection {
        if self.archives.is_empty() {
            self.archives.push(Vec::new());
        }
        let count = self.archives.len();
        let mut contents = Some(contents);
        let archive = |(no, files): (usize, Vec<Packing>)| {
            let name = if count == 1 { format!("{stem}.zip") } else { format!("{stem}_{no}.zip") };
            ArchivePlan { name, contents: contents.take(), files }
        };
        Collection { archives: (1..).zip(self.archives).map(archive).collect() }
    }
}

/// The archives lie ready: they go to who asked, in order.
pub(super) async fn packed(
    turn: &mut Turn<'_>,
    (office, task): (OfficeId, TaskNo),
    person: PersonId,
    fetched: Fetched,
) -> Turned {
    let Fetched::Packed(archives) = fetched else {
        return turn.tell(to_person(person, Slot::CollectFailed { office, task })).await;
    };
    let of = archives.len();
    for (no, archive) in (1..).zip(archives) {
        let Archive { name, path, files, damaged } = archive;
        let slot = Slot::Collected { office, task, no, of, name, path, files, damaged };
        turn.tell(to_person(person, slot)).await?;
    }
    Ok(())
}

/// How many files there are, and how many of them are not kept yet.
pub(super) fn counted(parts: &[Assignment]) -> (usize, usize) {
    let all = parts.iter().flat_map(|part| part.material.files());
    all.fold((0, 0), |(files, unkept), (_, handed)| (files + 1, unkept + usize::from(handed.kept.is_none())))
}
