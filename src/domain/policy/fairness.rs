//! What a lead should think of before an ask goes out: too little time, a rest day, others at the same time.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::span::{Class, class, last_day_of};
use crate::domain::Moment;
use crate::domain::calendar::WorkTime;

/// Working days from notice to deadline that the lead is measured by (domain rule 7.6, L1).
const FAIR_DAYS: i64 = 3;

/// Where the notice leaves fewer than three working days: the same time of the third one.
#[must_use]
pub fn fair_deadline(work: &WorkTime<'_>, notice_at: Moment, deadline_at: Moment) -> Option<Moment> {
    (class(*work, notice_at, deadline_at) == Class::Short).then(|| {
        let noticed_on = work.local(notice_at).date();
        moved(work, deadline_at, work.calendar.add_working(noticed_on, FAIR_DAYS))
    })
}

/// The same time of the last working day before the deadline's rest day, and of the next one after it (domain rule 2).
#[must_use]
pub fn beside_rest_day(work: &WorkTime<'_>, deadline_at: Moment) -> [Moment; 2] {
    let day = last_day_of(*work, deadline_at);
    [work.calendar.working_on_or_before(day), work.calendar.working_on_or_after(day)]
        .map(|day| moved(work, deadline_at, day))
}

/// From the first moment of the working day before the deadline's to the last of the one after it: what falls due in it
/// is asked of people at the same time. The end is excluded.
#[must_use]
pub fn same_days(work: &WorkTime<'_>, deadline_at: Moment) -> [Moment; 2] {
    let day = last_day_of(*work, deadline_at);
    // Midnight (24:00) belongs to the day that it ends, hence a millisecond later on both sides.
    [work.calendar.add_working(day, -1), work.calendar.add_working(day, 1) + TimeDelta::days(1)]
        .map(|day| work.at(day.and_time(NaiveTime::MIN)) + TimeDelta::milliseconds(1))
}

fn moved(work: &WorkTime<'_>, deadline_at: Moment, day: NaiveDate) -> Moment {
    let days = work.local(deadline_at).date() - last_day_of(*work, deadline_at);
    work.at((day + days).and_time(work.local(deadline_at).time()))
}
