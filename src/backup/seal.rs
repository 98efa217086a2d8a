//! Sealing with a key: PBKDF2-HMAC-SHA256 makes a key of this file alone from the one that was set, then ChaCha20-Poly1305 seals pieces
//! of 64 KiB, each under its place and whether it is the last (the STREAM construction). So nothing can be changed, moved or cut off
//! unseen, and memory does not grow.
//!
//! `MAGIC`, 16 bytes of salt, 16 bytes by which a wrong key is known, the pieces.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::num::NonZeroU32;

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use ring::pbkdf2;

use super::BackupError;

/// What a sealed file begins with.
pub(super) const MAGIC: &[u8; 24] = b"cuiban backup, sealed 1\n";
const SALT: usize = 16;
const CHECK: usize = 16;
const HEAD: usize = MAGIC.len() + SALT + CHECK;
const PIECE: usize = 1 << 16;
const TAG: usize = 16;
// OWASP, Password Storage Cheat Sheet, 2023.
const ROUNDS: NonZeroU32 = NonZeroU32::new(600_000).expect("not zero");

/// Seals what is written to it.
pub(super) struct Sealing<W> {
    inner: W,
    key: LessSafeKey,
    piece: Vec<u8>,
    place: u32,
}

impl<W: Write> Sealing<W> {
    pub(super) fn begin(mut inner: W, key: &str) -> io::Result<Self> {
        let salt: [u8; SALT] = rand::random();
        let (key, check) = derive(key, &salt);
        inner.write_all(MAGIC)?;
        inner.write_all(&salt)?;
        inner.write_all(&check)?;
        Ok(Self { inner, key, piece: Vec::with_capacity(PIECE + TAG), place: 0 })
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.seal(true)?;
        Ok(self.inner)
    }

    fn seal(&mut self, last: bool) -> io::Result<()> {
        let sealed = self.key.seal_in_place_append_tag(nonce(self.place, last), Aad::empty(), &mut self.piece);
        sealed.map_err(|_| io::Error::other("a piece could not be sealed"))?;
        self.inner.write_all(&self.piece)?;
        self.piece.clear();
        self.place = self.place.checked_add(1).ok_or_else(|| io::Error::other("too large to be sealed"))?;
        Ok(())
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full piece waits: it may be the last.
        if self.piece.len() == PIECE {
            self.seal(false)?;
        }
        let taken = bytes.len().min(PIECE - self.piece.len());
        self.piece.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Reads a sealed file from any place.
pub(super) struct Unsealed<R> {
    inner: R,
    key: LessSafeKey,
    /// Bytes without head and tags.
    length: u64,
    at: u64,
    piece: Vec<u8>,
    piece_no: Option<u64>,
}

impl<R: Read + Seek> Unsealed<R> {
    /// Behind the magic bytes, which were read.
    pub(super) fn open(mut inner: R, key: &str) -> Result<Self, BackupError> {
        let whole = inner.seek(SeekFrom::End(0))?;
        let cut = || BackupError::Damaged("cut off".to_owned());
        let sealed = whole.checked_sub(HEAD as u64).ok_or_else(cut)?;
        let pieces = sealed.div_ceil((PIECE + TAG) as u64);
        let length = sealed.checked_sub(pieces * TAG as u64).filter(|length| *length > 0).ok_or_else(cut)?;
        inner.seek(SeekFrom::Start(MAGIC.len() as u64))?;
        let (mut salt, mut check) = ([0; SALT], [0; CHECK]);
        inner.read_exact(&mut salt)?;
        inner.read_exact(&mut check)?;
        let (key, expected) = derive(key, &salt);
        if check != expected {
            return Err(BackupError::KeyWrong);
        }
        Ok(Self { inner, key, length, at: 0, piece: Vec::new(), piece_no: None })
    }

    fn load(&mut self, no: u64) -> io::Result<()> {
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "a sealed piece was changed, moved or cut off");
        let place = u32::try_from(no).map_err(|_| damaged())?;
        let from = no * PIECE as u64;
        let left = self.length.saturating_sub(from);
        let last = left <= PIECE as u64;
        let size = usize::try_from(left.min(PIECE as u64)).map_err(|_| damaged())?;
        self.piece_no = None;
        self.piece.resize(size + TAG, 0);
        self.inner.seek(SeekFrom::Start(HEAD as u64 + no * (PIECE + TAG) as u64))?;
        self.inner.read_exact(&mut self.piece)?;
        let opened = self.key.open_in_place(nonce(place, last), Aad::empty(), &mut self.piece);
        let size = opened.map_err(|_| damaged())?.len();
        self.piece.truncate(size);
        self.piece_no = Some(no);
        Ok(())
    }
}

impl<R: Read + Seek> Read for Unsealed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.length || buffer.is_empty() {
            return Ok(0);
        }
        let no = self.at / PIECE as u64;
        if self.piece_no != Some(no) {
            self.load(no)?;
        }
        let from = usize::try_from(self.at % PIECE as u64).map_err(io::Error::other)?;
        let taken = buffer.len().min(self.piece.len() - from);
        buffer[..taken].copy_from_slice(&self.piece[from..from + taken]);
        self.at += taken as u64;
        Ok(taken)
    }
}

