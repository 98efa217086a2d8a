//! What a message carries beside its words: files one by one or as an album, a sticker, a voice, a place.

use serde_json::{Value, json};

use super::{
    model::{Message, StoredFile},
    tell::unique,
    text::Styled,
    world::World,
};

/// An album holds so many files.
pub(super) const ALBUM: std::ops::RangeInclusive<usize> = 2..=10;

/// Width and height under which a photo is listed: as it was sent, and small. The box never looks into a picture.
const LARGE: (u32, u32) = (1280, 960);
const SMALL: (u32, u32) = (320, 240);

/// Beside the words.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Media {
    /// By its handle.
    Document(String),
    /// By the handles of its sizes, the largest last.
    Photo(Vec<String>),
    /// The face it stands for.
    Sticker(String),
    /// So many seconds.
    Voice(u32),
    /// Latitude and longitude.
    Location(f64, f64),
}

impl Media {
    /// The handle of its file, a photo's in its largest size.
    pub(super) fn file(&self) -> Option<&str> {
        match self {
            Self::Document(file) => Some(file),
            Self::Photo(sizes) => sizes.last().map(String::as_str),
            Self::Sticker(_) | Self::Voice(_) | Self::Location(..) => None,
        }
    }

    /// What stands in its place where only words can.
    pub(super) fn sign(&self) -> Option<String> {
        match self {
            Self::Document(_) | Self::Photo(_) => None,
            Self::Sticker(face) => Some(face.clone()),
            Self::Voice(seconds) => Some(format!("🎤 0:{seconds:02}")),
            Self::Location(latitude, longitude) => Some(format!("📍 {latitude:.4}, {longitude:.4}")),
        }
    }
}

/// What a person picks to be sent as one message or one album.
pub(super) struct Picked {
    /// As photos, not as documents.
    pub(super) photos: bool,
    /// Names and bytes.
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) caption: String,
}

impl World {
    /// Stores a document; its handle.
    pub(super) fn put_file(&mut self, name: &str, bytes: Vec<u8>) -> String {
        self.store("BQACAgUAAxkDAAI", name, bytes)
    }

    /// Stores a photo in its sizes. The app gives photos no name.
    pub(super) fn put_photo(&mut self, bytes: &[u8]) -> Media {
        let sizes = [SMALL, LARGE].map(|_| self.store("AgACAgUAAxkDAAI", "photo.jpg", bytes.to_vec()));
        Media::Photo(sizes.into())
    }

    fn store(&mut self, kind: &str, name: &str, bytes: Vec<u8>) -> String {
        let id = format!("{kind}{:08}", self.files.len() + 1);
        self.files.insert(id.clone(), StoredFile { name: name.to_owned(), bytes });
        id
    }

    /// The photo behind the handle of one of its sizes.
    pub(super) fn photo_of(&self, id: &str) -> Option<Media> {
        let mut media = self.chats.values().flat_map(|chat| chat.messages.values()).filter_map(|it| it.media.as_ref());
        media.find(|media| matches!(media, Media::Photo(sizes) if sizes.iter().any(|it| it == id))).cloned()
    }

    /// A person sends files: one is a message, several are an album of as many, the words under its first.
    pub(super) fn send_files(&mut self, user: i64, chat: i64, picked: Picked, reply_to: Option<i64>) -> Vec<i64> {
        let several = picked.files.len() > 1;
        assert!(!several || ALBUM.contains(&picked.files.len()), "an album holds 2 to 10 files");
        let album = several.then(|| format!("{}", 13_000_000_000_000_000_u64 + self.files.len() as u64));
        let mut sent = Vec::new();
        for (name, bytes) in picked.files {
            let caption = if sent.is_empty() { picked.caption.as_str() } else { "" };
            let media =
                if picked.photos { self.put_photo(&bytes) } else { Media::Document(self.put_file(&name, bytes)) };
            let (body, album) = (Styled::typed(caption), album.clone());
            let message = Message { body, album, media: Some(media), reply_to, ..self.blank(user) };
            sent.push(self.write(user, chat, message));
        }
        sent
    }

    /// A document of an album that comes behind the others.
    pub(super) fn send_into_album(
        &mut self,
        user: i64,
        chat: i64,
        album: Option<String>,
        (name, bytes): (&str, Vec<u8>),
    ) -> i64 {
        let media = Some(Media::Document(self.put_file(name, bytes)));
        let message = Message { media, album, ..self.blank(user) };
        self.write(user, chat, message)
    }

    /// A person sends what is no file.
    pub(super) fn send_media(&mut self, user: i64, chat: i64, media: Media, reply_to: Option<i64>) -> i64 {
        let message = Message { media: Some(media), reply_to, ..self.blank(user) };
        self.write(user, chat, message)
    }

    /// A person sends on what stands somewhere.
    pub(super) fn forward(&mut self, user: i64, chat: i64, message: &Message) -> i64 {
        let forwarded = message.forwarded.or(Some((message.from, message.at)));
        let (body, media) = (message.body.clone(), message.media.clone());
        let message = Message { body, media, forwarded, ..self.blank(user) };
        self.write(user, chat, message)
    }

    /// Adds it under the Bot API's names.
    pub(super) fn add_media(&self, json: &mut Value, message: &Message) {
        if let Some(album) = &message.album {
            json["media_group_id"] = json!(album);
        }
        if let Some((from, at)) = message.forwarded {
            let user = self.user_json(from);
            json["forward_origin"] = json!({ "type": "user", "date": at.timestamp(), "sender_user": user });
        }
        let Some(media) = &message.media else { return };
        match media {
            Media::Document(file) => json["document"] = self.document_json(file),
            Media::Photo(sizes) => {
                let listed = sizes.iter().zip([SMALL, LARGE]);
                json["photo"] = listed.map(|(file, size)| self.size_json(file, size)).collect();
            }
            Media::Sticker(face) => {
                json["sticker"] = json!({
                    "file_id": "CAACAgUAAxkDAAI00000001", "file_unique_id": "AgAD00000001", "type": "regular",
                    "width": 512, "height": 512, "is_animated": false, "is_video": false, "emoji": face,
                });
            }
            Media::Voice(seconds) => {
                json["voice"] = json!({
                    "file_id": "AwACAgUAAxkDAAI00000001", "file_unique_id": "AgAD00000001", "duration": seconds,
                    "mime_type": "audio/ogg", "file_size": 4_000 * seconds,
                });
            }
            Media::Location(latitude, longitude) => {
                json["location"] = json!({ "latitude": latitude, "longitude": longitude });
            }
        }
    }

    fn document_json(&self, id: &str) -> Value {
        let file = &self.files[id];
        json!({
            "file_id": id,
            "file_unique_id": unique(id),
            "file_name": file.name,
            "mime_type": "application/octet-stream",
            "file_size": file.bytes.len(),
        })
    }

    fn size_json(&self, id: &str, (width, height): (u32, u32)) -> Value {
        let size = self.files[id].bytes.len();
        json!({ "file_id": id, "file_unique_id": unique(id), "width": width, "height": height, "file_size": size })
    }
}
