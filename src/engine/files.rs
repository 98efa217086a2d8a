//! Material under one folder, each file by the digest of its bytes: names of ours alone, nothing opened, nothing trusted.

use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};
use tokio::fs::{self, OpenOptions};
use tokio::io::AsyncWriteExt;

/// Keeps bytes; answers their SHA-256 in hex, which is the file's name. The same bytes are kept once.
pub(super) async fn keep(folder: &Path, bytes: &[u8]) -> io::Result<String> {
    let name = hex::encode(Sha256::digest(bytes));
    let path = folder.join(&name);
    if fs::try_exists(&path).await? {
        return Ok(name);
    }
    fs::create_dir_all(folder).await?;
    let temporary = folder.join(format!(".{name}.{:016x}", rand::random::<u64>()));
    let written = write(&temporary, bytes).await;
    let kept = match written {
        Ok(()) => fs::rename(&temporary, &path).await,
        Err(error) => Err(error),
    };
    if let Err(error) = kept {
        // It may not even be there; the first error is the one to tell.
        fs::remove_file(&temporary).await.ok();
        return Err(error);
    }
    sync_folder(folder).await?;
    Ok(name)
}

async fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(path).await?;
    file.write_all(bytes).await?;
    file.flush().await?;
    file.sync_all().await
}

/// So that the name outlives a power cut too; only Unix can do that to a folder.
async fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        fs::File::open(folder).await?.sync_all().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn bytes_are_kept_once_under_their_digest() {
        let folder = tempfile::tempdir().unwrap();
        let name = keep(folder.path(), b"abc").await.unwrap();
        assert_eq!(name, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(keep(folder.path(), b"abc").await.unwrap(), name);
        let all: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(all, [name.as_str()]);
        assert_eq!(std::fs::read(folder.path().join(&name)).unwrap(), b"abc");
    }
}
