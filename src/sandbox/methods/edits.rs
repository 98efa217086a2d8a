//! `editMessageText`, `editMessageCaption`, `editMessageReplyMarkup`.

use super::{compose, gate};
use crate::sandbox::{
    model::{Button, Message},
    params::Params,
    refusal::Refusal,
    text::Styled,
    world::{Answer, World},
};

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

pub(super) fn edit_text(world: &mut World, params: &Params) -> Answer {
    let (chat, message) = own_message(world, params)?;
    let body = compose::text(params, "MESSAGE_TOO_LONG")?;
    if message.media.is_some() {
        return Err(Refusal::bad("there is no text in the message to edit"));
    }
    let buttons = compose::markup(params, world.chat(chat))?.buttons;
    change(world, chat, &message, body, buttons)
}

pub(super) fn edit_caption(world: &mut World, params: &Params) -> Answer {
    let (chat, message) = own_message(world, params)?;
    let body = compose::caption(params)?;
    if message.media.is_none() {
        return Err(Refusal::bad("there is no caption in the message to edit"));
    }
    let buttons = compose::markup(params, world.chat(chat))?.buttons;
    change(world, chat, &message, body, buttons)
}

pub(super) fn edit_markup(world: &mut World, params: &Params) -> Answer {
    let (chat, message) = own_message(world, params)?;
    let buttons = compose::markup(params, world.chat(chat))?.buttons;
    let body = message.body.clone();
    change(world, chat, &message, body, buttons)
}

/// The message a call names, if the bot may edit it.
fn own_message(world: &World, params: &Params) -> Result<(i64, Message), Refusal> {
    let chat = gate::writable(world, params)?;
    let Some(id) = params.integer("message_id") else {
        return Err(Refusal::bad("message identifier is not specified"));
    };
    let message = world.message(chat, id).ok_or_else(|| Refusal::bad("message to edit not found"))?;
    if message.from != world.bot || message.reply_keyboard || message.service.is_some() {
        return Err(Refusal::bad("message can't be edited"));
    }
    Ok((chat, message.clone()))
}

fn change(world: &mut World, chat: i64, old: &Message, body: Styled, buttons: Vec<Vec<Button>>) -> Answer {
    if old.body == body && old.buttons == buttons {
        return Err(Refusal::bad(NOT_MODIFIED));
    }
    let now = world.now();
    if let Some(rates) = world.rates.as_mut().filter(|_| chat < 0) {
        rates.take(chat, now).map_err(Refusal::later)?;
    }
    let changed = Message { body, buttons, edited_at: Some(now), ..old.clone() };
    world.chat_mut(chat).messages.insert(old.id, changed);
    Ok(world.message_json(chat, &world.chat(chat).messages[&old.id]))
}
