//! The outbox: order, one at a time, one edit a card, nothing lingers.

use std::collections::BTreeSet;

use cuiban::domain::{Card, ChatNo, Lane, Moment, OfficeId, PersonId, Slot, Tell, To, Toast};
use cuiban::store::outbox::{self, OutboxRow, Settled};
use cuiban::store::{Store, StoreError};
use futures::FutureExt;
use libtest_mimic::Trial;

use crate::support::db::{TestDb, on_both};
use crate::support::time::after;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("answers_leave_first_and_one_at_a_time_to_each", order_and_turns),
        on_both("what_is_not_due_is_not_claimed", not_before_time),
        on_both("ten_edits_of_one_card_are_one", edits_merge),
        on_both("an_edit_put_back_gives_way_to_a_later_one", put_back_gives_way),
        on_both("what_was_put_in_comes_out_whole", comes_out_whole),
        on_both("a_settled_message_keeps_no_words_and_is_settled_once", settled_once),
        on_both("after_a_crash_only_answers_are_repeated", recovery),
        on_both("what_was_claimed_unawares_is_due_again", claimed_unawares),
        on_both("two_claims_at_once_never_take_the_same", claims_are_exclusive),
        on_both("caps_count_what_was_or_may_have_been_delivered", caps_count),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn tell(person: i64, lane: Lane) -> Tell {
    Tell { lane, ..Tell::answer(To::Person(PersonId(person)), Slot::Languages) }
}

fn edit(toast: Toast) -> Tell {
    let card = Card { chat: ChatNo(5), message: 7 };
    Tell::answer(To::Chat(ChatNo(5)), Slot::Toast { toast }).editing(card)
}

async fn put(store: &Store, tells: Vec<Tell>, now: Moment) -> Vec<i64> {
    let work = async move |tx: &mut cuiban::store::Tx| {
        let mut ids = Vec::new();
        for tell in &tells {
            ids.push(outbox::insert(tx, tell, now).await?);
        }
        Ok::<_, StoreError>(ids)
    };
    store.write(|tx| async move { work(tx).await }.boxed()).await.unwrap()
}

async fn claim(store: &Store, now: Moment) -> Vec<OutboxRow> {
    store.write::<_, StoreError, _>(move |tx| outbox::claim_due(tx, now, Lane::Board, 10).boxed()).await.unwrap()
}

async fn sending(store: &Store, id: i64) -> bool {
    store.write::<_, StoreError, _>(move |tx| outbox::mark_sending(tx, id, after(0)).boxed()).await.unwrap()
}

async fn settle(store: &Store, id: i64, settled: Settled, now: Moment) -> bool {
    store
        .write::<_, StoreError, _>(move |tx| outbox::settle(tx, id, settled, Some(77), Some("note"), now).boxed())
        .await
        .unwrap()
}

async fn put_back(store: &Store, id: i64, due_at: Moment) {
    store.write::<_, StoreError, _>(move |tx| outbox::put_back(tx, id, due_at).boxed()).await.unwrap();
}

fn ids(rows: &[OutboxRow]) -> Vec<i64> {
    rows.iter().map(|row| row.id).collect()
}

async fn order_and_turns(db: TestDb) {
    let store = db.open().await;
    let put = put(
        &store,
        vec![
            tell(1, Lane::Nudge),
            tell(2, Lane::Notice),
            tell(1, Lane::Answer),
            tell(3, Lane::Nudge),
            tell(4, Lane::Answer),
            tell(1, Lane::Answer),
        ],
        after(0),
    )
    .await;
    let first = claim(&store, after(0)).await;
    assert_eq!(ids(&first), [put[2], put[4], put[1], put[3]]);
    assert_eq!(ids(&claim(&store, after(0)).await), [0; 0], "person 1 has one under way");
    sending(&store, put[2]).await;
    assert_eq!(ids(&claim(&store, after(0)).await), [0; 0]);
    settle(&store, put[2], Settled::Sent, after(0)).await;
    assert_eq!(ids(&claim(&store, after(0)).await), [put[5]]);
    put_back(&store, put[5], after(3)).await;
    assert_eq!(ids(&claim(&store, after(0)).await), [put[0]], "what is put back makes way");
}

