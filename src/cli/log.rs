//! Logs, and all else that goes to standard error: whatever a library, an error or a panic says passes here, and leaves without a token.
//!
//! A token goes by what it is, not by where it came from: ours in any spelling that an address may have, and everything of the shape
//! of one.

use std::io::{self, IsTerminal as _, Write};
use std::sync::OnceLock;

use anyhow::Result;

use super::settings::Settings;

const TOKEN_SHOWN: &str = "<token>";
/// A real one has 35; a shorter thing behind number and colon is something else.
const SECRET_MIN: usize = 30;

/// Ours, as soon as the settings are read.
static OWN: OnceLock<String> = OnceLock::new();

/// Logs from now on; where nothing was set, little (`quiet`) or as a service does. Panics are told the same way.
pub(super) fn start(settings: &Settings, quiet: bool) -> Result<()> {
    let filter = settings.log(quiet)?;
    if let Some(token) = settings.token() {
        OWN.get_or_init(|| token.to_owned());
    }
    std::panic::set_hook(Box::new(|panic| {
        let trace = std::backtrace::Backtrace::capture();
        tell(&format!("{panic}\n{trace}"));
    }));
    let ansi = io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(ansi).with_writer(|| Redacting).init();
    Ok(())
}

/// One thing to standard error. If nobody reads it, that is not worth an end.
pub(super) fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "{}", redacted(text));
}

/// Standard error without tokens. Each record comes in one piece and stays one line.
struct Redacting;

impl Write for Redacting {
    fn write(&mut self, record: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(record);
        let line = text.strip_suffix('\n').unwrap_or(&text).replace('\n', "\\n");
        writeln!(io::stderr(), "{}", redacted(&line))?;
        Ok(record.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// A text without tokens.
fn redacted(text: &str) -> String {
    let text = match OWN.get() {
        Some(token) => without(text, token),
        None => text.to_owned(),
    };
    of_shape_redacted(&text)
}

fn without(text: &str, token: &str) -> String {
    let text = text.replace(token, TOKEN_SHOWN);
    // As a path or a form may spell it.
    ["%3A", "%3a"].iter().fold(text, |text, colon| text.replace(&token.replace(':', colon), TOKEN_SHOWN))
}

/// Digits, a colon, and a long run of what tokens are made of.
fn of_shape_redacted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, colon)) = ["%3A", "%3a", ":"]
        .iter()
        .filter_map(|colon| rest.find(colon).map(|at| (at, colon.len())))
        .min_by_key(|(at, _)| *at)
    {
        let digits = rest[..before].bytes().rev().take_while(u8::is_ascii_digit).count();
        let secret = &rest[before + colon..];
        let is_of_it = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let long = secret.bytes().take_while(is_of_it).count();
        if digits > 0 && long >= SECRET_MIN {
            out.push_str(&rest[..before - digits]);
            out.push_str(TOKEN_SHOWN);
            rest = &secret[long..];
        } else {
            out.push_str(&rest[..before + colon]);
            rest = secret;
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const REAL: &str = "8123456789:AAF3kq-9Zx_7bVtYh2LmNpQrStUvWxYz012";

    #[test]
    fn no_line_shows_our_token() {
        let line = without("GET /bot42:AAF/getMe 催办 42:AAF 42%3AAAF 42%3aAAF", "42:AAF");
        assert_eq!(line, "GET /bot<token>/getMe 催办 <token> <token> <token>");
    }

    #[test]
    fn whatever_has_the_shape_of_a_token_is_not_shown() {
        for (text, shown) in [
            (
                format!("https://api.telegram.org/bot{REAL}/sendMessage: timed out"),
                "https://api.telegram.org/bot<token>/sendMessage: timed out".to_owned(),
            ),
            (format!("催办“{}”", REAL.replace(':', "%3A")), "催办“<token>”".to_owned()),
            (format!("x={REAL}"), "x=<token>".to_owned()),
        ] {
            let text = of_shape_redacted(&text);
            assert!(!text.contains("81234567"), "{text}");
            assert_eq!(text, shown);
        }
        for text in [
            "2026-07-20T10:00:00.123456Z INFO",
            "part 1:2:3",
            "sha256:3fa9c1d27b60e5f4",
            "http://127.0.0.1:8080/x",
            ":",
            "",
        ] {
            assert_eq!(of_shape_redacted(text), text);
        }
    }
}
