//! Heads of ledgers, and whether a ledger is as it was written.

use crate::chat::Outgoing;
use crate::conversation::heads::LINES_MAX;
use crate::conversation::witness::HASH_SHOWN;
use crate::domain::{EntryNo, OfficeId, Slot};
use crate::say;
use crate::store::ledger::{self, Head, Verdict};
use crate::store::{Result, head_posted};

use super::pen::{Pen, lines};

pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::Heads => heads(pen).await,
        Slot::HeadNotPosted { office } => for_staff(pen, *office).await,
        Slot::Audit { office, held } => audit(pen, *office, held.as_ref()).await,
        _ => Ok(None),
    }
}

/// The foot of a board; noted as shown when it has left.
pub(super) async fn foot(pen: &mut Pen<'_>, id: OfficeId) -> Result<Option<String>> {
    let Some(head) = ledger::find_head(pen.conn, id).await? else { return Ok(None) };
    pen.heads.push((id, head.seq));
    Ok(Some(say!(pen.words, BoardLedger { entry: head.seq.0.to_string(), hash: digits(&head) })))
}

fn digits(head: &Head) -> String {
    head.hash.chars().take(HASH_SHOWN).collect()
}

fn line(pen: &Pen<'_>, office: String, head: &Head) -> String {
    say!(pen.words, HeadLine { office: office, entry: head.seq.0.to_string(), hash: digits(head) })
}

async fn heads(pen: &mut Pen<'_>) -> Result<Option<Outgoing>> {
    let mut said = Vec::new();
    for it in head_posted::list_unposted(pen.conn, LINES_MAX).await? {
        let name = match pen.office(it.office).await? {
            Some(office) => office.name,
            None => say!(pen.words, HeadOfService),
        };
        said.push(line(pen, name, &Head { seq: it.seq, hash: it.hash }));
        pen.heads.push((it.office, it.seq));
    }
    if said.is_empty() {
        return Ok(None);
    }
    said.insert(0, say!(pen.words, HeadsIntro));
    Ok(Some(Outgoing { silent: true, ..lines(&said) }))
}

/// Whoever reads that nobody keeps it keeps it by that.
async fn for_staff(pen: &mut Pen<'_>, id: OfficeId) -> Result<Option<Outgoing>> {
    let (Some(office), Some(head)) = (pen.office(id).await?, ledger::find_head(pen.conn, id).await?) else {
        return Ok(None);
    };
    pen.heads.push((id, head.seq));
    let line = line(pen, office.name, &head);
    let said = [say!(pen.words, HeadNotPosted), line, say!(pen.words, HeadNotPostedHow)];
    Ok(Some(Outgoing { silent: true, ..lines(&said) }))
}

async fn audit(pen: &mut Pen<'_>, id: OfficeId, kept: Option<&(EntryNo, String)>) -> Result<Option<Outgoing>> {
    let mut said = Vec::new();
    let about_kept = match kept {
        None => say!(pen.words, AuditHow),
        Some((entry, hash)) => {
            let (no, is_other) =
                (entry.0.to_string(), ledger::hold_against(pen.conn, id, *entry, hash).await?.is_some());
            if is_other {
                // A ledger that was written anew as a whole is sound in itself: to say so here would calm the one who found it out.
                return Ok(Some(lines(&[say!(pen.words, AuditOther { entry: no, hash: hash })])));
            }
            say!(pen.words, AuditHeld { entry: no, hash: hash })
        }
    };
    match ledger::verify(pen.conn, id).await? {
        Verdict::Sound(head) => {
            let (count, hash) = (head.seq.0.to_string(), digits(&head));
            pen.heads.push((id, head.seq));
            said.push(say!(pen.words, AuditSound { count: &count }));
            said.push(say!(pen.words, BoardLedger { entry: count, hash: hash }));
        }
        Verdict::Broken { at, .. } => said.push(say!(pen.words, AuditBroken { entry: at.0.to_string() })),
    }
    said.push(about_kept);
    Ok(Some(lines(&said)))
}
