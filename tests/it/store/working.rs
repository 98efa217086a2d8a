//! Working tables: what is under way.

use cuiban::domain::{Card, ChatNo, DeptNo, Hearing, Moment, OfficeId, PersonId, Seat, Slot};
use cuiban::store::invitation::{self, Invited};
use cuiban::store::{Store, StoreError, card, draft, expectation, heard, intake, job, set_aside, setting};
use futures::FutureExt;
use futures::future::join_all;
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::time::after;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("an_invitation_is_used_once_however_many_come_at_once", invitations_are_single_use),
        on_both("an_expired_or_revoked_invitation_is_none", invitations_end),
        on_both("a_meaning_is_heard_once", a_meaning_is_heard_once),
        on_both("the_offset_follows_the_last_batch", the_offset_follows),
        on_both("a_card_shows_what_it_was_last_said_to_show", cards),
        on_both("a_draft_is_taken_once_and_its_number_never_comes_again", drafts),
        on_both("a_chat_expects_one_thing_at_a_time", expectations),
        on_both("a_job_in_hand_at_a_crash_is_due_again", jobs),
        on_both("what_is_set_aside_is_kept_whole", set_aside_whole),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const SEAT: Invited = Invited::Seat { office: OfficeId(1), dept: DeptNo(2), seat: Seat::Deputy };

async fn invite(store: &Store, hash: &'static str, invited: Invited) {
    store.write::<_, StoreError, _>(move |tx| invitation::insert(tx, hash, invited, after(10)).boxed()).await.unwrap();
}

async fn take(store: &Store, hash: &'static str, now: Moment) -> Option<Invited> {
    store.write::<_, StoreError, _>(move |tx| invitation::take(tx, hash, now).boxed()).await.unwrap()
}

async fn invitations_are_single_use(db: TestDb) {
    let stores = [db.open().await, db.open().await];
    invite(&stores[0], "h1", SEAT).await;
    let trying = (0..20).map(|no| take(&stores[no % 2], "h1", after(1)));
    let taken: Vec<Invited> = join_all(trying).await.into_iter().flatten().collect();
    assert_eq!(taken, [SEAT]);
}

async fn invitations_end(db: TestDb) {
    let store = db.open().await;
    for (hash, invited) in [("old", SEAT), ("gone", SEAT), ("operator", Invited::Operator)] {
        invite(&store, hash, invited).await;
    }
    assert_eq!(take(&store, "old", after(10)).await, None, "valid until, not at");
    store
        .write::<_, StoreError, _>(|tx| invitation::revoke_for(tx, OfficeId(1), DeptNo(2), Seat::Deputy).boxed())
        .await
        .unwrap();
    assert_eq!(take(&store, "gone", after(1)).await, None);
    assert_eq!(take(&store, "invented", after(1)).await, None);
    assert_eq!(take(&store, "operator", after(1)).await, Some(Invited::Operator));
}

async fn a_meaning_is_heard_once(db: TestDb) {
    let store = db.open().await;
    let hear = async |meaning: &'static str| {
        store.write::<_, StoreError, _>(move |tx| heard::mark(tx, meaning, after(0)).boxed()).await.unwrap()
    };
    assert_eq!((hear("m:1:2:0").await, hear("m:1:2:0").await, hear("m:1:2:1").await), (true, false, true));
}

async fn the_offset_follows(db: TestDb) {
    let store = db.open().await;
    let find = async || intake::find_intake(&mut store.read().await.unwrap()).await.unwrap();
    assert_eq!(find().await, None);
    for (offset, minute) in [(100, 1), (7, 2)] {
        store
            .write::<_, StoreError, _>(move |tx| intake::mark_offset(tx, offset, after(minute)).boxed())
            .await
            .unwrap();
    }
    assert_eq!(find().await, Some(intake::Intake { offset: 7, at: after(2) }));
}

