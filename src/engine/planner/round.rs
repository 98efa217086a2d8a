//! One round for one person: everything due for them now, decided and entered in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use super::look::{Look, Recipient, look};
use crate::conversation;
use crate::domain::policy::{self, DueTouch, Reader, Verdict};
use crate::domain::{
    Actor, Event, Lane, LeftOut, Moment, OfficeId, Part, PersonId, Slot, Stage, TaskNo, Tell, To, Touch, Unreachable,
};
use crate::store::{Result, Tx, ledger, outbox, projections};

/// Events by office, in order.
#[derive(Default)]
struct Facts {
    by_office: BTreeMap<OfficeId, Vec<Event>>,
    count: usize,
}

/// Decides about these parts of one recipient; answers how many facts were entered. What has changed since the parts
/// were gathered is left to the next round.
pub(super) async fn run(tx: &mut Tx, to: Recipient, parts: &[Part], now: Moment) -> Result<usize> {
    let mut looks = Vec::with_capacity(parts.len());
    for part in parts {
        looks.extend(look(tx, *part, now).await?.filter(|look| look.to == to));
    }
    looks.sort_by_key(|look| (look.due.touch, look.due.part));
    let mut facts = Facts::default();
    match to {
        Recipient::Person(person, _) => speak_to(tx, &mut facts, person, &looks, now).await?,
        Recipient::Nobody(_) => facts.unreached(&looks),
    }
    facts.enter(tx, now).await
}

async fn speak_to(tx: &mut Tx, facts: &mut Facts, person: PersonId, looks: &[Look], now: Moment) -> Result<()> {
    let asked = looks.iter().map(|look| look.due.part.office).collect();
    let offices = conversation::offices_of(tx, person, asked).await?;
    let Some(rules) = conversation::gentlest(&offices) else { return Ok(()) };
    let choice = projections::find_person_choice(tx, person).await?;
    let reader = Reader::new(rules, person, &choice, now);
    let told = conversation::told(tx, person, now).await?;
    let due: Vec<DueTouch> = looks.iter().map(|look| look.due).collect();
    // What is an emergency is a message of its own.
    let mut digests: BTreeMap<(bool, Moment), Vec<(Part, Touch)>> = BTreeMap::new();
    let mut notices: BTreeMap<(bool, bool, Moment), Vec<Part>> = BTreeMap::new();
    let mut emergencies: Vec<(Part, Touch)> = Vec::new();
    for (look, verdict) in looks.iter().zip(policy::gather(reader, &told, &due, now)) {
        let DueTouch { part, touch, emergency, at_once, .. } = look.due;
        let keeps_hours = !emergency && !at_once && look.overrides.is_none();
        facts.verdict(look, person, verdict);
        match verdict {
            Verdict::Send { at } if touch.stage == Stage::Notice => {
                notices.entry((!emergency, keeps_hours, at)).or_default().push(part);
            }
            Verdict::Send { .. } if emergency => emergencies.push((part, touch)),
            Verdict::Send { at } => digests.entry((keeps_hours, at)).or_default().push((part, touch)),
            Verdict::PutOff { .. } | Verdict::LeaveOut { .. } => {}
        }
    }
    for ((_, keeps_hours, at), parts) in notices {
        let tasks: BTreeSet<(OfficeId, TaskNo)> = parts.iter().map(|part| (part.office, part.task)).collect();
        let slot = Slot::Notice { person, parts, focus: None };
        hand_over(tx, (person, Lane::Notice, keeps_hours), slot, at, now).await?;
        hand_over_forms(tx, (person, keeps_hours), tasks, at, now).await?;
    }
    if !emergencies.is_empty() {
        let slot = Slot::Digest { person, touches: emergencies, focus: None };
        hand_over(tx, (person, Lane::Notice, false), slot, now, now).await?;
    }
    for ((keeps_hours, at), touches) in digests {
        join_or_hand_over(tx, (person, keeps_hours), touches, at, now).await?;
    }
    Ok(())
}

