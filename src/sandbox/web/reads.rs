//! What the page reads: world, messages, menus, files.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, Query, State},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Fault;
use crate::sandbox::{
    Shown,
    events::moment,
    model::{Chat, Fate, Kind, User},
    shared::Shared,
    shown::ShownButton,
    world::World,
};

/// `?chat=`
#[derive(Deserialize)]
pub(super) struct OfChat {
    chat: i64,
}

/// `?chat=&as=`
#[derive(Deserialize)]
pub(super) struct OfChatAs {
    chat: i64,
    r#as: i64,
}

pub(super) async fn world(State(shared): State<Arc<Shared>>) -> Json<Value> {
    Json(shared.look(world_json))
}

pub(super) async fn messages(State(shared): State<Arc<Shared>>, Query(query): Query<OfChat>) -> Json<Value> {
    let shown = shared.look(|world| world.shown(query.chat));
    Json(shown.iter().map(message_json).collect())
}

pub(super) async fn commands(State(shared): State<Arc<Shared>>, Query(query): Query<OfChatAs>) -> Json<Value> {
    let menu = shared.look(|world| world.menu(query.chat, query.r#as));
    let command = |(name, description)| json!({ "command": name, "description": description });
    Json(menu.into_iter().map(command).collect())
}

/// Always a download, never shown in place: files come from anyone.
pub(super) async fn file(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Result<Response, Fault> {
    let file = shared.look(|world| world.files.get(&id).cloned()).ok_or_else(|| Fault::missing("no such file"))?;
    let name: String =
        url::form_urlencoded::byte_serialize(file.name.as_bytes()).collect::<String>().replace('+', "%20");
    let headers = [
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, file.bytes).into_response())
}

fn world_json(world: &World) -> Value {
    let people = world.users.values().filter(|user| !user.bot);
    let groups = world.chats.values().filter(|chat| !chat.private() && chat.fate == Fate::Stands);
    let private = people.clone().map(|user| private_json(world, user));
    let chats: Vec<Value> = groups.map(|chat| chat_json(world, chat, None)).chain(private).collect();
    let people: Vec<Value> = people
        .map(|user| json!({ "id": user.id, "name": user.name, "language": user.language, "played": user.played }))
        .collect();
    let bot = json!({ "id": world.bot, "username": world.bot_username, "name": world.users[&world.bot].name });
    json!({
        "now": moment(world.now()),
        "zone": world.zone,
        "scenario": world.scenario,
        "bot": bot,
        "people": people,
        "chats": chats,
    })
}

/// A person's chat with the bot, opened yet or not.
fn private_json(world: &World, user: &User) -> Value {
    match world.find_chat(user.id) {
        Some(chat) => chat_json(world, chat, Some(user)),
        None => chat_json(world, &Chat::new(user.id, Kind::Private, user.name.clone()), Some(user)),
    }
}

fn chat_json(world: &World, chat: &Chat, user: Option<&User>) -> Value {
    let mut written = chat.messages.values().filter(|message| message.service.is_none());
    let count = written.clone().count();
    let last = written.next_back().map(|message| {
        let file = || Some(world.files[message.media.as_ref()?.file()?].name.clone());
        let sign = || message.media.as_ref()?.sign();
        let text = if message.body.text.is_empty() {
            file().or_else(sign).unwrap_or_default()
        } else {
            as_seen(&message.body.text).to_owned()
        };
        json!({ "text": text, "at": moment(message.at), "bot": message.from == world.bot })
    });
    json!({
        "id": chat.id,
        "kind": if chat.private() { "private" } else { "group" },
        "title": chat.title,
        "user": user.map(|user| user.id),
        "members": members_json(world, chat),
        "last": last,
        "count": count,
        "started": chat.bot.present(),
    })
}

fn members_json(world: &World, chat: &Chat) -> Vec<Value> {
    let name = |user: &i64| world.users.get(user).map(|user| user.name.clone()).unwrap_or_default();
    let mut members: Vec<Value> = chat
        .members
        .iter()
        .map(|(user, member)| json!({ "id": user, "name": name(user), "role": member.role.name() }))
        .collect();
    if !chat.private() && chat.bot.present() {
        let role = if chat.bot.present_as_admin() { "administrator" } else { "member" };
        members.push(json!({ "id": world.bot, "name": name(&world.bot), "role": role }));
    }
    members
}

fn message_json(shown: &Shown) -> Value {
    let buttons: Vec<Vec<Value>> = shown.buttons.iter().map(|row| row.iter().map(button_json).collect()).collect();
    let file = shown
        .file
        .as_ref()
        .map(|file| json!({ "id": file.id, "name": file.name, "size": file.size, "photo": file.photo }));
    json!({
        "id": shown.id,
        "from": shown.from,
        "name": shown.from_name,
        "bot": shown.bot,
        "at": moment(shown.at),
        "edited": shown.edited_at.map(moment),
        "html": if as_seen(&shown.text) == shown.text { &shown.html } else { as_seen(&shown.text) },
        "text": as_seen(&shown.text),
        "buttons": buttons,
        "file": file,
        "sign": shown.sign,
        "album": shown.album,
        "forwarded": shown.forwarded_from,
        "reply_to": shown.reply_to,
        "pinned": shown.pinned,
        "reaction": shown.reaction,
    })
}

/// People see `/start` alone; the code of a link goes to the bot only.
fn as_seen(text: &str) -> &str {
    match text.split_once(' ') {
        Some(("/start", code)) if !code.is_empty() => "/start",
        _ => text,
    }
}

fn button_json(button: &ShownButton) -> Value {
    let mut json = json!({ "label": button.label });
    if let Some(data) = &button.data {
        json["data"] = json!(data);
    }
    if let Some(url) = &button.url {
        json["url"] = json!(url);
    }
    json
}
