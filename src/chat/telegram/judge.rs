//! The one judgement of what went wrong with a call.
//!
//! teloxide drops the error code, so a refusal is known by its description; [`RULES`] is the whole knowledge.

use std::time::Duration;

use serde::Deserialize;
use teloxide::{ApiError, RequestError};

use super::errors::{Fault, PAUSE};
use super::secret::Secret;
use crate::chat::Refused;

/// What a description means.
enum Meaning {
    Done,
    Refused(Refused),
    TooFast,
    Conflict,
    Webhook,
    Unknown,
    OurFault,
}

/// How descriptions begin, and what that means. The first that fits counts; what none fits is our own fault.
static RULES: &[(&str, Meaning)] = &[
    ("Forbidden: bot was blocked by the user", Meaning::Refused(Refused::Blocked)),
    ("Forbidden: bot can't initiate conversation", Meaning::Refused(Refused::Blocked)),
    ("Forbidden: user is deactivated", Meaning::Refused(Refused::Deactivated)),
    ("Forbidden: the bot can't send messages to the bot", Meaning::Refused(Refused::Deactivated)),
    ("Forbidden: bot can't send messages to bots", Meaning::Refused(Refused::Deactivated)),
    ("Forbidden: bot was kicked from the", Meaning::Refused(Refused::ChatLost)),
    ("Forbidden: bot is not a member of the", Meaning::Refused(Refused::ChatLost)),
    ("Forbidden: the group chat was deleted", Meaning::Refused(Refused::ChatLost)),
    ("Bad Request: chat not found", Meaning::Refused(Refused::ChatLost)),
    ("Bad Request: group is deactivated", Meaning::Refused(Refused::ChatLost)),
    ("Bad Request: message is not modified", Meaning::Done),
    ("Bad Request: message to delete not found", Meaning::Done),
    ("Bad Request: message to unpin not found", Meaning::Done),
    ("Bad Request: message to pin not found", Meaning::Refused(Refused::CardLost)),
    ("Bad Request: message to edit not found", Meaning::Refused(Refused::CardLost)),
    ("Bad Request: message can't be edited", Meaning::Refused(Refused::CardLost)),
    ("Bad Request: message can't be deleted", Meaning::Refused(Refused::CardLost)),
    ("Bad Request: MESSAGE_ID_INVALID", Meaning::Refused(Refused::CardLost)),
    ("Bad Request: there is no text in the message to edit", Meaning::Refused(Refused::CardLost)),
    ("Bad Request: message thread not found", Meaning::Refused(Refused::TopicLost)),
    ("Bad Request: TOPIC_CLOSED", Meaning::Refused(Refused::TopicLost)),
    ("Bad Request: TOPIC_DELETED", Meaning::Refused(Refused::TopicLost)),
    ("Bad Request: query is too old", Meaning::Refused(Refused::PressExpired)),
    ("Bad Request: not enough rights to send", Meaning::Refused(Refused::Muted)),
    ("Bad Request: not enough rights to manage pinned messages", Meaning::Refused(Refused::NoRight)),
    ("Bad Request: not enough rights to pin", Meaning::Refused(Refused::NoRight)),
    ("Bad Request: CHAT_ADMIN_REQUIRED", Meaning::Refused(Refused::NoRight)),
    ("Bad Request: have no rights to send", Meaning::Refused(Refused::Muted)),
    ("Bad Request: CHAT_WRITE_FORBIDDEN", Meaning::Refused(Refused::Muted)),
    ("Bad Request: file is too big", Meaning::Refused(Refused::TooLarge)),
    ("Request Entity Too Large", Meaning::Refused(Refused::TooLarge)),
    ("Too Many Requests", Meaning::TooFast),
    // An API server older than the method: the token is sound.
    ("Not Found: method not found", Meaning::OurFault),
    ("Not Found", Meaning::Refused(Refused::Token)),
    ("Unauthorized", Meaning::Refused(Refused::Token)),
    ("Conflict: terminated by other", Meaning::Conflict),
    ("Conflict: can't use getUpdates method while webhook", Meaning::Webhook),
    ("Conflict", Meaning::Conflict),
    ("Internal Server Error", Meaning::Unknown),
    ("Bad Gateway", Meaning::Unknown),
    ("Service Unavailable", Meaning::Unknown),
    ("Gateway Timeout", Meaning::Unknown),
];

