//! `deleteMessage`, `pinChatMessage`, `unpinChatMessage`, `setMessageReaction`, `leaveChat`.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::gate;
use crate::sandbox::{
    model::{Message, Service, Standing},
    params::Params,
    refusal::Refusal,
    world::{Answer, World},
};

/// Own messages can be deleted this long.
const DELETABLE: TimeDelta = TimeDelta::hours(48);
/// What a bot may react with.
const REACTIONS: &str = "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡";

pub(super) fn delete_message(world: &mut World, params: &Params) -> Answer {
    let chat = gate::readable(world, params)?;
    let message = named(world, params, chat).ok_or_else(|| Refusal::bad("message to delete not found"))?;
    let place = world.chat(chat);
    let rules = !place.private() && place.bot == Standing::Administrator;
    let own = place.private() || message.from == world.bot;
    let young = world.now() - message.at <= DELETABLE;
    let allowed = rules || (own && young);
    if !allowed {
        return Err(Refusal::bad("message can't be deleted for everyone"));
    }
    let id = message.id;
    world.forget_message(chat, id);
    Ok(json!(true))
}

pub(super) fn pin(world: &mut World, params: &Params) -> Answer {
    let chat = pinnable(world, params)?;
    let id = named(world, params, chat).ok_or_else(|| Refusal::bad("message to pin not found"))?.id;
    let bot = world.bot;
    let place = world.chat_mut(chat);
    place.pinned.retain(|pinned| *pinned != id);
    place.pinned.push(id);
    world.post_service(chat, bot, Service::Pinned(id));
    Ok(json!(true))
}

pub(super) fn unpin(world: &mut World, params: &Params) -> Answer {
    let chat = pinnable(world, params)?;
    let pinned = &world.chat(chat).pinned;
    let id = params.integer("message_id").or_else(|| pinned.last().copied());
    let known = id.filter(|id| pinned.contains(id)).ok_or_else(|| Refusal::bad("message to unpin not found"))?;
    world.chat_mut(chat).pinned.retain(|pinned| *pinned != known);
    Ok(json!(true))
}

pub(super) fn react(world: &mut World, params: &Params) -> Answer {
    let chat = gate::writable(world, params)?;
    let id = named(world, params, chat).ok_or_else(|| Refusal::bad("message to react not found"))?.id;
    let reactions = params.object("reaction")?.unwrap_or_default();
    // What is no emoji of the list, such as a custom one, is none at all.
    let emoji = |one: &Value| one.get("emoji").and_then(Value::as_str).unwrap_or_default().to_owned();
    let emoji: Vec<String> = reactions.as_array().into_iter().flatten().map(emoji).collect();
    let reaction = match &emoji[..] {
        [] => None,
        [one] if REACTIONS.split(' ').any(|known| known == one) => Some(one.clone()),
        [_] => return Err(Refusal::bad("REACTION_INVALID")),
        _ => return Err(Refusal::bad("REACTIONS_TOO_MANY")),
    };
    world.chat_mut(chat).messages.entry(id).and_modify(|message| message.reaction = reaction);
    Ok(json!(true))
}

pub(super) fn leave(world: &mut World, params: &Params) -> Answer {
    let chat = gate::readable(world, params)?;
    if chat > 0 {
        return Err(Refusal::bad("chat member status can't be changed in private chats"));
    }
    let bot = world.bot;
    world.post_silent(chat, bot, Service::Left(bot));
    world.stand(chat, bot, Standing::Left);
    Ok(json!(true))
}

fn pinnable(world: &World, params: &Params) -> Result<i64, Refusal> {
    let chat = gate::writable(world, params)?;
    let place = world.chat(chat);
    if place.private() || (place.bot == Standing::Administrator && !place.bot_pins_not) {
        return Ok(chat);
    }
    Err(Refusal::bad("not enough rights to manage pinned messages in the chat"))
}

fn named<'a>(world: &'a World, params: &Params, chat: i64) -> Option<&'a Message> {
    world.message(chat, params.integer("message_id")?)
}
