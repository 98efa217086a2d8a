//! A report on its way to being final (报告发布): each department sees its own line first and may answer; then it stands, with the
//! ledger's head in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::calendar::WorkTime;
use super::{Actor, DeptNo, Entry, EntryNo, Event, Moment, PersonId, PublicationNo, Refusal, Words};

/// Characters of a comment, so that it can stand beside its line.
pub const COMMENT_CHARACTERS_MAX: usize = 500;

/// A department's line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// To whom it was shown, and when.
    pub shown: Option<(PersonId, Moment)>,
    /// When they said that it is right.
    pub agreed_at: Option<Moment>,
    /// What they said to it last: printed beside it.
    pub comment: Option<Comment>,
}

/// What a department said to its line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The entry it came with.
    pub entry: EntryNo,
    /// The words, kept beside the ledger.
    pub words: Words,
}

/// How it became final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finished {
    /// When.
    pub at: Moment,
    /// The last entry that it rests on.
    pub head: EntryNo,
    /// That entry's hash.
    pub hash: String,
    /// SHA-256 over the report as JSON, hex: whoever makes it anew gets the same.
    pub digest: String,
}

/// A report of a period, from its preview on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Its number.
    pub no: PublicationNo,
    /// The period, as that of a report: later than this…
    pub from: Moment,
    /// …and not later than this.
    pub to: Moment,
    /// When the preview began.
    pub opened_at: Moment,
    /// Who began it.
    pub by: Actor,
    /// When it becomes final.
    pub final_at: Moment,
    /// The lines, by department.
    pub lines: BTreeMap<DeptNo, Line>,
    /// Final since.
    pub finished: Option<Finished>,
}

impl Publication {
    /// The publication after this entry; none for entries that are not one's.
    #[must_use]
    pub fn apply(this: Option<Self>, entry: &Entry) -> Option<Self> {
        if let Event::ReportOpened { publication, from, to, final_at, lines } = &entry.event {
            return Some(Self {
                no: *publication,
                from: *from,
                to: *to,
                opened_at: entry.at,
                by: entry.actor,
                final_at: *final_at,
                lines: lines.iter().map(|dept| (*dept, Line::default())).collect(),
                finished: None,
            });
        }
        let mut this = this?;
        match &entry.event {
            Event::LineShown { dept, person, .. } => {
                this.line(*dept, |line| _ = line.shown.get_or_insert((*person, entry.at)));
            }
            Event::LineAgreed { dept, .. } => this.line(*dept, |line| _ = line.agreed_at.get_or_insert(entry.at)),
            Event::LineCommented { dept, words, .. } => {
                let comment = Comment { entry: entry.seq, words: words.clone() };
                this.line(*dept, |line| line.comment = Some(comment));
            }
            Event::ReportFinished { head, hash, digest, .. } => {
                let (hash, digest) = (hash.clone(), digest.clone());
                this.finished.get_or_insert(Finished { at: entry.at, head: *head, hash, digest });
            }
            _ => {}
        }
        Some(this)
    }

    fn line(&mut self, dept: DeptNo, change: impl FnOnce(&mut Line)) {
        if let Some(line) = self.lines.get_mut(&dept) {
            change(line);
        }
    }

    /// Lines that were shown, found right, and commented on.
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |of: fn(&Line) -> bool| self.lines.values().filter(|line| of(line)).count();
        (
            count(|line| line.shown.is_some()),
            count(|line| line.agreed_at.is_some()),
            count(|line| line.comment.is_some()),
        )
    }

    /// Whether this department may still say something to its line.
    pub fn takes_answers(&self, dept: DeptNo, now: Moment) -> Result<&Line, Refusal> {
        if self.finished.is_some() || now > self.final_at {
            return Err(Refusal::ReportFinal);
        }
        self.lines.get(&dept).ok_or(Refusal::NotYours)
    }
}

/// When a preview that begins now becomes final: at the end of business, so many working days later.
#[must_use]
pub fn final_at(work: &WorkTime<'_>, now: Moment, days: u8) -> Moment {
    let today = work.calendar.working_on_or_after(work.local(now).date());
    work.end_of_business(work.calendar.add_working(today, i64::from(days)))
}

