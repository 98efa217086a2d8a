//! Somebody who can write to the database, and knows how entries are hashed: ten kinds of change, each drawn at random.

use cuiban::store::ledger::{ExportLine, Fault};
use rand::rngs::SmallRng;
use rand::{RngExt as _, SeedableRng as _};
use sha2::{Digest, Sha256};

/// A ledger, its head row, and what was handed out of it.
#[derive(Clone, Debug)]
pub(super) struct Forged {
    /// Every row of it, in any order.
    pub(super) rows: Vec<ExportLine>,
    /// The head row; none: it was deleted.
    pub(super) head: Option<(i64, String)>,
    /// A head that somebody kept a copy of.
    pub(super) handed_out: Option<(i64, String)>,
    /// Beside the ledger: a change of `words` or `person`.
    pub(super) beside: Option<String>,
    /// Where it must be found, and as what.
    pub(super) expected: (i64, Fault),
}

/// The kinds, and how many ways each has.
pub(super) const KINDS: [(&str, usize); 10] = [
    ("the event changed", 2),
    ("who, when or whence changed", 4),
    ("a row taken out", 4),
    ("a row put in", 2),
    ("two rows swapped", 2),
    ("chained anew from a point on", 5),
    ("the tail cut off", 2),
    ("the head row set back", 3),
    ("a row doubled", 2),
    ("words or a name changed", 5),
];

/// The untouched ledger, and the draws.
pub(super) struct Forger {
    rows: Vec<ExportLine>,
    random: SmallRng,
}

impl Forger {
    pub(super) fn new(rows: &[ExportLine], seed: u64) -> Self {
        Self { rows: rows.to_vec(), random: SmallRng::seed_from_u64(seed) }
    }

    /// One change of this kind, done in this way.
    pub(super) fn forge(&mut self, kind: usize, way: usize) -> Forged {
        let n = self.rows.len();
        // Somewhere with entries before and behind it.
        let k = self.random.random_range(1..n - 2);
        let no = |at: usize| i64::try_from(at + 1).unwrap();
        let mut it = self.untouched();
        it.expected = match (kind, way) {
            (0, 0) => {
                it.rows[k].event = self.other_byte(&it.rows[k].event);
                (no(k), Fault::Changed)
            }
            (0, _) => {
                it.rows[k].event = self.other_event(k);
                seal(&mut it.rows[k]);
                (no(k) + 1, Fault::Unlinked)
            }
            (1, way) => {
                let row = &mut it.rows[k];
                match way {
                    0 => row.at += self.random.random_range(1..100_000),
                    1 => row.actor = format!("person:{}", 900 + self.random.random_range(0..99)),
                    2 => row.source = row.source.is_none().then(|| "m:9:9:0".to_owned()),
                    _ => {
                        row.at -= 1;
                        seal(row);
                        it.expected = (no(k) + 1, Fault::Unlinked);
                        return it;
                    }
                }
                (no(k), Fault::Changed)
            }
            (2, way) => Self::taken_out(&mut it, k, way),
            (3, way) => {
                for row in &mut it.rows[k + 1..] {
                    row.seq += 1;
                    if way == 1 {
                        seal(row);
                    }
                }
                let mut put_in = ExportLine { seq: no(k) + 1, prev: it.rows[k].hash.clone(), ..it.rows[k].clone() };
                seal(&mut put_in);
                it.rows.push(put_in);
                (no(k) + 2, if way == 1 { Fault::Unlinked } else { Fault::Changed })
            }
            (4, way) => {
                let other = self.random.random_range(k + 1..n);
                let (one, two) = (it.rows[k].seq, it.rows[other].seq);
                (it.rows[k].seq, it.rows[other].seq) = (two, one);
                if way == 1 {
                    seal(&mut it.rows[k]);
                    seal(&mut it.rows[other]);
                }
                (no(k), if way == 1 { Fault::Unlinked } else { Fault::Changed })
            }
            (5, way) => self.chained_anew(&mut it, k, way),
            (6, way) => {
                it.rows.truncate(k + 1);
                if way == 1 {
                    it.handed_out = it.head.replace((no(k), it.rows[k].hash.clone()));
                }
                (no(k) + 1, Fault::CutTail)
            }
            (7, way) => match way {
                0 => {
                    it.head = Some((no(k), it.rows[k].hash.clone()));
                    (no(k) + 1, Fault::BehindHead)
                }
                1 => {
                    it.head = Some((no(n - 1), it.rows[k].hash.clone()));
                    (no(n - 1), Fault::OtherHead)
                }
                _ => {
                    it.head = None;
                    (1, Fault::BehindHead)
                }
            },
            (8, way) => {
                let mut twin = it.rows[k].clone();
                if way == 1 {
                    twin.at += 1;
                    seal(&mut twin);
                }
                it.rows.push(twin);
                (no(k), Fault::OutOfPlace)
            }
            (_, way) => self.other_words(&mut it, way),
        };
        it
    }

