//! Somebody presses a message, or replies to one, of which nobody knew whether it arrived: it did.

use crate::domain::assignment::Notice;
use crate::domain::{Card, Delivery, Event, Moment, OfficeId, PersonId};
use crate::store::outbox::{self, Settled};
use crate::store::{Result, Tx, card, projections};

use super::{enter, facts};

const WHY: &str = "somebody pressed it or replied to it";

/// The person uses this message of their private chat; `sent_at` is its date, if the chat app says it: without one nobody can show which it
/// is. What it told counts from now: that they had it before, nobody can show either.
pub(in crate::conversation) async fn turned_up(
    tx: &mut Tx,
    now: Moment,
    place: Card,
    person: PersonId,
    sent_at: Option<Moment>,
) -> Result<()> {
    let Some(sent_at) = sent_at else { return Ok(()) };
    if card::find(tx, place).await?.is_some() {
        return Ok(());
    }
    let Some((id, slot)) = outbox::find_turned_up(tx, person, sent_at).await? else { return Ok(()) };
    outbox::settle(tx, id, Settled::Sent, Some(place.message), Some(WHY), now).await?;
    card::upsert(tx, place, Some(person), &slot, now).await?;
    let mut news = Vec::new();
    for (office, event) in facts::of_slot(&slot, Delivery::Sent) {
        if is_news(tx, office, &event).await? {
            news.push((office, event));
        }
    }
    enter(tx, now, news).await
}

/// What was asked again since, or of somebody else, is not unsaid.
async fn is_news(tx: &mut Tx, office: OfficeId, event: &Event) -> Result<bool> {
    match event {
        Event::NoticeSettled { task, dept, person, .. } => {
            let it = projections::find_assignment(tx, office, *task, *dept).await?;
            Ok(it.is_some_and(|it| matches!(it.notice, Notice::Unknown { person: to, .. } if to == *person)))
        }
        Event::NudgeSettled { task, dept, touch, .. } => {
            let it = projections::find_assignment(tx, office, *task, *dept).await?;
            Ok(it.is_some_and(|it| !it.nudged.contains(touch)))
        }
        _ => Ok(false),
    }
}