/// A preview begins; the caller has checked that the actor is staff, and that none is open for this period.
pub fn open(
    no: PublicationNo,
    (from, to): (Moment, Moment),
    lines: Vec<DeptNo>,
    (work, days): (&WorkTime<'_>, u8),
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if now < to {
        return Err(Refusal::PeriodRuns { until: to });
    }
    if lines.is_empty() {
        return Err(Refusal::PeriodEmpty);
    }
    Ok(vec![Event::ReportOpened { publication: no, from, to, final_at: final_at(work, now, days), lines }])
}

/// 无异议; nothing if it was said before.
pub fn agree(it: &Publication, dept: DeptNo, now: Moment) -> Result<Vec<Event>, Refusal> {
    let line = it.takes_answers(dept, now)?;
    if line.agreed_at.is_some() {
        return Ok(vec![]);
    }
    Ok(vec![Event::LineAgreed { publication: it.no, dept }])
}

/// What is to be printed beside the line; a later one takes its place.
pub fn comment(it: &Publication, dept: DeptNo, words: Words, now: Moment) -> Result<Vec<Event>, Refusal> {
    it.takes_answers(dept, now)?;
    Ok(vec![Event::LineCommented { publication: it.no, dept, words }])
}

/// It stands from now on; nothing if it does already.
#[must_use]
pub fn finish(it: &Publication, head: EntryNo, hash: String, digest: String) -> Vec<Event> {
    if it.finished.is_some() {
        return vec![];
    }
    vec![Event::ReportFinished { publication: it.no, head, hash, digest }]
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;
    use crate::domain::calendar::{Calendar, Hours};
    use crate::domain::{OfficeId, WordsNo};

    fn at(wall: &str) -> Moment {
        chrono::DateTime::parse_from_rfc3339(&format!("2026-{wall}:00+08:00")).unwrap().to_utc()
    }

    fn work() -> WorkTime<'static> {
        WorkTime { calendar: Calendar::built_in(), hours: Hours::default(), zone: Tz::Asia__Shanghai }
    }

    fn after(events: &[(&str, Event)]) -> Publication {
        let entries = (1..).zip(events).map(|(seq, (wall, event))| Entry {
            office: OfficeId(1),
            seq: EntryNo(seq),
            at: at(wall),
            given_at: None,
            actor: Actor::Machine,
            source: None,
            event: event.clone(),
        });
        entries.fold(None, |this, entry| Publication::apply(this, &entry)).unwrap()
    }

    const NO: PublicationNo = PublicationNo(1);
    const A: DeptNo = DeptNo(1);

    fn opened() -> (&'static str, Event) {
        let period = (at("07-01T00:00"), at("10-01T00:00"));
        let events = open(NO, period, vec![A, DeptNo(2)], (&work(), 3), at("10-09T09:30")).unwrap();
        ("10-09T09:30", events[0].clone())
    }

    #[test]
    fn it_becomes_final_three_working_days_later_at_the_end_of_business() {
        for (begins, ends) in [
            ("10-09T09:30", "10-13T17:30"), // a Friday, with a worked Saturday behind it
            ("10-10T20:00", "10-14T17:30"),
            ("09-30T09:30", "10-10T17:30"), // before the holidays
            ("10-11T12:00", "10-15T17:30"), // a Sunday
        ] {
            assert_eq!(final_at(&work(), at(begins), 3), at(ends), "{begins}");
        }
    }

    #[test]
    fn a_period_that_runs_or_is_empty_has_no_preview() {
        let period = (at("07-01T00:00"), at("10-01T00:00"));
        let until = at("10-01T00:00");
        assert_eq!(open(NO, period, vec![A], (&work(), 3), at("09-30T23:59")), Err(Refusal::PeriodRuns { until }));
        assert_eq!(open(NO, period, vec![], (&work(), 3), at("10-09T09:00")), Err(Refusal::PeriodEmpty));
    }

    #[test]
    fn a_line_is_answered_by_its_own_department_until_the_report_is_final() {
        let words = || Words { no: WordsNo(1), digest: String::new() };
        let it = after(&[opened()]);
        assert_eq!(comment(&it, DeptNo(9), words(), at("10-10T10:00")), Err(Refusal::NotYours));
        let agreed = agree(&it, A, at("10-10T10:00")).unwrap();
        let commented = comment(&it, A, words(), at("10-10T11:00")).unwrap();
        let it = after(&[opened(), ("10-10T10:00", agreed[0].clone()), ("10-10T11:00", commented[0].clone())]);
        assert_eq!(agree(&it, A, at("10-10T12:00")), Ok(vec![]));
        assert_eq!(it.counts(), (0, 1, 1));
        assert_eq!(it.lines[&A].comment.as_ref().unwrap().entry, EntryNo(3));
        assert_eq!(agree(&it, DeptNo(2), at("10-14T17:31")), Err(Refusal::ReportFinal));
        let end = finish(&it, EntryNo(3), "00ff".into(), "11".into());
        let it = after(&[opened(), ("10-14T17:30", end[0].clone())]);
        assert_eq!(finish(&it, EntryNo(4), "aa".into(), "22".into()), vec![]);
        assert_eq!(it.finished.unwrap().head, EntryNo(3));
    }
}
