//! Logs: to standard error, with the token taken out of whatever a library may say of an address.

use std::io::{self, IsTerminal as _, Write};

use anyhow::Result;

use super::settings::Settings;

const TOKEN_SHOWN: &[u8] = b"<token>";

/// Logs from now on; where nothing was set, little (`quiet`) or as a service does.
pub(super) fn start(settings: &Settings, quiet: bool) -> Result<()> {
    let filter = settings.log(quiet)?;
    let token = settings.token().map(|token| token.as_bytes().to_owned());
    let writer = move || Redacting { token: token.clone() };
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(io::stderr().is_terminal()).with_writer(writer).init();
    Ok(())
}

/// Standard error without the token. Each line comes in one piece.
struct Redacting {
    token: Option<Vec<u8>>,
}

impl Write for Redacting {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        match &self.token {
            Some(token) => io::stderr().write_all(&redacted(line, token))?,
            None => io::stderr().write_all(line)?,
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

fn redacted(line: &[u8], token: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.first() {
        if rest.starts_with(token) {
            out.extend_from_slice(TOKEN_SHOWN);
            rest = &rest[token.len()..];
        } else {
            out.push(*first);
            rest = &rest[1..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_shows_the_token() {
        let line = redacted("GET /bot42:AAF/getMe 催办 42:AAF\n".as_bytes(), b"42:AAF");
        assert_eq!(String::from_utf8(line).unwrap(), "GET /bot<token>/getMe 催办 <token>\n");
    }
}