/// The lead's papers go out behind the notice, those of a task once.
async fn hand_over_forms(
    tx: &mut Tx,
    (person, keeps_hours): (PersonId, bool),
    tasks: BTreeSet<(OfficeId, TaskNo)>,
    at: Moment,
    now: Moment,
) -> Result<()> {
    for (office, task) in tasks {
        let forms = projections::find_task(tx, office, task).await?.map_or(0, |task| task.terms.forms.len());
        for no in 0..forms {
            hand_over(tx, (person, Lane::Notice, keeps_hours), Slot::Form { office, task, no }, at, now).await?;
        }
    }
    Ok(())
}

/// A digest of that very moment that has not left yet carries these too, one that is held up as well.
async fn join_or_hand_over(
    tx: &mut Tx,
    (person, keeps_hours): (PersonId, bool),
    touches: Vec<(Part, Touch)>,
    at: Moment,
    now: Moment,
) -> Result<()> {
    let waiting = outbox::find_waiting_nudge(tx, person, at).await?;
    if let Some((id, Slot::Digest { touches: mut all, focus, .. })) = waiting {
        all.extend(touches);
        return outbox::replace_slot(tx, id, &Slot::Digest { person, touches: all, focus }).await;
    }
    hand_over(tx, (person, Lane::Nudge, keeps_hours), Slot::Digest { person, touches, focus: None }, at, now).await
}

async fn hand_over(
    tx: &mut Tx,
    (person, lane, keeps_hours): (PersonId, Lane, bool),
    slot: Slot,
    at: Moment,
    now: Moment,
) -> Result<()> {
    let tell = Tell { lane, at: Some(at), keeps_hours, ..Tell::answer(To::Person(person), slot) };
    outbox::insert(tx, &tell, now).await?;
    Ok(())
}

impl Facts {
    fn add(&mut self, office: OfficeId, event: Event) {
        self.by_office.entry(office).or_default().push(event);
        self.count += 1;
    }

    /// Earlier touches fall away before it is said what becomes of the latest.
    fn superseded(&mut self, look: &Look) {
        let Part { office, task, dept } = look.due.part;
        for touch in &look.superseded {
            self.add(office, Event::NudgeLeftOut { task, dept, touch: *touch, why: LeftOut::Superseded });
        }
    }

    fn verdict(&mut self, look: &Look, person: PersonId, verdict: Verdict) {
        self.superseded(look);
        let Part { office, task, dept } = look.due.part;
        let touch = look.due.touch;
        if let (Verdict::Send { .. }, Some(reason)) = (verdict, &look.overrides) {
            let event = Event::HoursOverridden { task, dept, stage: touch.stage, reason: reason.clone() };
            self.add(office, event);
        }
        self.add(
            office,
            match verdict {
                Verdict::Send { .. } if touch.stage == Stage::Notice => Event::NoticeQueued { task, dept, person },
                Verdict::Send { .. } => Event::NudgeQueued { task, dept, touch, person },
                Verdict::PutOff { until, why } => Event::NudgePutOff { task, dept, touch, until, why },
                Verdict::LeaveOut { why } => Event::NudgeLeftOut { task, dept, touch, why },
            },
        );
    }

    fn unreached(&mut self, looks: &[Look]) {
        for look in looks {
            self.superseded(look);
            let Part { office, task, dept } = look.due.part;
            let touch = look.due.touch;
            let event = if touch.stage == Stage::Notice {
                let why = look.unreachable.unwrap_or(Unreachable::NobodyJoined);
                Event::NoticeUnreached { task, dept, why }
            } else {
                Event::NudgeLeftOut { task, dept, touch, why: LeftOut::Unreachable }
            };
            self.add(office, event);
        }
    }

    async fn enter(self, tx: &mut Tx, now: Moment) -> Result<usize> {
        for (office, events) in self.by_office {
            ledger::append(tx, office, Actor::Machine, None, now, events).await?;
        }
        Ok(self.count)
    }
}