    fn untouched(&self) -> Forged {
        let last = &self.rows[self.rows.len() - 1];
        let head = Some((last.seq, last.hash.clone()));
        Forged { rows: self.rows.clone(), head, handed_out: None, beside: None, expected: (0, Fault::Changed) }
    }

    fn taken_out(it: &mut Forged, k: usize, way: usize) -> (i64, Fault) {
        let seq = it.rows.remove(k).seq;
        match way {
            0 => return (seq, Fault::Missing),
            1 => it.rows[k..].iter_mut().for_each(|row| row.seq -= 1),
            // The gap stays, but everything behind it is chained over it.
            _ => chain_from(&mut it.rows, k),
        }
        let last = &it.rows[it.rows.len() - 1];
        it.head = Some((if way == 3 { last.seq - 1 } else { last.seq }, last.hash.clone()));
        (seq, if way == 1 { Fault::Changed } else { Fault::Missing })
    }

    fn chained_anew(&mut self, it: &mut Forged, k: usize, way: usize) -> (i64, Fault) {
        let n = it.rows.len();
        let handed_out = self.random.random_range(k..n);
        it.rows[k].event = match way {
            3 => self.other_event(k).replace("\"type\"", "type"),
            4 => "{}".to_owned(),
            _ => self.other_event(k),
        };
        chain_from(&mut it.rows, k);
        let (seq, fault) = (it.rows[k].seq, Fault::Unreadable);
        let last = &it.rows[n - 1];
        match way {
            0 => return (last.seq, Fault::OtherHead),
            1 | 2 => {
                let kept = &self.rows[handed_out];
                // A receipt shows fewer digits than a board.
                let digits = if way == 1 { 16 } else { 8 };
                it.handed_out = Some((kept.seq, kept.hash[..digits].to_owned()));
                it.head = Some((last.seq, last.hash.clone()));
                return (kept.seq, Fault::OtherThanHandedOut);
            }
            _ => it.head = Some((last.seq, last.hash.clone())),
        }
        (seq, fault)
    }

    fn other_words(&mut self, it: &mut Forged, way: usize) -> (i64, Fault) {
        let named: Vec<(i64, Option<i64>, Option<i64>)> =
            self.rows.iter().flat_map(|row| row.words.iter().map(|it| (row.seq, it.no, it.person))).collect();
        let of = |is_name: bool| named.iter().filter(move |it| it.2.is_some() == is_name).collect::<Vec<_>>();
        let all = of(way == 4);
        let (_, no, person) = *all[self.random.random_range(0..all.len())];
        let first = named.iter().find(|it| (it.1, it.2) == (no, person)).map_or(0, |it| it.0);
        let no = no.unwrap_or_default();
        it.beside = Some(match way {
            0 => format!("UPDATE words SET text = text || '不' WHERE no = {no}"),
            1 => format!("UPDATE words SET salt = '{:032x}' WHERE no = {no}", self.random.random_range(0..u64::MAX)),
            2 => format!("DELETE FROM words WHERE no = {no}"),
            3 => format!("UPDATE words SET text = NULL WHERE no = {no}"),
            _ => format!("UPDATE person SET name = '李四' WHERE id = {}", person.unwrap_or_default()),
        });
        (first, Fault::WordsChanged)
    }

    fn other_byte(&mut self, event: &str) -> String {
        let places: Vec<usize> = event.char_indices().filter(|(_, sign)| sign.is_ascii()).map(|(at, _)| at).collect();
        let at = places[self.random.random_range(0..places.len())];
        let mut bytes = event.as_bytes().to_owned();
        bytes[at] = if bytes[at] == b'7' { b'8' } else { b'7' };
        String::from_utf8(bytes).unwrap()
    }

    /// What the ledger tells elsewhere, without words: legal in itself.
    fn other_event(&mut self, than: usize) -> String {
        loop {
            let row = &self.rows[self.random.random_range(0..self.rows.len())];
            if row.words.is_empty() && row.event != self.rows[than].event {
                return row.event.clone();
            }
        }
    }
}

/// Gives a row the hash that its bytes have.
pub(super) fn seal(row: &mut ExportLine) {
    let fields = [
        row.office.to_string(),
        row.seq.to_string(),
        row.at.to_string(),
        row.actor.clone(),
        row.source.clone().unwrap_or_default(),
        row.event.clone(),
        row.prev.clone(),
    ];
    let mut bytes = vec![1];
    for field in fields {
        bytes.extend(u32::try_from(field.len()).unwrap().to_be_bytes());
        bytes.extend(field.as_bytes());
    }
    row.hash = hex::encode(Sha256::digest(bytes));
}

/// Chains all rows from this place on anew.
pub(super) fn chain_from(rows: &mut [ExportLine], at: usize) {
    for at in at..rows.len() {
        if at > 0 {
            let (before, row) = rows.split_at_mut(at);
            row[0].prev.clone_from(&before[at - 1].hash);
        }
        seal(&mut rows[at]);
    }
}
