//! Making a backup: beside its name first, read back as a whole, and only then under its name.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use futures::TryStreamExt;
use sha2::{Digest, Sha256};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};

use super::manifest::{self, Carried, FORMAT, HeadLine, Manifest, Material, name_of};
use super::seal::Sealing;
use super::sum::{DIGITS, Summed};
use super::{Archive, BackupError, Watch};
use crate::domain::Moment;
use crate::engine::Files;
use crate::store::carry::{self, Row, Shape};
use crate::store::{Conn, Store, ledger};

/// A backup to be made.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Where; nothing may be there.
    pub file: &'a Path,
    /// Material that goes along.
    pub files: Option<&'a Files>,
    /// It is sealed with this.
    pub key: Option<&'a str>,
    /// What time it is.
    pub now: Moment,
}

/// Writes one moment of the database, beside a running service. When it returns, the file was read back and is sound; on an error
/// there is none.
pub async fn make(store: &Store, wanted: Wanted<'_>, watch: Watch<'_>) -> Result<Manifest, BackupError> {
    if wanted.file.try_exists()? {
        return Err(BackupError::Exists(wanted.file.to_owned()));
    }
    let partial = partial(wanted.file);
    let file = take(&partial)?;
    let made = made(store, wanted, &partial, &file, watch).await;
    if made.is_err() {
        // The first error is the one to tell; what is left is written over by the next.
        fs::remove_file(&partial).ok();
    }
    made
}

async fn made(
    store: &Store,
    wanted: Wanted<'_>,
    partial: &Path,
    file: &File,
    watch: Watch<'_>,
) -> Result<Manifest, BackupError> {
    let written = write(store, wanted, file.try_clone()?, watch).await?;
    file.sync_all()?;
    let archive = Archive::open(partial, wanted.key, watch)?;
    if *archive.manifest() != written {
        return Err(BackupError::Damaged("it reads back otherwise than it was written".to_owned()));
    }
    if wanted.file.try_exists()? {
        return Err(BackupError::Exists(wanted.file.to_owned()));
    }
    fs::rename(partial, wanted.file)?;
    sync_folder(wanted.file)?;
    Ok(written)
}

async fn write(store: &Store, wanted: Wanted<'_>, file: File, watch: Watch<'_>) -> Result<Manifest, BackupError> {
    let out: Out = match wanted.key {
        Some(key) => Out::Sealed(Box::new(Sealing::begin(BufWriter::new(file), key)?)),
        None => Out::Plain(BufWriter::new(file)),
    };
    let mut zip = ZipWriter::new_stream(Summed::new(out));
    let manifest = write_all(store, wanted, &mut zip, watch).await?;
    zip.start_file(manifest::NAME, options(CompressionMethod::Deflated))?;
    serde_json::to_writer_pretty(&mut zip, &manifest).map_err(io::Error::from)?;
    zip.set_comment("0".repeat(DIGITS))?;
    zip.finish()?.into_inner().finish()?.finish()?;
    Ok(manifest)
}

async fn write_all(
    store: &Store,
    wanted: Wanted<'_>,
    zip: &mut ZipWriter<StreamWriter<Summed<Out>>>,
    watch: Watch<'_>,
) -> Result<Manifest, BackupError> {
    let schema = store.schema_version().await?.unwrap_or_default();
    let mut reader = store.read().await?;
    let shapes = store.shapes(&mut reader).await?;
    let total = total(&mut reader, &shapes).await?;
    let (mut tables, mut done) = (Vec::with_capacity(shapes.len()), 0);
    for shape in shapes {
        zip.start_file(name_of(&shape), options(CompressionMethod::Deflated))?;
        let (mut hasher, mut rows, mut line) = (Sha256::new(), 0, Vec::new());
        carry::unload(&mut reader, &shape, |row: &Row| {
            line.clear();
            serde_json::to_writer(&mut line, row).map_err(io::Error::from)?;
            line.push(b'\n');
            hasher.update(&line);
            rows += 1;
            done += 1;
            watch(done, total);
            Ok::<_, BackupError>(zip.write_all(&line)?)
        })
        .await?;
        tables.push(Carried { shape, rows, sha256: hex::encode(hasher.finalize()) });
    }
    let heads = heads(&mut reader).await?;
    drop(reader);
    let material = match wanted.files {
        Some(files) => Some(write_material(files, zip).await?),
        None => None,
    };
    let program = env!("CARGO_PKG_VERSION").to_owned();
    Ok(Manifest { format: FORMAT, program, schema, made_at: wanted.now, tables, heads, material })
}

