//! What people at the page do.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    extract::{Multipart, State},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Fault;
use crate::sandbox::{events::PageEvent, shared::Shared, world::World};

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

/// Fields `as`, `chat`, `caption`, `reply_to` and the part `file`, in any order.
pub(super) async fn send_file(State(shared): State<Arc<Shared>>, mut parts: Multipart) -> Result<Json<Value>, Fault> {
    let broken = |_| Fault::bad("the upload broke off or is too large");
    let (mut user, mut chat, mut caption, mut reply_to, mut file) = (None, None, String::new(), None, None);
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            let name = part.file_name().unwrap_or("file").to_owned();
            file = Some((name, part.bytes().await.map_err(broken)?.to_vec()));
            continue;
        }
        let text = part.text().await.map_err(broken)?;
        match name.as_str() {
            "as" => user = text.parse().ok(),
            "chat" => chat = text.parse().ok(),
            "reply_to" => reply_to = text.parse().ok(),
            "caption" => caption = text,
            _ => {}
        }
    }
    let (Some(user), Some(chat), Some((name, bytes))) = (user, chat, file) else {
        return Err(Fault::bad("as, chat and file are needed"));
    };
    shared.change(|world| {
        admit(world, user, chat)?;
        let message = world.send_file(user, chat, &name, bytes, &caption, reply_to);
        Ok(Json(json!({ "message": message })))
    })
}

fn admit(world: &World, user: i64, chat: i64) -> Result<(), Fault> {
    if world.may_write(user, chat) { Ok(()) } else { Err(Fault::missing("this person is not in that chat")) }
}
