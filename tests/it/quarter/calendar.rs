//! The third quarter of 2026 on its own feet: which days were worked, and when. Nothing of the program is asked.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Utc, Weekday};
use chrono_tz::Asia::Shanghai;

/// Days off besides weekends, as the State Council had them for 2026.
const OFF: [(u32, u32); 10] =
    [(9, 25), (9, 26), (9, 27), (10, 1), (10, 2), (10, 3), (10, 4), (10, 5), (10, 6), (10, 7)];
/// Weekend days that were worked.
const WORKED: [(u32, u32); 2] = [(9, 20), (10, 10)];

/// The instant of a local time.
pub(crate) fn instant(local: NaiveDateTime) -> DateTime<Utc> {
    Shanghai.from_local_datetime(&local).single().unwrap().with_timezone(&Utc)
}

/// The instant of a local time of 2026.
pub(crate) fn at(month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    instant(NaiveDate::from_ymd_opt(2026, month, day).unwrap().and_hms_opt(hour, minute, 0).unwrap())
}

/// What the clock on the wall shows.
pub(crate) fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Shanghai).naive_local()
}

/// Somebody is at work on this day.
pub(crate) fn is_worked(day: NaiveDate) -> bool {
    let key = (day.month(), day.day());
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    WORKED.contains(&key) || (!weekend && !OFF.contains(&key))
}

/// 08:30–12:00 and 14:00–17:30 of a working day.
pub(crate) fn is_open(at: DateTime<Utc>) -> bool {
    let now = local(at);
    let within = |from: NaiveTime, to: NaiveTime| (from..=to).contains(&now.time());
    is_worked(now.date()) && (within(time(8, 30), time(12, 0)) || within(time(14, 0), time(17, 30)))
}

/// A time of day.
pub(crate) fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

/// The working day before.
pub(crate) fn worked_before(day: NaiveDate) -> NaiveDate {
    (1..15).map(|n| day - Days::new(n)).find(|day| is_worked(*day)).unwrap()
}

/// The next working day.
pub(crate) fn worked_after(day: NaiveDate) -> NaiveDate {
    (1..15).map(|n| day + Days::new(n)).find(|day| is_worked(*day)).unwrap()
}

/// Working days behind `from`, up to and including `to`.
pub(crate) fn worked_between(from: NaiveDate, to: NaiveDate) -> usize {
    from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| is_worked(*day)).count()
}
