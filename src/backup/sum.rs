//! A file that ends with the digest of what stands before, so that no bit of it can change unseen.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

/// Digits of the digest.
pub(super) const DIGITS: usize = 64;

/// Holds the last bytes back, and puts the digest in their place.
pub(super) struct Summed<W> {
    inner: W,
    hasher: Sha256,
    tail: Vec<u8>,
}

impl<W: Write> Summed<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, hasher: Sha256::new(), tail: Vec::new() }
    }

    /// What was to be the last bytes is left away for the digest.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.inner.write_all(hex::encode(self.hasher.finalize()).as_bytes())?;
        Ok(self.inner)
    }
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.tail.extend_from_slice(bytes);
        let done = self.tail.len().saturating_sub(DIGITS);
        self.inner.write_all(&self.tail[..done])?;
        self.hasher.update(&self.tail[..done]);
        self.tail.drain(..done);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Whether a file of this length ends with the digest of what stands before.
pub(super) fn holds(mut file: impl Read, length: u64) -> io::Result<bool> {
    let Some(body) = length.checked_sub(DIGITS as u64) else { return Ok(false) };
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut before = file.by_ref().take(body);
    loop {
        match before.read(&mut buffer)? {
            0 => break,
            read => hasher.update(&buffer[..read]),
        }
    }
    let mut said = [0; DIGITS];
    file.read_exact(&mut said)?;
    Ok(hex::encode(hasher.finalize()).as_bytes() == said)
}
