//! Text as the chat app keeps it: parsed, cleaned, trimmed, with its entities.

mod entity;
mod found;
mod html_in;
mod html_out;

pub(super) use entity::{Entity, Look};
use html_in::parse_html;

use super::{params::Params, refusal::Refusal};

/// Raw text may be this many bytes.
const RAW_MAX: usize = 32 << 10;

/// Text and its entities, as kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Styled {
    pub(super) text: String,
    pub(super) entities: Vec<Entity>,
}

impl Styled {
    /// What a person typed: commands, user names and addresses are found in it.
    pub(super) fn typed(text: &str) -> Self {
        let text = clean(text).trim().to_owned();
        let entities = found::find(&text);
        Self { text, entities }
    }

    /// What a bot sent under `text` (or `caption`): with `parse_mode`, or with entities of its own.
    pub(super) fn sent(params: &Params, text: &str, entities: &str) -> Result<Self, Refusal> {
        let raw = params.text(text).unwrap_or_default();
        if raw.len() > RAW_MAX {
            return Err(Refusal::bad("message is too long"));
        }
        let mut styled = match params.text("parse_mode").unwrap_or_default().to_lowercase().as_str() {
            "html" => parse_html(&clean(&raw))?,
            "" => {
                let listed = params.object(entities)?.unwrap_or_default();
                let entities = listed.as_array().into_iter().flatten().filter_map(Entity::from_json).collect();
                Self { text: clean(&raw), entities }
            }
            _ => return Err(Refusal::bad("unsupported parse_mode")),
        };
        styled.trim();
        styled.entities.extend(found::find(&styled.text));
        styled.entities.sort_by_key(|entity| (entity.offset, usize::MAX - entity.length));
        Ok(styled)
    }

    /// Unicode code points.
    pub(super) fn length(&self) -> usize {
        self.text.chars().count()
    }

    /// HTML of our own making: escaped, fit for a page.
    pub(super) fn to_html(&self) -> String {
        html_out::render(self)
    }

    /// The entities as the Bot API shows them.
    pub(super) fn entities_json(&self) -> serde_json::Value {
        self.entities.iter().map(Entity::to_json).collect()
    }

    /// Cuts spaces and newlines at both ends, and the entities with them.
    fn trim(&mut self) {
        let start = utf16_len(&self.text[..self.text.len() - self.text.trim_start().len()]);
        self.text = self.text.trim().to_owned();
        let end = utf16_len(&self.text);
        for entity in &mut self.entities {
            let last = entity.end().saturating_sub(start).min(end);
            entity.offset = entity.offset.saturating_sub(start).min(end);
            entity.length = last - entity.offset;
        }
        self.entities.retain(|entity| entity.length > 0);
    }
}

/// Length in UTF-16 units.
fn utf16_len(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Carriage returns go, other control characters become spaces.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|&letter| letter != '\r')
        .map(|letter| if letter < ' ' && letter != '\n' { ' ' } else { letter })
        .collect()
}
