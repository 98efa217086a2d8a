//! Heads leave the house: whoever holds a copy of one can convict whoever rewrites what stands before it.
//!
//! A board and each report carry their office's; what no board has shown goes to the operators, once in [`EVERY`], in
//! one silent message; if it does not get there, each office's goes to its own staff. `/audit` reads the ledger, `/audit 1284:3fa9c1d2` also holds it against what somebody kept.

use chrono::TimeDelta;

use crate::domain::{EntryNo, Lane, Moment, OfficeId, Refusal, Slot, Tell, To};
use crate::store::{StoreError, Tx, head_posted, hold, outbox, projections};

use super::seat;
use super::turn::{Speaker, Turn, Turned};

/// Nothing stays unseen for a day, whatever is late.
const EVERY: TimeDelta = TimeDelta::hours(22);
/// From then on it is believed that no operator will see it.
const OVERDUE: TimeDelta = TimeDelta::hours(24);
/// Ledgers that one message names.
pub(super) const LINES_MAX: i64 = 40;
/// Digits that a receipt shows.
const DIGITS_MIN: usize = 8;

/// A round, if it is due: what nobody has seen goes to the operators; where an earlier round came to nothing, staff gets what is
/// theirs.
pub async fn post_heads(tx: &mut Tx, now: Moment) -> Result<usize, StoreError> {
    if head_posted::next_due(tx).await?.is_some_and(|due| due > now) {
        return Ok(0);
    }
    head_posted::set_due(tx, now + EVERY).await?;
    let operators = projections::find_service(tx).await?.operators;
    // A copy that is held says nothing by itself, and its heads are not the newest.
    if operators.is_empty() || hold::find(tx).await?.is_some() {
        return Ok(0);
    }
    for id in head_posted::list_overdue(tx, now - OVERDUE).await? {
        if let Some(office) = projections::find_office(tx, id).await? {
            seat::tell_staff(tx, &office, Slot::HeadNotPosted { office: id }, now).await?;
        }
    }
    // Each shows what is still unseen when it leaves, so the next goes on where it ended, and a second operator's copy may be empty.
    let count = head_posted::count_unposted(tx).await?;
    for _ in 0..(count + LINES_MAX - 1) / LINES_MAX {
        for operator in &operators {
            let tell = Tell { lane: Lane::Board, ..Tell::answer(To::Person(*operator), Slot::Heads) };
            outbox::insert(tx, &tell, now).await?;
        }
    }
    Ok(usize::try_from(count).unwrap_or_default())
}

/// These were shown up to there.
pub(super) async fn note(tx: &mut Tx, now: Moment, heads: &[(OfficeId, EntryNo)]) -> Result<(), StoreError> {
    for (office, seq) in heads {
        head_posted::note(tx, *office, *seq, now).await?;
    }
    Ok(())
}

/// `/audit [entry:hash]`
pub(super) async fn audit(turn: &mut Turn<'_>, speaker: &Speaker, words: &str) -> Turned {
    let office = turn.office_here(speaker).await?;
    turn.staff_or_hidden(&office, speaker).await?;
    let held = if words.trim().is_empty() { None } else { Some(handed_out(words).ok_or(Refusal::AuditUnclear)?) };
    turn.answer(speaker, Slot::Audit { office: office.id, held }).await
}

/// Entry and hash as a board (`#1284 · 3fa9c1d27b60e5f4`), a receipt (`1-1284 · 3fa9c1d2`) or a hand writes them.
fn handed_out(words: &str) -> Option<(EntryNo, String)> {
    let parts = words.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.collect();
    let (hash, before) = parts.split_last()?;
    let entry = before.last()?.parse().ok()?;
    let fits = (DIGITS_MIN..=64).contains(&hash.len()) && hash.chars().all(|sign| sign.is_ascii_hexdigit());
    fits.then(|| (EntryNo(entry), hash.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_handed_out_is_read_as_boards_and_receipts_show_it() {
        for said in
            ["1284:3fa9c1d2", "#1284 · 3fa9c1d2", "台账 #1284 · 3FA9C1D2", "1-1284 · 3fa9c1d2", "第1284条 3fa9c1d2"]
        {
            assert_eq!(handed_out(said), Some((EntryNo(1284), "3fa9c1d2".to_owned())), "{said}");
        }
        for said in ["1284", "3fa9c1d2", "1284:3fa9", "1284:3fa9c1dz", "x:3fa9c1d2"] {
            assert_eq!(handed_out(said), None, "{said}");
        }
    }
}
