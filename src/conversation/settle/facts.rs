//! From an outcome to the facts that it makes. Pure.

use crate::chat::Refused;
use crate::conversation::render::Rendered;
use crate::domain::{
    ChatNo, Delivery, Event, Moment, OfficeId, Part, PersonId, PutOff, Slot, Stage, Tell, To, Touch, Unreachable,
};

/// A fact, and whose ledger it belongs on.
pub(super) type Fact = (OfficeId, Event);

/// What a delivery makes of the notices and touches in the message, and of those that it left out.
pub(super) fn of_delivery(slot: &Slot, rendered: &Rendered, delivery: Delivery) -> Vec<Fact> {
    let notices = rendered.notified.iter().map(|(part, person)| notice_settled(*part, *person, delivery));
    let mut facts: Vec<Fact> = notices.collect();
    if let Slot::Digest { person, .. } = slot {
        facts.extend(rendered.told.iter().map(|(part, touch)| nudge_settled(*part, *touch, *person, delivery)));
    }
    if let Slot::ReportLine { office, publication, dept, person } = slot
        && delivery == Delivery::Sent
    {
        let (publication, dept, person) = (*publication, *dept, *person);
        facts.push((*office, Event::LineShown { publication, dept, person }));
    }
    facts.extend(of_left_out(rendered));
    facts
}

/// The touches that a message did not make, and why.
pub(super) fn of_left_out(rendered: &Rendered) -> Vec<Fact> {
    let left_out = rendered.left_out.iter().map(|(part, touch, why)| {
        let event = Event::NudgeLeftOut { task: part.task, dept: part.dept, touch: *touch, why: *why };
        (part.office, event)
    });
    left_out.collect()
}

/// What a message was to tell, and will be told in another; what it would have left out is left out for good.
pub(super) fn of_put_off(rendered: &Rendered, until: Moment) -> Vec<Fact> {
    let put_off = |part: Part, touch: Touch| {
        let event = Event::NudgePutOff { task: part.task, dept: part.dept, touch, until, why: PutOff::Hours };
        (part.office, event)
    };
    let notice = Touch { at: until, stage: Stage::Notice };
    let notices = rendered.notified.iter().map(|(part, _)| put_off(*part, notice));
    let mut facts: Vec<Fact> = notices.collect();
    facts.extend(rendered.told.iter().map(|(part, touch)| put_off(*part, *touch)));
    facts.extend(of_left_out(rendered));
    facts
}

/// What is to be said of a message of which only that is known, what it was put in with.
pub(super) fn of_slot(slot: &Slot, delivery: Delivery) -> Vec<Fact> {
    match slot {
        Slot::Notice { person, parts, .. } => {
            parts.iter().map(|part| notice_settled(*part, *person, delivery)).collect()
        }
        Slot::Digest { person, touches, .. } => {
            touches.iter().map(|(part, touch)| nudge_settled(*part, *touch, *person, delivery)).collect()
        }
        _ => vec![],
    }
}

/// Whether a refusal means that this person cannot be written to any more.
pub(super) fn reach_lost(chat: ChatNo, refused: &Refused) -> Option<Unreachable> {
    match refused {
        _ if chat.0 <= 0 => None,
        Refused::Blocked | Refused::ChatLost => Some(Unreachable::Blocked),
        Refused::Deactivated => Some(Unreachable::Gone),
        _ => None,
    }
}

/// The message that is to be said in place of a refused one; none if nothing would help.
pub(super) fn anew(tell: &Tell, refused: &Refused) -> Option<Tell> {
    let tell = tell.clone();
    match refused {
        Refused::CardLost if tell.edits.is_some() => Some(Tell { slot: shown_anew(tell.slot), edits: None, ..tell }),
        Refused::TopicLost if tell.topic.is_some() => Some(Tell { topic: None, ..tell }),
        // Numbers of messages do not outlive the move.
        Refused::Migrated(group) => {
            let to = match tell.to {
                To::Chat(_) => To::Chat(ChatNo(*group)),
                to => to,
            };
            Some(Tell { to, edits: None, replies_to: None, ..tell })
        }
        _ => None,
    }
}

/// A notice or digest counts once; shown anew it is a card about the same parts.
fn shown_anew(slot: Slot) -> Slot {
    let (person, parts, focus) = match slot {
        Slot::Notice { person, parts, focus } => (person, parts, focus),
        Slot::Digest { person, touches, focus } => (person, touches.iter().map(|(part, _)| *part).collect(), focus),
        slot => return slot,
    };
    match parts[..] {
        [part] => Slot::PartCard { person, part, focus },
        _ => Slot::My { person, page: 0 },
    }
}

