//! A person's own choices, across offices.

use serde::{Deserialize, Serialize};

use super::{Entry, Event};

/// The language somebody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// 简体中文.
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// The IETF tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The nearest of ours to a tag such as `zh-hans`, `en-GB` or `zh-CN`.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let first = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        match first.as_str() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// What a person has chosen; names and chat numbers are kept apart, where they can be erased.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// None: as their app says, else as their office.
    pub lang: Option<Lang>,
}

impl Person {
    /// The person after this entry.
    #[must_use]
    pub fn apply(self, entry: &Entry) -> Self {
        match entry.event {
            Event::LanguageChosen { lang, .. } => Self { lang: Some(lang) },
            _ => self,
        }
    }
}
