//! Material behind the interface of an object store: a folder now, any other store where one is configured later.
//!
//! Each task has a shelf of its own, each file on it the digest of its bytes for a name: names of ours alone, nothing opened, nothing
//! trusted, and a task's material is cleared without looking at another's.

use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures::stream::BoxStream;
use futures::{Stream, StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart, path};
use sha2::{Digest, Sha256};

use crate::domain::assignment::Kept;
use crate::domain::{OfficeId, TaskNo};

/// What is being fetched; cleared at each start.
const INCOMING: &str = "incoming";
/// Archives that wait to be sent.
const SPOOL: &str = "spool";
/// Pieces of a file on their way at once; more would only fill the memory.
const PIECES: usize = 2;

/// Where material is kept. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    spool: PathBuf,
}

/// A file on a shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnShelf {
    /// Whose.
    pub of: (OfficeId, TaskNo),
    /// Of its bytes, hex.
    pub sha256: String,
}

/// Why something could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError<E> {
    /// It could not be had.
    #[error(transparent)]
    Source(E),
    /// It could not be written.
    #[error("the file could not be kept: {0}")]
    Store(#[from] object_store::Error),
}

impl Files {
    /// Material in this folder, which is made if need be and is nobody else's business.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let spool = folder.join(SPOOL);
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&spool)?;
        // Once the ledger says that a file is kept, a power cut must not make it untrue.
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { store: Arc::new(store), spool })
    }

    /// Keeps what comes, piece by piece. The same bytes on the same shelf are kept once.
    pub async fn keep<E>(
        &self,
        of: (OfficeId, TaskNo),
        mut pieces: impl Stream<Item = Result<Bytes, E>> + Unpin,
    ) -> Result<Kept, KeepError<E>> {
        let incoming = path::Path::from(INCOMING).join(format!("{:032x}", rand::random::<u128>()));
        let mut writer = WriteMultipart::new(self.store.put_multipart(&incoming).await?);
        let (mut digest, mut size) = (Sha256::new(), 0);
        while let Some(piece) = pieces.next().await {
            let piece = match piece {
                Ok(piece) => piece,
                Err(error) => {
                    // The first error is the one to tell; what is left is cleared at the next start.
                    writer.abort().await.ok();
                    return Err(KeepError::Source(error));
                }
            };
            writer.wait_for_capacity(PIECES).await?;
            digest.update(&piece);
            size += i64::try_from(piece.len()).unwrap_or(i64::MAX);
            writer.put(piece);
        }
        writer.finish().await?;
        let sha256 = hex::encode(digest.finalize());
        self.store.rename(&incoming, &place(of, &sha256)).await?;
        Ok(Kept { sha256, size })
    }

    /// Everything that is on a shelf.
    pub async fn list(&self) -> object_store::Result<Vec<OnShelf>> {
        let found: Vec<path::Path> = self.store.list(None).map_ok(|meta| meta.location).try_collect().await?;
        let mut kept: Vec<OnShelf> = found.iter().filter_map(on_shelf).collect();
        kept.sort_by(|one, other| (one.of, &one.sha256).cmp(&(other.of, &other.sha256)));
        Ok(kept)
    }

    /// Whether this only says that a file was cleared meanwhile.
    #[must_use]
    pub fn is_gone(error: &object_store::Error) -> bool {
        matches!(error, object_store::Error::NotFound { .. })
    }

    /// The pieces of a kept file.
    pub async fn read(
        &self,
        of: (OfficeId, TaskNo),
        sha256: &str,
    ) -> object_store::Result<BoxStream<'static, object_store::Result<Bytes>>> {
        Ok(self.store.get(&place(of, sha256)).await?.into_stream())
    }

    /// Empties a shelf.
    pub(super) async fn clear(&self, of: (OfficeId, TaskNo)) -> object_store::Result<()> {
        self.clear_all(&shelf(of)).await
    }

    /// At start: what was not fetched to its end is fetched anew.
    pub(super) async fn recover(&self) -> object_store::Result<()> {
        self.clear_all(&path::Path::from(INCOMING)).await
    }

    async fn clear_all(&self, folder: &path::Path) -> object_store::Result<()> {
        let found = self.store.list(Some(folder)).map_ok(|meta| meta.location).boxed();
        let gone = self.store.delete_stream(found).map(|deleted| match deleted {
            // Somebody was quicker.
            Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error),
        });
        gone.try_collect().await
    }

    /// A folder of this machine for what is made to be sent.
    pub(super) fn spool(&self) -> &Path {
        &self.spool
    }
}

fn shelf((office, task): (OfficeId, TaskNo)) -> path::Path {
    path::Path::from(format!("{}", office.0)).join(task.0.to_string())
}

fn on_shelf(at: &path::Path) -> Option<OnShelf> {
    let parts: Vec<_> = at.parts().collect();
    let [office, task, sha256] = parts.as_slice() else { return None };
    let of = (OfficeId(office.as_ref().parse().ok()?), TaskNo(task.as_ref().parse().ok()?));
    Some(OnShelf { of, sha256: sha256.as_ref().to_owned() })
}

fn place(of: (OfficeId, TaskNo), sha256: &str) -> path::Path {
    shelf(of).join(sha256.to_owned())
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures::stream;

    use super::*;

    const SHELF: (OfficeId, TaskNo) = (OfficeId(1), TaskNo(12));

    fn pieces(of: &[&'static str]) -> impl Stream<Item = Result<Bytes, &'static str>> + Unpin {
        stream::iter(
            of.iter().map(|piece| if *piece == "!" { Err("cut") } else { Ok(Bytes::from(*piece)) }).collect::<Vec<_>>(),
        )
    }

    fn names(folder: &Path) -> Vec<String> {
        let all = std::fs::read_dir(folder).into_iter().flatten();
        all.map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[tokio::test]
    async fn bytes_are_kept_once_under_their_digest() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        let kept = files.keep(SHELF, pieces(&["a", "bc"])).await.unwrap();
        assert_eq!(kept.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!((kept.size, &files.keep(SHELF, pieces(&["abc"])).await.unwrap()), (3, &kept));
        assert_eq!(names(&folder.path().join("1/12")), [kept.sha256.as_str()]);
        let read: Vec<Bytes> = files.read(SHELF, &kept.sha256).await.unwrap().try_collect().await.unwrap();
        assert_eq!(read.concat(), b"abc");
    }

    #[tokio::test]
    async fn what_breaks_off_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        assert!(matches!(files.keep(SHELF, pieces(&["a", "!"])).await, Err(KeepError::Source("cut"))));
        files.recover().await.unwrap();
        assert!(names(&folder.path().join(INCOMING)).is_empty() && names(&folder.path().join("1")).is_empty());
    }

    #[tokio::test]
    async fn a_shelf_is_cleared_and_its_neighbours_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        let empty = || stream::iter([Ok::<_, Infallible>(Bytes::from("x"))]);
        for task in [1, 12, 120] {
            files.keep((OfficeId(1), TaskNo(task)), empty()).await.unwrap();
        }
        files.clear((OfficeId(1), TaskNo(12))).await.unwrap();
        files.clear((OfficeId(1), TaskNo(12))).await.unwrap();
        let left = |task: &str| names(&folder.path().join("1").join(task)).len();
        assert_eq!((left("1"), left("12"), left("120")), (1, 0, 1));
    }
}