/// Judges an error of teloxide's.
pub(super) fn judge(error: &RequestError, secret: &Secret) -> Fault {
    match error {
        RequestError::Api(error) => by_description(&description(error), secret),
        RequestError::MigrateToChatId(chat) => Fault::Refused(Refused::Migrated(chat.0)),
        RequestError::RetryAfter(pause) => Fault::RetryAfter(pause.duration()),
        RequestError::Network(error) => by_network(error, secret),
        RequestError::InvalidJson { source, raw } => by_raw(raw, source, secret),
        // Only a file read from disk: nothing has left.
        RequestError::Io(error) => Fault::NeverLeft(secret.redact_error(error)),
    }
}

/// Judges a failed exchange: what was never connected never left.
pub(super) fn by_network(error: &reqwest::Error, secret: &Secret) -> Fault {
    let text = secret.redact_error(error);
    if error.is_connect() {
        Fault::NeverLeft(text)
    } else if error.is_builder() || error.status().is_some_and(|status| status.is_client_error()) {
        Fault::Refused(Refused::Malformed(text))
    } else {
        Fault::Unknown(text)
    }
}

/// An answer that teloxide could not read: a refusal with unknown parameters still is one.
fn by_raw(raw: &str, error: &serde_json::Error, secret: &Secret) -> Fault {
    #[derive(Deserialize)]
    struct Envelope {
        ok: bool,
        description: String,
        #[serde(default)]
        parameters: Parameters,
    }
    #[derive(Default, Deserialize)]
    struct Parameters {
        retry_after: Option<u64>,
        migrate_to_chat_id: Option<i64>,
    }
    match serde_json::from_str(raw) {
        Ok(Envelope { ok: false, description, parameters }) => match parameters {
            Parameters { migrate_to_chat_id: Some(chat), .. } => Fault::Refused(Refused::Migrated(chat)),
            Parameters { retry_after: Some(seconds), .. } => Fault::RetryAfter(Duration::from_secs(seconds)),
            Parameters { .. } => by_description(&description, secret),
        },
        _ => Fault::Unknown(secret.redact(&format!("{error}: {raw}"))),
    }
}

fn by_description(text: &str, secret: &Secret) -> Fault {
    let rule = RULES.iter().find(|(opening, _)| text.starts_with(opening));
    match rule.map_or(&Meaning::OurFault, |(_, meaning)| meaning) {
        Meaning::Done => Fault::Done,
        Meaning::Refused(refused) => Fault::Refused(refused.clone()),
        Meaning::TooFast => Fault::RetryAfter(pause_in(text)),
        Meaning::Conflict => Fault::Conflict(secret.redact(text)),
        Meaning::Webhook => Fault::Webhook(secret.redact(text)),
        Meaning::Unknown => Fault::Unknown(secret.redact(text)),
        Meaning::OurFault => Fault::Refused(Refused::Malformed(secret.redact(text))),
    }
}

/// The words that Telegram used; teloxide keeps them for what it knows, and quotes what it does not.
fn description(error: &ApiError) -> String {
    match error {
        ApiError::Unknown(text) => text.clone(),
        ApiError::InvalidToken => "Unauthorized".to_owned(),
        known => known.to_string(),
    }
}

