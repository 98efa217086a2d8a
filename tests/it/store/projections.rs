//! What the ledger makes of things, live and rebuilt.

use cuiban::domain::assignment::Finding;
use cuiban::domain::{ChatNo, Delivery, DeptNo, Event, Lang, OfficeId, Part, PersonId, Promise, Seat, Unreachable};
use cuiban::store::{StoreError, projections};
use futures::FutureExt;
use libtest_mimic::Trial;
use sqlx::Executor;

use super::history::{T1, T2, department, enter, handed_in, lively, publish, set_up};
use crate::support::db::{TestDb, on_both};
use crate::support::time::after;

const OFFICE: OfficeId = OfficeId(1);

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("live_projections_equal_rebuilt_ones", live_equals_rebuilt),
        on_both("what_was_found_wrong_counts_as_not_entered_live_and_rebuilt", found_wrong),
        on_both("projections_are_found_by_their_keys", found_by_keys),
        on_both("numbers_follow_the_ledger", numbers_follow),
        on_both("a_part_that_is_complete_is_no_longer_open", complete_is_not_open),
        on_both("what_a_contact_owes_is_counted_over_all_offices", owed_in_all_offices),
        on_both("what_wants_a_look_is_due_and_moves_with_the_offices_zone", looks_are_due),
        on_both("a_row_that_makes_no_sense_is_named", nonsense_is_named),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn live_equals_rebuilt(db: TestDb) {
    let store = db.open().await;
    lively(&store, OFFICE).await;
    lively(&store, OfficeId(2)).await;
    let live = projections::projections_digest(&mut store.read().await.unwrap()).await.unwrap();
    let mut raw = db.raw().await;
    raw.execute("UPDATE assignment SET doc = '{}', next_look_at = 7").await.unwrap();
    raw.execute("DELETE FROM seat").await.unwrap();
    let spoilt = projections::projections_digest(&mut store.read().await.unwrap()).await.unwrap();
    assert_ne!(live, spoilt);

    store.write::<_, StoreError, _>(|tx| projections::rebuild(tx).boxed()).await.unwrap();
    let rebuilt = projections::projections_digest(&mut store.read().await.unwrap()).await.unwrap();
    assert_eq!(live, rebuilt);
}

/// A promise and a hand-in are struck one after the other; the reading of the record is as before.
async fn found_wrong(db: TestDb) {
    let store = db.open().await;
    let (task, dept) = (T1, DeptNo(1));
    enter(&store, OFFICE, after(0), set_up(ChatNo(-1))).await;
    enter(&store, OFFICE, after(1), publish(T1, 2)).await;
    let person = PersonId(2);
    let sent = Event::NoticeSettled { task, dept, person, delivery: Delivery::Sent };
    enter(&store, OFFICE, after(2), vec![Event::NoticeQueued { task, dept, person }, sent]).await;
    let promise = Promise { due_at: after(60 * 24 * 9), make_up: false };
    let promised = enter(&store, OFFICE, after(3), vec![Event::Promised { task, dept, promise }]).await[0].seq;
    let came = enter(&store, OFFICE, after(4), vec![handed_in(vec![0, 1])]).await[0].seq;
    let strike = async |entry, minute| {
        let ruled = Event::DisputeRuled {
            task,
            dept,
            entry,
            upheld: true,
            finding: Some(Finding::Slip),
            words: None,
            by_party: false,
        };
        let raised = Event::DisputeRaised { task, dept, entry, complaint: None, words: None };
        enter(&store, OFFICE, after(minute), vec![raised, ruled]).await;
        let mut reader = store.read().await.unwrap();
        let part = projections::find_assignment(&mut reader, OFFICE, task, dept).await.unwrap().unwrap();
        (part.promise.is_some(), part.is_complete(), projections::next_look_after(&mut reader).await.unwrap())
    };
    let other = Event::NoticeUnreached { task, dept: DeptNo(2), why: Unreachable::NobodyJoined };
    enter(&store, OFFICE, after(5), vec![other]).await;
    assert_eq!(
        strike(came, 60).await,
        (true, false, Some(after(60 * 24 * 8 + 360))),
        "asked before the day it promised"
    );
    assert_eq!(strike(promised, 120).await, (false, false, Some(after(60 * 24 * 8 + 30))), "three working days before");
    let part = Part { office: OFFICE, task, dept };
    let mut reader = store.read().await.unwrap();
    // Published, asked, told, promised, handed in, and the two disputes; not that the notice was on its way.
    assert_eq!(projections::count_part_entries(&mut reader, part).await.unwrap(), 9);
    let live = projections::projections_digest(&mut reader).await.unwrap();
    drop(reader);
    store.write::<_, StoreError, _>(|tx| projections::rebuild(tx).boxed()).await.unwrap();
    let rebuilt = projections::projections_digest(&mut store.read().await.unwrap()).await.unwrap();
    assert_eq!(live, rebuilt);
}

