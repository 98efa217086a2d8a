//! A disk under the program: it remembers what was written and not synced, forgets it when the power is cut, and can fail.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::killed::acts::Dice;

/// What a disk writes whole or not at all.
const SECTOR: u64 = 512;
const EIO: i32 = 5;
const ENOSPC: i32 = 28;

/// A disk, for the files of one database.
pub(super) struct Disk {
    /// Each file's name begins so.
    pub(super) database: PathBuf,
    folder: PathBuf,
    library: PathBuf,
}

/// What is to happen to the program, counted in writes, truncations and syncs from its start.
#[derive(Clone, Debug)]
pub(super) enum Plan {
    /// It dies at this one.
    Cut(u64),
    /// This one fails; for good, each until this file is there.
    Fail { at: u64, error: Error, until: Option<PathBuf> },
}

/// How a disk fails.
#[derive(Clone, Copy, Debug)]
pub(super) enum Error {
    /// It does not work.
    Broken,
    /// It is full.
    Full,
}

/// Whether a sync of the log of the database is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syncs {
    Real,
    /// As with `synchronous = NORMAL`, which leaves the log to the page cache.
    NotOfTheLog,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Write,
    Truncate,
    Sync,
    Gone,
    Fault,
}

/// One thing that was done to a file.
#[derive(Debug)]
struct Step {
    kind: Kind,
    path: PathBuf,
    offset: u64,
    len: u64,
    /// How long the file was before.
    size: u64,
    /// What stood from `offset` on.
    old: Vec<u8>,
}

impl Disk {
    /// Builds the library, and knows the database of this address.
    pub(super) fn of(url: &str, folder: &Path) -> Self {
        let database = PathBuf::from(url.strip_prefix("sqlite://").expect("a file"));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/power/shim.c");
        let library = folder.join("shim.so");
        let mut cc = Command::new("cc");
        cc.args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"]).arg(&library).arg(source);
        let built = cc.args(["-ldl", "-pthread"]).status().expect("a C compiler, `cc`");
        assert!(built.success(), "the disk was not built");
        Self { database, folder: folder.to_owned(), library }
    }

    /// Lets a program run on it, to which this happens.
    pub(super) fn under(&self, program: &mut Command, plan: &Plan) {
        program.env("LD_PRELOAD", &self.library).env("POWER_FILES", &self.database).env("POWER_LOG", self.log());
        match plan {
            Plan::Cut(at) => {
                program.env("POWER_CUT", at.to_string());
            }
            Plan::Fail { at, error, until } => {
                let error = match error {
                    Error::Broken => EIO,
                    Error::Full => ENOSPC,
                };
                program.env("POWER_FAIL", at.to_string()).env("POWER_ERROR", error.to_string());
                // What it says of it is not looked at.
                program.env("RUST_LOG", "off");
                if let Some(until) = until {
                    program.env("POWER_UNTIL", until);
                }
            }
        }
    }

    /// How often it has failed.
    pub(super) fn faults(&self) -> usize {
        self.steps().iter().filter(|step| step.kind == Kind::Fault).count()
    }

    /// The power goes, after the program: any part of what was not synced is forgotten. How much that was, in steps.
    pub(super) fn forget(&self, dice: &mut Dice, syncs: Syncs) -> usize {
        let mut unsynced: BTreeMap<PathBuf, Vec<Step>> = BTreeMap::new();
        for step in self.steps() {
            match step.kind {
                Kind::Write | Kind::Truncate => unsynced.entry(step.path.clone()).or_default().push(step),
                Kind::Sync if syncs == Syncs::NotOfTheLog && step.path.to_string_lossy().ends_with("-wal") => {}
                Kind::Sync | Kind::Gone => {
                    unsynced.remove(&step.path);
                }
                Kind::Fault => {}
            }
        }
        for (path, steps) in &unsynced {
            undo(path, steps, Way::thrown(dice, steps.len()));
        }
        fs::remove_file(beside(&self.database, "-shm")).ok();
        unsynced.values().map(Vec::len).sum()
    }

    /// The files as they are, in another place.
    pub(super) fn copy(&self, folder: &Path) -> String {
        let copy = folder.join("copy.db");
        for end in ["", "-wal"] {
            let (from, to) = (beside(&self.database, end), beside(&copy, end));
            fs::remove_file(&to).ok();
            if from.exists() {
                fs::copy(from, to).unwrap();
            }
        }
        format!("sqlite://{}", copy.display())
    }

