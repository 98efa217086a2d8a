//! What people do, for tests and habits. People and chats must exist; a private chat is its person's number.

use super::{
    PressError, Role, Sandbox,
    media::{Media, Picked},
};

#[expect(clippy::must_use_candidate, reason = "acts are done for their effect; the number is a by-product")]
impl Sandbox {
    /// An account of a person.
    pub fn user(&self, id: i64, name: &str, language: &str) {
        self.change(|world| world.put_user(id, name, language, false));
    }

    /// An account of another bot.
    pub fn other_bot(&self, id: i64, name: &str) {
        self.change(|world| world.put_user(id, name, "en", true));
    }

    /// A group; below −1000000000000 a supergroup.
    pub fn group(&self, id: i64, title: &str) {
        self.change(|world| world.put_group(id, title));
    }

    /// A person comes into a group.
    pub fn join(&self, group: i64, user: i64, role: Role) {
        self.change(|world| world.join(group, user, role));
    }

    /// A person goes.
    pub fn leave(&self, group: i64, user: i64) {
        self.change(|world| world.leave(group, user));
    }

    /// A member, or the bot, becomes an administrator.
    pub fn promote(&self, group: i64, user: i64) {
        self.set_admin(group, user, true);
    }

    /// An administrator, or the bot, becomes an ordinary member.
    pub fn demote(&self, group: i64, user: i64) {
        self.set_admin(group, user, false);
    }

    fn set_admin(&self, group: i64, user: i64, admin: bool) {
        self.change(|world| {
            if user == world.bot {
                let by = world.owner(group);
                world.set_bot_admin(group, by, admin);
            } else {
                world.join(group, user, if admin { Role::Administrator } else { Role::Member });
            }
        });
    }

    /// An administrator hides behind the group's name, or shows again.
    pub fn set_anonymous(&self, group: i64, user: i64, anonymous: bool) {
        self.change(|world| world.set_anonymous(group, user, anonymous));
    }

    /// Someone adds the bot. Privacy mode counts as it is at this moment.
    pub fn add_bot(&self, group: i64, by: i64, as_admin: bool) {
        self.change(|world| world.add_bot(group, by, as_admin));
    }

    /// The group's owner removes the bot.
    pub fn remove_bot(&self, group: i64) {
        self.change(|world| {
            let by = world.owner(group);
            world.remove_bot(group, by);
        });
    }

    /// The bot may write in the group, or may not.
    pub fn mute_bot(&self, group: i64, muted: bool) {
        self.change(|world| world.chat_mut(group).bot_muted = muted);
    }

    /// The bot may pin in the group where it is an administrator, or may not.
    pub fn let_bot_pin(&self, group: i64, may: bool) {
        self.change(|world| world.chat_mut(group).bot_pins_not = !may);
    }

    /// A person pins a message.
    pub fn pin(&self, chat: i64, message: i64) {
        self.change(|world| world.chat_mut(chat).pinned.push(message));
    }

    /// Privacy mode for groups that the bot is added to from now on.
    pub fn set_privacy(&self, on: bool) {
        self.change(|world| world.privacy = on);
    }

    /// A basic group becomes a supergroup; its new number.
    #[must_use]
    pub fn upgrade_group(&self, group: i64) -> i64 {
        self.change(|world| world.upgrade(group))
    }

    /// A group is deleted for all.
    pub fn delete_group(&self, group: i64) {
        self.change(|world| world.delete_group(group));
    }

    /// Someone opens a forum topic; its number.
    #[must_use]
    pub fn open_topic(&self, group: i64, by: i64, name: &str) -> i64 {
        self.change(|world| world.open_topic(group, by, name))
    }

    /// Someone closes a forum topic.
    pub fn close_topic(&self, group: i64, by: i64, topic: i64) {
        self.change(|world| world.close_topic(group, by, topic));
    }

    /// Someone deletes a forum topic, and all that was said in it.
    pub fn delete_topic(&self, group: i64, topic: i64) {
        self.change(|world| world.delete_topic(group, topic));
    }

    /// A person writes; the message's number. In private this opens the chat and undoes a block.
    pub fn say(&self, user: i64, chat: i64, text: &str) -> i64 {
        self.change(|world| world.say(user, chat, text, None, None))
    }

    /// A person writes in a topic.
    pub fn say_in_topic(&self, user: i64, chat: i64, topic: i64, text: &str) -> i64 {
        self.change(|world| world.say(user, chat, text, None, Some(topic)))
    }

    /// A person answers a message.
    pub fn reply(&self, user: i64, chat: i64, to: i64, text: &str) -> i64 {
        self.change(|world| world.say(user, chat, text, Some(to), None))
    }

