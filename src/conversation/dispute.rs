//! 异议 on the lead's side: a card each, decided by somebody who is no party, in two taps or by a reply.

use crate::domain::assignment::{self, Decision};
use crate::domain::{Actor, Card, Entry, EntryNo, Matter, Part, PersonId, Refusal, Slot, Tell, To, Toast};
use crate::store::{ledger, person, words};

use super::contact::{Loaded, refresh};
use super::matter::{self, Raised};
use super::press::Decide;
use super::staff;
use super::start::to_person;
use super::turn::{Halt, Speaker, Turn, Turned};

/// A press on the card of a dispute.
pub(super) async fn press(turn: &mut Turn<'_>, speaker: &Speaker, press: Decide) -> Turned {
    match press {
        Decide::DisputeCard(part, entry) => {
            staff::acting(turn, speaker, part).await?;
            turn.toast(speaker, Toast::Silent).await?;
            turn.add(speaker, Slot::DisputeCard { part, entry, upheld: None }).await
        }
        Decide::DisputeReasons(part, entry, upheld) => {
            let (person, it) = staff::acting(turn, speaker, part).await?;
            let about = about(turn, part, entry).await?;
            if upheld.is_some() {
                no_party(turn, &it, person, &about).await?;
            }
            turn.answer(speaker, Slot::DisputeCard { part, entry, upheld }).await?;
            turn.toast(speaker, Toast::Silent).await
        }
        Decide::RuleDispute(part, entry, finding) => {
            let decision = Decision { upheld: finding.upholds(), finding: Some(finding), words: None };
            let outcome = rule(turn, speaker, part, entry, decision).await;
            if matches!(outcome, Ok(()) | Err(Halt::Refused(Refusal::AlreadyRuled))) {
                turn.answer(speaker, Slot::DisputeCard { part, entry, upheld: None }).await?;
            }
            outcome?;
            turn.toast(speaker, Toast::Set).await
        }
        _ => Err(Refusal::StaleCard.into()),
    }
}

/// A reply to the card: the reason for the outcome that is open, or, with none open, a word to the contact.
pub(super) async fn reply(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    (part, entry, upheld): (Part, EntryNo, Option<bool>),
    place: Card,
    text: &str,
) -> Turned {
    let (_, it) = staff::replying(turn, speaker, part, text).await?;
    let Some(upheld) = upheld else {
        let by = it.dept.reached().ok_or(Refusal::StaleCard)?;
        return matter::reply(turn, speaker, Raised { part, matter: Matter::Question, by }, text).await;
    };
    let said = words::insert_words(turn.conn, text).await?;
    rule(turn, speaker, part, entry, Decision { upheld, finding: None, words: Some(said) }).await?;
    let slot = Slot::DisputeCard { part, entry, upheld: None };
    turn.tell(Tell::answer(To::Chat(place.chat), slot).editing(place)).await
}

async fn about(turn: &mut Turn<'_>, part: Part, entry: EntryNo) -> Turned<Entry> {
    Ok(ledger::find(turn.conn, part.office, entry).await?.ok_or(Refusal::StaleCard)?.0)
}

/// Enters the decision, and tells the department.
async fn rule(turn: &mut Turn<'_>, speaker: &Speaker, part: Part, entry: EntryNo, decision: Decision) -> Turned {
    let (person, it) = staff::acting(turn, speaker, part).await?;
    let about = about(turn, part, entry).await?;
    let raised_in = it.assignment.dispute(entry).map(|dispute| dispute.raised_in);
    let others = no_party(turn, &it, person, &about).await?;
    let events = assignment::rule_dispute(it.view(), person, &about, others, decision)?;
    let entries = turn.enter(part.office, Actor::Person(person), events).await?;
    let Some(ruling) = entries.first() else { return Ok(()) };
    let mut told: Vec<PersonId> = it.dept.reached().into_iter().collect();
    if let Some(raised_in) = raised_in
        && let Actor::Person(by) = self::about(turn, part, raised_in).await?.actor
        && it.dept.seats.iter().any(|sitting| sitting.joined == Some(by) && sitting.lost.is_none())
        && !told.contains(&by)
    {
        told.push(by);
    }
    for person in told {
        turn.tell(to_person(person, Slot::DisputeTold { part, entry: ruling.seq })).await?;
        refresh(turn, person, part).await?;
    }
    Ok(())
}

/// Whether there is anybody else to decide; a party is told who.
async fn no_party(turn: &mut Turn<'_>, it: &Loaded, who: PersonId, about: &Entry) -> Turned<bool> {
    let administrators = turn.ctx.rights.administrators(it.office.group);
    let (mut names, mut others) = (Vec::new(), false);
    for user in administrators {
        let row = person::find_person_by_user(turn.conn, user).await?;
        if row.as_ref().is_some_and(|row| assignment::is_party(it.view(), about, row.id)) {
            continue;
        }
        others = true;
        names.extend(row.and_then(|row| row.name));
    }
    if others && assignment::is_party(it.view(), about, who) {
        return Err(Refusal::NotByParty { others: names }.into());
    }
    Ok(others)
}
