//! Where entries come from, as the chat app counts chats: the ledger holds a person's own number in place of their chat's.

use std::collections::BTreeMap;

use cuiban::domain::{Entry, PersonId};
use cuiban::store::{Conn, person};

/// Names private chats in sources as the chat app does.
pub(crate) async fn as_sent(conn: &mut Conn, entries: &mut [Entry]) {
    let mut users: BTreeMap<i64, i64> = BTreeMap::new();
    for source in entries.iter_mut().filter_map(|entry| entry.source.as_mut()) {
        let Some((no, rest)) = source.strip_prefix("m:p").and_then(|rest| rest.split_once(':')) else { continue };
        let no: i64 = no.parse().unwrap();
        let user = match users.get(&no) {
            Some(user) => *user,
            None => {
                person::find_person(conn, PersonId(no)).await.unwrap().and_then(|row| row.user_id).unwrap_or_default()
            }
        };
        users.insert(no, user);
        *source = format!("m:{user}:{rest}");
    }
}
