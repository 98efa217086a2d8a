//! A chat as its people see it.

use chrono::{DateTime, Utc};

use super::{
    media::Media,
    model::{Button, Message, Press},
    world::World,
};

/// A message as shown. Service messages are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its number in the chat.
    pub id: i64,
    /// Who wrote it.
    pub from: i64,
    /// Under this name.
    pub from_name: String,
    /// The bot wrote it.
    pub bot: bool,
    /// When.
    pub at: DateTime<Utc>,
    /// When changed last.
    pub edited_at: Option<DateTime<Utc>>,
    /// Text or caption.
    pub text: String,
    /// The same with its emphasis, safe for a page.
    pub html: String,
    /// Rows of buttons.
    pub buttons: Vec<Vec<ShownButton>>,
    /// A document or a photo.
    pub file: Option<ShownFile>,
    /// What stands there in place of words: a sticker, a voice, a place.
    pub sign: Option<String>,
    /// Files of one album share this.
    pub album: Option<String>,
    /// Whose words these were first.
    pub forwarded_from: Option<String>,
    /// The message it answers.
    pub reply_to: Option<i64>,
    /// The forum topic it stands in.
    pub topic: Option<i64>,
    /// It is pinned.
    pub pinned: bool,
    /// The bot's reaction.
    pub reaction: Option<String>,
}

/// A button as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownButton {
    /// On it.
    pub label: String,
    /// What a press sends.
    pub data: Option<String>,
    /// Where it leads.
    pub url: Option<String>,
}

/// A document as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownFile {
    /// Its handle.
    pub id: String,
    /// Its name.
    pub name: String,
    /// In bytes.
    pub size: usize,
    /// Sent as a photo.
    pub photo: bool,
}

impl World {
    /// All messages of a chat, oldest first.
    pub(super) fn shown(&self, chat: i64) -> Vec<Shown> {
        let Some(place) = self.find_chat(chat) else { return Vec::new() };
        let written = place.messages.values().filter(|message| message.service.is_none());
        written.map(|message| self.show(message, place.pinned.contains(&message.id))).collect()
    }

    fn show(&self, message: &Message, pinned: bool) -> Shown {
        let from_name = match &message.sender_chat {
            Some((_, title)) => title.clone(),
            None => self.users.get(&message.from).map(|user| user.name.clone()).unwrap_or_default(),
        };
        let media = message.media.as_ref();
        let file = media.and_then(|media| media.file()).map(|id| {
            let file = &self.files[id];
            let photo = matches!(media, Some(Media::Photo(_)));
            ShownFile { id: id.to_owned(), name: file.name.clone(), size: file.bytes.len(), photo }
        });
        Shown {
            id: message.id,
            from: message.from,
            from_name,
            bot: message.from == self.bot,
            at: message.at,
            edited_at: message.edited_at,
            text: message.body.text.clone(),
            html: message.body.to_html(),
            buttons: message.buttons.iter().map(|row| row.iter().map(show_button).collect()).collect(),
            file,
            sign: media.and_then(Media::sign),
            album: message.album.clone(),
            forwarded_from: message.forwarded.and_then(|(from, _)| self.users.get(&from)).map(|user| user.name.clone()),
            reply_to: message.reply_to,
            topic: message.topic,
            pinned,
            reaction: message.reaction.clone(),
        }
    }
}

fn show_button(button: &Button) -> ShownButton {
    let (data, url) = match &button.press {
        Press::Data(data) => (Some(data.clone()), None),
        Press::Url(url) => (None, Some(url.clone())),
        Press::Other(_) => (None, None),
    };
    ShownButton { label: button.label.clone(), data, url }
}
