//! Who asks for what their rights do not allow. Nothing comes of it, and it is not forgotten: of somebody whom an office knows it is
//! entered there, each act once a day, so that nobody can fill its ledger; strangers are only counted.

use crate::chat::{Message, Pressed};
use crate::domain::{Actor, Event, Office, PersonId, Refusal, To};
use crate::store;

use super::command::{self, Read};
use super::turn::{Speaker, Turn, Turned};

/// Answers to a stranger that may wait in private.
const ANSWERS_MAX: i64 = 3;

/// What a message asks for: a command by its name, or that it is words or a file.
pub(super) fn act_of_message(message: &Message, bot: &str) -> String {
    let read = if message.forwarded || message.quoted { Read::Words } else { command::read(&message.text, bot) };
    match read {
        Read::Command(command) => format!("/{}", command.name.latin()),
        _ if message.attachment.is_some() => "file".to_owned(),
        _ => "words".to_owned(),
    }
}

/// What a press asks for: the verb of the button.
pub(super) fn act_of_press(pressed: &Pressed) -> String {
    let verb = pressed.data.split(':').next().unwrap_or_default();
    format!("button {verb}")
}

/// Notes that this act was refused. False if nothing more is to be said: a stranger who does not wait for answers has enough of them.
pub(super) async fn note(turn: &mut Turn<'_>, speaker: &Speaker, refusal: &Refusal, act: &str) -> Turned<bool> {
    if !refusal.is_of_rights() {
        return Ok(true);
    }
    let known = match speaker.person {
        Some(person) => whose(turn, speaker, person).await?.map(|office| (person, office)),
        None => None,
    };
    let Some((person, office)) = known else {
        store::denied::count_stranger(turn.conn).await?;
        let waiting = store::outbox::count_due_to(turn.conn, &To::Chat(speaker.chat), ANSWERS_MAX).await?;
        return Ok(waiting < ANSWERS_MAX || speaker.pressed.is_some() || speaker.in_group);
    };
    let day = office.work_time().local(turn.ctx.now).date();
    let meaning = format!("denied:{}:{}:{act}:{day}", office.id.0, person.0);
    if store::heard::mark(turn.conn, &meaning, turn.ctx.now).await? {
        turn.enter(office.id, Actor::Person(person), vec![Event::ActRefused { act: act.to_owned() }]).await?;
    }
    Ok(true)
}

/// The office that is to know: the group's; else of those that know the person the one that it was about, or the first.
async fn whose(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId) -> Turned<Option<Office>> {
    if speaker.in_group {
        return Ok(store::projections::find_office_by_group(turn.conn, speaker.chat).await?);
    }
    let led = turn.offices_of(speaker).await?.into_iter().map(|office| office.id);
    let seats = store::projections::list_seats_of(turn.conn, person).await?.into_iter().map(|(office, _, _)| office);
    let mut theirs: Vec<_> = led.chain(seats).collect();
    theirs.sort_unstable();
    let about = turn.about.filter(|office| theirs.contains(office));
    match about.or(theirs.first().copied()) {
        Some(office) => Ok(store::projections::find_office(turn.conn, office).await?),
        None => Ok(None),
    }
}
