//! `setMyCommands`, `getMyCommands`, `deleteMyCommands`, and what a person's menu offers of it.

use serde_json::{Value, json};

use crate::sandbox::{
    params::{Params, as_integer},
    refusal::Refusal,
    world::{Answer, MenuKey, World},
};

/// Commands in one list.
const COMMANDS_MAX: usize = 100;
/// Letters of a command's name and of its description.
const NAME_MAX: usize = 32;
const DESCRIPTION_MAX: usize = 256;

pub(super) fn set(world: &mut World, params: &Params) -> Answer {
    let key = key(params)?;
    let listed = params.object("commands")?.unwrap_or_default();
    let commands: Vec<_> = listed.as_array().into_iter().flatten().map(read_command).collect::<Result<_, Refusal>>()?;
    if commands.len() > COMMANDS_MAX {
        return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    world.menus.insert(key, commands);
    Ok(json!(true))
}

pub(super) fn get(world: &mut World, params: &Params) -> Answer {
    let commands = world.menus.get(&key(params)?).cloned().unwrap_or_default();
    let command = |(name, description)| json!({ "command": name, "description": description });
    Ok(commands.into_iter().map(command).collect())
}

pub(super) fn delete(world: &mut World, params: &Params) -> Answer {
    world.menus.remove(&key(params)?);
    Ok(json!(true))
}

fn read_command(command: &Value) -> Result<(String, String), Refusal> {
    let field = |name: &str| command.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
    let (name, description) = (field("command").trim_start_matches('/').to_owned(), field("description"));
    let letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    if name.is_empty() || name.len() > NAME_MAX || !name.chars().all(letter) {
        return Err(Refusal::bad("BOT_COMMAND_INVALID"));
    }
    if !(1..=DESCRIPTION_MAX).contains(&description.chars().count()) {
        return Err(Refusal::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
    }
    Ok((name, description))
}

fn key(params: &Params) -> Result<MenuKey, Refusal> {
    let scope = params.object("scope")?.unwrap_or_default();
    let number = |name: &str| scope.get(name).and_then(as_integer).unwrap_or_default();
    let kind = scope.get("type").and_then(Value::as_str).unwrap_or("default").to_owned();
    let language = params.text("language_code").unwrap_or_default();
    if !language.is_empty() && (language.len() != 2 || !language.chars().all(|letter| letter.is_ascii_lowercase())) {
        return Err(Refusal::bad("invalid language code specified"));
    }
    Ok((kind, number("chat_id"), number("user_id"), language))
}

impl World {
    /// The commands that a person's menu offers in a chat: the narrowest scope that has a list, in their language first.
    pub(in crate::sandbox) fn menu(&self, chat: i64, user: i64) -> Vec<(String, String)> {
        let leads = self.find_chat(chat).is_some_and(|chat| chat.leads(user));
        let scopes: &[(&str, i64, i64)] = match (chat > 0, leads) {
            (true, _) => &[("chat", chat, 0), ("all_private_chats", 0, 0), ("default", 0, 0)],
            (false, true) => &[
                ("chat_member", chat, user),
                ("chat_administrators", chat, 0),
                ("chat", chat, 0),
                ("all_chat_administrators", 0, 0),
                ("all_group_chats", 0, 0),
                ("default", 0, 0),
            ],
            (false, false) => {
                &[("chat_member", chat, user), ("chat", chat, 0), ("all_group_chats", 0, 0), ("default", 0, 0)]
            }
        };
        let spoken = self.users.get(&user).map(|user| user.language.chars().take(2).collect()).unwrap_or_default();
        let languages: [String; 2] = [spoken, String::new()];
        let mut keys = scopes.iter().flat_map(|(scope, chat, user)| {
            languages.iter().map(|language| ((*scope).to_owned(), *chat, *user, language.clone()))
        });
        keys.find_map(|key| self.menus.get(&key).filter(|menu| !menu.is_empty())).cloned().unwrap_or_default()
    }
}
