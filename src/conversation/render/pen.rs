//! What every rendering needs: whose language, what is now, and where to look things up.

use chrono_tz::Tz;

use crate::chat::{Button, Outgoing, Text};
use crate::conversation::contact::Loaded;
use crate::conversation::press::Press;
use crate::domain::{ChatNo, EntryNo, Lang, Moment, Office, OfficeId, PersonId, Profile, Task, Unreachable};
use crate::say;
use crate::store::{Conn, Result, person, projections};
use crate::wording::{Times, Words, listed};

use super::Now;

/// One reader's pen.
pub(super) struct Pen<'a> {
    pub(super) conn: &'a mut Conn,
    pub(super) words: Words,
    pub(super) now: Moment,
    pub(super) bot: &'a str,
    /// Read in a group.
    pub(super) in_group: bool,
    /// Whose private chat it is, where the message is for a person.
    pub(super) reader: Option<PersonId>,
    /// Heads of ledgers that the message shows.
    pub(super) heads: Vec<(OfficeId, EntryNo)>,
    zone: Tz,
}

impl<'a> Pen<'a> {
    /// For who reads this chat: a person's own language, a group's office's, else the service's.
    pub(super) async fn new(conn: &'a mut Conn, now: Now<'a>, chat: ChatNo, reader: Option<PersonId>) -> Result<Self> {
        let in_group = chat.0 < 0;
        let (lang, office) = if in_group {
            let office = projections::find_office_by_group(conn, chat).await?;
            (office.as_ref().map(|office| office.lang), office)
        } else {
            let row = match reader {
                Some(id) => person::find_person(conn, id).await?,
                None => person::find_person_by_user(conn, chat.0).await?,
            };
            let office = match &row {
                Some(row) => office_of(conn, row.id).await?,
                None => None,
            };
            (language_of(conn, row).await?, office)
        };
        let words = Words::of(lang.unwrap_or(now.manners.lang));
        let zone = office.map_or(now.manners.zone, |office| office.zone);
        Ok(Self { conn, words, now: now.at, bot: &now.bot.username, in_group, reader, heads: Vec::new(), zone })
    }

    /// Moments on this office's clock.
    pub(super) fn times(&self, zone: Tz) -> Times {
        Times { words: self.words, zone, now: self.now }
    }

    /// Moments on the reader's own clock, where no office is at hand.
    pub(super) fn own_times(&self) -> Times {
        self.times(self.zone)
    }

    /// Names in a row.
    pub(super) fn list(&self, names: &[&str]) -> String {
        listed(self.words, names)
    }

    /// The names of a task's items at these places.
    pub(super) fn items(&self, task: &Task, places: impl IntoIterator<Item = usize>) -> String {
        let names: Vec<&str> =
            places.into_iter().filter_map(|at| task.items.get(at)).map(|i| i.name.as_str()).collect();
        self.list(&names)
    }

    /// What a person is called; nothing if unknown, so that the greeting still reads well.
    pub(super) async fn name(&mut self, person: PersonId) -> Result<String> {
        Ok(person::find_person(self.conn, person).await?.and_then(|row| row.name).unwrap_or_default())
    }

    /// The name the roster gives to who sits in this seat, else their own.
    pub(super) async fn name_in(&mut self, loaded: &Loaded, person: PersonId) -> Result<String> {
        let sitting = loaded.dept.seats.iter().find(|s| s.joined == Some(person));
        // A name that came after them is another's.
        let named = sitting.filter(|s| !s.renamed).and_then(|s| s.named);
        match named {
            Some(named) => self.name(named).await,
            None => self.name(person).await,
        }
    }

    pub(super) async fn office(&mut self, id: OfficeId) -> Result<Option<Office>> {
        projections::find_office(self.conn, id).await
    }

    /// A link into the private chat.
    pub(super) fn start_link(&self, code: &str) -> String {
        format!("https://t.me/{}?start={code}", self.bot)
    }

    /// A link that adds the bot to a group.
    pub(super) fn add_to_group(&self) -> Button {
        let url = format!("https://t.me/{}?startgroup=setup", self.bot);
        Button::Url { label: say!(self.words, ButtonAddToGroup), url }
    }
}

/// A button that comes back as this press.
pub(super) fn button(label: impl Into<String>, press: impl Into<Press>) -> Button {
    Button::Press { label: label.into(), data: press.into().encode() }
}

/// A message of plain lines.
pub(super) fn lines(lines: &[String]) -> Outgoing {
    Outgoing { text: Text::plain(lines.join("\n")), ..Outgoing::default() }
}

/// Page buttons below a list.
pub(super) fn pager(words: Words, page: usize, pages: usize, to: impl Fn(usize) -> Press) -> Vec<Button> {
    let mut row = Vec::new();
    if page > 0 {
        row.push(button(say!(words, ButtonPrevious), to(page - 1)));
    }
    if page + 1 < pages {
        row.push(button(say!(words, ButtonNext), to(page + 1)));
    }
    row
}

/// The shortest usual name of a department, for lists.
pub(super) fn short(profile: &Profile) -> &str {
    profile.aliases.first().filter(|alias| !alias.is_ascii()).unwrap_or(&profile.name)
}

/// The group of an office.
pub(super) async fn group_of(conn: &mut Conn, office: OfficeId) -> Result<Option<ChatNo>> {
    Ok(projections::find_office(conn, office).await?.map(|office| office.group))
}

/// The private chat of a person, if the bot may write there.
pub(super) async fn chat_of(conn: &mut Conn, id: PersonId) -> Result<Option<ChatNo>> {
    let row = person::find_person(conn, id).await?;
    Ok(row.filter(|row| row.opened_at.is_some()).and_then(|row| row.user_id).map(ChatNo))
}

/// An office that a person has to do with: whose clock they read.
async fn office_of(conn: &mut Conn, person: PersonId) -> Result<Option<Office>> {
    if let Some((office, ..)) = projections::list_seats_of(conn, person).await?.first() {
        return projections::find_office(conn, *office).await;
    }
    Ok(projections::list_offices_of_staff(conn, person).await?.into_iter().next())
}

async fn language_of(conn: &mut Conn, row: Option<person::PersonRow>) -> Result<Option<Lang>> {
    let Some(row) = row else { return Ok(None) };
    let chosen = projections::find_person_choice(conn, row.id).await?.lang;
    Ok(chosen.or_else(|| row.app_lang.as_deref().and_then(Lang::of_tag)))
}

/// Why a seat cannot be written to, as a mark in lists.
pub(super) fn mark(lost: Option<Unreachable>, joined: bool) -> &'static str {
    match (lost, joined) {
        (Some(_), _) => "⚠️",
        (None, true) => "✅",
        (None, false) => "⬜",
    }
}
