//! Whether a ledger is as it was written.
//!
//! `docs/verify.py` does the same in another language, from the exported lines alone; the two name the same entry.

use std::collections::BTreeSet;

use sqlx::AnyConnection;

use super::row::{self, LedgerRow};
use super::{Head, find_hash, find_head, hash, list_offices, spoken};
use crate::domain::{EntryNo, Event, OfficeId};
use crate::store::Result;

/// What the check of one ledger came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry is as it was written, up to this head. An older head that was handed out must still be among them.
    Sound(Head),
    /// The first place at which it is not.
    Broken {
        /// The entry.
        at: EntryNo,
        /// What is wrong there.
        fault: Fault,
    },
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is missing, and later ones are there.
    Missing,
    /// It stands twice, or before the first.
    OutOfPlace,
    /// What stands there cannot be read.
    Unreadable,
    /// Its own bytes do not have its hash.
    Changed,
    /// It does not carry the hash of the one before it.
    Unlinked,
    /// Words or a name that it holds the digest of are others.
    WordsChanged,
    /// It and what followed, up to the last head that is known, was cut off.
    CutTail,
    /// It stands behind the head.
    BehindHead,
    /// The head is another than the last entry.
    OtherHead,
    /// It has another hash than the one that was handed out.
    OtherThanHandedOut,
}

/// Every ledger there must be: also one of which nothing is left but that its office was opened.
pub async fn verify_all(conn: &mut AnyConnection) -> Result<Vec<(OfficeId, Verdict)>> {
    let mut offices: BTreeSet<OfficeId> = list_offices(conn).await?.into_iter().collect();
    let (mut opened, mut after) = (BTreeSet::new(), EntryNo(0));
    loop {
        let page = row::page_unread(conn, OfficeId::SERVICE, after).await?;
        let Some(Ok(last)) = page.last() else { break };
        after = EntryNo(last.seq);
        for entry in page.iter().flatten().filter_map(|row| row.entry().ok()) {
            if let Event::OfficeOpened { office, .. } = entry.event {
                opened.insert(office);
            }
        }
    }
    offices.extend(&opened);
    let mut verdicts = Vec::with_capacity(offices.len());
    for office in offices {
        let verdict = match verify(conn, office).await? {
            Verdict::Sound(head) if head.seq.0 == 0 && opened.contains(&office) => {
                Verdict::Broken { at: EntryNo(1), fault: Fault::CutTail }
            }
            verdict => verdict,
        };
        verdicts.push((office, verdict));
    }
    Ok(verdicts)
}

/// Reads a ledger from its beginning and stops at the first fault.
pub async fn verify(conn: &mut AnyConnection, office: OfficeId) -> Result<Verdict> {
    let mut last = Head::before_first();
    let mut after = EntryNo(i64::MIN);
    loop {
        let page = row::page_unread(conn, office, after).await?;
        if page.is_empty() {
            break;
        }
        for row in page {
            let Ok(row) = row else {
                return Ok(Verdict::Broken { at: EntryNo(last.seq.0 + 1), fault: Fault::Unreadable });
            };
            if let Some((at, fault)) = fault_of(conn, &last, &row).await? {
                return Ok(Verdict::Broken { at, fault });
            }
            last = row.as_head();
        }
        after = last.seq;
    }
    Ok(against_head(last, find_head(conn, office).await?))
}

/// Holds a ledger against a head that was handed out: the entry and the first digits of its hash, from a board that was
/// forwarded, a receipt, a report. None: it is still there. What stands before it is [`verify`]'s to say.
pub async fn hold_against(
    conn: &mut AnyConnection,
    office: OfficeId,
    seq: EntryNo,
    digits: &str,
) -> Result<Option<(EntryNo, Fault)>> {
    if let Some(hash) = find_hash(conn, office, seq).await? {
        let same = hash.starts_with(&digits.to_ascii_lowercase());
        return Ok((!same).then_some((seq, Fault::OtherThanHandedOut)));
    }
    let last: Option<i64> = sqlx::query_scalar("SELECT MAX(seq) FROM ledger WHERE office = $1")
        .bind(office.0)
        .fetch_one(&mut *conn)
        .await?;
    let last = last.unwrap_or_default();
    Ok(Some(if last < seq.0 { (EntryNo(last + 1), Fault::CutTail) } else { (seq, Fault::Missing) }))
}

async fn fault_of(conn: &mut AnyConnection, last: &Head, row: &LedgerRow) -> Result<Option<(EntryNo, Fault)>> {
    if let Some(fault) = fault_of_link(last, row) {
        return Ok(Some(fault));
    }
    let expected = EntryNo(row.seq);
    let Ok(entry) = row.entry() else { return Ok(Some((expected, Fault::Unreadable))) };
    let spoken = spoken::of(conn, &entry.event).await?;
    Ok(spoken.iter().any(|it| !it.is_as_entered()).then_some((expected, Fault::WordsChanged)))
}

/// Whether the entry follows the one before: what can be said of it without a database.
pub(super) fn fault_of_link(last: &Head, row: &LedgerRow) -> Option<(EntryNo, Fault)> {
    let expected = EntryNo(last.seq.0 + 1);
    if row.seq < expected.0 {
        return Some((EntryNo(row.seq), Fault::OutOfPlace));
    }
    if row.seq > expected.0 {
        return Some((expected, Fault::Missing));
    }
    if hash::of(row) != row.hash {
        return Some((expected, Fault::Changed));
    }
    (row.prev != last.hash).then_some((expected, Fault::Unlinked))
}

fn against_head(last: Head, head: Option<Head>) -> Verdict {
    let head = head.unwrap_or_else(Head::before_first);
    let next = |no: EntryNo| EntryNo(no.0 + 1);
    match head.seq.cmp(&last.seq) {
        std::cmp::Ordering::Greater => Verdict::Broken { at: next(last.seq), fault: Fault::CutTail },
        std::cmp::Ordering::Less => Verdict::Broken { at: next(head.seq), fault: Fault::BehindHead },
        std::cmp::Ordering::Equal if head.hash != last.hash => {
            Verdict::Broken { at: last.seq, fault: Fault::OtherHead }
        }
        std::cmp::Ordering::Equal => Verdict::Sound(last),
    }
}
