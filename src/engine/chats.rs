//! Which chat a message is for, and whose turn it is there: one call at a time in a chat, in the order of the outbox.

use std::collections::{BTreeMap, VecDeque};

use crate::domain::{ChatNo, Tell, To};
use crate::store::outbox::OutboxRow;
use crate::store::{Conn, Result, person, projections};

/// A message in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct InHand {
    pub(super) row: OutboxRow,
    /// Where it goes; none for the answer to a press, or if there is no such chat.
    pub(super) chat: Option<ChatNo>,
}

/// Chats in which a call is under way, and what waits for its end.
#[derive(Debug, Default)]
pub(super) struct Turns {
    waiting: BTreeMap<ChatNo, VecDeque<InHand>>,
}

impl Turns {
    /// Gives it back if it is its turn, else keeps it until [`next`](Self::next).
    pub(super) fn enter(&mut self, it: InHand) -> Option<InHand> {
        let Some(chat) = it.chat else { return Some(it) };
        if let Some(waiting) = self.waiting.get_mut(&chat) {
            waiting.push_back(it);
            return None;
        }
        self.waiting.insert(chat, VecDeque::new());
        Some(it)
    }

    /// A call in this chat has ended: whose turn is it?
    pub(super) fn next(&mut self, chat: Option<ChatNo>) -> Option<InHand> {
        let chat = chat?;
        let next = self.waiting.get_mut(&chat).and_then(VecDeque::pop_front);
        if next.is_none() {
            self.waiting.remove(&chat);
        }
        next
    }
}

/// The chat that a message goes to.
pub(super) async fn chat_of(conn: &mut Conn, tell: &Tell) -> Result<Option<ChatNo>> {
    if let Some(card) = tell.edits {
        return Ok(Some(card.chat));
    }
    match &tell.to {
        To::Chat(chat) => Ok(Some(*chat)),
        To::Person(person) => {
            let row = person::find_person(conn, *person).await?;
            Ok(row.and_then(|row| row.user_id).map(ChatNo))
        }
        To::Office(office) => Ok(projections::find_office(conn, *office).await?.map(|office| office.group)),
        To::Press { .. } => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Slot;

    fn message(id: i64, chat: Option<i64>) -> InHand {
        let tell = Tell::answer(To::Chat(ChatNo(0)), Slot::Languages);
        InHand { row: OutboxRow { id, tell, tries: 0 }, chat: chat.map(ChatNo) }
    }

    #[test]
    fn a_chat_gets_one_message_at_a_time_in_order() {
        let mut turns = Turns::default();
        let id = |it: Option<InHand>| it.map(|it| it.row.id);
        assert_eq!(id(turns.enter(message(1, Some(5)))), Some(1));
        assert_eq!(id(turns.enter(message(2, Some(5)))), None);
        assert_eq!(id(turns.enter(message(3, Some(5)))), None);
        assert_eq!(id(turns.enter(message(4, Some(6)))), Some(4));
        assert_eq!(id(turns.enter(message(5, None))), Some(5));
        assert_eq!(id(turns.next(Some(ChatNo(5)))), Some(2));
        assert_eq!(id(turns.next(Some(ChatNo(5)))), Some(3));
        assert_eq!(id(turns.next(Some(ChatNo(5)))), None);
        assert_eq!(id(turns.enter(message(6, Some(5)))), Some(6));
    }
}
