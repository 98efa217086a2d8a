//! 材料: what stands of what was handed in, by hand-in and version, and how the department takes it back or puts another in its place.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::View;
use crate::domain::{Entry, EntryNo, Event, FileRef, Moment, Refusal, WordsNo};

/// A file as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// SHA-256 of its bytes, hex.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
}

/// A file of a hand-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// As the chat app knows it.
    pub file: FileRef,
    /// As it is kept; none until it was fetched.
    pub kept: Option<Kept>,
}

/// One hand-in, as far as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandIn {
    /// The entry it came with: what its receipt names.
    pub entry: EntryNo,
    /// When it was given.
    pub at: Moment,
    /// When it was entered, if that was later: since then the lead has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard_at: Option<Moment>,
    /// For which items, by their place from 0, and which version of each this is, from 1.
    pub items: BTreeMap<usize, u32>,
    /// What came with it; none if it went another way.
    pub files: Vec<Handed>,
    /// What was said with it.
    pub words: Option<WordsNo>,
}

/// What is in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// In the order in which it came.
    pub hand_ins: Vec<HandIn>,
    /// How often what stood for an item was sent back or taken back.
    rounds: BTreeMap<usize, u32>,
}

impl Material {
    pub(super) fn apply(&mut self, entry: &Entry) {
        match &entry.event {
            Event::Submitted { items, files, words, .. } => {
                let version = |item: &usize| (*item, 1 + self.rounds.get(item).copied().unwrap_or(0));
                self.hand_ins.push(HandIn {
                    entry: entry.seq,
                    at: entry.said_at(),
                    heard_at: entry.given_at.map(|_| entry.at),
                    items: items.iter().map(version).collect(),
                    files: files.iter().map(|file| Handed { file: file.clone(), kept: None }).collect(),
                    words: words.as_ref().map(|words| words.no),
                });
            }
            Event::FileAdded { entry: of, item, file, words, .. } => {
                let version = 1 + self.rounds.get(item).copied().unwrap_or(0);
                let handed = Handed { file: file.clone(), kept: None };
                let words = words.as_ref().map(|words| words.no);
                match self.hand_ins.iter_mut().find(|it| it.entry == *of) {
                    Some(whole) => {
                        whole.items.entry(*item).or_insert(version);
                        whole.files.push(handed);
                        whole.words = words.or(whole.words);
                    }
                    // The others were taken back meanwhile: it stands by itself.
                    None => self.hand_ins.push(HandIn {
                        entry: entry.seq,
                        at: entry.said_at(),
                        heard_at: entry.given_at.map(|_| entry.at),
                        items: BTreeMap::from([(*item, version)]),
                        files: vec![handed],
                        words,
                    }),
                }
            }
            Event::FileKept { file, sha256, size, .. } => {
                let files = self.hand_ins.iter_mut().flat_map(|it| &mut it.files);
                for handed in files.filter(|handed| handed.file.file == *file) {
                    handed.kept = Some(Kept { sha256: sha256.clone(), size: *size });
                }
            }
            Event::Returned { items, .. } => {
                let items: BTreeSet<usize> = items.iter().copied().collect();
                self.next_round(&items);
                self.hand_ins.iter_mut().for_each(|it| it.lose(&items));
                self.tidy();
            }
            Event::HandInWithdrawn { of, items, by, .. } => {
                let items: BTreeSet<usize> = items.iter().copied().collect();
                let taken: BTreeSet<usize> = match self.hand_ins.iter_mut().find(|it| it.entry == *of) {
                    Some(it) => {
                        let taken = it.items.keys().filter(|item| items.contains(item)).copied().collect();
                        it.lose(&items);
                        taken
                    }
                    None => return,
                };
                self.next_round(&taken);
                if let Some(newer) = by.and_then(|by| self.hand_ins.iter_mut().find(|it| it.entry == by)) {
                    for (item, version) in newer.items.iter_mut().filter(|(item, _)| taken.contains(item)) {
                        *version = 1 + self.rounds.get(item).copied().unwrap_or(0);
                    }
                }
                self.tidy();
            }
            _ => {}
        }
    }

