//! What a command answers with. A reader that goes away early (`| head`) is no fault.

use std::io::{self, Write};

/// Prints a line on standard output.
pub(super) fn line(text: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{text}")
}

/// Prints bytes as they are.
pub(super) fn bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// An error with its causes; one that the words before it already tell is left out.
pub(super) fn told(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |told, cause| match told {
        told if told.contains(&cause) => told,
        told if told.is_empty() => cause,
        told => format!("{told}: {cause}"),
    })
}

/// Whether this error only says that nobody reads on.
pub(super) fn is_reader_gone(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use anyhow::Context as _;

    use super::*;

    #[test]
    fn no_cause_is_told_twice() {
        #[derive(Debug, thiserror::Error)]
        #[error("database: {0}")]
        struct Database(#[source] io::Error);
        let error = Err::<(), _>(Database(io::Error::other("locked"))).context("the command failed").unwrap_err();
        assert_eq!(told(&error), "the command failed: database: locked");
    }
}
