//! Who operates the service: named in the settings, or else whoever opens a one-time link first.

use std::collections::BTreeSet;

use anyhow::Result;
use chrono::TimeDelta;
use futures::FutureExt as _;

use crate::conversation::{invite::new_code, start::code_hash};
use crate::domain::{Actor, Event, Moment, OfficeId, PersonId};
use crate::store::invitation::{self, Invited};
use crate::store::{Store, StoreError, Tx, ledger, person, projections};

/// How long the link is good for.
const VALID: TimeDelta = TimeDelta::days(1);

/// Enters the operators that the ledger does not know yet; false if there is none at all.
pub(super) async fn enter(store: &Store, users: BTreeSet<i64>, now: Moment) -> Result<bool, StoreError> {
    store
        .write(move |tx| {
            async move {
                let known = projections::find_service(tx).await?.operators;
                let mut added = Vec::new();
                for user in &users {
                    let person = person_of(tx, *user).await?;
                    if !known.contains(&person) {
                        added.push(Event::OperatorAdded { person });
                    }
                }
                let some = !known.is_empty() || !added.is_empty();
                ledger::append(tx, OfficeId::SERVICE, Actor::Machine, None, now, added).await?;
                Ok(some)
            }
            .boxed()
        })
        .await
}

/// Somebody who has not spoken yet goes by their number.
async fn person_of(tx: &mut Tx, user: i64) -> Result<PersonId, StoreError> {
    match person::find_person_by_user(tx, user).await? {
        Some(known) => Ok(known.id),
        None => person::upsert_user(tx, user, &user.to_string(), None).await,
    }
}

/// A new link for the first operator; links of earlier starts are void.
pub(super) async fn invite(store: &Store, bot: &str, now: Moment) -> Result<String, StoreError> {
    let code = new_code();
    let hash = code_hash(&code);
    let written = store.write(move |tx| {
        async move {
            invitation::revoke_for_operators(tx).await?;
            invitation::insert(tx, &hash, Invited::Operator, now + VALID).await
        }
        .boxed()
    });
    written.await?;
    Ok(format!("https://t.me/{bot}?start={code}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::EntryNo;

    fn now() -> Moment {
        "2026-07-20T01:00:00Z".parse().unwrap()
    }

    async fn store(folder: &tempfile::TempDir) -> Store {
        let store = Store::open(&format!("sqlite://{}", folder.path().join("cuiban.db").display())).await.unwrap();
        store.migrate().await.unwrap();
        store
    }

    async fn take(store: &Store, link: &str) -> Option<Invited> {
        let hash = code_hash(link.split_once("?start=").unwrap().1);
        store.write(move |tx| async move { invitation::take(tx, &hash, now()).await }.boxed()).await.unwrap()
    }

    #[tokio::test]
    async fn an_operator_of_the_settings_is_entered_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder).await;
        assert!(!enter(&store, BTreeSet::new(), now()).await.unwrap());
        for _ in 0..2 {
            assert!(enter(&store, BTreeSet::from([7, 12]), now()).await.unwrap());
        }
        assert!(enter(&store, BTreeSet::new(), now()).await.unwrap(), "who is one stays one");
        let mut reader = store.read().await.unwrap();
        assert_eq!(ledger::list(&mut reader, OfficeId::SERVICE, EntryNo(0), 10).await.unwrap().len(), 2);
    }

    #[tokio::test]
    async fn a_known_person_keeps_their_name() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder).await;
        let known = store.write(|tx| async move { person::upsert_user(tx, 7, "王主任", None).await }.boxed());
        let known = known.await.unwrap();
        enter(&store, BTreeSet::from([7]), now()).await.unwrap();
        let mut reader = store.read().await.unwrap();
        let row = person::find_person(&mut reader, known).await.unwrap().unwrap();
        assert_eq!(row.name.as_deref(), Some("王主任"));
        assert!(projections::find_service(&mut reader).await.unwrap().operators.contains(&known));
    }

    #[tokio::test]
    async fn only_the_newest_link_admits_and_only_one() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder).await;
        let old = invite(&store, "cuiban_bot", now()).await.unwrap();
        let new = invite(&store, "cuiban_bot", now()).await.unwrap();
        assert!(new.starts_with("https://t.me/cuiban_bot?start="));
        assert_eq!(take(&store, &old).await, None);
        assert_eq!(take(&store, &new).await, Some(Invited::Operator));
        assert_eq!(take(&store, &new).await, None);
    }
}
