//! When the instances of a series are shown and go out: over holidays, ends of months and years, pauses and breakdowns.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, TimeDelta};
use proptest::prelude::*;

use super::{entry_at, rules, work};
use crate::domain::calendar::{Calendar, WorkTime, YearList};
use crate::domain::policy::{Rules, SeriesDue, instances, next_series_look, series_due};
use crate::domain::recurrence::RestDay;
use crate::domain::series::{Act, Asked, Frequency, Plan, Skipped, decide};
use crate::domain::task::{Emergency, Terms};
use crate::domain::{Actor, DeptNo, Event, Moment, Series, SeriesNo, TaskNo};

const NO: SeriesNo = SeriesNo(1);

/// `2026-07-20 09:30` on the wall in Shanghai.
fn at(text: &str) -> Moment {
    let moment = DateTime::<FixedOffset>::parse_from_str(&format!("{text} +0800"), "%Y-%m-%d %H:%M %z");
    moment.unwrap().to_utc()
}

fn series(rule: &str, registered: &str) -> Series {
    let rule: crate::domain::Recurrence = format!("RRULE:FREQ={rule}").parse().unwrap();
    let plan = Plan {
        title: "月报".to_owned(),
        items: vec![],
        asked: Asked { said: "全体".to_owned(), then: BTreeSet::from([DeptNo(1)]) },
        weight: 1,
        terms: Terms::default(),
        lead_days: Frequency::of(&rule).lead_days(),
        said: rule.to_string(),
        from: None,
        rest: RestDay::Next,
        rule,
    };
    Series::new(NO, plan, Actor::Machine, at(registered))
}

fn with(series: Series, change: impl FnOnce(&mut Plan)) -> Series {
    let mut series = series;
    change(&mut series.plan);
    series
}

fn written(moment: Moment) -> String {
    work().local(moment).format("%Y-%m-%d %H:%M").to_string()
}

/// `notice → deadline` of the next ones.
fn ahead(rules: Rules<'_>, it: &Series, count: usize) -> Vec<String> {
    instances(rules, it).take(count).map(|next| format!("{} → {}", written(next.notice_at), written(next.at))).collect()
}

#[test]
fn instances_go_round_days_off_ends_of_months_and_of_years() {
    let monthly = "MONTHLY;BYMONTHDAY=25;T=17:30";
    for (it, expected) in [
        // The 25th of July is a Saturday; that of September falls into the days off around mid-autumn, which end on the 27th.
        (
            series(monthly, "2026-07-01 09:00"),
            vec![
                "2026-07-13 09:30 → 2026-07-27 17:30",
                "2026-08-11 09:30 → 2026-08-25 17:30",
                "2026-09-14 09:30 → 2026-09-28 17:30",
            ],
        ),
        (
            with(series(monthly, "2026-07-01 09:00"), |plan| plan.rest = RestDay::Previous),
            vec!["2026-07-10 09:30 → 2026-07-24 17:30", "2026-08-11 09:30 → 2026-08-25 17:30"],
        ),
        // Of a month without a 31st, the last day stands for it.
        (
            with(series("MONTHLY;BYMONTHDAY=31;T=17:30", "2026-01-20 09:00"), |plan| plan.lead_days = 2),
            vec![
                "2026-01-29 09:30 → 2026-02-02 17:30",
                "2026-02-26 09:30 → 2026-02-28 17:30",
                "2026-03-27 09:30 → 2026-03-31 17:30",
                "2026-04-28 09:30 → 2026-04-30 17:30",
            ],
        ),
        // Over the end of the year; New Year's Day is off.
        (
            with(series("MONTHLY;BYMONTHDAY=1;T=12:00", "2026-12-10 09:00"), |plan| plan.lead_days = 3),
            vec!["2026-12-29 09:30 → 2027-01-04 12:00", "2027-01-27 09:30 → 2027-02-01 12:00"],
        ),
        (
            series("MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20;T=17:30", "2026-08-24 09:00"),
            // 20 September is a Sunday that is worked.
            vec!["2026-08-24 09:30 → 2026-09-20 17:30", "2026-11-23 09:30 → 2026-12-21 17:30"],
        ),
        // The reports of people on duty: every day, on days off too.
        (
            with(series("DAILY;T=17:00;UNTIL=2026-10-03", "2026-09-30 09:00"), |plan| {
                plan.rest = RestDay::Keep;
                let reason = "国庆值班".to_owned();
                plan.terms.emergency = Some(Emergency { reason, ack_within: None, remind_before: None });
            }),
            vec![
                "2026-09-30 09:30 → 2026-09-30 17:00",
                "2026-10-01 09:30 → 2026-10-01 17:00",
                "2026-10-02 09:30 → 2026-10-02 17:00",
                "2026-10-03 09:30 → 2026-10-03 17:00",
            ],
        ),
        // Early in the day: asked the afternoon before.
        (
            series("WEEKLY;BYDAY=MO;T=10:00", "2026-07-20 12:00"),
            vec!["2026-07-23 09:30 → 2026-07-27 10:00", "2026-07-30 09:30 → 2026-08-03 10:00"],
        ),
        (
            series("DAILY;WORKDAY=1;T=10:00", "2026-07-24 09:00"),
            vec!["2026-07-24 15:00 → 2026-07-27 10:00", "2026-07-27 15:00 → 2026-07-28 10:00"],
        ),
    ] {
        assert_eq!(ahead(rules(), &it, expected.len()), expected, "{}", it.plan.said);
    }
}

