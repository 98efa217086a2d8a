//! The first minutes in a group.
//!
//! The bot is added → one sentence, a button 开始设置, and which right is missing.
//! `/setup [name]` or the button, by an administrator → the office, and a card with 内部群 / 联络群, zone, language.

use chrono_tz::Tz;

use crate::chat;
use crate::domain::{
    Actor, ChatNo, Event, GroupKind, Lang, Office, OfficeId, PersonId, Refusal, Slot, Tell, To, Toast,
};
use crate::store;

use super::turn::{Speaker, Turn, Turned};

/// Zones offered by button; `/setup` takes any IANA name as its last word too.
pub(super) const ZONES: &[Tz] = &[
    Tz::Asia__Shanghai,
    Tz::Asia__Urumqi,
    Tz::Asia__Hong_Kong,
    Tz::Asia__Singapore,
    Tz::Asia__Tokyo,
    Tz::Europe__London,
    Tz::Europe__Berlin,
    Tz::America__New_York,
];

const NAME_CHARACTERS_MAX: usize = 60;

/// What titles of groups end with, longest first.
const GROUP_WORDS: &[&str] = &["工作联络群", "工作群", "联络群", "内部群", "群"];

/// The bot's own standing in a group changed.
pub(super) async fn added(turn: &mut Turn<'_>, chat: ChatNo, after: chat::Membership) -> Turned {
    let administrator = match after {
        chat::Membership::Gone => {
            // What we cannot reach any more is not kept current.
            store::board::take_down_all(turn.conn, chat).await?;
            return Ok(());
        }
        chat::Membership::Administrator => true,
        chat::Membership::Member => false,
    };
    let slot = match store::projections::find_office_by_group(turn.conn, chat).await? {
        Some(office) => Slot::OfficeCard { office: office.id },
        None => Slot::Hello { administrator, reads_all: turn.ctx.bot.reads_all },
    };
    turn.tell(Tell::answer(To::Chat(chat), slot)).await
}

/// `/setup [name]` and 开始设置.
pub(super) async fn setup(turn: &mut Turn<'_>, speaker: &Speaker, name: &str, title: &str) -> Turned {
    if !speaker.in_group {
        return Err(Refusal::NotAGroup.into());
    }
    if name.chars().count() > NAME_CHARACTERS_MAX {
        return Err(Refusal::TooLong { field: "name".into(), characters_max: NAME_CHARACTERS_MAX }.into());
    }
    let person = turn.known(speaker).await?;
    turn.administers(speaker.chat, speaker)?;
    let office = match store::projections::find_office_by_group(turn.conn, speaker.chat).await? {
        Some(office) => {
            turn.staff(&office, speaker).await?;
            rename(turn, &office, person, name).await?;
            office.id
        }
        None if allowed(turn, speaker.chat, person).await? => {
            let name = if name.is_empty() { office_in(title) } else { name };
            open(turn, speaker.chat, person, name).await?
        }
        None => return ask_operators(turn, speaker, person, title).await,
    };
    turn.answer(speaker, Slot::OfficeCard { office }).await?;
    turn.toast(speaker, Toast::Silent).await?;
    ask_to_open_private(turn, speaker, person, office).await
}

/// What a group's title says of the office: 安委办工作群 is the group of 安委办.
fn office_in(title: &str) -> &str {
    let bare = GROUP_WORDS.iter().find_map(|word| title.strip_suffix(word)).unwrap_or(title).trim();
    if bare.is_empty() { title } else { bare }
}

async fn rename(turn: &mut Turn<'_>, office: &Office, person: PersonId, name: &str) -> Turned {
    if name.is_empty() || name == office.name {
        return Ok(());
    }
    turn.enter(office.id, Actor::Person(person), vec![Event::OfficeNamed { name: name.to_owned() }]).await.map(|_| ())
}

/// Operators open offices; others only where the service is open, or once an operator has allowed the group.
async fn allowed(turn: &mut Turn<'_>, group: ChatNo, person: PersonId) -> Turned<bool> {
    if turn.ctx.manners.open_setup {
        return Ok(true);
    }
    let service = store::projections::find_service(turn.conn).await?;
    Ok(service.operators.contains(&person) || service.allowed.contains(&group))
}

async fn open(turn: &mut Turn<'_>, group: ChatNo, person: PersonId, name: &str) -> Turned<OfficeId> {
    let actor = Actor::Person(person);
    let service = store::projections::find_service(turn.conn).await?;
    let office = service.next_office();
    turn.enter(OfficeId::SERVICE, actor, vec![Event::OfficeOpened { office, group }]).await?;
    let name: String = name.chars().take(NAME_CHARACTERS_MAX).collect();
    let manners = turn.ctx.manners;
    // Joint until somebody says that it is their own: the careful choice shows no names.
    let set_up = Event::OfficeSetUp { name, group, kind: GroupKind::Joint, zone: manners.zone, lang: manners.lang };
    let lists = service.calendar.dropped_in().map(|list| Event::CalendarSet { list: list.clone() });
    let events = std::iter::once(set_up).chain(lists).chain([Event::StaffJoined { person }]).collect();
    turn.enter(office, actor, events).await?;
    Ok(office)
}

