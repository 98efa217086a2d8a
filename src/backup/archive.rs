//! A backup that was read from its first byte to its last, and holds.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::manifest::{self, Carried, FORMAT, HeadLine, Manifest, Material};
use super::seal::{MAGIC, Unsealed};
use super::{BackupError, Watch, sum};
use crate::domain::{OfficeId, TaskNo};
use crate::engine::OnShelf;
use crate::store::Store;
use crate::store::carry::{Field, Row, Shape};
use crate::store::ledger::{ExportLine, Follower};

/// A backup that holds.
pub struct Archive {
    zip: ZipArchive<Source>,
    manifest: Manifest,
}

/// Any place of a file can be read, sealed or not.
trait Place: Read + Seek {}
impl<T: Read + Seek> Place for T {}
type Source = BufReader<Box<dyn Place>>;

impl Archive {
    /// Reads all of it: every byte, every table, every ledger.
    pub fn open(path: &Path, key: Option<&str>, watch: Watch<'_>) -> Result<Self, BackupError> {
        let mut source = source(path, key)?;
        let length = source.seek(SeekFrom::End(0))?;
        source.seek(SeekFrom::Start(0))?;
        if !sum::holds(&mut source, length).map_err(damaged)? {
            return Err(BackupError::Damaged("it is no backup, or not as it was written".to_owned()));
        }
        source.seek(SeekFrom::Start(0))?;
        let mut zip = ZipArchive::new(source)?;
        let manifest = manifest(&mut zip)?;
        let mut archive = Self { zip, manifest };
        archive.check(watch)?;
        Ok(archive)
    }

    /// What it says of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The rows of a table, as they come.
    pub(super) fn rows<'a>(
        &'a mut self,
        table: &Carried,
    ) -> Result<impl Iterator<Item = Result<Row, BackupError>> + use<'a>, BackupError> {
        let lines = BufReader::new(self.zip.by_name(&table.name())?).lines();
        Ok(lines.map(|line| serde_json::from_str(&line?).map_err(|error| BackupError::Damaged(error.to_string()))))
    }

    /// Whose material there is, and what it is called.
    pub(super) fn material(&self) -> Result<Vec<(String, OnShelf)>, BackupError> {
        let names: Vec<_> = self.zip.file_names().collect::<Result<_, _>>()?;
        let names = names.iter().filter(|name| name.starts_with("files/"));
        names.map(|name| shelf(name).ok_or_else(|| BackupError::Damaged(format!("{name} is no material")))).collect()
    }

    /// The bytes of one file.
    pub(super) fn bytes(&mut self, name: &str) -> Result<impl Read + '_, BackupError> {
        Ok(self.zip.by_name(name)?)
    }

    fn check(&mut self, watch: Watch<'_>) -> Result<(), BackupError> {
        let (total, mut done) = (self.manifest.rows(), 0);
        let mut follower = Follower::default();
        for table in self.manifest.tables.clone() {
            let mut hasher = Sha256::new();
            let mut rows = 0;
            let mut lines = BufReader::new(self.zip.by_name(&table.name())?);
            let mut line = Vec::new();
            loop {
                line.clear();
                if lines.read_until(b'\n', &mut line).map_err(damaged)? == 0 {
                    break;
                }
                hasher.update(&line);
                rows += 1;
                done += 1;
                watch(done, total);
                if table.shape.table == "ledger" {
                    follow(&mut follower, &table.shape, &line)?;
                }
            }
            if rows != table.rows || hex::encode(hasher.finalize()) != table.sha256 {
                return Err(BackupError::Damaged(format!("table {} is not as it was written", table.shape.table)));
            }
        }
        self.check_heads(&follower)?;
        self.check_material()
    }

    fn check_heads(&self, follower: &Follower) -> Result<(), BackupError> {
        let mut said = self.manifest.heads.clone();
        said.retain(|head| head.seq > 0);
        said.sort();
        let found: Vec<HeadLine> = follower
            .heads()
            .map(|(office, head)| HeadLine { office: office.0, seq: head.seq.0, hash: head.hash.clone() })
            .collect();
        if said == found { Ok(()) } else { Err(BackupError::Damaged("a ledger does not end with its head".to_owned())) }
    }

    fn check_material(&mut self) -> Result<(), BackupError> {
        let mut found = Material::default();
        for (name, kept) in self.material()? {
            let mut hasher = Sha256::new();
            found.bytes += io::copy(&mut self.zip.by_name(&name)?, &mut Hashing(&mut hasher)).map_err(damaged)?;
            found.files += 1;
            if hex::encode(hasher.finalize()) != kept.sha256 {
                return Err(BackupError::Damaged(format!("{name} is not as it was kept")));
            }
        }
        if self.manifest.material.unwrap_or_default() == found {
            Ok(())
        } else {
            Err(BackupError::Damaged("material is missing".to_owned()))
        }
    }
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive").field("manifest", &self.manifest).finish_non_exhaustive()
    }
}

