//! `sendMessage`, `sendDocument`, `sendPhoto`.

use super::{compose, gate};
use crate::sandbox::{
    events::PageEvent,
    media::Media,
    model::Message,
    params::Params,
    refusal::Refusal,
    world::{Answer, World},
};

/// A bot may upload files of this size.
const UPLOAD_MAX: usize = 50 << 20;

pub(super) fn send_message(world: &mut World, params: &Params) -> Answer {
    let chat = gate::writable(world, params)?;
    let body = compose::text(params, "message is too long")?;
    let message = Message { body, ..frame(world, params, chat)? };
    post(world, chat, message)
}

/// A document or a photo, uploaded or by its handle.
pub(super) fn send_file(world: &mut World, params: &Params, field: &str) -> Answer {
    let chat = gate::writable(world, params)?;
    let body = compose::caption(params)?;
    let frame = frame(world, params, chat)?;
    let photo = field == "photo";
    let media = match (params.file(field), params.text(field)) {
        (Some(upload), _) if upload.bytes.len() > UPLOAD_MAX => {
            return Err(Refusal::new(413, "Request Entity Too Large"));
        }
        (Some(upload), _) if upload.bytes.is_empty() => return Err(Refusal::bad("file must be non-empty")),
        (Some(upload), _) if photo => world.put_photo(&upload.bytes),
        (Some(upload), _) => Media::Document(world.put_file(&upload.name, upload.bytes.clone())),
        (None, Some(id)) if world.files.contains_key(&id) => known(world, id, photo)?,
        (None, Some(id)) if id.starts_with("attach://") => return Err(Refusal::bad("attached file not found")),
        (None, Some(_)) => return Err(Refusal::bad("wrong remote file identifier specified: can't unserialize it")),
        (None, None) => return Err(Refusal::bad(format!("there is no {field} in the request"))),
    };
    post(world, chat, Message { body, media: Some(media), ..frame })
}

/// What stands behind a handle; it is sent on as what it is.
fn known(world: &World, id: String, photo: bool) -> Result<Media, Refusal> {
    match (world.photo_of(&id), photo) {
        (Some(media), true) => Ok(media),
        (None, false) => Ok(Media::Document(id)),
        (Some(_), false) => Err(Refusal::bad("can't use file of type Photo as Document")),
        (None, true) => Err(Refusal::bad("can't use file of type Document as Photo")),
    }
}

/// A message of the bot without its content.
fn frame(world: &World, params: &Params, chat: i64) -> Result<Message, Refusal> {
    let markup = compose::markup(params, world.chat(chat))?;
    let reply_to = compose::reply_to(world, params, chat)?;
    let topic = compose::topic(world, params, chat, reply_to)?;
    let (buttons, reply_keyboard) = (markup.buttons, markup.reply_keyboard);
    Ok(Message { buttons, reply_keyboard, reply_to, topic, ..world.blank(world.bot) })
}

fn post(world: &mut World, chat: i64, message: Message) -> Answer {
    let now = world.now();
    if let Some(rates) = &mut world.rates {
        rates.take(chat, now).map_err(Refusal::later)?;
    }
    let id = world.put_message(chat, message);
    world.news.insert(PageEvent::Chat(chat));
    Ok(world.message_json(chat, &world.chat(chat).messages[&id]))
}
