//! What people at the page do.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    extract::{Multipart, State},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Fault;
use crate::sandbox::{
    events::PageEvent,
    media::{ALBUM, Media, Picked},
    model::Message,
    shared::Shared,
    world::World,
};

/// So long a press waits for its answer, in real time.
const TOAST_WAIT: Duration = Duration::from_secs(3);

/// Words of a person.
#[derive(Deserialize)]
pub(super) struct Say {
    r#as: i64,
    chat: i64,
    text: String,
    reply_to: Option<i64>,
}

/// A start, perhaps with a code.
#[derive(Deserialize)]
pub(super) struct Start {
    r#as: i64,
    code: Option<String>,
}

/// A press.
#[derive(Deserialize)]
pub(super) struct Press {
    r#as: i64,
    chat: i64,
    message: i64,
    data: String,
}

/// What is no file.
#[derive(Deserialize)]
pub(super) struct Sign {
    r#as: i64,
    chat: i64,
    #[serde(flatten)]
    what: What,
    reply_to: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    Sticker(String),
    Voice(u32),
    Location(f64, f64),
}

/// Words changed.
#[derive(Deserialize)]
pub(super) struct Edit {
    r#as: i64,
    chat: i64,
    message: i64,
    text: String,
}

/// A message of a chat; `to` says where it is sent on to.
#[derive(Deserialize)]
pub(super) struct Chosen {
    r#as: i64,
    chat: i64,
    message: i64,
    to: Option<i64>,
}

/// Whom someone plays.
#[derive(Deserialize)]
pub(super) struct Play {
    user: i64,
}

