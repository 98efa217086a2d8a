//! From what is said to the moment that is meant, by the calendar.

mod counted;
mod days;
mod festivals;
mod stretches;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta};

use super::phrase::{Clock, Day, Named, Phrase, Recurring, Span};
use super::{Flag, Rule, Understanding};
use crate::domain::calendar::WorkTime;
use crate::domain::recurrence::RestDay;
use crate::domain::{Moment, Recurrence};

/// Likely moments to ask with.
const CANDIDATES_MIN: usize = 2;
const CANDIDATES_MAX: usize = 4;

/// What the phrase means when said at `now`.
pub(in crate::domain) fn resolve(phrase: &Phrase, now: Moment, work: &WorkTime<'_>) -> Understanding {
    let from = From { now, today: work.local(now).date(), work };
    match phrase {
        Phrase::Named(named) => from.named(named),
        Phrase::Within(within) => from.within(*within),
        Phrase::Span(span) => from.span(span),
        Phrase::Recurring(recurring) => from.recurring(recurring),
    }
}

/// The ask about words that name no moment, or several.
pub(super) fn ask_with(likely: &[Moment], now: Moment, work: &WorkTime<'_>) -> Understanding {
    let from = From { now, today: work.local(now).date(), work };
    Understanding { candidates: from.candidates(likely.to_vec(), None), ..Understanding::default() }
}

/// Where the phrase is said from.
struct From<'a> {
    now: Moment,
    today: NaiveDate,
    work: &'a WorkTime<'a>,
}

