//! Whose administrators must be known before a batch is handled, since nothing may wait on the network inside of it.

use std::collections::BTreeSet;

use crate::chat::{ChatKind, Incoming};
use crate::domain::ChatNo;
use crate::store::{Conn, Result, person, projections};

/// The groups whose administrators this update may turn on.
pub async fn chats_needed(conn: &mut Conn, incoming: &Incoming) -> Result<BTreeSet<ChatNo>> {
    let (chat, in_group, user) = match incoming {
        Incoming::Message(m) => (m.chat, m.kind == ChatKind::Group, m.from.as_ref().map(|s| s.id)),
        Incoming::Press(p) => (p.card.map_or(p.from.id, |(chat, _)| chat), p.in_group, Some(p.from.id)),
        _ => return Ok(BTreeSet::new()),
    };
    if in_group {
        let silent =
            matches!(incoming, Incoming::Message(m) if m.reply_to.is_none() && !m.text.starts_with(['/', '／']));
        if silent {
            return Ok(BTreeSet::new());
        }
        let mut groups = BTreeSet::from([ChatNo(chat)]);
        // Where no office leads from, it may be asked for one whose group is another.
        if projections::find_office_by_group(conn, ChatNo(chat)).await?.is_none() {
            groups.extend(groups_led(conn, user).await?);
        }
        return Ok(groups);
    }
    groups_led(conn, user).await
}

/// The groups of the offices that this user is staff of.
async fn groups_led(conn: &mut Conn, user: Option<i64>) -> Result<BTreeSet<ChatNo>> {
    let Some(user) = user else { return Ok(BTreeSet::new()) };
    let Some(person) = person::find_person_by_user(conn, user).await? else { return Ok(BTreeSet::new()) };
    let offices = projections::list_offices_of_staff(conn, person.id).await?;
    Ok(offices.into_iter().map(|office| office.group).collect())
}
