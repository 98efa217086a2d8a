//! One turn of a conversation: what it reads and writes, and how it ends.

use crate::domain::{
    Actor, Card, ChatNo, Entry, Event, GroupKind, Lane, Moment, Office, OfficeId, PersonId, Refusal, Slot, Tell, To,
    Toast,
};
use crate::store::ledger::Said;
use crate::store::{self, Conn, StoreError, Tx};

use super::context::Context;
use super::edited;

/// Why a turn ended before its end.
#[derive(Debug, thiserror::Error)]
pub(super) enum Halt {
    /// The person asked for what cannot be; they are told.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// They lead for several offices and did not say for which.
    #[error("which of {0:?}")]
    WhichOffice(Vec<OfficeId>),
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// How a turn, or a part of one, ends.
pub(super) type Turned<T = ()> = Result<T, Halt>;

/// One turn.
pub(super) struct Turn<'a> {
    /// The transaction it happens in.
    pub(super) conn: &'a mut Tx,
    /// What it was given.
    pub(super) ctx: Context<'a>,
    /// When what it comes from was said: from then on an answer counts.
    pub(super) said_at: Moment,
    /// What it comes from, for the ledger.
    pub(super) source: String,
    /// The office that it turned out to be about.
    pub(super) about: Option<OfficeId>,
    /// Whose it is, as far as they are known.
    pub(super) person: Option<PersonId>,
}

/// Who speaks, where, and what it answers.
#[derive(Clone, Debug)]
pub(super) struct Speaker {
    /// Chat app's user number.
    pub(super) user: i64,
    /// Display name.
    pub(super) name: String,
    /// Language of their app.
    pub(super) language: Option<String>,
    /// No person stands behind it.
    pub(super) hidden: bool,
    /// An anonymous administrator of this very group.
    pub(super) anonymous_administrator: bool,
    /// Known to us.
    pub(super) person: Option<PersonId>,
    /// Where they speak.
    pub(super) chat: ChatNo,
    /// In a group.
    pub(super) in_group: bool,
    /// Their message, to be answered.
    pub(super) message: Option<i64>,
    /// Its forum topic.
    pub(super) topic: Option<i64>,
    /// The office they chose where there are several.
    pub(super) chosen: Option<OfficeId>,
    /// The card they pressed, and the press to be answered.
    pub(super) pressed: Option<(Card, String)>,
}

impl<'a> Turn<'a> {
    /// A turn of what was said only now.
    pub(super) fn new(conn: &'a mut Tx, ctx: Context<'a>, source: String) -> Self {
        Self { conn, ctx, said_at: ctx.now, source, about: None, person: None }
    }
}

