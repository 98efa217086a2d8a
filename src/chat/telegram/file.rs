//! Fetching what people sent.

use futures::StreamExt;
use serde::Deserialize;
use teloxide::net::Download;
use teloxide::payloads::GetFile;
use teloxide::types::FileId;

use super::client::Telegram;
use super::errors::{CallError, Fault, FileError};
use super::judge::by_network;
use crate::chat::Refused;

#[derive(Deserialize)]
struct Place {
    file_path: Option<String>,
    file_size: Option<u64>,
}

impl Telegram {
    /// A file's bytes. The announced size is not relied on: what comes is counted.
    pub async fn file(&self, file: &str, bytes_max: usize) -> Result<Vec<u8>, FileError> {
        let place: Place = self.ask(GetFile::new(FileId(file.to_owned()))).await?;
        if place.file_size.is_some_and(|size| size > bytes_max as u64) {
            return Err(FileError::TooLarge);
        }
        let path = place.file_path.ok_or_else(|| CallError::Other("a file without a path".to_owned()))?;
        let mut chunks = self.files.download_file_stream(&path);
        let mut bytes = Vec::new();
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.map_err(|error| CallError::from(by_network(&error, &self.secret)))?;
            if bytes.len() + chunk.len() > bytes_max {
                return Err(FileError::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
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
