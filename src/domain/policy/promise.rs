//! Days to offer when a contact is asked for a date (domain rule 5.7).

use chrono::TimeDelta;

use super::span::last_day_of;
use crate::domain::Moment;
use crate::domain::calendar::WorkTime;

/// Days to choose from: before the deadline those three and one working days ahead of it, and the deadline itself; after it
/// the ends of the next three working days. Never beyond a deadline that is still ahead.
#[must_use]
pub fn days_to_promise(work: &WorkTime<'_>, deadline_at: Moment, now: Moment) -> Vec<Moment> {
    let calendar = work.calendar;
    if now >= deadline_at {
        let today = work.local(now).date();
        return (1..=3).map(|n| work.end_of_business(calendar.add_working(today, n))).collect();
    }
    let anchor = calendar.working_on_or_before(last_day_of(*work, deadline_at));
    let ends = [-3, -1].map(|n| work.end_of_business(calendar.add_working(anchor, n)));
    let mut days: Vec<Moment> = ends.into_iter().filter(|at| *at > now && *at < deadline_at).collect();
    days.push(deadline_at);
    days
}

/// Days to offer when more time is asked for: the ends of the first, third and fifth working day after the deadline, as far as
/// they are ahead.
#[must_use]
pub fn days_to_extend(work: &WorkTime<'_>, deadline_at: Moment, now: Moment) -> Vec<Moment> {
    let last = last_day_of(*work, deadline_at);
    let ends = [1, 3, 5].map(|n| work.end_of_business(work.calendar.add_working(last, n)));
    ends.into_iter().filter(|at| *at > now).collect()
}

/// Moments to offer for an emergency: a quarter of an hour from now, half of one, an hour, on whole five minutes; before the
/// deadline two of them and the deadline itself.
#[must_use]
pub fn minutes_to_promise(deadline_at: Moment, now: Moment) -> Vec<Moment> {
    const FIVE: i64 = 300;
    let ends = [15, 30, 60].map(|minutes| {
        let seconds = (now + TimeDelta::minutes(minutes)).timestamp();
        let rounded = seconds + (FIVE - seconds.rem_euclid(FIVE)) % FIVE;
        Moment::from_timestamp(rounded, 0).unwrap_or(now)
    });
    if now >= deadline_at {
        return ends.to_vec();
    }
    ends.into_iter().filter(|at| *at < deadline_at).take(2).chain([deadline_at]).collect()
}

/// Deadlines to offer where none was understood: the ends of the next, the third and the fifth working day.
#[must_use]
pub fn days_to_set(work: &WorkTime<'_>, now: Moment) -> Vec<Moment> {
    let today = work.local(now).date();
    [1, 3, 5].map(|n| work.end_of_business(work.calendar.add_working(today, n))).to_vec()
}

/// Working days from now up to and including the deadline's day; today not counted.
#[must_use]
pub fn working_days_left(work: &WorkTime<'_>, now: Moment, deadline_at: Moment) -> i64 {
    work.calendar.working_days(work.local(now).date(), last_day_of(*work, deadline_at)).max(0)
}

/// When notices leave that are published now.
#[must_use]
pub fn notices_leave_at(work: &WorkTime<'_>, now: Moment) -> Moment {
    work.next_opening(now)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use chrono_tz::Asia::Shanghai;

    use super::*;
    use crate::domain::office::work_time;

    fn at(month: u32, day: u32, hour: u32, minute: u32) -> Moment {
        let local = NaiveDate::from_ymd_opt(2026, month, day).unwrap().and_hms_opt(hour, minute, 0).unwrap();
        work_time(Shanghai).at(local)
    }

    #[test]
    fn days_before_a_deadline_end_with_it_and_those_behind_it_are_the_next_three() {
        let work = work_time(Shanghai);
        let friday = at(7, 24, 17, 0);
        assert_eq!(days_to_promise(&work, friday, at(7, 20, 9, 0)), [at(7, 21, 17, 30), at(7, 23, 17, 30), friday],);
        assert_eq!(days_to_promise(&work, friday, at(7, 23, 18, 0)), [friday]);
        assert_eq!(
            days_to_promise(&work, friday, at(7, 24, 17, 30)),
            [at(7, 27, 17, 30), at(7, 28, 17, 30), at(7, 29, 17, 30)],
        );
    }
}