impl From<'_> {
    fn named(&self, named: &Named) -> Understanding {
        let rule = Some(named.days.first().map_or(Rule::Time, rule_of));
        let Some(date) = self.date(named) else {
            let likely: Vec<_> = named.days.iter().flat_map(|day| self.likely(*day, named.clock)).collect();
            let provisional = likely.iter().any(|date| self.is_provisional(*date));
            let flags = if provisional { vec![Flag::Provisional] } else { vec![] };
            return Understanding { rule, flags, ..self.ask(&likely, named.clock) };
        };
        // English "before Friday"; with an hour, or before the end of something, there is one reading.
        let is_plain = !matches!(named.days.first(), Some(Day::Stretch(..) | Day::Festival(..)));
        if named.before && named.clock.is_none() && is_plain {
            let both = [date.pred_opt().unwrap_or(date), date];
            return Understanding { rule, ..self.ask(&both, None) };
        }
        if let Some(Clock::Either(..)) = named.clock {
            return Understanding { rule, ..self.ask(&[date], named.clock) };
        }
        let at = self.moment(date, named.clock);
        if at > self.now {
            let touched = named.days.iter().filter_map(|day| self.festival_of(*day)).fold(date, NaiveDate::max);
            return Understanding {
                deadline: Some(at),
                rule,
                flags: self.flags(date, touched),
                ..Understanding::default()
            };
        }
        Understanding { rule, ..self.past(date, named.clock) }
    }

    /// The one date that all days named agree on.
    fn date(&self, named: &Named) -> Option<NaiveDate> {
        let Some((first, others)) = named.days.split_first() else {
            return Some(self.unnamed(named.clock));
        };
        if let (Day::Weekday { weeks: None, day }, [other]) = (first, others) {
            // 周五(7月31日): the date says which Friday.
            return self.day(*other, named.clock).filter(|date| date.weekday() == *day);
        }
        let date = self.day(*first, named.clock)?;
        let agree = others.iter().all(|other| match other {
            Day::Weekday { weeks: None, day } => date.weekday() == *day,
            Day::OfMonth { ahead: None, day } => date.day() == *day,
            other => self.day(*other, named.clock) == Some(date),
        });
        agree.then_some(date)
    }

    /// A clock time alone is today's; 下班前 after hours is the next working day's.
    fn unnamed(&self, clock: Option<Clock>) -> NaiveDate {
        let is_over = || !self.work.calendar.is_working(self.today) || !self.is_ahead(self.today, clock);
        if clock == Some(Clock::Closing) && is_over() {
            return self.work.calendar.add_working(self.today, 1);
        }
        self.today
    }

    fn is_ahead(&self, date: NaiveDate, clock: Option<Clock>) -> bool {
        self.moment(date, clock) > self.now
    }

    /// The day's last moment, or the one that is said; of two likely ones the later.
    fn moment(&self, date: NaiveDate, clock: Option<Clock>) -> Moment {
        let hours = self.work.hours.on(date);
        let at = |time: NaiveTime| self.work.at(date.and_time(time));
        match clock {
            None | Some(Clock::Closing) => self.work.end_of_business(date),
            Some(Clock::Opening) => at(hours.morning.0),
            Some(Clock::MorningClosing) => at(hours.morning.1),
            Some(Clock::AfternoonOpening) => at(hours.afternoon.0),
            Some(Clock::At(minutes) | Clock::Either(_, minutes)) => {
                self.work.at(date.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minutes)))
            }
        }
    }

    /// The end of a span. Its beginning only has to be one: a span that runs backwards, or for longer than half a year or so, is a slip.
    fn span(&self, span: &Span) -> Understanding {
        const DAYS_MAX: i64 = 200;
        let mut found = self.named(&span.to);
        let first = span.from.as_ref().and_then(|from| from.days.first());
        if let (Some(Day::Date { year: None, month, day }), Some(at)) = (first, found.deadline) {
            let end = self.work.local(at).date();
            let start =
                (0..=1).filter_map(|ago| NaiveDate::from_ymd_opt(end.year() - ago, *month, *day)).find(|it| *it <= end);
            if start.is_none_or(|start| (end - start).num_days() > DAYS_MAX) {
                found = self.ask(&[end], span.to.clock);
            }
        } else if let (Some(Day::Date { .. } | Day::Relative(_) | Day::Weekday { weeks: Some(_), .. }), Some(at)) =
            (first, found.deadline)
        {
            let start = first.and_then(|day| self.day(*day, None));
            if start.is_none_or(|start| start > self.work.local(at).date()) {
                found = self.ask(&[self.work.local(at).date()], span.to.clock);
            }
        }
        Understanding { rule: Some(Rule::Span), ..found }
    }

    /// A rule, unless it would begin or end where its text cannot say so.
    fn recurring(&self, said: &Recurring) -> Understanding {
        let rule = Some(Rule::Recurrence);
        let usual = self.work.hours.usual;
        let minutes = match said.clock {
            None | Some(Clock::Closing) => minutes_of(usual.afternoon.1),
            Some(Clock::Opening) => minutes_of(usual.morning.0),
            Some(Clock::MorningClosing) => minutes_of(usual.morning.1),
            Some(Clock::AfternoonOpening) => minutes_of(usual.afternoon.0),
            Some(Clock::At(minutes) | Clock::Either(_, minutes)) => minutes,
        };
        let until = said.until.map(|day| self.day(day, None));
        let recurrence = u16::try_from(minutes).ok().and_then(|minutes| Recurrence::new(said.pattern.clone(), minutes));
        let recurrence = match (recurrence, until) {
            (Some(recurrence), None) => recurrence,
            (Some(recurrence), Some(Some(day))) => recurrence.until(day),
            _ => return Understanding { rule, ..self.ask(&[], None) },
        };
        let first_day = said.from.and_then(|day| self.first_day(day)).unwrap_or(self.today);
        let next = recurrence.next(self.now, self.today, RestDay::default(), self.work);
        let begins_in_time = next.is_some_and(|next| self.work.local(next.at).date() >= first_day);
        if begins_in_time && !matches!(said.clock, Some(Clock::Either(..))) {
            return Understanding { recurrence: Some(recurrence), rule, ..Understanding::default() };
        }
        let before = self.work.at(first_day.and_time(NaiveTime::MIN));
        let mut likely = vec![];
        while let Some(next) =
            recurrence.next(likely.last().copied().unwrap_or(before), self.today, RestDay::Keep, self.work)
            && likely.len() < CANDIDATES_MIN
        {
            likely.push(next.at);
        }
        Understanding { rule, candidates: self.candidates(likely, None), ..Understanding::default() }
    }

    /// A moment that is over: the next working day, or the same day a week, a month or a year later.
    fn past(&self, date: NaiveDate, clock: Option<Clock>) -> Understanding {
        let likely = [
            Some(self.work.calendar.add_working(self.today, 1)),
            date.checked_add_days(Days::new(7)),
            date.checked_add_months(Months::new(1)),
            date.checked_add_months(Months::new(12)),
        ];
        let dates: Vec<_> = likely.into_iter().flatten().filter(|date| self.is_ahead(*date, clock)).collect();
        Understanding { flags: vec![Flag::Past], ..self.ask(&dates[..dates.len().min(CANDIDATES_MIN)], clock) }
    }

    fn ask(&self, dates: &[NaiveDate], clock: Option<Clock>) -> Understanding {
        let clocks = match clock {
            Some(Clock::Either(first, second)) => vec![Some(Clock::At(first)), Some(Clock::At(second))],
            clock => vec![clock],
        };
        let likely = dates.iter().flat_map(|date| clocks.iter().map(|clock| self.moment(*date, *clock))).collect();
        Understanding { candidates: self.candidates(likely, clock), ..Understanding::default() }
    }

    /// Those that are ahead, in order; where there are too few, with the next working days.
    fn candidates(&self, likely: Vec<Moment>, clock: Option<Clock>) -> Vec<Moment> {
        let mut candidates: Vec<_> = likely.into_iter().filter(|at| *at > self.now).collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates.truncate(CANDIDATES_MAX);
        if candidates.len() < CANDIDATES_MIN {
            let days = [1, 3, 5].map(|n| self.work.calendar.add_working(self.today, n));
            candidates.extend(days.map(|day| self.moment(day, clock)));
            candidates.sort_unstable();
            candidates.dedup();
        }
        candidates
    }

    /// Of a moment on this day, which was found with the calendar up to `touched`.
    fn flags(&self, date: NaiveDate, touched: NaiveDate) -> Vec<Flag> {
        let flags =
            [(Flag::RestDay, !self.work.calendar.is_working(date)), (Flag::Provisional, self.is_provisional(touched))];
        flags.into_iter().filter(|(_, applies)| *applies).map(|(flag, _)| flag).collect()
    }

    fn is_provisional(&self, touched: NaiveDate) -> bool {
        (self.today.year()..=touched.year()).any(|year| self.work.calendar.is_provisional(year))
    }
}

fn minutes_of(time: NaiveTime) -> u32 {
    u32::try_from((time - NaiveTime::MIN).num_minutes()).unwrap_or(0)
}

fn rule_of(day: &Day) -> Rule {
    match day {
        Day::Date { .. } => Rule::Date,
        Day::OfMonth { .. } => Rule::Day,
        Day::Weekday { .. } | Day::EitherWeekday(_) => Rule::Weekday,
        Day::Relative(_) | Day::Workday => Rule::RelativeDay,
        Day::Stretch(..) | Day::OldYear => Rule::FuzzyEnd,
        Day::Festival(..) => Rule::Festival,
    }
}
