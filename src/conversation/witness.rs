//! Boards bear witness: at start what stands pinned in the groups is held against the ledger, so that nobody can rewrite it,
//! or bring back an old copy, unseen.

use std::collections::BTreeSet;

use crate::chat::Pinned;
use crate::domain::{Card, ChatNo, EntryNo, Moment, OfficeId, Slot, Tell, To};
use crate::store::{Conn, StoreError, Tx, board, ledger, outbox, projections};

use super::resume::hold_older;

/// Hexadecimal digits of a hash that a board shows: enough that nobody finds another history with the same.
pub(super) const HASH_SHOWN: usize = 16;

/// A board tells of another ledger than ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Differs {
    /// Whose.
    pub office: OfficeId,
    /// The entry that the board names.
    pub entry: EntryNo,
}

/// The groups in which a board may stand. One that we know nothing of may be from before an old copy was brought back.
pub async fn chats_to_witness(conn: &mut Conn) -> Result<BTreeSet<ChatNo>, StoreError> {
    let mut chats: BTreeSet<ChatNo> = board::list(conn).await?.into_iter().map(|board| board.place.chat).collect();
    chats.extend(projections::list_offices(conn).await?.into_iter().map(|office| office.group));
    Ok(chats)
}

/// Holds a pinned message against the ledger. If it differs, operators are told, and the message stays as it is: it is the proof.
/// If it knows of more than the ledger does, ours is an older copy, and is held.
pub async fn witness(tx: &mut Tx, now: Moment, chat: ChatNo, pinned: &Pinned) -> Result<Option<Differs>, StoreError> {
    let Some((entry, hash)) = read(&pinned.text).filter(|_| pinned.ours) else { return Ok(None) };
    let offices = offices_of(tx, Card { chat, message: pinned.message }).await?;
    let Some(first) = offices.first() else { return Ok(None) };
    for office in &offices {
        let ours = ledger::find_hash(tx, *office, entry).await?;
        if ours.is_some_and(|ours| ours.starts_with(&hash)) {
            return Ok(None);
        }
    }
    if is_ahead(tx, &offices, entry).await? {
        hold_older(tx, now, format!("{}/{}/{hash}", chat.0, entry.0)).await?;
    }
    board::take_down_all(tx, chat).await?;
    for operator in projections::find_service(tx).await?.operators {
        let tell = Tell::answer(To::Person(operator), Slot::LedgerDiffers { office: *first, entry });
        outbox::insert(tx, &tell, now).await?;
    }
    Ok(Some(Differs { office: *first, entry }))
}

/// Whether the board knows of an entry that none of these ledgers has reached.
async fn is_ahead(tx: &mut Tx, offices: &[OfficeId], entry: EntryNo) -> Result<bool, StoreError> {
    for office in offices {
        if ledger::find_head(tx, *office).await?.is_some_and(|head| head.seq >= entry) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whose board it can be: of the message if we know it, else of any that has to do with the group.
async fn offices_of(tx: &mut Tx, card: Card) -> Result<Vec<OfficeId>, StoreError> {
    if let Some(board) = board::find_by_card(tx, card).await? {
        return Ok(vec![board.office]);
    }
    let boards = board::list(tx).await?;
    let mut offices: Vec<OfficeId> =
        boards.into_iter().filter(|board| board.place.chat == card.chat).map(|board| board.office).collect();
    offices.extend(projections::find_office_by_group(tx, card.chat).await?.map(|office| office.id));
    Ok(offices)
}

/// Entry and hash at a board's foot, in any language: `#1284 · 3fa9c1d27b60e5f4`.
fn read(text: &str) -> Option<(EntryNo, String)> {
    text.lines().rev().find_map(|line| {
        let (no, hash) = line.split_once('#')?.1.split_once(" · ")?;
        let hash = hash.trim();
        let fits = hash.len() == HASH_SHOWN && hash.chars().all(|c| c.is_ascii_hexdigit());
        Some((EntryNo(no.parse().ok()?), hash.to_owned())).filter(|_| fits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boards_foot_is_read_in_any_language_and_nothing_else_is() {
        let foot = Some((EntryNo(1284), "3fa9c1d27b60e5f4".to_owned()));
        assert_eq!(read("市安委办\n\n台账 #1284 · 3fa9c1d27b60e5f4\n7月20日（周一）10:05更新"), foot);
        assert_eq!(read("Ledger #1284 · 3fa9c1d27b60e5f4\nas of Mon 20 Jul 10:05"), foot);
        for text in
            ["", "#1284", "台账 #x · 3fa9c1d27b60e5f4", "台账 #1 · 3fa9", "会议通知 #3 · 请看附件里的名单和时间安排"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