async fn ask_operators(turn: &mut Turn<'_>, speaker: &Speaker, by: PersonId, title: &str) -> Turned {
    let operators = store::projections::find_service(turn.conn).await?.operators;
    if operators.is_empty() {
        return Err(Refusal::NoOperator.into());
    }
    for operator in operators {
        let slot = Slot::SetupAsked { group: speaker.chat, title: title.to_owned(), by };
        turn.tell(Tell::answer(To::Person(operator), slot)).await?;
    }
    turn.toast(speaker, Toast::Silent).await?;
    turn.add(speaker, Slot::Refused { refusal: Refusal::SetupClosed }).await
}

/// An operator allows a group; its administrator presses 开始设置 once more.
pub(super) async fn allow(turn: &mut Turn<'_>, speaker: &Speaker, group: ChatNo) -> Turned {
    let person = turn.known(speaker).await?;
    let service = store::projections::find_service(turn.conn).await?;
    if !service.operators.contains(&person) {
        return Err(Refusal::NotYours.into());
    }
    if !service.allowed.contains(&group) {
        turn.enter(OfficeId::SERVICE, Actor::Person(person), vec![Event::GroupAllowed { group }]).await?;
        let hello = Slot::Hello { administrator: true, reads_all: true };
        turn.tell(Tell::answer(To::Chat(group), hello)).await?;
    }
    turn.toast(speaker, Toast::Set).await
}

/// A staff member who cannot be written to gets one button to change that.
async fn ask_to_open_private(turn: &mut Turn<'_>, speaker: &Speaker, person: PersonId, office: OfficeId) -> Turned {
    let opened = store::person::find_person(turn.conn, person).await?.is_some_and(|row| row.opened_at.is_some());
    if opened {
        return Ok(());
    }
    turn.add(speaker, Slot::OpenPrivate { office }).await
}

/// A choice on the office's card.
pub(super) async fn choose(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, event: Event) -> Turned {
    let office = turn.office(office).await?;
    let person = turn.staff(&office, speaker).await?;
    let same = match &event {
        Event::OfficeKindSet { kind } => *kind == office.kind,
        Event::OfficeZoneSet { zone } => *zone == office.zone,
        Event::OfficeLangSet { lang } => *lang == office.lang,
        _ => false,
    };
    if !same {
        turn.enter(office.id, Actor::Person(person), vec![event]).await?;
    }
    turn.answer(speaker, Slot::OfficeCard { office: office.id }).await?;
    turn.toast(speaker, if same { Toast::Already } else { Toast::Set }).await
}

/// Back to the office's card.
pub(super) async fn card(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId) -> Turned {
    let office = turn.office(office).await?;
    turn.staff(&office, speaker).await?;
    turn.answer(speaker, Slot::OfficeCard { office: office.id }).await?;
    turn.toast(speaker, Toast::Silent).await
}

/// Shows the zones on the card.
pub(super) async fn zones(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId) -> Turned {
    let office = turn.office(office).await?;
    turn.staff(&office, speaker).await?;
    turn.answer(speaker, Slot::Zones { office: office.id }).await?;
    turn.toast(speaker, Toast::Silent).await
}

/// The n-th offered zone.
pub(super) fn zone(n: usize) -> Result<Event, Refusal> {
    ZONES.get(n).map(|zone| Event::OfficeZoneSet { zone: *zone }).ok_or(Refusal::StaleCard)
}

/// The basic group became a supergroup: everything goes to the new number from now on.
pub(super) async fn migrated(turn: &mut Turn<'_>, from: ChatNo, to: ChatNo) -> Turned {
    if let Some(office) = store::projections::find_office_by_group(turn.conn, from).await? {
        turn.enter(office.id, Actor::Machine, vec![Event::GroupMoved { group: to }]).await?;
    }
    super::settle::move_boards(turn.conn, turn.ctx.now, from, to).await?;
    Ok(())
}

/// `/lang` without words offers both; with one it is set: the office's in a group, one's own in private.
pub(super) async fn language(turn: &mut Turn<'_>, speaker: &Speaker, said: &str) -> Turned {
    let lang = match said.trim() {
        "中文" | "汉语" | "简体中文" => Some(Lang::Zh),
        "英文" | "英语" | "English" | "english" => Some(Lang::En),
        said => Lang::of_tag(said),
    };
    match lang {
        None => turn.answer(speaker, Slot::Languages).await,
        Some(lang) => set_language(turn, speaker, lang).await,
    }
}

/// One's own language, or in a group the office's.
pub(super) async fn set_language(turn: &mut Turn<'_>, speaker: &Speaker, lang: Lang) -> Turned {
    if speaker.in_group {
        let office = turn.office_here(speaker).await?;
        let person = turn.staff(&office, speaker).await?;
        if office.lang != lang {
            turn.enter(office.id, Actor::Person(person), vec![Event::OfficeLangSet { lang }]).await?;
        }
    } else {
        let person = speaker.person.ok_or(Refusal::Stranger)?;
        turn.enter(OfficeId::SERVICE, Actor::Person(person), vec![Event::LanguageChosen { person, lang }]).await?;
    }
    turn.answer(speaker, Slot::LanguageSet).await?;
    turn.toast(speaker, Toast::Set).await
}
