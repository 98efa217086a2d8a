//! What a backup says of itself.

use serde::{Deserialize, Serialize};

use crate::domain::Moment;
use crate::store::carry::Shape;

/// How archives are laid out by this program.
pub const FORMAT: u32 = 1;
/// Its name in the archive.
pub(super) const NAME: &str = "manifest.json";

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// How the archive is laid out.
    pub format: u32,
    /// The program that wrote it.
    pub program: String,
    /// Newest step of the schema that was applied.
    pub schema: i64,
    /// The moment of the database.
    pub made_at: Moment,
    /// What is carried, in the order in which it is to be loaded.
    pub tables: Vec<Carried>,
    /// The last entry of each ledger.
    pub heads: Vec<HeadLine>,
    /// The material that is carried along; none if it was not wanted.
    pub material: Option<Material>,
}

/// A table in the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// Name and columns.
    #[serde(flatten)]
    pub shape: Shape,
    /// Rows.
    pub rows: u64,
    /// Of its lines, hex.
    pub sha256: String,
}

/// The last entry of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HeadLine {
    /// Whose.
    pub office: i64,
    /// Its place.
    pub seq: i64,
    /// Its hash, hex.
    pub hash: String,
}

/// Files of material.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// How many.
    pub files: u64,
    /// Bytes.
    pub bytes: u64,
}

impl Manifest {
    /// Rows of all tables.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}

impl Carried {
    pub(super) fn name(&self) -> String {
        name_of(&self.shape)
    }
}

pub(super) fn name_of(shape: &Shape) -> String {
    format!("tables/{}.jsonl", shape.table)
}
