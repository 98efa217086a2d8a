//! What a date given by the contact leaves of the plan (domain rule 5.6). It never makes the plan fuller than it was.

use chrono::NaiveTime;

use super::ladder::spaced;
use super::rules::Rules;
use super::span::last_day_of;
use crate::domain::{Moment, Promise, Stage, Touch};

/// A date before this time is spoken of on the working day before.
const EARLY: NaiveTime = NaiveTime::from_hms_opt(14, 0, 0).expect("a time of day");

/// Silence until the day, a word on it, one on its morrow; then what the deadline itself still has to say, as far as that
/// is no more than what lay ahead when the date was given. A make-up date has its day without that, since nothing else is left.
pub(super) fn with_date(
    rules: Rules<'_>,
    before: Vec<Touch>,
    promise: &Promise,
    given_at: Moment,
    deadline_at: Moment,
) -> Vec<Touch> {
    let ahead = |touches: &[Touch]| {
        let spaced = spaced(rules, touches.to_vec());
        // Asks after the deadline have a limit of their own.
        spaced.iter().filter(|touch| given_at < touch.at && touch.at <= deadline_at).count()
    };
    let room = ahead(&before);
    let is_last_day = last_day_of(rules.work, promise.due_at) == last_day_of(rules.work, deadline_at);
    let mut touches: Vec<Touch> = before
        .into_iter()
        .filter(|touch| touch.at > promise.due_at && !is_of_a_date(touch.stage))
        .filter(|touch| !(is_last_day && touch.stage == Stage::LastDay))
        .chain(of_the_date(rules, promise, given_at))
        .collect();
    while !promise.make_up && ahead(&touches) > room {
        let least = touches.iter().copied().max_by_key(|touch| may_go(touch.stage));
        let Some(least) = least.filter(|touch| may_go(touch.stage) > 0) else { break };
        touches.retain(|touch| *touch != least);
    }
    touches
}

/// The word on the day, and on its morrow. Who sets a date today needs no word about it today.
fn of_the_date(rules: Rules<'_>, promise: &Promise, given_at: Moment) -> impl Iterator<Item = Touch> {
    let work = rules.work;
    let day = last_day_of(work, promise.due_at);
    let early = promise.due_at < work.at(day.and_time(EARLY)) || !work.calendar.is_working(day);
    let day_at = if early { rules.second_on(work.calendar.add_working(day, -1)) } else { rules.digest_on(day) };
    // Where the office is closed in the afternoon, the word would come behind the promise.
    let makes_sense = work.local(day_at).date() > work.local(given_at).date() && day_at < promise.due_at;
    let on_the_day = makes_sense.then_some(Touch { at: day_at, stage: Stage::PromiseDay });
    on_the_day.into_iter().chain([Touch { at: rules.digest_after(day, 1), stage: Stage::PromiseMoved }])
}

fn is_of_a_date(stage: Stage) -> bool {
    matches!(stage, Stage::PromiseDay | Stage::PromiseMoved)
}

/// Which of the touches gives way first where there are too many: the greatest.
fn may_go(stage: Stage) -> u8 {
    match stage {
        Stage::Before(days) => 3u8.saturating_add(days),
        Stage::LastDay => 3,
        Stage::PromiseDay => 2,
        Stage::PromiseMoved => 1,
        _ => 0,
    }
}