impl<R: Read + Seek> Seek for Unsealed<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

fn derive(key: &str, salt: &[u8]) -> (LessSafeKey, [u8; CHECK]) {
    let mut bytes = [0; 32 + CHECK];
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, ROUNDS, salt, key.as_bytes(), &mut bytes);
    let (sealing, checking) = bytes.split_at(32);
    let sealing = UnboundKey::new(&CHACHA20_POLY1305, sealing).expect("the cipher takes 32 bytes");
    let mut check = [0; CHECK];
    check.copy_from_slice(checking);
    (LessSafeKey::new(sealing), check)
}

fn nonce(place: u32, last: bool) -> Nonce {
    let mut bytes = [0; 12];
    bytes[7..11].copy_from_slice(&place.to_be_bytes());
    bytes[11] = u8::from(last);
    Nonce::assume_unique_for_key(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn sealed(bytes: &[u8]) -> Vec<u8> {
        let mut sealing = Sealing::begin(Vec::new(), "a key").unwrap();
        sealing.write_all(bytes).unwrap();
        sealing.finish().unwrap()
    }

    fn opened(sealed: Vec<u8>, key: &str) -> Result<Vec<u8>, BackupError> {
        let mut bytes = Vec::new();
        Unsealed::open(Cursor::new(sealed), key)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    #[test]
    fn what_was_sealed_opens_from_any_place_and_only_with_its_key() {
        for length in [1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let bytes: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
            let file = sealed(&bytes);
            assert!(matches!(opened(file.clone(), "another"), Err(BackupError::KeyWrong)));
            assert!(opened(file.clone(), "a key").unwrap() == bytes, "{length}");
            let mut from_behind = Unsealed::open(Cursor::new(file), "a key").unwrap();
            from_behind.seek(SeekFrom::End(-1)).unwrap();
            let mut last = Vec::new();
            from_behind.read_to_end(&mut last).unwrap();
            assert_eq!(last, &bytes[length - 1..]);
        }
    }

    #[test]
    fn pieces_cannot_be_changed_moved_or_cut_off() {
        let file = sealed(&vec![7; 3 * PIECE]);
        let piece = PIECE + TAG;
        let mut swapped = file.clone();
        let (first, second) = swapped[HEAD..].split_at_mut(piece);
        first.swap_with_slice(&mut second[..piece]);
        let mut changed = file.clone();
        changed[HEAD + piece + 5] ^= 1;
        for (what, bytes) in [
            ("swapped", swapped),
            ("changed", changed),
            ("cut between pieces", file[..HEAD + 2 * piece].to_vec()),
            ("cut within", file[..file.len() - 1].to_vec()),
            ("longer", [file.clone(), vec![0]].concat()),
            ("no piece", file[..HEAD].to_vec()),
        ] {
            assert!(opened(bytes, "a key").is_err(), "{what}");
        }
    }
}
