//! Whose administrators must be known before a batch is handled, since nothing may wait on the network inside of it.

use std::collections::BTreeSet;

use crate::chat::{ChatKind, Incoming};
use crate::domain::ChatNo;
use crate::store::{Conn, Result, person, projections};

/// The groups whose administrators this update may turn on.
pub async fn chats_needed(conn: &mut Conn, incoming: &Incoming) -> Result<BTreeSet<ChatNo>> {
    let (chat, in_group, user) = match incoming {
        Incoming::Message(m) if m.kind == ChatKind::Group => (m.chat, true, None),
        Incoming::Message(m) => (m.chat, false, m.from.as_ref().map(|s| s.id)),
        Incoming::Press(p) => (p.card.map_or(p.from.id, |(chat, _)| chat), p.in_group, Some(p.from.id)),
        _ => return Ok(BTreeSet::new()),
    };
    if in_group {
        let silent =
            matches!(incoming, Incoming::Message(m) if m.reply_to.is_none() && !m.text.starts_with(['/', '／']));
        return Ok(if silent { BTreeSet::new() } else { BTreeSet::from([ChatNo(chat)]) });
    }
    let Some(user) = user else { return Ok(BTreeSet::new()) };
    let Some(person) = person::find_person_by_user(conn, user).await? else { return Ok(BTreeSet::new()) };
    let offices = projections::list_offices_of_staff(conn, person.id).await?;
    Ok(offices.into_iter().map(|office| office.group).collect())
}