/// The number at the end of `Too Many Requests: retry after 7`.
fn pause_in(text: &str) -> Duration {
    let seconds = text.rsplit(' ').next().and_then(|word| word.parse().ok());
    seconds.map_or(PAUSE, Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use teloxide::net::TELEGRAM_API_URL;

    use super::*;
    use crate::chat::CallError;

    fn secret() -> Secret {
        Secret::new("42:AAF").unwrap()
    }

    /// The error that teloxide makes of a description.
    fn api(description: &str) -> RequestError {
        RequestError::Api(serde_json::from_value(Value::from(description)).unwrap())
    }

    fn unreadable(raw: &str) -> RequestError {
        let source = serde_json::from_str::<bool>("{").unwrap_err().into();
        RequestError::InvalidJson { source, raw: raw.into() }
    }

    #[test]
    fn every_known_refusal_is_told_by_its_words() {
        let malformed = |text: &str| Refused::Malformed(text.to_owned());
        let refusals = [
            ("Forbidden: bot was blocked by the user", Refused::Blocked),
            ("Forbidden: user is deactivated", Refused::Deactivated),
            ("Forbidden: bot can't initiate conversation with a user", Refused::Blocked),
            ("Forbidden: the bot can't send messages to the bot", Refused::Deactivated),
            ("Forbidden: bot was kicked from the group chat", Refused::ChatLost),
            ("Forbidden: bot is not a member of the group chat", Refused::ChatLost),
            ("Forbidden: the group chat was deleted", Refused::ChatLost),
            ("Forbidden: bot was kicked from the supergroup chat", Refused::ChatLost),
            ("Forbidden: bot is not a member of the supergroup chat", Refused::ChatLost),
            ("Bad Request: chat not found", Refused::ChatLost),
            ("Bad Request: message to edit not found", Refused::CardLost),
            ("Bad Request: message can't be edited", Refused::CardLost),
            ("Bad Request: message can't be deleted for everyone", Refused::CardLost),
            ("Bad Request: message thread not found", Refused::TopicLost),
            ("Bad Request: TOPIC_CLOSED", Refused::TopicLost),
            (
                "Bad Request: query is too old and response timeout expired or query ID is invalid",
                Refused::PressExpired,
            ),
            ("Bad Request: not enough rights to send text messages to the chat", Refused::Muted),
            ("Bad Request: not enough rights to manage pinned messages in the chat", Refused::NoRight),
            ("Bad Request: message to pin not found", Refused::CardLost),
            ("Bad Request: file is too big", Refused::TooLarge),
            ("Request Entity Too Large", Refused::TooLarge),
            ("Unauthorized", Refused::Token),
            ("Unauthorized: invalid token specified", Refused::Token),
            ("Not Found", Refused::Token),
        ];
        for (text, refused) in refusals {
            assert_eq!(judge(&api(text), &secret()), Fault::Refused(refused), "{text}");
        }
        let ours = [
            "Bad Request: message to be replied not found",
            "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0",
            "Bad Request: message text is empty",
            "Bad Request: text must be non-empty",
            "Bad Request: message is too long",
            "Bad Request: MESSAGE_TOO_LONG",
            "Bad Request: BUTTON_DATA_INVALID",
            "Not Found: method not found",
            "Bad Request: of a kind nobody has heard of",
        ];
        for text in ours {
            assert_eq!(judge(&api(text), &secret()), Fault::Refused(malformed(text)), "{text}");
        }
    }

    #[test]
    fn what_was_so_already_is_no_refusal() {
        let not_modified = "Bad Request: message is not modified: specified new message content and reply markup are \
                            exactly the same as a current content and reply markup of the message";
        for text in
            [not_modified, "Bad Request: message to delete not found", "Bad Request: message to unpin not found"]
        {
            assert_eq!(judge(&api(text), &secret()), Fault::Done, "{text}");
        }
    }

    #[test]
    fn waiting_and_moving_come_with_their_numbers() {
        let moved = json!({ "ok": false, "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": { "migrate_to_chat_id": -1_001_234, "something_new": 1 } });
        let fast = json!({ "ok": false, "description": "Too Many Requests: retry after 7",
            "parameters": { "retry_after": 7, "something_new": {} } });
        let cases = [
            (
                RequestError::MigrateToChatId(teloxide::types::ChatId(-1_001_234)),
                Fault::Refused(Refused::Migrated(-1_001_234)),
            ),
            (unreadable(&moved.to_string()), Fault::Refused(Refused::Migrated(-1_001_234))),
            (
                RequestError::RetryAfter(teloxide::types::Seconds::from_seconds(7)),
                Fault::RetryAfter(Duration::from_secs(7)),
            ),
            (unreadable(&fast.to_string()), Fault::RetryAfter(Duration::from_secs(7))),
            (api("Too Many Requests: retry after 7"), Fault::RetryAfter(Duration::from_secs(7))),
            (api("Too Many Requests"), Fault::RetryAfter(PAUSE)),
        ];
        for (error, fault) in cases {
            assert_eq!(judge(&error, &secret()), fault, "{error:?}");
        }
    }

    #[test]
    fn a_failure_of_the_servers_leaves_the_outcome_unknown() {
        let errors = [
            api("Internal Server Error: restart"),
            unreadable("<html><h1>502 Bad Gateway</h1></html>"),
            unreadable(r#"{"ok":true,"resu"#),
        ];
        for error in errors {
            assert!(matches!(judge(&error, &secret()), Fault::Unknown(_)), "{error:?}");
        }
    }

    #[test]
    fn another_listener_and_a_webhook_are_told_apart() {
        let other = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
        let webhook = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
        assert_eq!(CallError::from(judge(&api(other), &secret())), CallError::Conflict(other.to_owned()));
        assert_eq!(CallError::from(judge(&api(webhook), &secret())), CallError::Webhook(webhook.to_owned()));
    }

    #[test]
    fn a_body_that_echoes_the_token_is_redacted() {
        let fault = judge(&unreadable(&format!("{TELEGRAM_API_URL}/bot42:AAF/GetMe")), &secret());
        let Fault::Unknown(text) = fault else { panic!("{fault:?}") };
        assert!(text.contains("/bot<token>/GetMe"), "{text}");
    }
}