fn notice_settled(part: Part, person: PersonId, delivery: Delivery) -> Fact {
    (part.office, Event::NoticeSettled { task: part.task, dept: part.dept, person, delivery })
}

fn nudge_settled(part: Part, touch: Touch, person: PersonId, delivery: Delivery) -> Fact {
    (part.office, Event::NudgeSettled { task: part.task, dept: part.dept, touch, person, delivery })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::render::Act;
    use crate::domain::{Card, DeptNo, LeftOut, Moment, Stage, TaskNo};

    const PERSON: PersonId = PersonId(7);

    fn part(task: i64) -> Part {
        Part { office: OfficeId(1), task: TaskNo(task), dept: DeptNo(2) }
    }

    fn touch() -> Touch {
        Touch { at: "2026-07-06T01:30:00Z".parse::<Moment>().unwrap(), stage: Stage::LastDay }
    }

    #[test]
    fn a_delivery_counts_what_was_told_and_not_what_was_left_out() {
        let rendered = Rendered {
            act: Act::LeaveOut(LeftOut::Answered),
            told: vec![(part(1), touch())],
            left_out: vec![(part(2), touch(), LeftOut::Answered)],
            notified: vec![(part(3), PERSON)],
            board: None,
            heads: vec![],
        };
        for delivery in [Delivery::Sent, Delivery::Refused, Delivery::Unknown] {
            let (task, dept, touch, person) = (TaskNo, DeptNo(2), touch(), PERSON);
            let expected = [
                Event::NoticeSettled { task: task(3), dept, person, delivery },
                Event::NudgeSettled { task: task(1), dept, touch, person, delivery },
                Event::NudgeLeftOut { task: task(2), dept, touch, why: LeftOut::Answered },
            ];
            let slot = Slot::Digest { person: PERSON, touches: vec![], focus: None };
            assert_eq!(of_delivery(&slot, &rendered, delivery), expected.map(|event| (OfficeId(1), event)));
        }
    }

    #[test]
    fn only_a_private_chat_can_lose_its_person() {
        let cases = [
            (5, Refused::Blocked, Some(Unreachable::Blocked)),
            (5, Refused::ChatLost, Some(Unreachable::Blocked)),
            (5, Refused::Deactivated, Some(Unreachable::Gone)),
            (5, Refused::TooLarge, None),
            (-5, Refused::ChatLost, None),
        ];
        for (chat, refused, why) in cases {
            assert_eq!(reach_lost(ChatNo(chat), &refused), why, "{chat} {refused:?}");
        }
    }

    #[test]
    fn a_lost_digest_comes_back_as_a_card_that_counts_nothing() {
        let digest = |parts: &[i64]| Slot::Digest {
            person: PERSON,
            touches: parts.iter().map(|no| (part(*no), touch())).collect(),
            focus: None,
        };
        let place = Card { chat: ChatNo(5), message: 9 };
        let tell = |parts| Tell::answer(To::Chat(ChatNo(5)), digest(parts)).editing(place);
        let one = anew(&tell(&[1]), &Refused::CardLost).unwrap();
        assert_eq!((one.slot, one.edits), (Slot::PartCard { person: PERSON, part: part(1), focus: None }, None));
        let two = anew(&tell(&[1, 2]), &Refused::CardLost).unwrap();
        assert_eq!(two.slot, Slot::My { person: PERSON, page: 0 });
        assert_eq!(anew(&tell(&[1]), &Refused::Muted), None);
    }

    #[test]
    fn a_moved_group_gets_the_message_at_its_new_number() {
        let tell = Tell { replies_to: Some(3), ..Tell::answer(To::Chat(ChatNo(-5)), Slot::Languages) };
        let moved = anew(&tell, &Refused::Migrated(-1005)).unwrap();
        assert_eq!(moved, Tell::answer(To::Chat(ChatNo(-1005)), Slot::Languages));
    }

    #[test]
    fn what_was_lost_in_flight_is_unknown_and_answers_say_nothing() {
        let notice = Slot::Notice { person: PERSON, parts: vec![part(1)], focus: None };
        let event =
            Event::NoticeSettled { task: TaskNo(1), dept: DeptNo(2), person: PERSON, delivery: Delivery::Unknown };
        assert_eq!(of_slot(&notice, Delivery::Unknown), [(OfficeId(1), event)]);
        assert_eq!(of_slot(&Slot::Languages, Delivery::Unknown), []);
    }
}
