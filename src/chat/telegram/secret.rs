//! The bot's token: known to the client, shown to nobody.

use std::fmt;
use std::sync::Arc;

/// How much of a foreign text is worth keeping.
const TEXT_CHARS_MAX: usize = 400;

/// A token of the shape `123456:ABC…`, whose first part is the bot's user number.
#[derive(Clone)]
pub(super) struct Secret {
    token: Arc<str>,
    bot: i64,
}

impl Secret {
    /// Takes a token; none if it has not its shape.
    pub(super) fn new(token: &str) -> Option<Self> {
        let (bot, rest) = token.split_once(':')?;
        let bot = bot.parse().ok().filter(|bot| *bot > 0)?;
        let sound = !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        sound.then(|| Self { token: token.into(), bot })
    }

    /// For the client alone.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// The bot's user number.
    pub(super) fn bot(&self) -> i64 {
        self.bot
    }

    /// An error with its causes, fit for logs: without the token, and short.
    pub(super) fn redact_error(&self, error: &dyn std::error::Error) -> String {
        let mut text = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            text = format!("{text}: {cause}");
            source = cause.source();
        }
        self.redact(&text)
    }

    /// A foreign text, fit for logs: without the token, and short. Every error text passes here.
    pub(super) fn redact(&self, text: &str) -> String {
        text.replace(&*self.token, "<token>").chars().take(TEXT_CHARS_MAX).collect()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bot {}", self.bot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_taken_only_in_its_shape() {
        assert_eq!(Secret::new("42:AAF7-g0g_Y").map(|secret| secret.bot()), Some(42));
        for odd in ["", "42", "42:", ":AAF", "bot:AAF", "-1:AAF", "42:AA F", "42:AA/F", "42:AAF\n"] {
            assert!(Secret::new(odd).is_none(), "{odd:?}");
        }
    }

    #[test]
    fn no_text_shows_the_token() {
        let secret = Secret::new("42:AAF").unwrap();
        assert_eq!(secret.redact("https://host/bot42:AAF/GetMe, 42:AAF"), "https://host/bot<token>/GetMe, <token>");
        assert_eq!(format!("{secret:?}"), "bot 42");
    }
}