async fn not_before_time(db: TestDb) {
    let store = db.open().await;
    let later = Tell { at: Some(after(30)), ..tell(1, Lane::Nudge) };
    put(&store, vec![later], after(0)).await;
    let looks = async |now| {
        let mut reader = store.read().await.unwrap();
        let waiting = outbox::has_waiting(&mut reader, now).await.unwrap();
        (waiting, outbox::count_waiting(&mut reader, now).await.unwrap(), outbox::next_due(&mut reader).await.unwrap())
    };
    assert_eq!(looks(after(29)).await, (false, 0, Some(after(30))));
    assert_eq!(claim(&store, after(29)).await, []);
    assert_eq!(looks(after(30)).await, (true, 1, Some(after(30))));
    assert_eq!(claim(&store, after(30)).await.len(), 1);
    assert_eq!(looks(after(30)).await, (true, 1, None), "what is in hand waits too");
}

async fn edits_merge(db: TestDb) {
    let store = db.open().await;
    let mut edits = vec![edit(Toast::Already); 9];
    edits.push(edit(Toast::Dated));
    let put = put(&store, edits, after(0)).await;
    let claimed = claim(&store, after(0)).await;
    assert_eq!(ids(&claimed), [put[0]]);
    assert_eq!(claimed[0].tell.slot, Slot::Toast { toast: Toast::Dated });
}

async fn put_back_gives_way(db: TestDb) {
    let store = db.open().await;
    let old = put(&store, vec![edit(Toast::Already)], after(0)).await[0];
    claim(&store, after(0)).await;
    let new = put(&store, vec![edit(Toast::Dated)], after(1)).await[0];
    assert_ne!(old, new);
    put_back(&store, old, after(2)).await;
    let claimed = claim(&store, after(5)).await;
    assert_eq!(ids(&claimed), [new]);
    assert_eq!(claimed[0].tell.slot, Slot::Toast { toast: Toast::Dated });
}

async fn comes_out_whole(db: TestDb) {
    let store = db.open().await;
    let whole = Tell {
        to: To::Office(OfficeId(3)),
        slot: Slot::SetupAsked { group: ChatNo(-7), title: "安\u{0}委'办\"".to_owned(), by: PersonId(1) },
        lane: Lane::Notice,
        at: Some(after(0)),
        edits: Some(Card { chat: ChatNo(-7), message: 9 }),
        replies_to: Some(8),
        topic: Some(4),
        keeps_hours: true,
    };
    put(&store, vec![whole.clone()], after(0)).await;
    let claimed = claim(&store, after(0)).await;
    let slot = Slot::SetupAsked { group: ChatNo(-7), title: "安委'办\"".to_owned(), by: PersonId(1) };
    assert_eq!(claimed[0].tell, Tell { slot, ..whole });
    assert_eq!(claimed[0].tries, 0);
}

async fn settled_once(db: TestDb) {
    let store = db.open().await;
    let id = put(&store, vec![tell(1, Lane::Notice)], after(0)).await[0];
    assert!(!sending(&store, id).await, "nothing leaves that is not in hand");
    claim(&store, after(0)).await;
    assert!(sending(&store, id).await);
    assert!(!sending(&store, id).await);
    assert!(settle(&store, id, Settled::Unknown, after(1)).await);
    assert!(settle(&store, id, Settled::Sent, after(2)).await, "evidence settles an unknown one");
    assert!(!settle(&store, id, Settled::Refused, after(3)).await);
    let row: (String, String, i64, String) =
        sqlx::query_as("SELECT state, slot, message, note FROM outbox").fetch_one(&mut db.raw().await).await.unwrap();
    assert_eq!(row, ("sent".to_owned(), String::new(), 77, "note".to_owned()));
}

