//! What the contacts do whom nobody plays: each by a habit, at moments that follow from what they are sent.
//!
//! They see what a person would see, buttons and their labels, and press or send; nothing here looks into the bot.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveTime, TimeZone as _, Utc, Weekday};
use chrono_tz::Asia::Shanghai;

use crate::domain::Lang;
use crate::sandbox::{Sandbox, Shown};
use crate::say;
use crate::wording::Words;

/// How a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Answers within the hour and hands in early.
    Prompt,
    /// Sets a date and keeps it.
    Planner,
    /// Stirs only when reminded, and is late.
    Slow,
    /// Never answers.
    Silent,
    /// Has not joined.
    Absent,
}

impl Habit {
    /// The habit of the n-th contact: many prompt ones, a few of each other kind.
    #[must_use]
    pub fn of(n: i64) -> Self {
        match n % 16 {
            0 | 3 | 5 | 8 | 11 | 14 => Self::Prompt,
            1 | 4 | 7 | 12 => Self::Planner,
            2 | 6 | 9 | 13 => Self::Slow,
            10 => Self::Silent,
            _ => Self::Absent,
        }
    }
}

/// Something to be done later.
#[derive(Clone, Debug)]
struct Plan {
    at: DateTime<Utc>,
    user: i64,
    act: Act,
}

#[derive(Clone, Debug)]
enum Act {
    /// Presses the button with this label on this card, if it is still there.
    Press { card: i64, label: String },
    /// 已完成, another way.
    HandIn { card: i64 },
}

/// All who act by habit.
#[derive(Default)]
pub struct Habits {
    people: BTreeMap<i64, Habit>,
    plans: Vec<Plan>,
    /// The card and its last change that each person has looked at.
    seen: BTreeMap<(i64, i64), DateTime<Utc>>,
}

impl Habits {
    /// These people; what stands in their chats by now is old to them.
    pub fn of(people: impl IntoIterator<Item = (i64, Habit)>, sandbox: &Sandbox) -> Self {
        let mut habits = Self { people: people.into_iter().collect(), ..Self::default() };
        for user in habits.people.keys().copied().collect::<Vec<_>>() {
            for shown in sandbox.messages(user) {
                habits.seen.insert((user, shown.id), changed_at(&shown));
            }
        }
        habits
    }

    /// When somebody does something next.
    #[must_use]
    pub fn next(&self) -> Option<DateTime<Utc>> {
        self.plans.iter().map(|plan| plan.at).min()
    }

    /// Everybody looks at what is new, and does what they meant to do by now.
    pub fn act(&mut self, sandbox: &Sandbox, now: DateTime<Utc>) {
        let people: Vec<(i64, Habit)> = self.people.iter().map(|(user, habit)| (*user, *habit)).collect();
        for (user, habit) in people {
            if !sandbox.is_played(user) {
                self.look(sandbox, user, habit, now);
            }
        }
        let (due, later): (Vec<Plan>, Vec<Plan>) = self.plans.drain(..).partition(|plan| plan.at <= now);
        self.plans = later;
        for plan in due.into_iter().filter(|plan| !sandbox.is_played(plan.user)) {
            self.carry_out(sandbox, plan, now);
        }
    }

    fn look(&mut self, sandbox: &Sandbox, user: i64, habit: Habit, now: DateTime<Utc>) {
        for shown in sandbox.messages(user).into_iter().filter(|shown| shown.bot && !shown.buttons.is_empty()) {
            let changed = changed_at(&shown);
            if self.seen.insert((user, shown.id), changed) == Some(changed) {
                continue;
            }
            let plan = |after: Duration, act: Act| Plan { at: in_hours(now + after), user, act };
            self.plans.extend(answers(habit, user, &shown).into_iter().map(|(after, act)| plan(after, act)));
        }
    }

    fn carry_out(&mut self, sandbox: &Sandbox, plan: Plan, now: DateTime<Utc>) {
        let Plan { user, act, .. } = plan;
        let words = Words::of(Lang::Zh);
        match act {
            Act::Press { card, label } => {
                // The card may have changed since; then there is nothing to press.
                let _ = sandbox.press_label(user, user, card, &label);
            }
            Act::HandIn { card } => {
                if sandbox.press_label(user, user, card, &say!(words, ButtonDone)).is_ok() {
                    let act = Act::Press { card, label: say!(words, ButtonOtherWay) };
                    self.plans.push(Plan { at: now + Duration::minutes(1), user, act });
                }
            }
        }
    }
}

/// What somebody with this habit makes of a card, and how long they take.
fn answers(habit: Habit, user: i64, shown: &Shown) -> Vec<(Duration, Act)> {
    let words = Words::of(Lang::Zh);
    let label =
        |wanted: &str| shown.buttons.iter().flatten().find(|b| b.label.ends_with(wanted)).map(|b| b.label.clone());
    let acknowledge = label(&say!(words, ButtonAcknowledge));
    let done = label(&say!(words, ButtonDone));
    let day = shown.buttons.iter().flatten().find(|b| b.data.as_deref().is_some_and(|data| data.starts_with("da:")));
    let spread = Duration::minutes(7 * (user % 9));
    let press = |label: String| Act::Press { card: shown.id, label };
    let card = shown.id;
    match (habit, acknowledge, day, done) {
        (Habit::Prompt, Some(label), ..) => {
            vec![(Duration::minutes(12) + spread, press(label)), (Duration::days(1) + spread, Act::HandIn { card })]
        }
        (Habit::Planner, Some(label), ..) => vec![(Duration::minutes(35) + spread, press(label))],
        (Habit::Planner, None, Some(day), _) => {
            let at = day.data.as_deref().and_then(|data| data.rsplit('.').next()?.parse().ok());
            let at = at.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
            let hand_in = at.map(|at| (at - Duration::hours(3) - changed_at(shown), Act::HandIn { card }));
            std::iter::once((Duration::minutes(2), press(day.label.clone()))).chain(hand_in).collect()
        }
        (Habit::Slow, Some(label), ..) => vec![(Duration::hours(22) + spread, press(label))],
        (Habit::Slow | Habit::Prompt | Habit::Planner, None, None, Some(_)) if shown.edited_at.is_none() => {
            vec![(Duration::hours(5) + spread, Act::HandIn { card })]
        }
        _ => vec![],
    }
}

fn changed_at(shown: &Shown) -> DateTime<Utc> {
    shown.edited_at.unwrap_or(shown.at)
}

/// People answer at work: what falls outside waits for the next morning.
fn in_hours(at: DateTime<Utc>) -> DateTime<Utc> {
    let local = at.with_timezone(&Shanghai);
    let opens = NaiveTime::from_hms_opt(8, 40, 0).expect("a time of day");
    let closes = NaiveTime::from_hms_opt(17, 20, 0).expect("a time of day");
    let mut day = local.date_naive();
    if local.time() >= closes {
        day += Duration::days(1);
    }
    let early = day != local.date_naive() || local.time() < opens;
    let mut rest = false;
    while matches!(chrono::Datelike::weekday(&day), Weekday::Sat | Weekday::Sun) {
        day += Duration::days(1);
        rest = true;
    }
    let time = if early || rest { opens } else { local.time() };
    Shanghai.from_local_datetime(&day.and_time(time)).earliest().map_or(at, |local| local.with_timezone(&Utc))
}