/// What the machine does with it by itself when it looks at these moments; each as often as it likes.
fn runs(it: &mut Series, rules: Rules<'_>, now: Moment) -> Vec<String> {
    let mut done = Vec::new();
    while let Some(due) = series_due(rules, it, now) {
        let (event, said) = match due {
            SeriesDue::Show(next) => {
                let event = Event::InstanceShown { series: NO, day: next.day, at: next.at };
                (event, format!("shown {}", next.day))
            }
            SeriesDue::Publish(next, late) => {
                let event = Event::InstancePublished { series: NO, day: next.day, at: next.by_rule, task: TaskNo(1) };
                (event, format!("{} {}", if late { "late" } else { "out" }, next.day))
            }
            SeriesDue::Skip(next, why) => {
                let event = Event::InstanceSkipped { series: NO, day: next.day, at: next.by_rule, why };
                assert_eq!(why, Skipped::Missed);
                (event, format!("missed {}", next.day))
            }
            SeriesDue::End(why) => (Event::SeriesEnded { series: NO, why }, "over".to_owned()),
        };
        *it = Series::apply(Some(it.clone()), &entry_at(now, event)).unwrap();
        done.push(said);
        assert!(done.len() < 100, "it never rests");
    }
    done
}

fn acts(it: &mut Series, act: Act, now: &str) {
    for event in decide(it, act, rules(), at(now)).unwrap() {
        *it = Series::apply(Some(it.clone()), &entry_at(at(now), event)).unwrap();
    }
}

#[test]
fn it_is_shown_a_working_day_before_and_goes_out_once() {
    let mut it = series("MONTHLY;BYMONTHDAY=25;T=17:30;UNTIL=2026-09-30", "2026-07-01 09:00");
    for (now, done) in [
        ("2026-07-10 09:29", vec![]),
        ("2026-07-10 09:30", vec!["shown 2026-07-25"]),
        ("2026-07-13 09:29", vec![]),
        ("2026-07-13 09:30", vec!["out 2026-07-25"]),
        ("2026-07-13 09:30", vec![]),
        // The clock is set back.
        ("2026-07-02 09:30", vec![]),
        ("2026-07-13 09:31", vec![]),
        ("2026-08-10 09:30", vec!["shown 2026-08-25"]),
        ("2026-08-11 09:30", vec!["out 2026-08-25"]),
        // Days off around the show and the notice, too.
        ("2026-09-11 09:30", vec!["shown 2026-09-25"]),
        ("2026-09-14 09:30", vec!["out 2026-09-25", "over"]),
        ("2026-12-01 09:30", vec![]),
    ] {
        assert_eq!(runs(&mut it, rules(), at(now)), done, "{now}");
    }
}

#[test]
fn after_a_breakdown_what_still_makes_sense_goes_out_and_the_rest_is_on_record() {
    for (down_until, done) in [
        ("2026-07-22 10:00", vec!["out 2026-07-24"]),
        ("2026-07-23 09:00", vec!["late 2026-07-24"]),
        ("2026-07-24 15:00", vec!["missed 2026-07-24"]),
        ("2026-07-29 10:00", vec!["missed 2026-07-24", "out 2026-07-31"]),
        ("2026-08-06 09:00", vec!["missed 2026-07-24", "missed 2026-07-31", "late 2026-08-07"]),
    ] {
        let mut it = series("WEEKLY;BYDAY=FR;T=17:30", "2026-07-20 09:00");
        it.shown = Some(("2026-07-24".parse().unwrap(), at("2026-07-24 17:30")));
        let all = runs(&mut it, rules(), at(down_until));
        let but_shown: Vec<&String> = all.iter().filter(|said| !said.starts_with("shown")).collect();
        assert_eq!(but_shown, done, "down until {down_until}");
    }
}

