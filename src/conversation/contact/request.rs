//! 申请延期 and 不归我们: what a contact asks the lead to decide.

use crate::domain::assignment::{Answer, Request};
use crate::domain::reply::{self, Intent};
use crate::domain::{Directory, Entry, Event, Focus, Moment, Part, PersonId, Refusal, Slot, Toast, Words};
use crate::store::projections;

use super::super::draft::Expectation;
use super::super::turn::{Speaker, Turn, Turned};
use super::act::{enter, enter_and_confirm, keep, refresh};
use super::open::{Loaded, loaded};

/// What these entries ask the lead for, if they do.
pub(super) fn asked(entries: &[Entry]) -> Option<Request> {
    entries.iter().find_map(|entry| match entry.event {
        Event::ExtensionAsked { .. } => Some(Request::Extension),
        Event::NotOursClaimed { .. } => Some(Request::NotOurs),
        _ => None,
    })
}

/// 不归我们 by button: it stands at once, and whose it is may follow in words.
pub(super) async fn not_ours(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId, part: Part) -> Turned {
    let entries = enter(turn, person, part, Answer::NotOurs(None, None)).await?;
    refresh(turn, person, part).await?;
    turn.toast(speaker, if entries.is_empty() { Toast::Already } else { Toast::Asked }).await?;
    sent(turn, speaker, part, Request::NotOurs, &entries).await
}

/// 不归我们 in words; the unit that they name goes along, as the roster calls it where it is there.
pub(super) async fn not_ours_in_words(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    part: Part,
    text: &str,
) -> Turned {
    let it = loaded(turn, part).await?;
    let named = reply::understand(text, turn.said_at, &it.office.work_time()).unit;
    let unit = unit_in(turn, &it, text).await?.or(named);
    let words = keep(turn, text).await?;
    enter_and_confirm(turn, speaker, person, part, Answer::NotOurs(unit, Some(words))).await
}

async fn unit_in(turn: &mut Turn<'_>, it: &Loaded, text: &str) -> Turned<Option<String>> {
    let departments = projections::list_departments(turn.conn, it.office.id).await?;
    let directory = Directory::new(&departments);
    Ok(directory.named_in(text, it.dept.no).and_then(|no| directory.name(no).map(str::to_owned)))
}

/// More time without a day: the card offers some, and the words go along with the day that is chosen.
pub(super) async fn until_when(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    part: Part,
    text: &str,
) -> Turned {
    let words = Some(keep(turn, text).await?);
    Expectation::Until { part, words }.set(turn, speaker.chat).await?;
    turn.answer(speaker, Slot::PartCard { person, part, focus: Some(Focus::More { part }) }).await
}

/// Why more time is needed, if that was said before the day was chosen by a press.
pub(super) async fn said_before(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    part: Part,
    at: Moment,
) -> Turned<Option<Words>> {
    let it = loaded(turn, part).await?;
    match Expectation::find(turn, speaker.chat).await? {
        Some(Expectation::Until { part: of, words }) if of == part && it.is_beyond(at, turn.said_at) => {
            Expectation::clear(turn, speaker.chat).await?;
            Ok(words)
        }
        _ => Ok(None),
    }
}

/// Whose duty it is was asked for; false if these words are plainly something else.
pub(super) async fn unit_offered(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    part: Part,
    text: &str,
) -> Turned<bool> {
    let it = loaded(turn, part).await?;
    let intent = reply::understand(text, turn.said_at, &it.office.work_time()).sure();
    if it.assignment.requests.not_ours.is_none()
        || !matches!(intent, None | Some(Intent::Question | Intent::NotOurs | Intent::Handover))
    {
        return Ok(false);
    }
    not_ours_in_words(turn, speaker, person, part, text).await?;
    Ok(true)
}

/// Takes it back, if it still waits; the card shows how it stands.
pub(super) async fn withdraw(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    person: PersonId,
    part: Part,
    request: Request,
) -> Turned {
    let entries = enter(turn, person, part, Answer::Withdraw(request)).await?;
    refresh(turn, person, part).await?;
    let it = loaded(turn, part).await?;
    let entry = entries.last().map(|entry| entry.seq).or(it.assignment.answered_in).ok_or(Refusal::StaleCard)?;
    turn.answer(speaker, Slot::RequestSent { part, request, entry }).await?;
    turn.toast(speaker, if entries.is_empty() { Toast::Already } else { Toast::Withdrawn }).await
}

/// Says that it is with the lead, and by which entry; the one before, if nothing was new.
pub(super) async fn sent(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    part: Part,
    request: Request,
    entries: &[Entry],
) -> Turned {
    let it = loaded(turn, part).await?;
    let is_named = it.assignment.requests.not_ours.as_ref().is_some_and(|claim| claim.words.is_some());
    if request == Request::NotOurs && !is_named {
        Expectation::UnitOffered { part }.set(turn, speaker.chat).await?;
    }
    let entry = entries.last().map(|entry| entry.seq).or(it.assignment.answered_in).ok_or(Refusal::NothingOpen)?;
    turn.add(speaker, Slot::RequestSent { part, request, entry }).await
}
