//! Time moved through every due moment.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use chrono::TimeDelta;
use futures::{FutureExt as _, future::BoxFuture};

use super::*;
use crate::sandbox::{DriveError, Host};

/// An engine that is due every 40 minutes, with someone who speaks once by habit.
struct Fake {
    clock: BoxClock,
    sandbox: Sandbox,
    seen: Mutex<Vec<DateTime<Utc>>>,
    spoke: AtomicBool,
}

impl Fake {
    fn attached(rig: &Rig) -> Arc<Self> {
        let (clock, sandbox) = (rig.clock.clone(), rig.sandbox.clone());
        let fake = Arc::new(Self { clock, sandbox, seen: Mutex::default(), spoke: AtomicBool::new(false) });
        rig.sandbox.attach(fake.clone());
        fake
    }

    fn due(&self) -> DateTime<Utc> {
        let done = i32::try_from(self.seen.lock().unwrap().len()).unwrap();
        monday() + TimeDelta::minutes(40) * (done + 1)
    }

    fn habit() -> DateTime<Utc> {
        monday() + TimeDelta::minutes(50)
    }
}

impl Host for Fake {
    /// Does what is due and confirms what came: the engine in one.
    fn settled(&self) -> BoxFuture<'_, bool> {
        async { true }.boxed()
    }

    fn next_due(&self) -> BoxFuture<'_, Option<DateTime<Utc>>> {
        let now = self.clock.now();
        if self.due() <= now {
            self.seen.lock().unwrap().push(now);
        }
        self.sandbox.change(|world| world.queue.clear());
        let due = self.due();
        async move { Some(due) }.boxed()
    }

    fn next_nudge(&self) -> BoxFuture<'_, Option<DateTime<Utc>>> {
        self.next_due()
    }

    fn restart(&self, scenario: String) -> BoxFuture<'_, Result<(), String>> {
        self.sandbox.reset();
        self.clock.jump(monday());
        async move { if scenario == "empty" { Ok(()) } else { Err("no story".to_owned()) } }.boxed()
    }

    fn passed(&self, now: DateTime<Utc>) -> BoxFuture<'_, ()> {
        if now >= Self::habit() && !self.spoke.swap(true, Ordering::SeqCst) {
            self.sandbox.start_bot(ALICE, None);
        }
        async {}.boxed()
    }

    fn next_habit(&self) -> Option<DateTime<Utc>> {
        (!self.spoke.load(Ordering::SeqCst)).then(Self::habit)
    }
}

#[tokio::test]
async fn an_advance_stops_at_every_due_moment_and_habit() {
    let rig = Rig::new();
    let fake = Fake::attached(&rig);
    let arrived = rig.sandbox.advance_to(monday() + TimeDelta::hours(2)).await.unwrap();
    assert_eq!(arrived, monday() + TimeDelta::hours(2));
    let minutes: Vec<i64> = fake.seen.lock().unwrap().iter().map(|at| (*at - monday()).num_minutes()).collect();
    assert_eq!(minutes, [40, 80, 120]);
    assert_eq!(rig.sandbox.messages(ALICE)[0].at, Fake::habit());
}

#[tokio::test]
async fn without_a_program_time_is_not_driven() {
    let rig = Rig::new();
    assert_eq!(rig.sandbox.advance_to(monday()).await, Err(DriveError::NoHost));
}

#[tokio::test]
async fn the_page_moves_time_and_begins_anew() {
    let rig = Rig::new();
    let _fake = Fake::attached(&rig);
    let post = |path: &str, body: Value| {
        let request = rig.client.post(format!("{}{path}", rig.sandbox.page_url())).json(&body);
        async move {
            let answer = request.send().await.unwrap();
            (answer.status().as_u16(), answer.json::<Value>().await.unwrap())
        }
    };
    let (status, body) = post("api/clock", json!({ "minutes": 60 })).await;
    assert_eq!((status, &body["now"]), (200, &json!("2026-07-06T02:00:00Z")));
    let (status, body) = post("api/clock", json!({ "to": "next_nudge" })).await;
    assert_eq!((status, &body["now"]), (200, &json!("2026-07-06T02:20:00Z")));
    assert_eq!(post("api/clock", json!({ "minutes": -1 })).await.0, 400);
    let (status, body) = post("api/restart", json!({ "scenario": "empty" })).await;
    assert_eq!((status, &body["now"]), (200, &json!("2026-07-06T01:00:00Z")));
    assert_eq!(post("api/restart", json!({ "scenario": "story" })).await.0, 500);
}
