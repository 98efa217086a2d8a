//! The lead's side of the day: when it is told what came in and what waits, what has waited too long (domain rules 7.6), and what
//! is accepted because nobody looked at it.

use chrono::NaiveTime;

use super::rules::Rules;
use crate::domain::assignment::Request;
use crate::domain::{Assignment, Moment};

/// Working minutes of a working day.
const DAY: i64 = 420;
/// L4: difficulties, questions and extensions are answered within one working day.
const ANSWER: i64 = DAY;
/// L4: 不归我们 is ruled within two.
const NOT_OURS: i64 = 2 * DAY;
/// L2: hand-ins are looked at within three.
const REVIEW: i64 = 3 * DAY;

/// A word that changed nothing is not repeated every day.
const AGAIN_DAYS: i64 = 7;

/// What a department waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waits {
    /// An answer to a difficulty.
    Difficulty,
    /// An answer to a question.
    Question,
    /// A ruling.
    Ruling(Request),
    /// A look at what it handed in.
    Review,
}

/// The next moment behind `now` at which an office is told; one that wants no summary is still reminded of what waits too long.
#[must_use]
pub fn briefing_at(rules: Rules<'_>, now: Moment) -> Moment {
    let usual = NaiveTime::from_hms_opt(16, 30, 0).expect("a time of day");
    let time = rules.policy.summary_at.unwrap_or(usual);
    let calendar = rules.work.calendar;
    let mut day = calendar.working_on_or_after(rules.work.local(now).date());
    loop {
        let at = rules.open_at(day, time);
        if at > now {
            return at;
        }
        day = calendar.add_working(day, 1);
    }
}

/// What this part has waited for longer than the lead's targets allow, and for how many working days.
#[must_use]
pub fn overdue_waits(rules: Rules<'_>, it: &Assignment, now: Moment) -> Vec<(Waits, i64)> {
    let extension = it.requests.extension.map(|wish| wish.since);
    let not_ours = it.requests.not_ours.as_ref().map(|claim| claim.since);
    let all = [
        (Waits::Difficulty, it.difficulty_since, ANSWER),
        (Waits::Question, it.question_since, ANSWER),
        (Waits::Ruling(Request::Extension), extension, ANSWER),
        (Waits::Ruling(Request::NotOurs), not_ours, NOT_OURS),
        (Waits::Review, it.review_since(), REVIEW),
    ];
    let waited = |(what, since, limit): (Waits, Option<Moment>, i64)| {
        let minutes = rules.work.working_minutes(since?, now);
        (minutes >= limit).then_some((what, minutes / DAY))
    };
    all.into_iter().filter_map(waited).collect()
}

/// Whether who owns these parts, and was told `last` of what waits too long, is told again: once a week, and sooner only if something
/// else has begun to.
#[must_use]
pub fn is_told_again(rules: Rules<'_>, parts: &[Assignment], last: Option<Moment>, now: Moment) -> bool {
    let Some(last) = last else { return true };
    let day = |at| rules.work.local(at).date();
    let is_new = |it: &Assignment| {
        let before = overdue_waits(rules, it, last);
        let known = |what: &Waits| before.iter().any(|(known, _)| known == what);
        overdue_waits(rules, it, now).iter().any(|(what, _)| !known(what))
    };
    (day(now) - day(last)).num_days() >= AGAIN_DAYS || parts.iter().any(is_new)
}

/// Whether a whole hand-in is accepted by the rule, since nobody looked at it in as many working days.
#[must_use]
pub fn is_accepted_by_rule(rules: Rules<'_>, it: &Assignment, now: Moment) -> bool {
    let waited = |days: u8| {
        it.review_since().is_some_and(|since| rules.work.working_minutes(since, now) >= i64::from(days) * DAY)
    };
    rules.policy.accepts_after_days.is_some_and(waited)
}
