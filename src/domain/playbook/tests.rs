use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Asia::Shanghai;

use super::*;
use crate::domain::office::work_time;
use crate::domain::task::Ended;
use crate::domain::{Actor, EntryNo, OfficeId, PersonId, Refusal, RunNo, Task, TaskNo};

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("2026-{text}+08:00")).unwrap().to_utc()
}

fn step(code: &str, due: &str, waits_for: &[&str]) -> Step {
    Step {
        code: code.to_owned(),
        due: due.parse().unwrap(),
        asked: BTreeSet::from([DeptNo(1), DeptNo(2)]),
        action: format!("做{code}"),
        items: vec![],
        ack_within: None,
        remind_before: None,
        waits_for: waits_for.iter().map(|code| (*code).to_owned()).collect(),
        note: None,
    }
}

fn entry(at: Moment, event: Event) -> Entry {
    Entry {
        office: OfficeId(1),
        seq: EntryNo(1),
        at,
        given_at: None,
        actor: Actor::Person(PersonId(1)),
        source: None,
        event,
    }
}

fn plan(steps: Vec<Step>) -> Playbook {
    let kept = keep(&[], PlaybookNo(1), "泄漏".to_owned(), steps);
    Playbook::apply(None, &entry(at("08-01T09:00:00"), kept)).unwrap()
}

/// Started on the Saturday at 02:10:40.
fn started(steps: Vec<Step>) -> (Run, Vec<Task>) {
    let now = at("08-15T02:10:40");
    let playbook = plan(steps);
    let it = Start { playbook: &playbook, run: RunNo(1), first: TaskNo(7), reason: "储罐泄漏" };
    let (mut run, mut tasks): (Option<Run>, Vec<Task>) = (None, Vec::new());
    for event in start(it, &work_time(Shanghai), now).unwrap() {
        match event {
            event @ Event::TaskPublished { .. } => tasks.extend(Task::apply(None, &entry(now, event))),
            event @ Event::StepAsked { .. } => {
                let task = tasks.pop();
                tasks.extend(Task::apply(task, &entry(now, event)));
            }
            event @ Event::PlaybookStarted { .. } => run = Run::apply(run, &entry(now, event)),
            _ => {}
        }
    }
    (run.unwrap(), tasks)
}

#[test]
fn a_step_is_due_by_the_clock_from_the_whole_minute() {
    let (run, tasks) = started(vec![
        step("S01", "T+0m", &[]),
        Step { ack_within: Some(8), ..step("S02", "T", &[]) },
        step("S03", "T+10m", &["s01", "S02"]),
        step("S04", "T+30d", &["S03"]),
    ]);
    assert_eq!(run.t0, at("08-15T02:10:00"));
    let due: Vec<_> = tasks.iter().map(|task| task.deadline.at).collect();
    let expected = ["08-15T02:15:00", "08-15T02:18:00", "08-15T02:20:00", "09-14T02:10:00"].map(at);
    assert_eq!(due, expected);
    assert_eq!(run.tasks, [7, 8, 9, 10].map(TaskNo));
    let waits: Vec<Vec<i64>> =
        tasks.iter().map(|task| task.step.as_ref().unwrap().waits_for.iter().map(|no| no.0).collect()).collect();
    assert_eq!(waits, [vec![], vec![], vec![7, 8], vec![9]]);
    assert_eq!(tasks[2].deadline.said, "T+10m");
    assert_eq!(tasks[2].emergency().unwrap().reason, "泄漏 · 储罐泄漏");
}

#[test]
fn within_24_hours_or_before_anybody_is_there_it_goes_by_the_clock() {
    let work = work_time(Shanghai);
    for (t0, due, urgent) in [
        ("08-15T02:10:00", "T+0m", true),
        ("08-15T02:10:00", "T+24h", true),
        ("08-15T02:10:00", "T+1d", true),
        // Due on Monday at 02:10, with nobody there before.
        ("08-15T02:10:00", "T+2d", true),
        // Due on Tuesday at 02:10, with a Monday before.
        ("08-15T02:10:00", "T+3d", false),
        ("08-15T02:10:00", "T+30d", false),
        ("08-12T09:00:00", "T+24h", true),
        ("08-12T09:00:00", "T+25h", false),
        // The days off of October.
        ("09-30T18:00:00", "T+7d", true),
        ("09-30T18:00:00", "T+9d", false),
    ] {
        assert_eq!(is_urgent(&step("S01", due, &[]), at(t0), &work), urgent, "{t0} {due}");
    }
}

#[test]
fn it_is_stopped_once_in_each_way() {
    let (run, tasks) = started(vec![step("S01", "T+10m", &[]), step("S02", "T+30d", &[])]);
    let numbers = |events: &[Event]| -> Vec<i64> {
        let of = |event: &Event| match event {
            Event::EmergencyLifted { task, .. } | Event::TaskEnded { task, why: Ended::Cancelled, .. } => Some(task.0),
            _ => None,
        };
        events.iter().filter_map(of).collect()
    };
    let lifted = stop(&run, &tasks, Stop::Normal, "已控制").unwrap();
    assert_eq!((numbers(&lifted), lifted.len()), (vec![7], 2), "what keeps working hours anyway stays");
    let later = at("08-15T05:00:00");
    let normal = Run::apply(Some(run.clone()), &entry(later, lifted.last().unwrap().clone())).unwrap();
    assert_eq!(stop(&normal, &tasks, Stop::Normal, "再来"), Err(Refusal::PlaybookOver));
    let cancelled = stop(&normal, &tasks, Stop::Cancelled, "不需要了").unwrap();
    assert_eq!(numbers(&cancelled), [7, 8]);
    let over = Run::apply(Some(normal), &entry(later, cancelled.last().unwrap().clone())).unwrap();
    assert_eq!(over.stopped.as_ref().map(|stopped| stopped.reason.as_str()), Some("不需要了"));
    for how in [Stop::Normal, Stop::Cancelled] {
        assert_eq!(stop(&over, &[], how, "再来"), Err(Refusal::PlaybookOver));
    }
}

#[test]
fn a_name_is_kept_once() {
    let first = plan(vec![step("S01", "T+1h", &[])]);
    let again = keep(std::slice::from_ref(&first), PlaybookNo(2), " 泄 漏".to_owned(), vec![]);
    assert!(matches!(again, Event::PlaybookKept { playbook: PlaybookNo(1), .. }));
    let other = keep(&[first], PlaybookNo(2), "台风".to_owned(), vec![]);
    assert!(matches!(other, Event::PlaybookKept { playbook: PlaybookNo(2), .. }));
}

proptest::proptest! {
    #[test]
    fn every_step_of_any_plan_can_be_started_at_any_moment(seconds in 0_i64..400 * 86_400, due in 0_u32..44_000, ack in proptest::option::of(1_u32..500)) {
        let now = at("01-01T00:00:00") + TimeDelta::seconds(seconds);
        let playbook = plan(vec![Step { due: Offset(due), ack_within: ack, ..step("S01", "T", &[]) }]);
        let it = Start { playbook: &playbook, run: RunNo(1), first: TaskNo(1), reason: "试" };
        let events = start(it, &work_time(Shanghai), now).unwrap();
        proptest::prop_assert_eq!(events.len(), 5);
    }
}
