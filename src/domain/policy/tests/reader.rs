//! What a contact chose: their hours, fewer reminders, days away (domain rules 5.3 and 5.4).

use chrono::NaiveTime;

use super::{DEPT, TASK, at, day, rules};
use crate::domain::policy::{DueTouch, Reader, Told, Verdict, gather};
use crate::domain::{Away, LeftOut, OfficeId, Part, Person, PersonId, PutOff, Stage, Touch, Window};

fn due(stage: Stage, moment: &str, deadline: &str) -> DueTouch {
    let part = Part { office: OfficeId(1), task: TASK, dept: DEPT };
    DueTouch {
        part,
        touch: Touch { at: at(moment), stage },
        deadline_at: at(deadline),
        at_once: false,
        emergency: false,
    }
}

fn one(choice: &Person, told: &[&str], due: DueTouch, now: &str) -> Verdict {
    let told = Told { nudges: told.iter().map(|it| at(it)).collect(), ..Told::default() };
    gather(Reader::new(rules(), PersonId(0), choice, at(now)), &told, &[due], at(now))[0]
}

fn window(from: &str, until: &str) -> Option<Window> {
    let time = |text| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
    Window::new(time(from), time(until))
}

fn put_off(until: &str, why: PutOff) -> Verdict {
    Verdict::PutOff { until: at(until), why }
}

#[test]
fn nothing_is_said_outside_of_the_hours_that_a_contact_chose() {
    let d3 = || due(Stage::Before(3), "07-14 09:30", "07-17 17:30");
    let notice = || due(Stage::Notice, "07-14 09:00", "07-17 17:30");
    for (from, until, due, now, expected) in [
        ("14:00", "17:30", d3(), "07-14 09:30", put_off("07-14 14:00", PutOff::Hours)),
        ("14:00", "17:30", d3(), "07-14 14:00", Verdict::Send { at: at("07-14 14:00") }),
        ("10:00", "12:00", notice(), "07-14 09:00", put_off("07-14 10:00", PutOff::Hours)),
        ("10:00", "12:00", notice(), "07-14 14:30", put_off("07-15 10:00", PutOff::Hours)),
        ("10:00", "12:00", notice(), "07-17 12:00", put_off("07-20 10:00", PutOff::Hours)),
        // Working time of less than two hours would be left: the office's hours hold.
        ("12:00", "15:00", notice(), "07-14 09:00", Verdict::Send { at: at("07-14 09:00") }),
        ("18:00", "21:00", d3(), "07-14 09:30", Verdict::Send { at: at("07-14 09:30") }),
    ] {
        let choice = Person { window: window(from, until), ..Person::default() };
        assert_eq!(one(&choice, &[], due, now), expected, "{from}–{until} at {now}");
    }
    assert_eq!(window("10:00", "11:59"), None);
    assert_eq!(window("15:00", "10:00"), None);
    let choice = Person { window: window("14:00", "17:30"), ..Person::default() };
    let urgent = DueTouch { emergency: true, ..due(Stage::EmergencyCheck, "07-14 02:10", "07-14 03:00") };
    assert_eq!(one(&choice, &[], urgent, "07-14 02:10"), Verdict::Send { at: at("07-14 02:10") });
}

#[test]
fn who_asked_for_fewer_hears_once_a_day_and_thrice_in_five_days() {
    let slow = Person { slow: true, ..Person::default() };
    let d3 = due(Stage::Before(3), "07-14 09:30", "07-17 17:30");
    assert_eq!(one(&slow, &[], d3, "07-14 09:30"), Verdict::LeaveOut { why: LeftOut::Cadence });
    let d1 = due(Stage::Before(1), "07-16 09:30", "07-17 17:30");
    assert_eq!(one(&slow, &[], d1, "07-16 09:30"), Verdict::Send { at: at("07-16 09:30") });
    let check = due(Stage::Check, "07-14 15:00", "07-24 17:30");
    assert_eq!(one(&slow, &["07-14 09:30"], check, "07-14 15:00"), put_off("07-15 09:30", PutOff::Cap));
    let usual = Person::default();
    assert_eq!(one(&usual, &["07-14 09:30"], check, "07-14 15:00"), Verdict::Send { at: at("07-14 15:00") });
    let three = ["07-13 09:30", "07-14 09:30", "07-15 09:30"];
    let o1 = due(Stage::Overdue1, "07-16 09:30", "07-15 17:30");
    assert_eq!(one(&slow, &three, o1, "07-16 09:30"), put_off("07-20 09:30", PutOff::Cap), "the fourth");
}

#[test]
fn what_comes_while_a_contact_is_away_waits_from_day_to_day() {
    let away = Person { away: Away::new(day("07-13"), day("07-17")), ..Person::default() };
    let notice = due(Stage::Notice, "07-14 09:00", "07-24 17:30");
    let d1 = due(Stage::Before(1), "07-16 09:30", "07-17 17:30");
    let o1 = due(Stage::Overdue1, "07-14 09:30", "07-13 17:30");
    let day_of_promise = due(Stage::PromiseDay, "07-15 09:30", "07-24 17:30");
    let of_no_use = Verdict::LeaveOut { why: LeftOut::Away };
    for (due, now, expected) in [
        (notice, "07-14 09:00", put_off("07-15 09:30", PutOff::Away)),
        (notice, "07-17 09:30", put_off("07-20 09:30", PutOff::Away)),
        (notice, "07-20 09:30", Verdict::Send { at: at("07-20 09:30") }),
        (o1, "07-14 09:30", put_off("07-15 09:30", PutOff::Away)),
        (d1, "07-16 09:30", put_off("07-17 09:30", PutOff::Away)),
        (d1, "07-17 09:30", of_no_use),
        (day_of_promise, "07-15 09:30", of_no_use),
        (o1, "07-20 09:30", Verdict::Send { at: at("07-20 09:30") }),
        (o1, "07-10 09:30", Verdict::Send { at: at("07-10 09:30") }),
    ] {
        assert_eq!(one(&away, &[], due, now), expected, "{:?} at {now}", due.touch.stage);
    }
    assert_eq!(Away::new(day("07-17"), day("07-13")), None);
}