async fn recovery(db: TestDb) {
    let store = db.open().await;
    let put = put(
        &store,
        vec![
            tell(1, Lane::Answer),
            tell(2, Lane::Answer),
            tell(3, Lane::Notice),
            tell(4, Lane::Nudge),
            tell(5, Lane::Nudge),
        ],
        after(0),
    )
    .await;
    claim(&store, after(0)).await;
    for id in [put[1], put[2], put[3]] {
        assert!(sending(&store, id).await);
    }
    let recover = async || store.write::<_, StoreError, _>(|tx| outbox::recover(tx, after(9)).boxed()).await.unwrap();
    let unknown = recover().await;
    assert_eq!(ids(&unknown), [put[2], put[3]]);
    assert_eq!(unknown[0].tell.slot, Slot::Languages, "given back with what it said");
    assert_eq!(ids(&claim(&store, after(9)).await), [put[0], put[1], put[4]]);
    for id in [put[0], put[1], put[4]] {
        settle(&store, id, Settled::Sent, after(9)).await;
    }
    assert_eq!(recover().await, [], "a second restart sends nothing");
    assert_eq!(claim(&store, after(9)).await, []);
}

async fn claims_are_exclusive(db: TestDb) {
    let stores = [db.open().await, db.open().await];
    let put = put(&stores[0], (1..=40).map(|person| tell(person, Lane::Nudge)).collect(), after(0)).await;
    let claims = (0..8).map(|no| claim(&stores[no % 2], after(0)));
    let mut claimed: Vec<i64> = futures::future::join_all(claims).await.concat().iter().map(|row| row.id).collect();
    claimed.sort_unstable();
    assert_eq!(claimed, put);
}

async fn caps_count(db: TestDb) {
    let store = db.open().await;
    let to_one = |lane, minutes| Tell { at: Some(after(minutes)), ..tell(1, lane) };
    let put = put(
        &store,
        vec![
            to_one(Lane::Nudge, 1),
            to_one(Lane::Nudge, 2),
            to_one(Lane::Nudge, 3),
            to_one(Lane::Nudge, 4),
            to_one(Lane::Notice, 5),
        ],
        after(0),
    )
    .await;
    settle(&store, put[0], Settled::Sent, after(11)).await;
    settle(&store, put[1], Settled::Refused, after(12)).await;
    settle(&store, put[2], Settled::Unknown, after(13)).await;
    let mut reader = store.read().await.unwrap();
    let nudges = async |reader: &mut cuiban::store::Reader, since| {
        outbox::list_nudges_to(reader, PersonId(1), since, after(20)).await.unwrap()
    };
    assert_eq!(nudges(&mut reader, after(0)).await, [after(4), after(11), after(13)]);
    assert_eq!(nudges(&mut reader, after(12)).await, [after(13)]);
    let held_up = async |reader: &mut cuiban::store::Reader, now| {
        outbox::list_held_up_nudges_to(reader, PersonId(1), now).await.unwrap()
    };
    assert!(held_up(&mut reader, after(3)).await.is_empty());
    assert_eq!(held_up(&mut reader, after(20)).await, [after(4)]);
    // A notice would leave first.
    settle(&store, put[4], Settled::Sent, after(5)).await;
    claim(&store, after(20)).await;
    let mut reader = store.read().await.unwrap();
    assert!(held_up(&mut reader, after(20)).await.is_empty(), "it is in hand");
    assert_eq!(nudges(&mut reader, after(0)).await, [after(11), after(13), after(20)], "and leaves now");
    assert!(outbox::list_nudges_to(&mut reader, PersonId(2), after(0), after(20)).await.unwrap().is_empty());
    assert_eq!(outbox::last_notice_to(&mut reader, PersonId(1)).await.unwrap(), Some(after(5)));
    assert_eq!(outbox::last_notice_to(&mut reader, PersonId(2)).await.unwrap(), None);
}

/// The answer to a claim's commit was lost: the rows are claimed, and nobody has them.
async fn claimed_unawares(db: TestDb) {
    let store = db.open().await;
    let put = put(&store, vec![tell(1, Lane::Answer), tell(2, Lane::Nudge), tell(3, Lane::Nudge)], after(0)).await;
    assert_eq!(claim(&store, after(0)).await.len(), 3);
    sending(&store, put[1]).await;
    let in_hand = BTreeSet::from([put[0]]);
    store
        .write::<_, StoreError, _>(|tx| async move { outbox::recover_claimed(tx, &in_hand).await }.boxed())
        .await
        .unwrap();
    assert_eq!(ids(&claim(&store, after(1)).await), [put[2]], "what is in hand, or was sent, is left alone");
}
