//! From what is said to the moment that is meant, by the calendar.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Weekday};

use super::phrase::{Clock, Day, Named, Phrase, Span, Unit, Year};
use super::{Flag, Rule, Understanding};
use crate::domain::Moment;
use crate::domain::calendar::WorkTime;

/// What the phrase means when said at `now`.
pub(in crate::domain) fn resolve(phrase: &Phrase, now: Moment, work: &WorkTime<'_>) -> Understanding {
    let from = From { now, today: work.local(now).date(), work };
    match phrase {
        Phrase::Named(named) => from.named(named),
        Phrase::Within(span) => from.within(*span),
        Phrase::Vague => from.vague(),
    }
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
            return Understanding { rule, ..self.ask(&self.likely_dates(named), named.clock) };
        };
        if named.before && named.clock.is_none() {
            let both = [date.pred_opt().unwrap_or(date), date];
            return Understanding { rule, ..self.ask(&both, None) };
        }
        if let Some(Clock::Either(..)) = named.clock {
            return Understanding { rule, ..self.ask(&[date], named.clock) };
        }
        let at = self.moment(date, named.clock);
        if at > self.now {
            return Understanding { deadline: Some(at), rule, flags: self.flags(date), ..Understanding::default() };
        }
        let working = self.work.calendar.add_working(self.today, 1);
        let mut past = self.ask(&[working, working + Days::new(7)], named.clock);
        past.flags.push(Flag::Past);
        Understanding { rule, ..past }
    }

    /// The one date that all days named agree on.
    fn date(&self, named: &Named) -> Option<NaiveDate> {
        let Some((first, others)) = named.days.split_first() else {
            return Some(self.unnamed(named.clock));
        };
        let date = self.day(*first, named.clock)?;
        let agree = others.iter().all(|other| match other {
            Day::Weekday { weeks: None, day } => date.weekday() == *day,
            Day::OfMonth { ahead: None, day } => date.day() == *day,
            other => self.day(*other, named.clock) == Some(date),
        });
        if let (Day::Weekday { weeks: None, day }, [other]) = (first, others) {
            // 周五(7月31日): the date says which Friday.
            return self.day(*other, named.clock).filter(|date| date.weekday() == *day);
        }
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

    fn day(&self, day: Day, clock: Option<Clock>) -> Option<NaiveDate> {
        match day {
            Day::Date { year, month, day } => self.of_year(year, month, day, clock),
            Day::OfMonth { ahead, day } => self.of_month(ahead, day, clock),
            Day::Weekday { weeks: Some(weeks), day } => self.weekday(weeks, day),
            Day::Weekday { weeks: None, day } => {
                let date = self.weekday(0, day)?;
                if self.is_ahead(date, clock) { Some(date) } else { self.weekday(1, day) }
            }
            Day::EitherWeekday(day) => {
                let next = self.day(Day::Weekday { weeks: None, day }, clock)?;
                (self.weekday(1, day)? == next).then_some(next)
            }
            Day::Relative(days) => self.today.checked_add_signed(TimeDelta::days(days)),
            Day::Workday => Some(self.work.calendar.add_working(self.today, 1)),
        }
    }

    fn of_year(&self, year: Option<Year>, month: u32, day: u32, clock: Option<Clock>) -> Option<NaiveDate> {
        let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
        let this_year = self.today.year();
        match year {
            Some(Year::Given(year)) => in_year(year),
            Some(Year::Ahead(ahead)) => in_year(this_year + ahead),
            None if (month, day) < (self.today.month(), self.today.day()) => in_year(this_year + 1),
            None => in_year(this_year)
                .and_then(|date| if self.is_ahead(date, clock) { Some(date) } else { in_year(this_year + 1) }),
        }
    }

    /// A day that its month does not have is nobody's date.
    fn of_month(&self, ahead: Option<u32>, day: u32, clock: Option<Clock>) -> Option<NaiveDate> {
        let in_month = |ahead| self.today.with_day(1)?.checked_add_months(Months::new(ahead))?.with_day(day);
        match ahead {
            Some(ahead) => in_month(ahead),
            None if day < self.today.day() => in_month(1),
            None => in_month(0).and_then(|date| if self.is_ahead(date, clock) { Some(date) } else { in_month(1) }),
        }
    }

    /// In ISO weeks, Monday first.
    fn weekday(&self, weeks: i64, day: Weekday) -> Option<NaiveDate> {
        let monday = self.today.week(Weekday::Mon).checked_first_day()?;
        monday.checked_add_signed(TimeDelta::days(weeks * 7 + i64::from(day.num_days_from_monday())))
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

    fn within(&self, span: Span) -> Understanding {
        let rule = Some(Rule::Within);
        let (date, at) = self.end_of(span);
        if span.is_limit && at > self.now {
            return Understanding { deadline: Some(at), rule, flags: self.flags(date), ..Understanding::default() };
        }
        Understanding { rule, candidates: vec![at], ..Understanding::default() }
    }

    /// Days are counted without the day of receipt; their last one rolls forward to a working day, hours never do.
    fn end_of(&self, span: Span) -> (NaiveDate, Moment) {
        let calendar = self.work.calendar;
        let count = u64::from(span.count);
        let last = match span.unit {
            Unit::Hour => return self.clock_end(TimeDelta::hours(i64::from(span.count))),
            Unit::Minute => return self.clock_end(TimeDelta::minutes(i64::from(span.count))),
            Unit::WorkingDay => calendar.add_working(self.today, i64::from(span.count)),
            Unit::Day => calendar.working_on_or_after(self.today + Days::new(count)),
            Unit::Week => calendar.working_on_or_after(self.today + Days::new(7 * count)),
            Unit::Month => calendar.working_on_or_after(self.today + Months::new(span.count)),
        };
        (last, self.work.end_of_business(last))
    }

    fn clock_end(&self, length: TimeDelta) -> (NaiveDate, Moment) {
        let at = self.now + length;
        (self.work.local(at).date(), at)
    }

    /// 尽快: the ends of the next working days to choose from.
    fn vague(&self) -> Understanding {
        let days = [1, 3, 5].map(|n| self.work.calendar.add_working(self.today, n));
        self.ask(&days, None)
    }

    /// The dates that contradict each other, or the two weeks that "next Friday" may mean.
    fn likely_dates(&self, named: &Named) -> Vec<NaiveDate> {
        let each = named.days.iter().flat_map(|day| match day {
            Day::EitherWeekday(day) => {
                vec![self.day(Day::Weekday { weeks: None, day: *day }, named.clock), self.weekday(1, *day)]
            }
            day => vec![self.day(*day, named.clock)],
        });
        each.flatten().collect()
    }

    fn ask(&self, dates: &[NaiveDate], clock: Option<Clock>) -> Understanding {
        let clocks = match clock {
            Some(Clock::Either(first, second)) => vec![Some(Clock::At(first)), Some(Clock::At(second))],
            clock => vec![clock],
        };
        let all = dates.iter().flat_map(|date| clocks.iter().map(|clock| self.moment(*date, *clock)));
        let mut candidates: Vec<_> = all.filter(|at| *at > self.now).collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates.truncate(4);
        Understanding { candidates, ..Understanding::default() }
    }

    fn flags(&self, date: NaiveDate) -> Vec<Flag> {
        let calendar = self.work.calendar;
        let provisional = (self.today.year()..=date.year()).any(|year| calendar.is_provisional(year));
        let flags = [(Flag::RestDay, !calendar.is_working(date)), (Flag::Provisional, provisional)];
        flags.into_iter().filter(|(_, applies)| *applies).map(|(flag, _)| flag).collect()
    }
}

fn rule_of(day: &Day) -> Rule {
    match day {
        Day::Date { .. } => Rule::Date,
        Day::OfMonth { .. } => Rule::Day,
        Day::Weekday { .. } | Day::EitherWeekday(_) => Rule::Weekday,
        Day::Relative(_) | Day::Workday => Rule::RelativeDay,
    }
}
