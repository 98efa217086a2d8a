//! Between the domain's values and what a column holds: moments, documents, codes.

use std::borrow::Cow;
use std::fmt::Display;

use chrono::DateTime;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Result, StoreError};
use crate::domain::{Moment, Seat};

/// Unix milliseconds.
pub(super) fn ms(at: Moment) -> i64 {
    at.timestamp_millis()
}

/// A document as it is stored: JSON without U+0000, which PostgreSQL refuses.
pub(super) fn doc<T: Serialize>(value: &T) -> String {
    let text = serde_json::to_string(value).expect("our documents have string keys and finite numbers");
    match escapes_removed(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(cleaned) => cleaned,
    }
}

/// Text as it is stored: without U+0000.
pub(super) fn clean(text: &str) -> String {
    text.replace('\0', "")
}

/// A seat's code.
pub(super) fn seat_code(seat: Seat) -> &'static str {
    match seat {
        Seat::Contact => "contact",
        Seat::Deputy => "deputy",
        Seat::Leader => "leader",
        Seat::StandIn => "stand_in",
    }
}

/// Where a value stands, to say so when it makes no sense.
#[derive(Clone, Copy)]
pub(super) struct Cell<'a> {
    pub(super) table: &'static str,
    pub(super) row: &'a dyn Display,
    pub(super) column: &'static str,
}

impl Cell<'_> {
    pub(super) fn wrong(self, what: impl Display) -> StoreError {
        StoreError::Inconsistent {
            table: self.table,
            row: self.row.to_string(),
            column: self.column,
            what: what.to_string(),
        }
    }

    pub(super) fn moment(self, ms: i64) -> Result<Moment> {
        DateTime::from_timestamp_millis(ms).ok_or_else(|| self.wrong("no moment"))
    }

    pub(super) fn doc<T: DeserializeOwned>(self, text: &str) -> Result<T> {
        serde_json::from_str(text).map_err(|error| self.wrong(error))
    }

    pub(super) fn seat(self, code: &str) -> Result<Seat> {
        let known = Seat::ALL.into_iter().chain([Seat::StandIn]).find(|seat| seat_code(*seat) == code);
        known.ok_or_else(|| self.wrong("no seat"))
    }
}

/// Removes every escaped U+0000; in JSON a backslash stands in strings only, and always opens an escape.
fn escapes_removed(json: &str) -> Cow<'_, str> {
    if !json.contains(r"\u0000") {
        return Cow::Borrowed(json);
    }
    let mut kept = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        kept.push_str(&rest[..at]);
        let escape = &rest[at..];
        let length = if escape.starts_with(r"\u0000") { 6 } else { 2 };
        if length == 2 {
            kept.push_str(&escape[..2]);
        }
        rest = &escape[length..];
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_holds_no_nul_and_keeps_what_only_looks_like_one() {
        for (said, kept) in [
            ("plain", r#""plain""#),
            ("a\0b", r#""ab""#),
            ("\0", r#""""#),
            (r"\u0000", r#""\\u0000""#),
            ("\\\0\"\n住", r#""\\\"\n住""#),
        ] {
            assert_eq!(doc(&said), kept);
        }
    }
}
