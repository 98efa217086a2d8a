//! The parts of a message that a bot sends: words, buttons, what it replies to, its topic.

use serde_json::Value;

use crate::sandbox::{
    model::{Button, Chat, Press},
    params::{Params, as_integer},
    refusal::Refusal,
    text::Styled,
    world::World,
};

/// Characters of a text, after parsing.
const TEXT_MAX: usize = 4096;
/// Characters of a caption, after parsing.
const CAPTION_MAX: usize = 1024;
/// Bytes of a button's data.
const DATA_MAX: usize = 64;
/// Buttons of a message, and of one row.
const BUTTONS_MAX: usize = 100;
const ROW_MAX: usize = 8;

/// Buttons as asked for.
#[derive(Default)]
pub(super) struct Markup {
    pub(super) buttons: Vec<Vec<Button>>,
    /// A keyboard below the input field, or its removal.
    pub(super) reply_keyboard: bool,
}

/// The words of a text message; `too_long` is how this method complains.
pub(super) fn text(params: &Params, too_long: &str) -> Result<Styled, Refusal> {
    if params.text("text").unwrap_or_default().is_empty() {
        return Err(Refusal::bad("message text is empty"));
    }
    let styled = Styled::sent(params, "text", "entities")?;
    if styled.text.is_empty() {
        return Err(Refusal::bad("text must be non-empty"));
    }
    if styled.length() > TEXT_MAX {
        return Err(Refusal::bad(too_long));
    }
    Ok(styled)
}

/// The words below a file.
pub(super) fn caption(params: &Params) -> Result<Styled, Refusal> {
    let styled = Styled::sent(params, "caption", "caption_entities")?;
    if styled.length() > CAPTION_MAX {
        return Err(Refusal::bad("message caption is too long"));
    }
    Ok(styled)
}

/// `reply_markup`.
pub(super) fn markup(params: &Params, chat: &Chat) -> Result<Markup, Refusal> {
    let Some(markup) = params.object("reply_markup")? else { return Ok(Markup::default()) };
    let reply_keyboard = ["keyboard", "remove_keyboard", "force_reply"].iter().any(|kind| markup.get(*kind).is_some());
    let Some(rows) = markup.get("inline_keyboard") else {
        return Ok(Markup { buttons: Vec::new(), reply_keyboard });
    };
    let rows = rows.as_array().ok_or_else(|| Refusal::bad("field \"inline_keyboard\" must be of type Array"))?;
    let buttons = rows
        .iter()
        .map(|row| row.as_array().into_iter().flatten().map(|button| read_button(button, chat)).collect())
        .collect::<Result<Vec<Vec<Button>>, Refusal>>()?;
    let buttons: Vec<_> = buttons.into_iter().filter(|row| !row.is_empty()).collect();
    if buttons.iter().any(|row| row.len() > ROW_MAX) || buttons.iter().flatten().count() > BUTTONS_MAX {
        return Err(Refusal::bad("REPLY_MARKUP_TOO_LONG"));
    }
    Ok(Markup { buttons, reply_keyboard: false })
}

fn read_button(button: &Value, chat: &Chat) -> Result<Button, Refusal> {
    let field = |name: &str| button.get(name).and_then(Value::as_str);
    let label = field("text").unwrap_or_default().trim().to_owned();
    if label.is_empty() {
        return Err(Refusal::bad("can't parse inline keyboard button: Field \"text\" must be non-empty"));
    }
    let press = if let Some(data) = field("callback_data") {
        if data.is_empty() || data.len() > DATA_MAX {
            return Err(Refusal::bad("BUTTON_DATA_INVALID"));
        }
        Press::Data(data.to_owned())
    } else if let Some(url) = field("url") {
        Press::Url(read_url(url)?)
    } else if button.as_object().is_some_and(|button| button.len() > 1) {
        if button.get("web_app").is_some() && !chat.private() {
            return Err(Refusal::bad("BUTTON_TYPE_INVALID"));
        }
        Press::Other(button.clone())
    } else {
        let what = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
        return Err(Refusal::bad(what));
    };
    Ok(Button { label, press })
}

fn read_url(url: &str) -> Result<String, Refusal> {
    let whole = if url.contains("://") { url.to_owned() } else { format!("http://{url}") };
    let parsed = url::Url::parse(&whole).ok();
    let good = parsed.is_some_and(|parsed| {
        parsed.scheme() == "tg" || parsed.host_str().is_some_and(|host| host.contains('.') || host == "localhost")
    });
    let wrong = || Refusal::bad(format!("inline keyboard button URL '{url}' is invalid: Wrong HTTP URL"));
    good.then_some(whole).ok_or_else(wrong)
}

/// The message it answers, in `reply_parameters` or by its old name.
pub(super) fn reply_to(world: &World, params: &Params, chat: i64) -> Result<Option<i64>, Refusal> {
    let reply = params.object("reply_parameters")?.unwrap_or_default();
    let lenient = reply.get("allow_sending_without_reply").and_then(Value::as_bool).unwrap_or_default()
        || params.flag("allow_sending_without_reply");
    let Some(id) = reply.get("message_id").and_then(as_integer).or_else(|| params.integer("reply_to_message_id"))
    else {
        return Ok(None);
    };
    let elsewhere = reply.get("chat_id").and_then(as_integer).is_some_and(|other| other != chat);
    match world.message(chat, id).filter(|_| !elsewhere) {
        Some(_) => Ok(Some(id)),
        None if lenient => Ok(None),
        None => Err(Refusal::bad("message to be replied not found")),
    }
}

/// The topic: as asked for, or that of the message it answers.
pub(super) fn topic(world: &World, params: &Params, chat: i64, reply: Option<i64>) -> Result<Option<i64>, Refusal> {
    let place = world.chat(chat);
    let of_reply = reply.and_then(|id| world.message(chat, id)?.topic);
    let Some(topic) = params.integer("message_thread_id").or(of_reply) else { return Ok(None) };
    let Some(found) = place.topics.get(&topic) else {
        return Err(Refusal::bad("message thread not found"));
    };
    if found.closed && !place.bot.present_as_admin() {
        return Err(Refusal::bad("TOPIC_CLOSED"));
    }
    Ok(Some(topic))
}
