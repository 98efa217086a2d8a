//! Whether the bot may look into a chat, or write there.

use serde_json::json;

use crate::sandbox::{
    model::{Chat, Fate, Standing},
    params::Params,
    refusal::Refusal,
    world::World,
};

/// The chat a call names, if the bot may look into it.
pub(super) fn readable(world: &World, params: &Params) -> Result<i64, Refusal> {
    let id = chat_id(params)?;
    if id > 0 {
        return if world.met.contains(&id) || id == world.bot { Ok(id) } else { Err(not_found()) };
    }
    let chat = world.find_chat(id).ok_or_else(not_found)?;
    present(chat)?;
    Ok(id)
}

/// The chat a call names, if the bot may write there.
pub(super) fn writable(world: &World, params: &Params) -> Result<i64, Refusal> {
    let id = chat_id(params)?;
    if id > 0 {
        person(world, id)?;
        return Ok(id);
    }
    let chat = world.find_chat(id).ok_or_else(not_found)?;
    present(chat)?;
    if chat.bot_muted {
        return Err(Refusal::bad("not enough rights to send text messages to the chat"));
    }
    Ok(id)
}

fn chat_id(params: &Params) -> Result<i64, Refusal> {
    match params.text("chat_id") {
        None => Err(Refusal::bad("chat_id is empty")),
        Some(text) => text.trim().parse().map_err(|_| not_found()),
    }
}

/// Someone who never started the bot, blocked it, or is gone, hears nothing.
fn person(world: &World, id: i64) -> Result<(), Refusal> {
    let user = world.users.get(&id).ok_or_else(not_found)?;
    if user.bot {
        return Err(Refusal::forbidden("the bot can't send messages to the bot"));
    }
    let standing = world.find_chat(id).map_or(Standing::Never, |chat| chat.bot);
    if standing == Standing::Never {
        let known = world.met.contains(&id);
        let stranger = Refusal::forbidden("bot can't initiate conversation with a user");
        return Err(if known { stranger } else { not_found() });
    }
    if user.deactivated {
        return Err(Refusal::forbidden("user is deactivated"));
    }
    if standing == Standing::Kicked {
        return Err(Refusal::forbidden("bot was blocked by the user"));
    }
    Ok(())
}

/// The bot is in the group, and the group still is what it was.
fn present(chat: &Chat) -> Result<(), Refusal> {
    if chat.bot == Standing::Never {
        return Err(not_found());
    }
    match (chat.fate, chat.bot) {
        (Fate::Upgraded(new), _) => {
            let upgraded = Refusal::bad("group chat was upgraded to a supergroup chat");
            Err(upgraded.with(json!({ "migrate_to_chat_id": new })))
        }
        (Fate::Deleted, _) => Err(Refusal::forbidden("the group chat was deleted")),
        (_, Standing::Kicked) => Err(Refusal::forbidden(format!("bot was kicked from the {} chat", chat.noun()))),
        (_, Standing::Left) => Err(Refusal::forbidden(format!("bot is not a member of the {} chat", chat.noun()))),
        _ => Ok(()),
    }
}

fn not_found() -> Refusal {
    Refusal::bad("chat not found")
}
