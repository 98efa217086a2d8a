//! `getChat`, `getChatAdministrators`, `getChatMember`.

use serde_json::{Value, json};

use super::gate;
use crate::sandbox::{
    model::Standing,
    params::Params,
    refusal::Refusal,
    tell::chat_json,
    world::{Answer, World},
};

pub(super) fn get_chat(world: &mut World, params: &Params) -> Answer {
    let id = gate::readable(world, params)?;
    let Some(chat) = world.find_chat(id) else {
        return Ok(full(&json!({ "id": id, "type": "private", "first_name": world.users[&id].name })));
    };
    let mut json = full(&chat_json(chat));
    if let Some(pinned) = chat.pinned.iter().max().and_then(|pinned| chat.messages.get(pinned)) {
        json["pinned_message"] = world.message_json(id, pinned);
    }
    if !chat.private() {
        json["permissions"] = permissions();
    }
    Ok(json)
}

pub(super) fn get_administrators(world: &mut World, params: &Params) -> Answer {
    let id = gate::readable(world, params)?;
    if id > 0 {
        return Err(Refusal::bad("there are no administrators in the private chat"));
    }
    let chat = world.find_chat(id).expect("a readable group exists");
    let leading: Vec<_> = chat.members.iter().filter(|(_, member)| member.role.leads()).collect();
    let mut list: Vec<Value> = leading.iter().map(|(user, member)| world.member_json(**user, Some(**member))).collect();
    if chat.bot == Standing::Administrator {
        list.push(world.standing_json(chat.bot));
    }
    let met: Vec<i64> = leading.into_iter().map(|(user, _)| *user).collect();
    world.met.extend(met);
    Ok(Value::Array(list))
}

pub(super) fn get_member(world: &mut World, params: &Params) -> Answer {
    let id = gate::readable(world, params)?;
    let user = params.integer("user_id").ok_or_else(|| Refusal::bad("invalid user_id specified"))?;
    let chat = world.find_chat(id).ok_or_else(|| Refusal::bad("chat not found"))?;
    if user == world.bot {
        return Ok(world.standing_json(chat.bot));
    }
    if !world.users.contains_key(&user) {
        return Err(Refusal::bad("PARTICIPANT_ID_INVALID"));
    }
    let member = chat.members.get(&user).copied();
    let json = world.member_json(user, member);
    if member.is_some() {
        world.met.insert(user);
    }
    Ok(json)
}

/// What every full description holds.
fn full(chat: &Value) -> Value {
    let mut json = chat.clone();
    json["accent_color_id"] = json!(0);
    json["max_reaction_count"] = json!(11);
    json["accepted_gift_types"] = json!({
        "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false,
        "gifts_from_channels": false,
    });
    json
}

fn permissions() -> Value {
    let mut json = json!({});
    for (right, granted) in [
        ("can_send_messages", true),
        ("can_send_audios", true),
        ("can_send_documents", true),
        ("can_send_photos", true),
        ("can_send_videos", true),
        ("can_send_video_notes", true),
        ("can_send_voice_notes", true),
        ("can_send_polls", true),
        ("can_send_other_messages", true),
        ("can_add_web_page_previews", true),
        ("can_change_info", false),
        ("can_invite_users", true),
        ("can_pin_messages", false),
        ("can_manage_topics", false),
    ] {
        json[right] = json!(granted);
    }
    json
}
