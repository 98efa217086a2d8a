//! Fetching what people sent.

use bytes::Bytes;
use futures::{StreamExt, TryStreamExt};
use serde::Deserialize;
use teloxide::net::Download;
use teloxide::payloads::GetFile;
use teloxide::types::FileId;

use super::client::Telegram;
use super::errors::Fault;
use super::judge::by_network;
use crate::chat::{CallError, FileError, Pieces, Refused};

#[derive(Deserialize)]
struct Place {
    file_path: Option<String>,
    file_size: Option<u64>,
}

impl Telegram {
    /// A file's bytes.
    pub async fn file(&self, file: &str, bytes_max: usize) -> Result<Vec<u8>, FileError> {
        let pieces: Vec<Bytes> = self.file_pieces(file, bytes_max).await?.try_collect().await?;
        Ok(pieces.concat())
    }

    /// A file piece by piece, so that none is ever held whole. The announced size is not relied on: what comes is counted.
    pub async fn file_pieces(&self, file: &str, bytes_max: usize) -> Result<Pieces, FileError> {
        let place: Place = self.ask(GetFile::new(FileId(file.to_owned()))).await?;
        if place.file_size.is_some_and(|size| size > bytes_max as u64) {
            return Err(FileError::TooLarge);
        }
        let path = place.file_path.ok_or_else(|| CallError::Other("a file without a path".to_owned()))?;
        let (secret, mut seen) = (self.secret.clone(), 0);
        let pieces = self.files.download_file_stream(&path).map(move |piece| {
            let piece = piece.map_err(|error| CallError::from(by_network(&error, &secret)))?;
            seen += piece.len();
            if seen > bytes_max { Err(FileError::TooLarge) } else { Ok(piece) }
        });
        Ok(pieces.boxed())
    }
}

impl From<Fault> for FileError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(Refused::TooLarge) => Self::TooLarge,
            fault => Self::Call(fault.into()),
        }
    }
}