    fn next_round(&mut self, items: &BTreeSet<usize>) {
        for item in items {
            *self.rounds.entry(*item).or_default() += 1;
        }
    }

    /// A hand-in of which no item stands is over.
    fn tidy(&mut self) {
        self.hand_ins.retain(|it| !it.items.is_empty());
    }

    /// The items that are in.
    #[must_use]
    pub fn items(&self) -> BTreeSet<usize> {
        self.hand_ins.iter().flat_map(|it| it.items.keys().copied()).collect()
    }

    /// When the last of what stands was given.
    #[must_use]
    pub fn last_at(&self) -> Option<Moment> {
        self.hand_ins.last().map(|it| it.at)
    }

    /// When the last of what stands was entered.
    #[must_use]
    pub fn heard_at(&self) -> Option<Moment> {
        self.hand_ins.last().map(|it| it.heard_at.unwrap_or(it.at))
    }

    /// What was said last with something that stands.
    #[must_use]
    pub fn said(&self) -> Option<WordsNo> {
        self.hand_ins.iter().rev().find_map(|it| it.words)
    }

    /// Every file that stands, with its hand-in.
    pub fn files(&self) -> impl Iterator<Item = (&HandIn, &Handed)> {
        self.hand_ins.iter().flat_map(|it| it.files.iter().map(move |file| (it, file)))
    }

    /// The hand-in of this entry, if it stands.
    #[must_use]
    pub fn find(&self, entry: EntryNo) -> Option<&HandIn> {
        self.hand_ins.iter().find(|it| it.entry == entry)
    }

    /// Earlier hand-ins, and for which of the items that this one is for they stand too.
    pub fn before(&self, entry: EntryNo) -> impl Iterator<Item = (&HandIn, Vec<usize>)> {
        let items = self.find(entry).map(|it| it.items.clone()).unwrap_or_default();
        let earlier = self.hand_ins.iter().filter(move |it| it.entry < entry);
        earlier.filter_map(move |it| {
            let shared: Vec<usize> = it.items.keys().filter(|item| items.contains_key(item)).copied().collect();
            (!shared.is_empty()).then_some((it, shared))
        })
    }
}

impl HandIn {
    fn lose(&mut self, items: &BTreeSet<usize>) {
        self.items.retain(|item, _| !items.contains(item));
    }
}

/// The department takes a hand-in back; nothing if it does not stand any more.
pub(super) fn withdraw(view: View<'_>, of: EntryNo) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    let Some(it) = view.assignment.material.find(of) else { return Ok(vec![]) };
    refuse_if_accepted(view)?;
    let items = it.items.keys().copied().collect();
    Ok(vec![Event::HandInWithdrawn { task, dept, of, items, by: None }])
}

/// The hand-in of this entry stands alone for its items: 以这份为准.
pub(super) fn replace(view: View<'_>, by: EntryNo) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    let earlier = view.assignment.material.before(by);
    let events: Vec<Event> =
        earlier.map(|(it, items)| Event::HandInWithdrawn { task, dept, of: it.entry, items, by: Some(by) }).collect();
    if !events.is_empty() {
        refuse_if_accepted(view)?;
    }
    Ok(events)
}

