//! The ledger as `cuiban ledger` prints it: lines of JSON, of which only those of parts and tasks are read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::clock;

/// A line, with its moments as minutes.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) seq: i64,
    /// When it was entered.
    pub(super) at: i64,
    /// When it was said: an answer that was heard later tells it.
    pub(super) said: i64,
    /// By the office's rule, not by a person.
    pub(super) by_rule: bool,
    /// What happened; of an answer that the lead got another way, the answer.
    pub(super) kind: String,
    pub(super) body: Value,
    /// By which way the lead got it.
    pub(super) way: Option<String>,
}

impl Line {
    fn read(text: &str) -> Self {
        let line: Value = serde_json::from_str(text).unwrap();
        let outer: Value = serde_json::from_str(line["event"].as_str().unwrap()).unwrap();
        let is_relayed = outer["type"] == "relayed";
        let way = is_relayed.then(|| outer["way"].as_str().unwrap().to_owned());
        let at = clock::minute_of(line["at"].as_i64().unwrap());
        let said = outer["given_at"].as_str().map_or(at, clock::minute);
        let body = if is_relayed { outer["answer"].clone() } else { outer };
        Self {
            seq: line["seq"].as_i64().unwrap(),
            at,
            said,
            by_rule: line["actor"] == "machine",
            kind: body["type"].as_str().unwrap().to_owned(),
            body,
            way,
        }
    }

    pub(super) fn number(&self, field: &str) -> i64 {
        self.body[field].as_i64().unwrap()
    }

    pub(super) fn text(&self, field: &str) -> &str {
        self.body[field].as_str().unwrap_or("")
    }

    pub(super) fn moment(&self, field: &str) -> i64 {
        clock::minute(self.text(field))
    }

    pub(super) fn places(&self) -> Vec<usize> {
        let places = self.body["items"].as_array().unwrap();
        places.iter().map(|place| usize::try_from(place.as_u64().unwrap()).unwrap()).collect()
    }

    fn task(&self) -> Option<i64> {
        self.body["task"].as_i64()
    }

    fn dept(&self) -> Option<i64> {
        self.body["dept"].as_i64()
    }
}

/// Task and department.
pub(super) type Key = (i64, i64);

/// An office's ledger, sorted by what it is about.
pub(super) struct Ledger {
    pub(super) away: Vec<Line>,
    pub(super) parts: BTreeMap<Key, Vec<Line>>,
    pub(super) argued: BTreeMap<Key, Disputes>,
}

/// Disputes about entries of a part, however late they were decided.
#[derive(Clone, Debug, Default)]
pub(super) struct Disputes {
    pub(super) open: BTreeSet<i64>,
    /// Found wrong, or not: the first ruling holds.
    pub(super) ruled: BTreeMap<i64, bool>,
}

impl Disputes {
    fn hear(&mut self, line: &Line) {
        let entry = line.number("entry");
        match line.kind.as_str() {
            "dispute_raised" if !self.ruled.contains_key(&entry) => {
                self.open.insert(entry);
            }
            "dispute_ruled" if self.open.remove(&entry) => {
                self.ruled.insert(entry, line.body["upheld"].as_bool().unwrap());
            }
            "dispute_withdrawn" => {
                self.open.remove(&entry);
            }
            _ => {}
        }
    }

    pub(super) fn is_wrong(&self, seq: i64) -> bool {
        self.ruled.get(&seq) == Some(&true)
    }
}

impl Ledger {
    pub(super) fn read(lines: &[String]) -> Self {
        let lines: Vec<Line> = lines.iter().map(|line| Line::read(line)).collect();
        let mut it = Self { away: vec![], parts: BTreeMap::new(), argued: BTreeMap::new() };
        let mut of_tasks: BTreeMap<i64, Vec<Line>> = BTreeMap::new();
        for line in lines {
            match (line.task(), line.dept()) {
                (Some(task), Some(dept)) if line.kind.starts_with("dispute_") => {
                    it.argued.entry((task, dept)).or_default().hear(&line);
                    it.parts.entry((task, dept)).or_default().push(line);
                }
                (Some(task), Some(dept)) => it.parts.entry((task, dept)).or_default().push(line),
                (Some(task), None) => of_tasks.entry(task).or_default().push(line),
                _ if line.kind == "service_away" => it.away.push(line),
                _ => {}
            }
        }
        for ((task, _), lines) in &mut it.parts {
            lines.extend(of_tasks.get(task).into_iter().flatten().cloned());
            lines.sort_by_key(|line| line.seq);
        }
        it
    }
}