impl Turn<'_> {
    /// Enters facts on an office's ledger.
    pub(super) async fn enter(&mut self, office: OfficeId, actor: Actor, events: Vec<Event>) -> Turned<Vec<Entry>> {
        if events.is_empty() {
            return Ok(Vec::new());
        }
        let source = edited::on_ledger(self.conn, &self.source).await?;
        let said = Said { at: self.said_at, heard_at: self.ctx.now };
        Ok(store::ledger::append_said(self.conn, office, actor, Some(&source), said, events).await?)
    }

    /// Hands a message to the outbox.
    pub(super) async fn tell(&mut self, tell: Tell) -> Turned {
        store::outbox::insert(self.conn, &tell, self.ctx.now).await?;
        Ok(())
    }

    /// Answers where it was asked: a press by changing its card, words by a reply.
    pub(super) async fn answer(&mut self, to: &Speaker, slot: Slot) -> Turned {
        let tell = Tell {
            edits: to.pressed.as_ref().map(|(card, _)| *card),
            replies_to: to.message.filter(|_| to.in_group),
            topic: to.topic,
            ..Tell::answer(To::Chat(to.chat), slot)
        };
        self.tell(tell).await
    }

    /// Answers with a message of its own, even after a press.
    pub(super) async fn add(&mut self, to: &Speaker, slot: Slot) -> Turned {
        self.tell(Tell { topic: to.topic, ..Tell::answer(To::Chat(to.chat), slot) }).await
    }

    /// The short line after a press; nothing if nobody pressed.
    pub(super) async fn toast(&mut self, to: &Speaker, toast: Toast) -> Turned {
        let Some((_, press)) = &to.pressed else { return Ok(()) };
        self.tell(Tell::answer(To::Press { press: press.clone(), chat: to.chat }, Slot::Toast { toast })).await
    }

    /// Says no: over the chat after a press, else as a reply.
    pub(super) async fn refuse(&mut self, to: &Speaker, refusal: Refusal) -> Turned {
        match &to.pressed {
            Some((_, press)) => {
                let slot = Slot::ToastRefused { refusal };
                self.tell(Tell::answer(To::Press { press: press.clone(), chat: to.chat }, slot)).await
            }
            None => self.answer(to, Slot::Refused { refusal }).await,
        }
    }

    /// The person who speaks, entered among the known if need be; a hidden sender is none.
    pub(super) async fn known(&mut self, speaker: &Speaker) -> Turned<PersonId> {
        if speaker.hidden {
            return Err(Refusal::HiddenSender.into());
        }
        let language = speaker.language.as_deref();
        let person = store::person::upsert_user(self.conn, speaker.user, &speaker.name, language).await?;
        self.person = Some(person);
        Ok(person)
    }

    /// The office of the group that is spoken in, or in private the one office that this person is staff of.
    pub(super) async fn office_here(&mut self, speaker: &Speaker) -> Turned<Office> {
        if speaker.in_group {
            return store::projections::find_office_by_group(self.conn, speaker.chat)
                .await?
                .ok_or(Refusal::NoOffice.into());
        }
        self.office_led(speaker).await
    }

    /// The one office that this person is staff of, or the one they chose.
    pub(super) async fn office_led(&mut self, speaker: &Speaker) -> Turned<Office> {
        if let Some(chosen) = speaker.chosen {
            return self.office(chosen).await;
        }
        let mut offices = self.offices_of(speaker).await?;
        match (offices.pop(), offices.is_empty()) {
            (None, _) => Err(Refusal::ForStaff.into()),
            (Some(only), true) => Ok(only),
            (Some(last), false) => {
                Err(Halt::WhichOffice(offices.iter().chain([&last]).map(|office| office.id).collect()))
            }
        }
    }

    /// The offices that this person has acted for.
    pub(super) async fn offices_of(&mut self, speaker: &Speaker) -> Turned<Vec<Office>> {
        let Some(person) = speaker.person else { return Ok(vec![]) };
        Ok(store::projections::list_offices_of_staff(self.conn, person).await?)
    }

    /// The office by its number, if it is one.
    pub(super) async fn office(&mut self, id: OfficeId) -> Turned<Office> {
        self.about = Some(id);
        store::projections::find_office(self.conn, id).await?.ok_or(Refusal::StaleCard.into())
    }

    /// Lets only the group's administrators on, as the chat app lists them now; first acts are entered.
    pub(super) async fn staff(&mut self, office: &Office, speaker: &Speaker) -> Turned<PersonId> {
        if speaker.hidden {
            return Err(Refusal::HiddenSender.into());
        }
        // Whoever is turned away does not become known by it.
        self.administers(office.group, speaker)?;
        let person = self.known(speaker).await?;
        if !office.staff.contains(&person) {
            self.enter(office.id, Actor::Person(person), vec![Event::StaffJoined { person }]).await?;
        }
        Ok(person)
    }

    /// Lets administrators on, anonymous ones too: for looking, and for drafts that a press will confirm.
    pub(super) async fn staff_or_hidden(&mut self, office: &Office, speaker: &Speaker) -> Turned<Option<PersonId>> {
        if speaker.anonymous_administrator && speaker.chat == office.group {
            return Ok(None);
        }
        self.staff(office, speaker).await.map(Some)
    }

    /// Lets on who may look: staff, and in an office's own group its members.
    pub(super) async fn reader(&mut self, office: &Office, speaker: &Speaker) -> Turned {
        let own_group = office.kind == GroupKind::Own && speaker.in_group && speaker.chat == office.group;
        if own_group {
            return Ok(());
        }
        self.staff_or_hidden(office, speaker).await.map(|_| ())
    }

    /// Lets only administrators of this chat on.
    pub(super) fn administers(&self, group: ChatNo, speaker: &Speaker) -> Turned {
        match self.ctx.rights.administers(speaker.user, group) {
            Some(true) => Ok(()),
            Some(false) => Err(Refusal::NotStaff.into()),
            None => Err(Refusal::RightsUnknown.into()),
        }
    }
}

/// A list for staff, drawn with names (true) or without: into the office's own group, or the private chat of its owner; a
/// joint group has totals, where the owner cannot be written to.
pub async fn list_for_staff(
    conn: &mut Conn,
    office: &Office,
    owner: Actor,
    slot: impl Fn(bool) -> Slot,
) -> Result<Tell, StoreError> {
    if office.kind == GroupKind::Own {
        return Ok(Tell::answer(To::Office(office.id), slot(true)));
    }
    if let Actor::Person(person) = owner
        && store::person::find_person(conn, person).await?.is_some_and(|row| row.opened_at.is_some())
    {
        return Ok(Tell::answer(To::Person(person), slot(true)));
    }
    Ok(Tell::answer(To::Office(office.id), slot(false)))
}

/// Staff mail that names departments: the group if it is the office's own, else the private chat of who asked or owns it.
#[must_use]
pub fn lead_mail(office: &Office, owner: Actor, slot: Slot) -> Tell {
    let to = match (office.kind, owner) {
        (GroupKind::Joint, Actor::Person(person)) => To::Person(person),
        _ => To::Office(office.id),
    };
    Tell { lane: Lane::Answer, ..Tell::answer(to, slot) }
}
