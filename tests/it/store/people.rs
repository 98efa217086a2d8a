//! People and their words, outside of the hashed bytes.

use cuiban::store::{StoreError, person, words};
use futures::FutureExt;
use libtest_mimic::Trial;
use sha2::{Digest, Sha256};

use crate::support::db::{TestDb, on_both};
use crate::support::time::after;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_both("a_user_is_one_person_however_often_they_come", a_user_is_one_person),
        on_both("a_name_is_held_by_its_salted_digest", a_name_is_digested),
        on_both("erased_words_leave_nothing_to_guess_by", erased_words),
        on_both("no_text_holds_a_nul", no_nul),
        on_both("a_chat_is_open_from_the_first_moment_until_it_is_closed", opened_and_closed),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn a_user_is_one_person(db: TestDb) {
    let store = db.open().await;
    let see = async |name: &'static str, lang| {
        store.write::<_, StoreError, _>(move |tx| person::upsert_user(tx, 42, name, lang).boxed()).await.unwrap()
    };
    let first = see("小王", Some("zh-hans")).await;
    let again = see("老王", None).await;
    assert_eq!(first, again);
    let mut reader = store.read().await.unwrap();
    let row = person::find_person_by_user(&mut reader, 42).await.unwrap().unwrap();
    assert_eq!(Some(&row), person::find_person(&mut reader, first).await.unwrap().as_ref());
    assert_eq!((row.name.as_deref(), row.app_lang.as_deref()), (Some("老王"), Some("zh-hans")));
    assert_eq!(person::find_person_by_user(&mut reader, 43).await.unwrap(), None);
}

async fn a_name_is_digested(db: TestDb) {
    let store = db.open().await;
    let name = async || {
        store.write::<_, StoreError, _>(|tx| person::insert_named(tx, "张三", Some("138")).boxed()).await.unwrap()
    };
    let (one, other) = (name().await, name().await);
    assert_ne!(one.person, other.person);
    assert_ne!(one.digest, other.digest, "the salt keeps equal names apart");
    let salt: String = sqlx::query_scalar("SELECT salt FROM person WHERE id = $1")
        .bind(one.person.0)
        .fetch_one(&mut db.raw().await)
        .await
        .unwrap();
    assert_eq!(one.digest, hex::encode(Sha256::digest(format!("{salt}张三"))));
    let row = person::find_person(&mut store.read().await.unwrap(), one.person).await.unwrap().unwrap();
    assert_eq!((row.user_id, row.name.as_deref(), row.phone.as_deref()), (None, Some("张三"), Some("138")));

    store.write::<_, StoreError, _>(move |tx| person::erase(tx, one.person).boxed()).await.unwrap();
    let row = person::find_person(&mut store.read().await.unwrap(), one.person).await.unwrap().unwrap();
    assert_eq!((row.name, row.phone), (None, None));
}

async fn erased_words(db: TestDb) {
    let store = db.open().await;
    let said = store.write::<_, StoreError, _>(|tx| words::insert_words(tx, "不归我们").boxed()).await.unwrap();
    let find = async || words::find_words(&mut store.read().await.unwrap(), said.no).await.unwrap();
    assert_eq!(find().await.as_deref(), Some("不归我们"));
    let no = said.no;
    store.write::<_, StoreError, _>(move |tx| words::erase(tx, no).boxed()).await.unwrap();
    assert_eq!(find().await, None);
    let salt: Option<String> =
        sqlx::query_scalar("SELECT salt FROM words").fetch_one(&mut db.raw().await).await.unwrap();
    assert_eq!(salt, None);
}

async fn no_nul(db: TestDb) {
    let store = db.open().await;
    let (id, said) = store
        .write::<_, StoreError, _>(|tx| {
            async move {
                let id = person::upsert_user(tx, 1, "a\0b", Some("z\0h")).await?;
                Ok((id, words::insert_words(tx, "\0好\0").await?))
            }
            .boxed()
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    let row = person::find_person(&mut reader, id).await.unwrap().unwrap();
    assert_eq!((row.name.as_deref(), row.app_lang.as_deref()), (Some("ab"), Some("zh")));
    assert_eq!(words::find_words(&mut reader, said.no).await.unwrap().as_deref(), Some("好"));
}

async fn opened_and_closed(db: TestDb) {
    let store = db.open().await;
    let id = store.write::<_, StoreError, _>(|tx| person::upsert_user(tx, 1, "a", None).boxed()).await.unwrap();
    let open = async |minute| {
        store.write::<_, StoreError, _>(move |tx| person::mark_opened(tx, id, after(minute)).boxed()).await.unwrap()
    };
    let close = async || store.write::<_, StoreError, _>(move |tx| person::mark_closed(tx, id).boxed()).await.unwrap();
    let since = async || person::find_person(&mut store.read().await.unwrap(), id).await.unwrap().unwrap().opened_at;
    assert_eq!((open(1).await, open(2).await, since().await), (true, false, Some(after(1))));
    assert_eq!((close().await, close().await, since().await), (true, false, None));
    assert_eq!((open(3).await, since().await), (true, Some(after(3))));
}
