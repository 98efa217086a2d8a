//! Spans of a text that look or act differently.

use serde_json::{Value, json};

/// What a span is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Look {
    Bold,
    Italic,
    Underline,
    Strikethrough,
    Spoiler,
    Code,
    Pre(Option<String>),
    Blockquote,
    ExpandableBlockquote,
    Link(String),
    Mention(i64),
    DateTime { unix: i64, format: Option<String> },
    Command,
    Username,
    Url,
}

/// A span; offset and length in UTF-16 units, as the Bot API counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Entity {
    pub(in crate::sandbox) look: Look,
    pub(in crate::sandbox) offset: usize,
    pub(in crate::sandbox) length: usize,
}

impl Entity {
    pub(in crate::sandbox) fn end(&self) -> usize {
        self.offset + self.length
    }

    /// As the Bot API shows it; a mention names only the user's number.
    pub(in crate::sandbox) fn to_json(&self) -> Value {
        let mut entity = json!({ "type": self.look.name(), "offset": self.offset, "length": self.length });
        match &self.look {
            Look::Pre(Some(language)) => entity["language"] = json!(language),
            Look::Link(url) => entity["url"] = json!(url),
            Look::Mention(user) => entity["user"] = json!({ "id": user, "is_bot": false, "first_name": "" }),
            Look::DateTime { unix, format } => {
                entity["unix_time"] = json!(unix);
                if let Some(format) = format {
                    entity["date_time_format"] = json!(format);
                }
            }
            _ => {}
        }
        entity
    }

    /// Reads one of the `entities` parameter; kinds that nobody sets by hand are none.
    pub(in crate::sandbox) fn from_json(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let number = |name: &str| value.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        let look = match text("type")?.as_str() {
            "bold" => Look::Bold,
            "italic" => Look::Italic,
            "underline" => Look::Underline,
            "strikethrough" => Look::Strikethrough,
            "spoiler" => Look::Spoiler,
            "code" => Look::Code,
            "pre" => Look::Pre(text("language")),
            "blockquote" => Look::Blockquote,
            "expandable_blockquote" => Look::ExpandableBlockquote,
            "text_link" => Look::Link(text("url")?),
            "text_mention" => Look::Mention(value.get("user")?.get("id")?.as_i64()?),
            "date_time" => Look::DateTime { unix: value.get("unix_time")?.as_i64()?, format: text("date_time_format") },
            _ => return None,
        };
        Some(Self { look, offset: number("offset")?, length: number("length")? })
    }
}

impl Look {
    fn name(&self) -> &'static str {
        match self {
            Self::Bold => "bold",
            Self::Italic => "italic",
            Self::Underline => "underline",
            Self::Strikethrough => "strikethrough",
            Self::Spoiler => "spoiler",
            Self::Code => "code",
            Self::Pre(_) => "pre",
            Self::Blockquote => "blockquote",
            Self::ExpandableBlockquote => "expandable_blockquote",
            Self::Link(_) => "text_link",
            Self::Mention(_) => "text_mention",
            Self::DateTime { .. } => "date_time",
            Self::Command => "bot_command",
            Self::Username => "mention",
            Self::Url => "url",
        }
    }
}