async fn found_by_keys(db: TestDb) {
    let store = db.open().await;
    lively(&store, OFFICE).await;
    lively(&store, OfficeId(2)).await;
    let mut reader = store.read().await.unwrap();
    let conn = &mut *reader;

    let service = projections::find_service(conn).await.unwrap();
    assert_eq!(service.offices.len(), 2);
    assert_eq!(projections::find_person_choice(conn, PersonId(2)).await.unwrap().lang, Some(Lang::En));
    assert_eq!(projections::find_person_choice(conn, PersonId(9)).await.unwrap().lang, None);
    let office = projections::find_office_by_group(conn, ChatNo(-102)).await.unwrap().unwrap();
    assert_eq!((office.id, office.name.as_str()), (OfficeId(2), "安委办"));
    assert_eq!(projections::find_office(conn, OfficeId(7)).await.unwrap(), None);
    let led = projections::list_offices_of_staff(conn, PersonId(3)).await.unwrap();
    assert_eq!(led.iter().map(|office| office.id.0).collect::<Vec<_>>(), [1, 2]);
    let departments = projections::list_departments(conn, OFFICE).await.unwrap();
    let names: Vec<&str> = departments.iter().map(|dept| dept.profile.name.as_str()).collect();
    assert_eq!(names, ["第1局", "第2局", "第33局"]);
    let seats = projections::list_seats_of(conn, PersonId(2)).await.unwrap();
    // As a deputy they have left.
    assert_eq!(seats, [(OFFICE, DeptNo(1), Seat::Contact), (OfficeId(2), DeptNo(1), Seat::Contact)]);
    assert_eq!(projections::list_series(conn, OFFICE).await.unwrap().iter().map(|it| it.no.0).collect::<Vec<_>>(), [1]);
    assert_eq!(projections::list_tasks(conn, OFFICE).await.unwrap().len(), 3);
    assert_eq!(projections::list_assignments_of_task(conn, OFFICE, T2).await.unwrap().len(), 3);
    assert_eq!(projections::list_assignments_of_department(conn, OFFICE, DeptNo(1)).await.unwrap().len(), 2);
}

async fn numbers_follow(db: TestDb) {
    let store = db.open().await;
    let mut reader = store.read().await.unwrap();
    assert_eq!(projections::next_task_no(&mut reader, OFFICE).await.unwrap(), T1);
    assert_eq!(projections::next_dept_no(&mut reader, OFFICE).await.unwrap(), DeptNo(1));
    drop(reader);
    lively(&store, OFFICE).await;
    let mut reader = store.read().await.unwrap();
    assert_eq!(projections::next_task_no(&mut reader, OFFICE).await.unwrap().0, 4);
    assert_eq!(projections::next_dept_no(&mut reader, OFFICE).await.unwrap(), DeptNo(4));
    assert_eq!(projections::next_task_no(&mut reader, OfficeId(2)).await.unwrap(), T1);
}

async fn complete_is_not_open(db: TestDb) {
    let store = db.open().await;
    enter(&store, OFFICE, after(0), set_up(ChatNo(-1))).await;
    enter(&store, OFFICE, after(1), publish(T1, 1)).await;
    let open = async || {
        let mut reader = store.read().await.unwrap();
        projections::list_open_assignments_of_department(&mut reader, OFFICE, DeptNo(1)).await.unwrap().len()
    };
    enter(&store, OFFICE, after(2), vec![handed_in(vec![0, 2])]).await;
    assert_eq!(open().await, 1);
    enter(&store, OFFICE, after(3), vec![handed_in(vec![1])]).await;
    assert_eq!(open().await, 0);
    let part = projections::find_assignment(&mut store.read().await.unwrap(), OFFICE, T1, DeptNo(1)).await.unwrap();
    assert_eq!(part.unwrap().complete_at, Some(after(3)));
}

