//! The Bot API's methods, each as a change of the world.

mod chats;
mod compose;
mod edits;
mod files;
mod gate;
mod menus;
mod moderate;
mod sending;
mod webhook;

use serde_json::json;

use super::{
    params::Params,
    refusal::Refusal,
    world::{Answer, World},
};

/// Does what a method (in lower case) asks. `getUpdates` is not among them: it waits.
pub(super) fn call(world: &mut World, method: &str, params: &Params) -> Answer {
    match method {
        "getme" => Ok(get_me(world)),
        "sendmessage" => sending::send_message(world, params),
        "senddocument" => sending::send_file(world, params, "document"),
        "sendphoto" => sending::send_file(world, params, "photo"),
        "sendchataction" => gate::writable(world, params).map(|_| json!(true)),
        "editmessagetext" => edits::edit_text(world, params),
        "editmessagecaption" => edits::edit_caption(world, params),
        "editmessagereplymarkup" => edits::edit_markup(world, params),
        "answercallbackquery" => answer_press(world, params),
        "deletemessage" => moderate::delete_message(world, params),
        "pinchatmessage" => moderate::pin(world, params),
        "unpinchatmessage" => moderate::unpin(world, params),
        "setmessagereaction" => moderate::react(world, params),
        "leavechat" => moderate::leave(world, params),
        "getchat" => chats::get_chat(world, params),
        "getchatadministrators" => chats::get_administrators(world, params),
        "getchatmember" => chats::get_member(world, params),
        "getfile" => files::get_file(world, params),
        "setmycommands" => menus::set(world, params),
        "getmycommands" => menus::get(world, params),
        "deletemycommands" => menus::delete(world, params),
        "setwebhook" => webhook::set(world, params),
        "deletewebhook" => Ok(webhook::delete(world, params)),
        "getwebhookinfo" => Ok(webhook::info(world)),
        _ => Err(Refusal::new(404, "Not Found: method not found")),
    }
}

fn get_me(world: &World) -> serde_json::Value {
    let mut me = world.user_json(world.bot);
    me["can_join_groups"] = json!(true);
    me["can_read_all_group_messages"] = json!(!world.privacy);
    for name in ["supports_inline_queries", "can_connect_to_business", "has_main_web_app"] {
        me[name] = json!(false);
    }
    me
}

fn answer_press(world: &mut World, params: &Params) -> Answer {
    let press = params.text("callback_query_id").unwrap_or_default();
    let text = params.text("text").unwrap_or_default();
    world.answer_press(&press, text, params.flag("show_alert"))?;
    Ok(json!(true))
}