fn refuse_if_accepted(view: View<'_>) -> Result<(), Refusal> {
    if view.assignment.review.accepted_at.is_some() { Err(Refusal::AcceptedMeanwhile) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Actor, DeptNo, OfficeId, TaskNo, Words};

    const TASK: TaskNo = TaskNo(1);
    const DEPT: DeptNo = DeptNo(7);

    /// What stands after these, each with the number of its place from 1.
    fn after(events: Vec<Event>) -> Material {
        let mut material = Material::default();
        for (seq, event) in (1..).zip(events) {
            let at = Moment::from_timestamp_millis(seq * 60_000).unwrap();
            let actor = Actor::Machine;
            material.apply(&Entry {
                office: OfficeId(1),
                seq: EntryNo(seq),
                at,
                given_at: None,
                actor,
                source: None,
                event,
            });
        }
        material
    }

    fn file(handle: &str) -> FileRef {
        let name = Words { no: WordsNo(1), digest: String::new() };
        FileRef { file: handle.to_owned(), name, size: None, photo: false }
    }

    fn came(items: &[usize], handle: &str) -> Event {
        let files = if handle.is_empty() { vec![] } else { vec![file(handle)] };
        Event::Submitted { task: TASK, dept: DEPT, items: items.to_vec(), files, words: None }
    }

    fn gone(of: i64, items: &[usize], by: Option<i64>) -> Event {
        let by = by.map(EntryNo);
        Event::HandInWithdrawn { task: TASK, dept: DEPT, of: EntryNo(of), items: items.to_vec(), by }
    }

    fn back(items: &[usize]) -> Event {
        let by = Moment::from_timestamp_millis(0).unwrap();
        Event::Returned { task: TASK, dept: DEPT, items: items.to_vec(), flaw: None, words: None, by }
    }

    /// `1:0v1+a`: entry 1, first version of item 0, with the file a.
    fn said(material: &Material) -> Vec<String> {
        let items =
            |it: &HandIn| it.items.iter().map(|(item, version)| format!("{item}v{version}")).collect::<Vec<_>>();
        let files = |it: &HandIn| it.files.iter().flat_map(|it| ["+", it.file.file.as_str()]).collect::<String>();
        material.hand_ins.iter().map(|it| format!("{}:{}{}", it.entry.0, items(it).join(","), files(it))).collect()
    }

    #[test]
    fn hand_ins_stand_beside_each_other_until_one_takes_a_place_or_is_taken_back() {
        for (events, stands) in [
            (vec![came(&[0], "a"), came(&[0], "b")], vec!["1:0v1+a", "2:0v1+b"]),
            (vec![came(&[0], "a"), came(&[0], "b"), gone(1, &[0], Some(2))], vec!["2:0v2+b"]),
            (vec![came(&[0], "a"), gone(1, &[0], None)], vec![]),
            (vec![came(&[0], "a"), gone(1, &[0], None), came(&[0], "b")], vec!["3:0v2+b"]),
            (vec![came(&[0], "a"), back(&[0]), came(&[0], "b"), back(&[0]), came(&[0], "c")], vec!["5:0v3+c"]),
            // What went another way covers two items; a file takes the place of one of them.
            (vec![came(&[0, 1], ""), came(&[1], "b"), gone(1, &[1], Some(2))], vec!["1:0v1", "2:1v2+b"]),
            (vec![came(&[0, 1], ""), back(&[1])], vec!["1:0v1"]),
            // Twice, and of what is not there.
            (vec![came(&[0], "a"), gone(1, &[0], None), gone(1, &[0], None), came(&[0], "b")], vec!["4:0v2+b"]),
            (vec![came(&[0], "a"), gone(9, &[0], None)], vec!["1:0v1+a"]),
        ] {
            assert_eq!(said(&after(events)), stands);
        }
    }

    #[test]
    fn a_file_is_kept_under_its_digest_wherever_it_stands() {
        let kept = Event::FileKept { task: TASK, dept: DEPT, file: "a".into(), sha256: "00ff".into(), size: 3 };
        let material = after(vec![came(&[0], "a"), came(&[1], "b"), kept]);
        let sizes: Vec<_> = material.files().map(|(_, handed)| handed.kept.as_ref().map(|kept| kept.size)).collect();
        assert_eq!(sizes, [Some(3), None]);
    }

    #[test]
    fn only_what_is_for_the_same_item_comes_before_a_hand_in() {
        let material = after(vec![came(&[0, 1], ""), came(&[2], "a"), came(&[1, 2], "b")]);
        let before: Vec<_> = material.before(EntryNo(3)).map(|(it, items)| (it.entry.0, items)).collect();
        assert_eq!(before, [(1, vec![1]), (2, vec![2])]);
        assert_eq!(material.before(EntryNo(8)).count(), 0);
    }
}
