//! The first minutes in a group, and languages.

use crate::chat::{Button, Outgoing, Text};
use crate::conversation::press::Press;
use crate::conversation::setup::ZONES;
use crate::conversation::start::OPENED;
use crate::domain::{ChatNo, GroupKind, Lang, Moment, OfficeId, PersonId, Slot};
use crate::say;
use crate::store::Result;

use super::pen::{Pen, button, lines};

/// Whatever is said in the first minutes, and about languages.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    Ok(match slot {
        Slot::Hello { administrator, reads_all } => Some(hello(pen, *administrator, *reads_all)),
        Slot::SetupAsked { group, title, by } => asked(pen, *group, title, *by).await?,
        Slot::OfficeCard { office } => card(pen, *office).await?,
        Slot::Zones { office } => zones(pen, *office).await?,
        Slot::OpenPrivate { .. } => Some(open_private(pen)),
        Slot::OperatorWelcome => Some(operator_welcome(pen)),
        Slot::Languages => Some(languages(pen)),
        Slot::LanguageSet => Some(language_set(pen)),
        _ => None,
    })
}

fn hello(pen: &Pen<'_>, administrator: bool, reads_all: bool) -> Outgoing {
    let mut text = vec![say!(pen.words, Hello)];
    if !administrator && !reads_all {
        text.extend([String::new(), say!(pen.words, HelloNeedsRight)]);
    }
    Outgoing { buttons: vec![vec![button(say!(pen.words, ButtonSetup), Press::Setup)]], ..lines(&text) }
}

async fn asked(pen: &mut Pen<'_>, group: ChatNo, title: &str, by: PersonId) -> Result<Option<Outgoing>> {
    let name = pen.name(by).await?;
    let text = [say!(pen.words, SetupAsked { name: name, title: title })];
    let buttons = vec![vec![button(say!(pen.words, ButtonAgree), Press::Allow(group))]];
    Ok(Some(Outgoing { buttons, ..lines(&text) }))
}

async fn card(pen: &mut Pen<'_>, id: OfficeId) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let (own, joint) = (say!(pen.words, KindOwn), say!(pen.words, KindJoint));
    let kind = match office.kind {
        GroupKind::Own => &own,
        GroupKind::Joint => &joint,
    };
    let text = Text::new()
        .bold(say!(pen.words, OfficeReady { name: &office.name }))
        .line()
        .then(say!(pen.words, OfficeKindAsk))
        .line()
        .line()
        .then(say!(pen.words, OfficeFacts { kind: kind, zone: office.zone.name() }))
        .line()
        .then(say!(pen.words, OfficeNext));
    let mark = |label: &str, on: bool| if on { format!("✓ {label}") } else { label.to_owned() };
    let other = match office.lang {
        Lang::Zh => ("English", Lang::En),
        Lang::En => ("中文", Lang::Zh),
    };
    let buttons = vec![
        vec![
            button(mark(&own, office.kind == GroupKind::Own), Press::Own(id)),
            button(mark(&joint, office.kind == GroupKind::Joint), Press::Joint(id)),
        ],
        vec![button(say!(pen.words, ButtonZone), Press::Zones(id)), button(other.0, Press::OfficeLang(id, other.1))],
    ];
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

async fn zones(pen: &mut Pen<'_>, id: OfficeId) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let mark = |zone: &str| if zone == office.zone.name() { format!("✓ {zone}") } else { zone.to_owned() };
    let all: Vec<Button> =
        ZONES.iter().enumerate().map(|(n, zone)| button(mark(zone.name()), Press::Zone(id, n))).collect();
    let mut buttons: Vec<Vec<Button>> = all.chunks(2).map(<[Button]>::to_vec).collect();
    buttons.push(vec![button(say!(pen.words, ButtonBack), Press::Office(id))]);
    Ok(Some(Outgoing { buttons, ..lines(&[say!(pen.words, ZonesAsk)]) }))
}

fn open_private(pen: &Pen<'_>) -> Outgoing {
    let open = Button::Url { label: say!(pen.words, ButtonOpenPrivate), url: pen.start_link(OPENED) };
    Outgoing { buttons: vec![vec![open]], ..lines(&[say!(pen.words, OpenPrivate)]) }
}

fn operator_welcome(pen: &Pen<'_>) -> Outgoing {
    Outgoing { buttons: vec![vec![pen.add_to_group()]], ..lines(&[say!(pen.words, OperatorWelcome)]) }
}

fn languages(pen: &Pen<'_>) -> Outgoing {
    let buttons = vec![vec![button("中文", Press::Lang(Lang::Zh)), button("English", Press::Lang(Lang::En))]];
    Outgoing { buttons, ..lines(&[say!(pen.words, Languages)]) }
}

fn language_set(pen: &Pen<'_>) -> Outgoing {
    lines(&[say!(pen.words, LanguageSet)])
}

/// The service was away, and what to do.
pub(super) async fn tap_again(
    pen: &mut Pen<'_>,
    office: OfficeId,
    (from, until): (Moment, Moment),
) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(office).await? else { return Ok(None) };
    let times = pen.times(office.zone);
    let (from, until) = (times.moment(from), times.moment(until));
    Ok(Some(lines(&[say!(pen.words, TapAgain { from: from, until: until })])))
}
