//! When the instances of a series are shown to the lead, and when they go out.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta};

use super::rules::Rules;
use super::span::last_day_of;
use crate::domain::Moment;
use crate::domain::series::{Frequency, Over, Series, Skipped};

/// A deadline before this time leaves no morning for a notice on the same day.
const EARLY_DEADLINE: NaiveTime = NaiveTime::from_hms_opt(14, 0, 0).expect("a time of day");
/// Minutes of working time that make a late instance worth sending.
const WORTH_MINUTES: i64 = 420;
/// Later than this after its moment, an instance was held up.
const HELD_UP: TimeDelta = TimeDelta::hours(1);
/// What comes round every day is shown to the lead once in so many days.
const DAILY_SHOWN: TimeDelta = TimeDelta::days(7);

/// One instance of a series that is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instance {
    /// The day that the rule names: what the instance is known by.
    pub day: NaiveDate,
    /// Its deadline.
    pub at: Moment,
    /// The deadline that the rule gives it.
    pub by_rule: Moment,
    /// When it goes out.
    pub notice_at: Moment,
    /// When the lead is shown it.
    pub show_at: Moment,
    /// It touches a year whose days off are not published.
    pub provisional: bool,
}

/// What is to be done with a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesDue {
    /// The lead is shown what will go out.
    Show(Instance),
    /// It goes out; held up if it should have gone out long before.
    Publish(Instance, bool),
    /// It does not go out any more.
    Skip(Instance, Skipped),
    /// Nothing further will ever come.
    End(Over),
}

/// The instances to come, in order: later than the last that was dealt with, and in time since the lead last decided.
pub fn instances<'a>(rules: Rules<'a>, series: &'a Series) -> impl Iterator<Item = Instance> + 'a {
    let anchor = rules.work.local(series.registered_at).date();
    let mut after = series.past.map_or(series.since, |past| past.at.max(series.since));
    let mut last = series.past.map(|past| past.day);
    let all = std::iter::from_fn(move || {
        let named = series.plan.rule.next(after, anchor, series.plan.rest, &rules.work)?;
        after = named.at;
        Some((named.day, named.at))
    });
    let new = all.filter(move |(day, _)| {
        let is_new = last.is_none_or(|last| *day > last);
        last = last.max(Some(*day));
        is_new
    });
    new.map(move |(day, at)| of(rules, series, day, at)).filter(move |it| is_wanted(rules, series, it))
}

/// When the planner must look at the series; none while it is paused or after its end. Depends on the state alone.
#[must_use]
pub fn next_series_look(rules: Rules<'_>, series: &Series) -> Option<Moment> {
    if !series.is_running() {
        return None;
    }
    Some(match instances(rules, series).next() {
        None => series.since,
        Some(next) if is_to_be_shown(series, &next) => next.show_at,
        Some(next) => next.notice_at,
    })
}

/// What the moment makes of it. Something, exactly if [`next_series_look`] has come.
#[must_use]
pub fn series_due(rules: Rules<'_>, series: &Series, now: Moment) -> Option<SeriesDue> {
    next_series_look(rules, series).filter(|at| *at <= now)?;
    let mut ahead = instances(rules, series);
    let Some(next) = ahead.next() else { return Some(SeriesDue::End(Over::Done)) };
    if now < next.notice_at {
        return Some(SeriesDue::Show(next));
    }
    let meant_for = next.notice_at.max(series.since).max(series.moved.map_or(next.notice_at, |moved| moved.said_at));
    let held_up = now > meant_for + HELD_UP;
    let gives_way =
        |later: Instance| later.notice_at > next.notice_at && later.notice_at <= now && is_in_time(rules, &later, now);
    if !is_in_time(rules, &next, now) || (held_up && ahead.next().is_some_and(gives_way)) {
        return Some(SeriesDue::Skip(next, Skipped::Missed));
    }
    Some(SeriesDue::Publish(next, held_up))
}

fn of(rules: Rules<'_>, series: &Series, day: NaiveDate, by_rule: Moment) -> Instance {
    let at = series.moved.filter(|moved| moved.day == day).map_or(by_rule, |moved| moved.to);
    // A deadline that the lead puts off does not put off the notice.
    let notice_at = notice_at(rules, series, by_rule).min(notice_at(rules, series, at));
    let show_on = rules.work.calendar.add_working(rules.work.local(notice_at).date(), -1);
    let year = |at| rules.work.local(at).year();
    let provisional = (year(notice_at)..=year(at)).any(|year| rules.work.calendar.is_provisional(year));
    Instance { day, at, by_rule, notice_at, show_at: rules.digest_on(show_on), provisional }
}

/// The morning so many days before the deadline: working days, any days for an emergency, whose people are there.
fn notice_at(rules: Rules<'_>, series: &Series, at: Moment) -> Moment {
    let (work, policy) = (rules.work, rules.policy);
    let last_day = last_day_of(work, at);
    let is_early = at < work.at(last_day.and_time(EARLY_DEADLINE));
    let days = series.plan.lead_days;
    let (back, time) = match days {
        0 if is_early => (1, policy.second_at),
        _ => (days, policy.digest_at),
    };
    if series.plan.terms.emergency.is_some() {
        let day = last_day.checked_sub_days(Days::new(u64::from(back))).unwrap_or(last_day);
        return work.at(day.and_time(time));
    }
    let anchor = work.calendar.working_on_or_before(last_day);
    // A kept rest day is asked for on the working day before: that one is not early.
    let (back, time) = if days == 0 && anchor < last_day { (0, policy.digest_at) } else { (back, time) };
    rules.open_at(work.calendar.add_working(anchor, -i64::from(back)), time)
}

/// What fell into a pause is not made up for; what was too late already when the lead decided was not meant.
fn is_wanted(rules: Rules<'_>, series: &Series, it: &Instance) -> bool {
    if series.moved.is_some_and(|moved| moved.day == it.day) {
        return true;
    }
    if series.resumed { it.notice_at >= series.since } else { is_in_time(rules, it, series.since) }
}

/// There is still time for an answer: a working day, or half of the time that was meant.
fn is_in_time(rules: Rules<'_>, it: &Instance, now: Moment) -> bool {
    (now <= it.notice_at + HELD_UP && now < it.at)
        || rules.work.working_minutes(now, it.at) >= WORTH_MINUTES
        || (it.at > now && (it.at - now) * 2 >= it.at - it.notice_at)
}

/// The lead has not seen it as it is now, neither on the preview that was just confirmed nor on a card.
fn is_to_be_shown(series: &Series, next: &Instance) -> bool {
    let is_moved = series.moved.is_some_and(|moved| moved.day == next.day);
    let is_new = match series.shown {
        None => true,
        Some((day, at)) if day == next.day => at != next.at && !is_moved,
        Some((day, _)) => Frequency::of(&series.plan.rule) != Frequency::Daily || next.day - day >= DAILY_SHOWN,
    };
    is_new && series.since <= next.show_at && next.show_at < next.notice_at
}
