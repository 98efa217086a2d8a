//! Two people at the very same instant, in two processes: both transactions are under way at once, and one of them is first.

use cuiban::chat::{ChatKind, Incoming, Message, Pressed, Sender};
use cuiban::cli::demo::{LEAD, LEAD_GROUP, MANNERS};
use cuiban::conversation::{Bot, Context, Rights, handle};
use cuiban::domain::assignment::{Outcome, Request};
use cuiban::domain::{ChatNo, DeptNo, Event, Hearing, OfficeId, Seat, TaskNo};
use cuiban::sandbox::Role;
use cuiban::store::{StoreError, ledger, projections};
use futures::FutureExt;
use futures::future::join_all;
use libtest_mimic::Trial;

use super::{MONTHLY, published};
use crate::support::db::{TestDb, on_both};
use crate::support::world::{CONTACT, MEMBER, World};

const COLLEAGUE: i64 = 90;
const OTHER: i64 = 91;
const OFFICE: OfficeId = OfficeId(1);

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("conversations::race_for_one_handover_link", one_link),
        on_both("conversations::race_of_two_decisions", two_decisions),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Both are handled at once, each by a process of its own.
async fn at_once(db: &TestDb, w: &mut World, both: [Incoming; 2]) {
    let bot = Bot { username: "cuiban_test_bot".to_owned(), reads_all: false };
    let mut rights = Rights::default();
    rights.note(ChatNo(LEAD_GROUP), [LEAD, MEMBER].into());
    let now = w.now();
    let stores = [db.open().await, db.open().await];
    let running = stores.iter().zip(both).map(|(store, incoming)| {
        let (store, bot, rights) = (store.clone(), bot.clone(), rights.clone());
        tokio::spawn(async move {
            let work = async move |tx: &mut cuiban::store::Tx| {
                let ctx = Context { now, bot: &bot, manners: MANNERS, rights: &rights };
                handle(tx, ctx, Hearing::at_once(ctx.now), &incoming).await
            };
            let done: Result<(), StoreError> = store.write(move |tx| async move { work(tx).await }.boxed()).await;
            done
        })
    });
    for done in join_all(running).await {
        done.unwrap().unwrap();
    }
    for store in stores {
        store.close().await;
    }
    // Whatever the bot hears makes it look at what is to be sent.
    w.say(LEAD, LEAD, "/tasks").await;
}

fn sender(id: i64, name: &str) -> Sender {
    let language = Some("zh-hans".to_owned());
    Sender { id, name: name.to_owned(), language, bot: false, hidden: false, anonymous_administrator: false }
}

async fn one_link(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    for (id, name) in [(COLLEAGUE, "李晓"), (OTHER, "路人甲")] {
        w.person(id, name);
        w.sandbox().start_bot(id, None);
    }
    w.say(CONTACT, CONTACT, "我换岗了，以后请联系同事").await;
    w.tap(CONTACT, CONTACT, "以后都由同事负责").await;
    let link = w.card_with(CONTACT, "start=").text;
    let code = link.split("start=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let opens = |(id, name): (i64, &str)| {
        Incoming::Message(Box::new(Message {
            chat: id,
            kind: ChatKind::Private,
            title: None,
            message: 900_000 + id,
            topic: None,
            from: Some(sender(id, name)),
            sent_at: w.now(),
            edited_at: None,
            text: format!("/start {code}"),
            quoted: false,
            reply_to: None,
            forwarded: false,
            attachment: None,
            other_media: false,
        }))
    };
    let both = [(COLLEAGUE, "李晓"), (OTHER, "路人甲")].map(opens);
    at_once(&db, &mut w, both).await;
    let said = [COLLEAGUE, OTHER].map(|id| w.last(id).text);
    let won = said.iter().filter(|text| text.contains("您已从市住建局联络员手中接过")).count();
    let lost = said.iter().filter(|text| text.starts_with("这个链接无效、用过或已过期。")).count();
    assert_eq!((won, lost), (1, 1), "{said:?}");
    let store = db.open().await;
    let mut reader = store.read().await.unwrap();
    let dept = projections::find_department(&mut reader, OFFICE, DeptNo(1)).await.unwrap().unwrap();
    assert_eq!(dept.seats.iter().filter(|row| row.seat == Seat::Contact && row.joined.is_some()).count(), 1);
    drop(reader);
    w.close().await;
}

async fn two_decisions(db: TestDb) {
    let mut w = published(&db, &["市住建局"], MONTHLY).await;
    w.sandbox().join(LEAD_GROUP, MEMBER, Role::Administrator);
    w.say(MEMBER, LEAD_GROUP, "/tasks").await;
    w.tap(CONTACT, CONTACT, "更多").await;
    w.tap(CONTACT, CONTACT, "周一 8/3").await;
    let card = w.card(LEAD_GROUP, "另定时间").id;
    let presses = |(id, name, data): (i64, &str, &str)| {
        Incoming::Press(Pressed {
            press: format!("race-{id}"),
            from: sender(id, name),
            card: Some((LEAD_GROUP, card)),
            card_at: None,
            in_group: true,
            title: None,
            topic: None,
            data: data.to_owned(),
        })
    };
    let both = [(LEAD, "王主任", "gr:1.1.1.1785751200"), (MEMBER, "小陈", "rf:1.1.1.0.0")].map(presses);
    at_once(&db, &mut w, both).await;
    let store = db.open().await;
    let mut reader = store.read().await.unwrap();
    let it = projections::find_assignment(&mut reader, OFFICE, TaskNo(1), DeptNo(1)).await.unwrap().unwrap();
    let entries = ledger::list(&mut reader, OFFICE, cuiban::domain::EntryNo(0), 1000).await.unwrap();
    let ruled = |event: &Event| matches!(event, Event::ExtensionGranted { .. } | Event::ExtensionRefused { .. });
    assert_eq!(entries.iter().filter(|entry| ruled(&entry.event)).count(), 1, "one of them decided");
    let told = w.last(CONTACT).text;
    match it.requests.outcomes[&Request::Extension] {
        Outcome::Granted(_) => assert!(told.contains("同意"), "{told}"),
        Outcome::Refused => assert!(!told.contains("同意延"), "{told}"),
        other => panic!("{other:?}"),
    }
    drop(reader);
    w.close().await;
}