async fn owed_in_all_offices(db: TestDb) {
    let store = db.open().await;
    let person = PersonId(2);
    for office in [OFFICE, OfficeId(2)] {
        let joined = |dept, seat, person| Event::SeatJoined { dept: DeptNo(dept), seat, person };
        let seats = [joined(1, Seat::Contact, person), joined(2, Seat::Leader, PersonId(3))];
        enter(&store, office, after(0), set_up(ChatNo(-office.0))).await;
        enter(&store, office, after(1), [department(1), department(2)].into_iter().chain(seats).collect()).await;
        enter(&store, office, after(2), publish(T1, 2)).await;
    }
    let owed = async |office, from: i64, to: i64| {
        let days = [after(60 * 24 * from), after(60 * 24 * to)];
        projections::count_owed_by_contacts(&mut store.read().await.unwrap(), office, days).await.unwrap()
    };
    assert_eq!(owed(OFFICE, 11, 12).await, [(person, 2)]);
    assert_eq!(owed(OfficeId(3), 11, 12).await, [], "nobody joined there");
    assert_eq!(owed(OFFICE, 10, 11).await, [], "the end is excluded");
    enter(&store, OFFICE, after(3), vec![handed_in(vec![0, 1])]).await;
    assert_eq!(owed(OFFICE, 11, 12).await, [(person, 1)], "what the other office waits for");
}

async fn looks_are_due(db: TestDb) {
    let store = db.open().await;
    enter(&store, OFFICE, after(0), set_up(ChatNo(-1))).await;
    enter(&store, OFFICE, after(3), publish(T1, 3)).await;
    let due = async |now, limit| {
        let parts = projections::list_due(&mut store.read().await.unwrap(), now, limit).await.unwrap();
        parts.iter().map(|part| part.dept.0).collect::<Vec<_>>()
    };
    let next = async || projections::next_look_after(&mut store.read().await.unwrap()).await.unwrap();
    assert_eq!(due(after(2), 10).await, [0; 0]);
    assert_eq!(due(after(3), 10).await, [1, 2, 3], "the notices wait, in working hours");
    assert_eq!(due(after(3), 2).await, [1, 2]);
    enter(&store, OFFICE, after(4), vec![handed_in(vec![0, 1])]).await;
    assert_eq!(due(after(4), 10).await, [2, 3], "who handed in is left in peace");

    enter(&store, OFFICE, after(5), vec![Event::OfficeZoneSet { zone: chrono_tz::Asia::Urumqi }]).await;
    assert_eq!(due(after(5), 10).await, [0; 0], "seven in the morning there");
    assert_eq!(next().await, Some(after(90)));
}

async fn nonsense_is_named(db: TestDb) {
    let store = db.open().await;
    enter(&store, OFFICE, after(0), set_up(ChatNo(-1))).await;
    enter(&store, OFFICE, after(1), publish(T1, 1)).await;
    db.raw().await.execute("UPDATE task SET doc = '{}'").await.unwrap();
    let error = projections::find_task(&mut store.read().await.unwrap(), OFFICE, T1).await.unwrap_err();
    assert!(error.to_string().starts_with("task 1/1, column doc: missing field"), "{error}");
    // Nothing of a refused entry stays.
    let refused = store
        .write::<_, StoreError, _>(|tx| {
            let event = Event::Acknowledged { task: T1, dept: DeptNo(1) };
            async move {
                cuiban::store::ledger::append(tx, OFFICE, cuiban::domain::Actor::Machine, None, after(2), vec![event])
                    .await
            }
            .boxed()
        })
        .await;
    assert!(refused.is_err());
    let head = cuiban::store::ledger::find_head(&mut store.read().await.unwrap(), OFFICE).await.unwrap();
    assert_eq!(head.unwrap().seq.0, 3);
}