    fn log(&self) -> PathBuf {
        self.folder.join("power.log")
    }

    fn steps(&self) -> Vec<Step> {
        let bytes = fs::read(self.log()).unwrap_or_default();
        let mut rest = bytes.as_slice();
        let mut steps = vec![];
        // What the end of the program cut off was not done either.
        while let Some(step) = read_step(&mut rest) {
            steps.push(step);
        }
        steps
    }
}

fn beside(database: &Path, end: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// The layout is `struct record` in `shim.c`, then the path, then what stood there.
fn read_step(rest: &mut &[u8]) -> Option<Step> {
    let mut at = *rest;
    let mut take = |len: usize| -> Option<&[u8]> {
        let (taken, left) = at.split_at_checked(len)?;
        at = left;
        Some(taken)
    };
    let kind = u32::from_ne_bytes(take(4)?.try_into().ok()?);
    let path_len = u32::from_ne_bytes(take(4)?.try_into().ok()?);
    let mut number = || Some(u64::from_ne_bytes(take(8)?.try_into().ok()?));
    let (offset, len, size, old_len) = (number()?, number()?, number()?, number()?);
    let path = String::from_utf8(take(usize::try_from(path_len).ok()?)?.to_vec()).ok()?.into();
    let old = take(usize::try_from(old_len).ok()?)?.to_vec();
    *rest = at;
    let kind = match kind {
        1 => Kind::Write,
        2 => Kind::Truncate,
        3 => Kind::Sync,
        4 => Kind::Gone,
        5 => Kind::Fault,
        other => panic!("the disk notes no {other}"),
    };
    Some(Step { kind, path, offset, len, size, old })
}

/// Which of the steps that were not synced stand all the same.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// So many from the first on.
    First(usize),
    /// Of each sector all or nothing.
    Coin { seed: u64, steps: usize },
    /// Of each sector so many from the first on.
    Torn { seed: u64, steps: usize },
}

impl Way {
    fn thrown(dice: &mut Dice, steps: usize) -> Self {
        let seed = dice.roll(u64::MAX);
        match dice.roll(4) {
            0 => Self::First(0),
            1 => Self::First(below(seed, steps)),
            2 => Self::Coin { seed, steps },
            _ => Self::Torn { seed, steps },
        }
    }

    /// How many of the steps stand in this sector.
    fn stands(self, sector: u64) -> usize {
        let of = |seed: u64| seed ^ sector.wrapping_mul(0xd6e8_feb8_6659_fd93);
        match self {
            Self::First(steps) => steps,
            Self::Coin { seed, steps } => steps * below(of(seed), 1),
            Self::Torn { seed, steps } => below(of(seed), steps),
        }
    }
}

/// From none to so many.
fn below(seed: u64, most: usize) -> usize {
    let bound = u64::try_from(most).unwrap() + 1;
    usize::try_from(Dice(seed).roll(bound)).unwrap()
}

fn undo(path: &Path, steps: &[Step], way: Way) {
    let Ok(file) = OpenOptions::new().write(true).open(path) else { return };
    for (n, step) in steps.iter().enumerate().rev() {
        let end = match step.kind {
            Kind::Truncate => step.size,
            _ => step.offset + step.len,
        };
        let mut at = step.offset;
        while at < end {
            let sector = at / SECTOR;
            let next = ((sector + 1) * SECTOR).min(end);
            if n >= way.stands(sector) {
                put(&file, at, &piece(step, at, next));
            }
            at = next;
        }
    }
    // The length is written for itself.
    let stands = way.stands(u64::MAX);
    if let Some(undone) = steps.get(stands) {
        file.set_len(undone.size).unwrap();
    }
}

/// What stood there; beyond the end of the file, nothing but zeros.
fn piece(step: &Step, from: u64, to: u64) -> Vec<u8> {
    let place = |at: u64| usize::try_from(at - step.offset).unwrap().min(step.old.len());
    let mut piece = step.old[place(from)..place(to)].to_vec();
    piece.resize(usize::try_from(to - from).unwrap(), 0);
    piece
}

fn put(file: &File, at: u64, bytes: &[u8]) {
    file.write_all_at(bytes, at).unwrap();
}