async fn total(conn: &mut Conn, shapes: &[Shape]) -> Result<u64, BackupError> {
    let mut total = 0;
    for shape in shapes {
        total += u64::try_from(carry::count(conn, shape).await?).unwrap_or(0);
    }
    Ok(total)
}

async fn heads(conn: &mut Conn) -> Result<Vec<HeadLine>, BackupError> {
    let mut heads = Vec::new();
    for office in ledger::list_offices(conn).await? {
        if let Some(head) = ledger::find_head(conn, office).await? {
            heads.push(HeadLine { office: office.0, seq: head.seq.0, hash: head.hash });
        }
    }
    Ok(heads)
}

/// What is on the shelves; what is cleared meanwhile is left out. A file that is not what its name says fails the backup.
async fn write_material(
    files: &Files,
    zip: &mut ZipWriter<StreamWriter<Summed<Out>>>,
) -> Result<Material, BackupError> {
    let mut material = Material::default();
    for kept in files.list().await.map_err(|error| wrong("*", &error))? {
        let name = format!("files/{}/{}/{}", kept.of.0.0, kept.of.1.0, kept.sha256);
        let mut pieces = match files.read(kept.of, &kept.sha256).await {
            Ok(pieces) => pieces,
            Err(error) if Files::is_gone(&error) => continue,
            Err(error) => return Err(wrong(&name, &error)),
        };
        zip.start_file(&name, options(CompressionMethod::Stored).large_file(true))?;
        let mut hasher = Sha256::new();
        while let Some(piece) = pieces.try_next().await.map_err(|error| wrong(&name, &error))? {
            hasher.update(&piece);
            zip.write_all(&piece)?;
            material.bytes += piece.len() as u64;
        }
        if hex::encode(hasher.finalize()) != kept.sha256 {
            return Err(wrong(&name, &"the file on the disk is not what was kept"));
        }
        material.files += 1;
    }
    Ok(material)
}

pub(super) fn wrong(name: &str, why: &dyn std::fmt::Display) -> BackupError {
    BackupError::Material { name: name.to_owned(), why: why.to_string() }
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(method).large_file(true)
}

/// Where the bytes go.
enum Out {
    Plain(BufWriter<File>),
    Sealed(Box<Sealing<BufWriter<File>>>),
}

impl Out {
    fn finish(self) -> io::Result<()> {
        match self {
            Self::Plain(mut file) => file.flush(),
            Self::Sealed(sealing) => sealing.finish()?.flush(),
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(file) => file.write(bytes),
            Self::Sealed(sealing) => sealing.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(file) => file.flush(),
            Self::Sealed(sealing) => sealing.flush(),
        }
    }
}

/// `FILE.partial`: what a killed process left of it is written over.
fn partial(file: &Path) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(".partial");
    name.into()
}

fn take(partial: &Path) -> Result<File, BackupError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(partial)?;
    match file.try_lock() {
        // Whoever made it before, it is its owner's alone from here on.
        Ok(()) => {
            #[cfg(unix)]
            file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
            file.set_len(0)?;
        }
        Err(TryLockError::WouldBlock) => return Err(BackupError::Busy(partial.to_owned())),
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    Ok(file)
}

/// A new name is only kept over a power cut once its folder is.
fn sync_folder(file: &Path) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
