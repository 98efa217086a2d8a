//! Random office-months: a ledger, a period, and when its report is made. Its number gives the same one again.

mod dice;
mod moments;
mod part;
mod task;

use chrono::{DateTime, Datelike, NaiveDate};
use cuiban::domain::{Actor, DeptNo, Entry, EntryNo, Event, Moment, OfficeId, Profile};

use self::dice::Dice;
use super::clock::{self, DAY};

pub(super) struct OfficeMonth {
    pub(super) ledger: Vec<Entry>,
    /// Beginnings of the period and of those before it, newest first.
    pub(super) boundaries: Vec<i64>,
    pub(super) to: i64,
    pub(super) now: i64,
}

/// What was entered, in the order of time; numbers of entries are those of this list until it is whole.
struct Book {
    lines: Vec<(i64, Actor, Event)>,
}

impl Book {
    fn enter(&mut self, at: i64, actor: Actor, event: Event) -> EntryNo {
        self.lines.push((at, actor, event));
        EntryNo(i64::try_from(self.lines.len()).unwrap() - 1)
    }
}

impl OfficeMonth {
    pub(super) fn of(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let (boundaries, to) = period(&mut dice);
        let from = boundaries[0];
        let after = to + dice.between(0, 20) * DAY + dice.between(0, 1439);
        let now = if dice.is(75) { after } else { moments::within(&mut dice, from + 2 * DAY, to) };
        let departments = dice.between(2, 6);
        let mut book = Book { lines: vec![] };
        for no in 1..=departments {
            let profile = Profile { name: format!("{no}局"), aliases: vec![], sector: None, lead: false };
            book.enter(from - 200 * DAY, Actor::Machine, Event::DepartmentAdded { dept: DeptNo(no), profile });
        }
        away(&mut dice, &mut book, from - 5 * DAY, to + 5 * DAY);
        for no in 1..=dice.between(1, 8) {
            task::play(&mut dice, &mut book, no, departments, (from, to));
        }
        Self { ledger: bound(&book, now, &mut Dice::new(!seed)), boundaries, to, now }
    }
}

/// A month or quarter of 2025 or 2026, and where those before it began.
fn period(dice: &mut Dice) -> (Vec<i64>, i64) {
    let months = if dice.is(70) { 1 } else { 3 };
    let first = if months == 1 { dice.between(3, 22) } else { dice.one(&[3, 6, 9, 12, 15, 18]) };
    let begins = |month: i64| {
        let (year, month) = (2025 + month.div_euclid(12), month.rem_euclid(12) + 1);
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).unwrap(), u32::try_from(month).unwrap(), 1).unwrap();
        (i64::from(date.num_days_from_ce()) - 719_163) * DAY
    };
    let boundaries = (0..6).map(|n| first - n * months).filter(|month| *month > -6).map(begins).collect();
    (boundaries, begins(first + months))
}

fn away(dice: &mut Dice, book: &mut Book, from: i64, to: i64) {
    let mut last = from;
    for _ in 0..dice.one(&[0, 0, 1, 1, 3]) {
        let from = moments::within(dice, last, to);
        let until = from + dice.one(&[30, 60, 300, 1440, 4000]);
        book.enter(until, Actor::Machine, Event::ServiceAway { from: moment(from), until: moment(until) });
        last = until;
    }
}

/// In the order of time, numbered as a ledger is, as far as it is written by now. Some answers were given long before they were heard.
fn bound(book: &Book, now: i64, dice: &mut Dice) -> Vec<Entry> {
    let mut order: Vec<usize> = (0..book.lines.len()).collect();
    order.sort_by_key(|at| book.lines[*at].0);
    let mut numbers = vec![0; order.len()];
    for (seq, at) in (1..).zip(&order) {
        numbers[*at] = seq;
    }
    let renumber = |no: &mut EntryNo| no.0 = numbers[usize::try_from(no.0).unwrap()];
    let mut entry = |at: &usize| {
        let (minute, actor, mut event) = book.lines[*at].clone();
        match &mut event {
            Event::HandInWithdrawn { of, by, .. } => {
                renumber(of);
                by.iter_mut().for_each(renumber);
            }
            Event::DisputeRaised { entry, .. }
            | Event::DisputeRuled { entry, .. }
            | Event::DisputeWithdrawn { entry, .. } => renumber(entry),
            _ => {}
        }
        let (office, seq) = (OfficeId(1), EntryNo(numbers[*at]));
        let is_late = event.is_answer() && dice.is(25);
        let given_at = is_late.then(|| moment(minute - dice.one(&[1, 20, 90, 300, 1_100, 4_000])));
        Entry { office, seq, at: moment(minute), given_at, actor, source: None, event }
    };
    order.iter().filter(|at| book.lines[**at].0 <= now).map(&mut entry).collect()
}

pub(super) fn moment(minute: i64) -> Moment {
    DateTime::from_timestamp_millis(clock::millis(minute)).unwrap()
}