pub(super) async fn say(State(shared): State<Arc<Shared>>, Json(say): Json<Say>) -> Result<Json<Value>, Fault> {
    if say.text.trim().is_empty() {
        return Err(Fault::bad("nothing to say"));
    }
    shared.change(|world| {
        admit(world, say.r#as, say.chat)?;
        let message = world.say(say.r#as, say.chat, &say.text, say.reply_to, None);
        Ok(Json(json!({ "message": message })))
    })
}

pub(super) async fn start(State(shared): State<Arc<Shared>>, Json(start): Json<Start>) -> Result<Json<Value>, Fault> {
    let code = start.code.filter(|code| !code.is_empty());
    let letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    if code.as_ref().is_some_and(|code| code.len() > 64 || !code.chars().all(letter)) {
        return Err(Fault::bad("a code has up to 64 letters, digits, _ and -"));
    }
    shared.change(|world| {
        admit(world, start.r#as, start.r#as)?;
        let message = world.start(start.r#as, code.as_deref());
        Ok(Json(json!({ "message": message })))
    })
}

pub(super) async fn press(State(shared): State<Arc<Shared>>, Json(press): Json<Press>) -> Result<Json<Value>, Fault> {
    let mut changes = shared.watch();
    let id = shared.change(|world| {
        admit(world, press.r#as, press.chat)?;
        if !world.chats.contains_key(&press.chat) {
            return Err(Fault::missing("nothing there to press"));
        }
        Ok(world.press(press.r#as, press.chat, press.message, &press.data))
    })?;
    let answered = async {
        loop {
            if let Some(toast) = shared.look(|world| world.toast(&id)) {
                return toast;
            }
            changes.changed().await.expect("the box outlives its requests");
        }
    };
    let (text, alert) = tokio::time::timeout(TOAST_WAIT, answered).await.unwrap_or_default();
    let toast = Some(text).filter(|text| !text.is_empty());
    Ok(Json(json!({ "toast": toast, "alert": alert })))
}

pub(super) async fn play(State(shared): State<Arc<Shared>>, Json(play): Json<Play>) -> Result<Json<Value>, Fault> {
    shared.change(|world| {
        let user = world.users.get_mut(&play.user).ok_or_else(|| Fault::missing("no such person"))?;
        user.played = true;
        world.news.insert(PageEvent::World);
        Ok(Json(json!({})))
    })
}

/// A sticker, a voice or a place.
pub(super) async fn send_sign(State(shared): State<Arc<Shared>>, Json(sign): Json<Sign>) -> Result<Json<Value>, Fault> {
    let media = match sign.what {
        What::Sticker(face) => Media::Sticker(face),
        What::Voice(seconds) => Media::Voice(seconds),
        What::Location(latitude, longitude) => Media::Location(latitude, longitude),
    };
    shared.change(|world| {
        admit(world, sign.r#as, sign.chat)?;
        let message = world.send_media(sign.r#as, sign.chat, media, sign.reply_to);
        Ok(Json(json!({ "message": message })))
    })
}

/// Everybody edits their own words alone.
pub(super) async fn edit(State(shared): State<Arc<Shared>>, Json(edit): Json<Edit>) -> Result<Json<Value>, Fault> {
    shared.change(|world| {
        let message = found(world, edit.r#as, edit.chat, edit.message)?;
        if message.from != edit.r#as || message.forwarded.is_some() {
            return Err(Fault::bad("only own words can be edited"));
        }
        if edit.text.trim().is_empty() && message.media.is_none() {
            return Err(Fault::bad("nothing to say"));
        }
        world.edit(edit.r#as, edit.chat, edit.message, &edit.text);
        Ok(Json(json!({})))
    })
}

/// In private everything can be deleted, in a group what is one's own.
pub(super) async fn delete(State(shared): State<Arc<Shared>>, Json(it): Json<Chosen>) -> Result<Json<Value>, Fault> {
    shared.change(|world| {
        let message = found(world, it.r#as, it.chat, it.message)?;
        if it.chat != it.r#as && message.from != it.r#as {
            return Err(Fault::bad("only own words can be deleted here"));
        }
        world.forget_message(it.chat, it.message);
        Ok(Json(json!({})))
    })
}

pub(super) async fn forward(State(shared): State<Arc<Shared>>, Json(it): Json<Chosen>) -> Result<Json<Value>, Fault> {
    shared.change(|world| {
        let message = found(world, it.r#as, it.chat, it.message)?;
        let to = it.to.unwrap_or(it.r#as);
        admit(world, it.r#as, to)?;
        let message = world.forward(it.r#as, to, &message);
        Ok(Json(json!({ "message": message })))
    })
}

/// Fields `as`, `chat`, `caption`, `reply_to`, `photos` and one or several parts `file`, in any order.
pub(super) async fn send_file(State(shared): State<Arc<Shared>>, mut parts: Multipart) -> Result<Json<Value>, Fault> {
    let broken = |_| Fault::bad("the upload broke off or is too large");
    let (mut user, mut chat, mut reply_to) = (None, None, None);
    let mut picked = Picked { photos: false, files: Vec::new(), caption: String::new() };
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            let name = part.file_name().unwrap_or("file").to_owned();
            picked.files.push((name, part.bytes().await.map_err(broken)?.to_vec()));
            continue;
        }
        let text = part.text().await.map_err(broken)?;
        match name.as_str() {
            "as" => user = text.parse().ok(),
            "chat" => chat = text.parse().ok(),
            "reply_to" => reply_to = text.parse().ok(),
            "photos" => picked.photos = text == "true",
            "caption" => picked.caption = text,
            _ => {}
        }
    }
    let (Some(user), Some(chat), false) = (user, chat, picked.files.is_empty()) else {
        return Err(Fault::bad("as, chat and file are needed"));
    };
    if picked.files.len() > *ALBUM.end() {
        return Err(Fault::bad("an album holds up to 10 files"));
    }
    shared.change(|world| {
        admit(world, user, chat)?;
        let messages = world.send_files(user, chat, picked, reply_to);
        Ok(Json(json!({ "message": messages[0], "messages": messages })))
    })
}

fn admit(world: &World, user: i64, chat: i64) -> Result<(), Fault> {
    if world.may_write(user, chat) { Ok(()) } else { Err(Fault::missing("this person is not in that chat")) }
}

/// A message that people wrote or the bot, of a chat that this person is in.
fn found(world: &World, user: i64, chat: i64, message: i64) -> Result<Message, Fault> {
    admit(world, user, chat)?;
    let message = world.message(chat, message).filter(|message| message.service.is_none());
    message.cloned().ok_or_else(|| Fault::missing("no such message"))
}