#[test]
fn a_pause_is_not_made_up_for_and_what_was_decided_is_not_undone_by_an_old_card() {
    let friday = |text: &str| text.parse().unwrap();
    let mut it = series("WEEKLY;BYDAY=FR;T=17:30", "2026-07-20 09:00");
    acts(&mut it, Act::Pause, "2026-07-21 09:00");
    assert_eq!(next_series_look(rules(), &it), None);
    assert_eq!(runs(&mut it, rules(), at("2026-08-05 10:00")), Vec::<String>::new());
    acts(&mut it, Act::Resume, "2026-08-05 10:00");
    let expected = ["2026-08-12 09:30 → 2026-08-14 17:30"];
    assert_eq!(ahead(rules(), &it, 1), expected, "that of the 7th was to go out at half past nine");
    acts(&mut it, Act::Skip(friday("2026-08-14")), "2026-08-10 09:00");
    for act in [Act::Skip(friday("2026-08-14")), Act::Move(friday("2026-08-14"), at("2026-08-17 12:00"))] {
        assert!(decide(&it, act, rules(), at("2026-08-10 09:01")).is_err(), "it is over");
    }
    acts(&mut it, Act::Move(friday("2026-08-21"), at("2026-08-24 12:00")), "2026-08-11 09:00");
    assert_eq!(
        ahead(rules(), &it, 2),
        ["2026-08-19 09:30 → 2026-08-24 12:00", "2026-08-26 09:30 → 2026-08-28 17:30"],
        "another deadline, the same notice; the next one as ever"
    );
    acts(&mut it, Act::End, "2026-08-12 09:00");
    assert_eq!(next_series_look(rules(), &it), None);
    assert!(decide(&it, Act::Resume, rules(), at("2026-08-12 09:01")).is_err());
}

#[test]
fn a_newer_list_of_days_off_moves_what_is_to_come_and_shows_it_again() {
    let it = series("MONTHLY;BYMONTHDAY=25;T=17:30", "2026-07-28 09:00");
    let mut shown = it.clone();
    assert_eq!(runs(&mut shown, rules(), at("2026-08-10 09:30")), ["shown 2026-08-25"]);
    let list = YearList::parse(r#"{"year":2026,"days":[{"date":"2026-08-25","isOffDay":true}]}"#).unwrap();
    let calendar = list.into_iter().fold(Calendar::default(), |calendar, list| calendar.with(list));
    let newer = Rules { work: WorkTime { calendar: &calendar, ..work() }, ..rules() };
    assert_eq!(ahead(newer, &it, 1), ["2026-08-11 09:30 → 2026-08-26 17:30"]);
    assert_eq!(runs(&mut shown, newer, at("2026-08-10 15:00")), ["shown 2026-08-25"], "with its new deadline");
    assert_eq!(runs(&mut shown, newer, at("2026-08-11 09:30")), ["out 2026-08-25"]);
    assert_eq!(runs(&mut shown, rules(), at("2026-08-11 09:31")), Vec::<String>::new(), "not again by the older one");
}

fn any_rule() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "DAILY;T=17:00",
        "DAILY;WORKDAY=1;T=10:00",
        "WEEKLY;BYDAY=MO,TH;T=10:00",
        "WEEKLY;INTERVAL=2;BYDAY=SA;T=12:00",
        "MONTHLY;BYMONTHDAY=1,31;T=17:30",
        "MONTHLY;BYWORKDAY=-1;T=24:00",
        "MONTHLY;INTERVAL=3;BYMONTHDAY=20;T=09:00",
        "MONTHLY;BYMONTHDAY=25;T=17:30;UNTIL=2026-10-31",
    ])
}

proptest! {
    #[test]
    fn whenever_the_planner_looks_each_instance_is_dealt_with_once_and_in_order(
        rule in any_rule(), rest in prop::sample::select(vec![RestDay::Next, RestDay::Keep, RestDay::Previous]),
        lead_days in 0u16..12, steps in prop::collection::vec(1i64..20_000, 1..60),
    ) {
        let mut it = with(series(rule, "2026-06-15 09:00"), |plan| (plan.rest, plan.lead_days) = (rest, lead_days));
        let (mut now, mut days) = (at("2026-06-15 09:00"), Vec::new());
        for minutes in steps {
            now += TimeDelta::minutes(minutes);
            for said in runs(&mut it, rules(), now) {
                let Some((what, day)) = said.split_once(' ') else { continue };
                if what != "shown" {
                    days.push(day.to_owned());
                }
            }
            let next = next_series_look(rules(), &it);
            prop_assert!(next.is_none_or(|next| next > now), "{next:?} is not behind {now}");
        }
        prop_assert!(days.is_sorted_by(|one, next| one < next), "{days:?}");
    }
}