struct Hashing<'a>(&'a mut Sha256);

impl io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn source(path: &Path, key: Option<&str>) -> Result<Source, BackupError> {
    let mut file = BufReader::new(File::open(path)?);
    let mut begin = Vec::new();
    file.by_ref().take(MAGIC.len() as u64).read_to_end(&mut begin)?;
    let source: Box<dyn Place> = if begin == MAGIC {
        Box::new(Unsealed::open(file, key.ok_or(BackupError::KeyMissing)?)?)
    } else {
        Box::new(file)
    };
    Ok(BufReader::new(source))
}

/// The format first: of a later one nothing else is understood.
fn manifest(zip: &mut ZipArchive<Source>) -> Result<Manifest, BackupError> {
    #[derive(serde::Deserialize)]
    struct Dated {
        format: u32,
        program: String,
        schema: i64,
    }
    let mut text = String::new();
    zip.by_name(manifest::NAME)?.read_to_string(&mut text).map_err(damaged)?;
    let unreadable = |error: serde_json::Error| BackupError::Damaged(format!("{}: {error}", manifest::NAME));
    let dated: Dated = serde_json::from_str(&text).map_err(unreadable)?;
    let known = Store::newest_schema_version().unwrap_or_default();
    if dated.format > FORMAT || dated.schema > known {
        return Err(BackupError::Newer { program: dated.program, format: dated.format, schema: dated.schema });
    }
    serde_json::from_str(&text).map_err(unreadable)
}

fn follow(follower: &mut Follower, shape: &Shape, line: &[u8]) -> Result<(), BackupError> {
    let row: Row = serde_json::from_slice(line).map_err(|error| BackupError::Damaged(error.to_string()))?;
    let field = |column: &str| shape.place(column).and_then(|place| row.get(place)).cloned().flatten();
    let wrong = |column: &str| BackupError::Damaged(format!("an entry has no {column}"));
    let number = |column: &str| match field(column) {
        Some(Field::Number(number)) => Ok(number),
        _ => Err(wrong(column)),
    };
    let text = |column: &str| match field(column) {
        Some(Field::Text(text)) => Ok(text),
        _ => Err(wrong(column)),
    };
    let entry = ExportLine {
        version: 1,
        office: number("office")?,
        seq: number("seq")?,
        at: number("at")?,
        actor: text("actor")?,
        source: text("source").ok(),
        event: text("event")?,
        prev: text("prev")?,
        hash: text("hash")?,
        words: Vec::new(),
    };
    let office = OfficeId(entry.office);
    follower.follow(entry).map_err(|(entry, fault)| BackupError::Broken { office, entry, fault })
}

/// `files/OFFICE/TASK/SHA-256`, and nothing else.
fn shelf(name: &str) -> Option<(String, OnShelf)> {
    let mut parts = name.strip_prefix("files/")?.split('/');
    let (office, task, sha256) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    let fits = sha256.len() == 64 && sha256.chars().all(|c| c.is_ascii_hexdigit()) && parts.next().is_none();
    fits.then(|| (name.to_owned(), OnShelf { of: (OfficeId(office), TaskNo(task)), sha256: sha256.to_owned() }))
}

/// What cannot be read of a file that is there was changed.
fn damaged(error: io::Error) -> BackupError {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput => {
            BackupError::Damaged(error.to_string())
        }
        _ => error.into(),
    }
}