async fn cards(db: TestDb) {
    let store = db.open().await;
    let first = Card { chat: ChatNo(5), message: 1 };
    let second = Card { chat: ChatNo(5), message: 2 };
    let help = Slot::Help { chat: ChatNo(5), person: None };
    let shows = [(first, Slot::Languages, 1), (second, Slot::Languages, 2), (first, help.clone(), 3)];
    store
        .write::<_, StoreError, _>(move |tx| {
            async move {
                for (at, slot, minute) in &shows {
                    card::upsert(tx, *at, Some(PersonId(9)), slot, after(*minute)).await?;
                }
                Ok(())
            }
            .boxed()
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    assert_eq!(card::find(&mut reader, first).await.unwrap().unwrap().slot, help);
    let cards = card::list_of_person(&mut reader, PersonId(9), 10).await.unwrap();
    assert_eq!(cards.iter().map(|row| row.card).collect::<Vec<_>>(), [first, second]);
    assert_eq!(card::find(&mut reader, Card { chat: ChatNo(6), message: 1 }).await.unwrap(), None);
}

async fn drafts(db: TestDb) {
    let store = db.open().await;
    let insert = async || {
        store
            .write::<_, StoreError, _>(|tx| {
                async move { draft::insert(tx, Some(OfficeId(1)), None, &vec!["a"], after(0)).await }.boxed()
            })
            .await
            .unwrap()
    };
    let id = insert().await;
    store
        .write::<_, StoreError, _>(move |tx| async move { draft::update(tx, id, &vec!["b"]).await }.boxed())
        .await
        .unwrap();
    let found: Option<draft::Draft<Vec<String>>> = draft::find(&mut store.read().await.unwrap(), id).await.unwrap();
    let found = found.unwrap();
    assert_eq!((found.office, found.person, found.doc), (Some(OfficeId(1)), None, vec!["b".to_owned()]));
    let take = async || {
        store
            .write::<Option<draft::Draft<Vec<String>>>, StoreError, _>(move |tx| draft::take(tx, id).boxed())
            .await
            .unwrap()
    };
    assert!(take().await.is_some());
    assert!(take().await.is_none());
    assert_ne!(insert().await, id);
}

async fn expectations(db: TestDb) {
    let store = db.open().await;
    for (what, minute) in [("a date", 1), ("a file", 2)] {
        store
            .write::<_, StoreError, _>(move |tx| {
                async move { expectation::set(tx, ChatNo(5), &what, after(minute)).await }.boxed()
            })
            .await
            .unwrap();
    }
    let found: Option<(String, Moment)> = expectation::find(&mut store.read().await.unwrap(), ChatNo(5)).await.unwrap();
    assert_eq!(found, Some(("a file".to_owned(), after(2))));
    let take = async || {
        store
            .write::<Option<(String, Moment)>, StoreError, _>(|tx| expectation::take(tx, ChatNo(5)).boxed())
            .await
            .unwrap()
    };
    assert_eq!((take().await, take().await), (found, None));
}

async fn jobs(db: TestDb) {
    let store = db.open().await;
    store
        .write::<_, StoreError, _>(|tx| {
            async move {
                job::insert(tx, &"fetch", after(5)).await?;
                job::insert(tx, &"import", after(1)).await
            }
            .boxed()
        })
        .await
        .unwrap();
    let claim = async |minute| -> Vec<(i64, String, i64)> {
        let jobs: Vec<job::Job<String>> =
            store.write::<_, StoreError, _>(move |tx| job::claim_due(tx, after(minute), 10).boxed()).await.unwrap();
        jobs.into_iter().map(|job| (job.id, job.doc, job.tries)).collect()
    };
    assert_eq!(job::next_due(&mut store.read().await.unwrap()).await.unwrap(), Some(after(1)));
    assert_eq!(claim(1).await, [(2, "import".to_owned(), 1)]);
    assert_eq!(claim(1).await, []);
    let astray = async |in_hand: &[i64]| {
        let in_hand = in_hand.iter().copied().collect();
        store
            .write::<_, StoreError, _>(|tx| async move { job::recover_claimed(tx, &in_hand).await }.boxed())
            .await
            .unwrap();
    };
    astray(&[2]).await;
    assert_eq!(claim(1).await, []);
    astray(&[]).await;
    assert_eq!(claim(1).await, [(2, "import".to_owned(), 1)], "a claim that nobody heard of is no try");
    store.write::<_, StoreError, _>(|tx| job::recover(tx).boxed()).await.unwrap();
    assert_eq!(claim(5).await, [(2, "import".to_owned(), 2), (1, "fetch".to_owned(), 1)]);
    store
        .write::<_, StoreError, _>(|tx| {
            async move {
                job::fail(tx, 1, Some(after(9)), "network").await?;
                job::fail(tx, 2, None, "broken").await
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!(claim(99).await, [(1, "fetch".to_owned(), 2)]);
    store.write::<_, StoreError, _>(|tx| job::finish(tx, 1).boxed()).await.unwrap();
    assert_eq!(job::next_due(&mut store.read().await.unwrap()).await.unwrap(), None);
}

async fn set_aside_whole(db: TestDb) {
    let store = db.open().await;
    let id = store
        .write::<_, StoreError, _>(|tx| {
            set_aside::insert(
                tx,
                9,
                "{\"a\":\"'\"}",
                "why",
                Hearing { since: Some(after(0) - chrono::TimeDelta::seconds(60)), at: after(0) },
            )
            .boxed()
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    let kept = set_aside::list(&mut reader, 0, 10).await.unwrap();
    assert_eq!((kept[0].update_id, kept[0].raw.as_str(), kept[0].error.as_str()), (9, "{\"a\":\"'\"}", "why"));
    assert_eq!((kept[0].heard_since, kept[0].at), (Some(after(0) - chrono::TimeDelta::seconds(60)), after(0)));
    assert_eq!(set_aside::count(&mut reader).await.unwrap(), 1);
    drop(reader);
    assert!(store.write::<_, StoreError, _>(move |tx| set_aside::delete(tx, id).boxed()).await.unwrap());
    assert!(!store.write::<_, StoreError, _>(move |tx| set_aside::delete(tx, id).boxed()).await.unwrap());
    store.write::<_, StoreError, _>(|tx| setting::set(tx, "k", "v").boxed()).await.unwrap();
    assert_eq!(setting::find(&mut store.read().await.unwrap(), "k").await.unwrap().as_deref(), Some("v"));
}
