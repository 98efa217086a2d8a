//! Festivals and their days off, by the lists; before a list is out, by the law and the moon.

use chrono::{Datelike, NaiveDate};

use super::super::phrase::{Festival, Side};
use super::From;
use crate::domain::calendar::Calendar;

const ALL: [Festival; 7] = [
    Festival::NewYear,
    Festival::Spring,
    Festival::Qingming,
    Festival::Labour,
    Festival::DragonBoat,
    Festival::MidAutumn,
    Festival::National,
];

/// Spring Festival, Qingming, Dragon Boat and Mid-Autumn as month and day. They only help to ask: which days around them are off
/// is not known before the list is out.
const MOVING: &[(i32, [(u32, u32); 4])] = &[
    (2027, [(2, 6), (4, 5), (6, 9), (9, 15)]),
    (2028, [(1, 26), (4, 4), (5, 28), (10, 3)]),
    (2029, [(2, 13), (4, 4), (6, 16), (9, 22)]),
    (2030, [(2, 3), (4, 5), (6, 5), (9, 12)]),
    (2031, [(1, 23), (4, 5), (6, 24), (10, 1)]),
    (2032, [(2, 11), (4, 4), (6, 12), (9, 19)]),
    (2033, [(1, 31), (4, 4), (6, 1), (9, 8)]),
    (2034, [(2, 19), (4, 5), (6, 20), (9, 27)]),
    (2035, [(2, 8), (4, 5), (6, 10), (9, 16)]),
    (2036, [(1, 28), (4, 4), (5, 30), (10, 4)]),
];

/// The days off of one festival in one year.
#[derive(Clone, Copy, Debug)]
struct DaysOff {
    first: NaiveDate,
    last: NaiveDate,
    /// By a list, or by the law's fixed days.
    is_known: bool,
}

impl From<'_> {
    /// The day that is meant; none where its days off are not known, or the side says no day.
    pub(super) fn beside_festival(&self, name: Option<Festival>, side: Side) -> Option<NaiveDate> {
        let off = self.days_off(name, side).filter(|off| off.is_known)?;
        match side {
            Side::Before => off.first.pred_opt().map(|day| self.work.calendar.working_on_or_before(day)),
            Side::After(count, unit) => Some(self.days_after(off.last, count, unit)),
            Side::Around => None,
        }
    }

    /// Days around it, to ask with.
    pub(super) fn likely_beside(&self, name: Option<Festival>, side: Side) -> Vec<Option<NaiveDate>> {
        let calendar = self.work.calendar;
        let Some(off) = self.days_off(name, side) else { return vec![] };
        let before = off.first.pred_opt().map(|day| calendar.working_on_or_before(day));
        let after = calendar.add_working(off.last, 1);
        match side {
            Side::Before => vec![before.map(|day| calendar.add_working(day, -1)), before],
            Side::After(count, unit) => {
                let day = self.days_after(off.last, count, unit);
                vec![Some(day), Some(calendar.add_working(day, 1))]
            }
            Side::Around => vec![before, Some(after)],
        }
    }

    /// Before which New Year?
    pub(super) fn likely_before_new_year(&self) -> Vec<Option<NaiveDate>> {
        let by = |name| self.likely_beside(Some(name), Side::Before).pop().flatten();
        vec![by(Festival::NewYear), by(Festival::Spring)]
    }

    /// When the festival that a day leans on begins.
    pub(super) fn festival_of(&self, day: super::Day) -> Option<NaiveDate> {
        let super::Day::Festival(name, side) = day else { return None };
        self.days_off(name, side).map(|off| off.last)
    }

    /// The next one; what comes after it may be said while it lasts.
    fn days_off(&self, name: Option<Festival>, side: Side) -> Option<DaysOff> {
        let year = self.today.year();
        let wanted = ALL.into_iter().filter(|festival| name.is_none_or(|name| name == *festival));
        let all = wanted.flat_map(|festival| (year..=year + 2).map(move |year| (festival, year)));
        let is_ahead = |off: &DaysOff| match side {
            Side::Before | Side::Around => off.first > self.today,
            Side::After(..) => off.last >= self.today,
        };
        all.filter_map(|(festival, year)| festival.days_off(year, self.work.calendar))
            .filter(is_ahead)
            .min_by_key(|off| off.first)
    }
}

impl Festival {
    fn days_off(self, year: i32, calendar: &Calendar) -> Option<DaysOff> {
        if let Some(day) = calendar.day_off_named(year, self.listed()).or_else(|| self.fixed(year)) {
            let in_a_row = |days: &mut dyn Iterator<Item = NaiveDate>| {
                days.take_while(|day| !calendar.is_working(*day)).last().unwrap_or(day)
            };
            let (first, last) = (in_a_row(&mut day.iter_days().rev()), in_a_row(&mut day.iter_days()));
            return Some(DaysOff { first, last, is_known: true });
        }
        let (place, usual) = match self {
            Self::Spring => (0, (1, 6)),
            Self::Qingming => (1, (0, 0)),
            Self::DragonBoat => (2, (0, 0)),
            Self::MidAutumn => (3, (0, 0)),
            Self::NewYear | Self::Labour | Self::National => return None,
        };
        let (_, days) = MOVING.iter().find(|(of, _)| *of == year)?;
        let (month, day) = days[place];
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        let first = day - chrono::Days::new(usual.0);
        Some(DaysOff { first, last: day + chrono::Days::new(usual.1), is_known: false })
    }

    /// As the lists name it.
    fn listed(self) -> &'static str {
        match self {
            Self::NewYear => "元旦",
            Self::Spring => "春节",
            Self::Qingming => "清明",
            Self::Labour => "劳动节",
            Self::DragonBoat => "端午",
            Self::MidAutumn => "中秋",
            Self::National => "国庆",
        }
    }

    /// Its day in every year, if it has one.
    fn fixed(self, year: i32) -> Option<NaiveDate> {
        let (month, day) = match self {
            Self::NewYear => (1, 1),
            Self::Labour => (5, 1),
            Self::National => (10, 1),
            _ => return None,
        };
        NaiveDate::from_ymd_opt(year, month, day)
    }
}