    /// A channel (number and title) speaks in a group: as the one linked to it, or because someone posts as it.
    pub fn say_as_channel(&self, chat: i64, channel: (i64, &str), linked: bool, text: &str) -> i64 {
        self.change(|world| world.post_as_channel(chat, channel, linked, text))
    }

    /// A person changes a message of theirs.
    pub fn edit(&self, user: i64, chat: i64, message: i64, text: &str) {
        self.change(|world| world.edit(user, chat, message, text));
    }

    /// A person deletes a message; the bot is never told.
    pub fn delete(&self, chat: i64, message: i64) {
        self.change(|world| world.forget_message(chat, message));
    }

    /// A person sends a document; the message's number.
    pub fn send_file(&self, user: i64, chat: i64, name: &str, bytes: &[u8], caption: &str) -> i64 {
        self.album(user, chat, false, &[(name, bytes)], caption)[0]
    }

    /// A person sends a photo; the message's number.
    pub fn send_photo(&self, user: i64, chat: i64, bytes: &[u8], caption: &str) -> i64 {
        self.album(user, chat, true, &[("", bytes)], caption)[0]
    }

    /// A person sends several documents at once; the messages' numbers.
    pub fn send_album(&self, user: i64, chat: i64, files: &[(&str, &[u8])], caption: &str) -> Vec<i64> {
        self.album(user, chat, false, files, caption)
    }

    /// A person sends several photos at once; the messages' numbers.
    pub fn send_photos(&self, user: i64, chat: i64, photos: &[&[u8]], caption: &str) -> Vec<i64> {
        let files: Vec<_> = photos.iter().map(|bytes| ("", *bytes)).collect();
        self.album(user, chat, true, &files, caption)
    }

    /// The upload of a further document of an album took longer; the message's number.
    pub fn send_into_album(&self, user: i64, chat: i64, first: i64, name: &str, bytes: &[u8]) -> i64 {
        self.change(|world| {
            let album = world.message(chat, first).and_then(|message| message.album.clone());
            world.send_into_album(user, chat, album, (name, bytes.to_vec()))
        })
    }

    fn album(&self, user: i64, chat: i64, photos: bool, files: &[(&str, &[u8])], caption: &str) -> Vec<i64> {
        let files = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        let picked = Picked { photos, files, caption: caption.to_owned() };
        self.change(|world| world.send_files(user, chat, picked, None))
    }

    /// A person sends a sticker.
    pub fn send_sticker(&self, user: i64, chat: i64, face: &str) -> i64 {
        self.change(|world| world.send_media(user, chat, Media::Sticker(face.to_owned()), None))
    }

    /// A person sends their voice.
    pub fn send_voice(&self, user: i64, chat: i64, seconds: u32) -> i64 {
        self.change(|world| world.send_media(user, chat, Media::Voice(seconds), None))
    }

    /// A person sends where they are.
    pub fn send_location(&self, user: i64, chat: i64, latitude: f64, longitude: f64) -> i64 {
        self.change(|world| world.send_media(user, chat, Media::Location(latitude, longitude), None))
    }

    /// A person sends on a message of a chat; the new message's number.
    pub fn forward(&self, user: i64, to: i64, chat: i64, message: i64) -> i64 {
        self.change(|world| {
            let message = world.message(chat, message).expect("a message that is sent on exists").clone();
            world.forward(user, to, &message)
        })
    }

    /// A person presses start, perhaps through a link with a code.
    pub fn start_bot(&self, user: i64, code: Option<&str>) -> i64 {
        self.change(|world| world.start(user, code))
    }

    /// A person blocks the bot.
    pub fn block(&self, user: i64) {
        self.change(|world| world.block(user));
    }

    /// A person lets the bot in again.
    pub fn unblock(&self, user: i64) {
        self.change(|world| world.unblock(user));
    }

    /// A person's account is gone.
    pub fn deactivate(&self, user: i64) {
        self.change(|world| world.deactivate(user));
    }

    /// A person presses a button; the data need not stand on it any more. The press's handle.
    pub fn press(&self, user: i64, chat: i64, message: i64, data: &str) -> String {
        self.change(|world| world.press(user, chat, message, data))
    }

    /// A person presses the button with this label.
    pub fn press_label(&self, user: i64, chat: i64, message: i64, label: &str) -> Result<String, PressError> {
        self.change(|world| {
            let data = world.data_of(chat, message, label)?;
            Ok(world.press(user, chat, message, &data))
        })
    }

    /// What the bot answered to a press: words, perhaps none, and whether they must be tapped away.
    #[must_use]
    pub fn toast(&self, press: &str) -> Option<(String, bool)> {
        self.look(|world| world.toast(press))
    }
}
