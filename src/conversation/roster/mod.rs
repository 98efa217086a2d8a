//! The roster (单位名册) as a lead sends it: read from CSV or XLSX, then compared with what the office knows.
//!
//! [`table::read`] says what the file holds, [`plan::compare`] what importing it would change; `import` shows that and, on
//! one button, does it.

mod columns;
mod import;
pub mod plan;
pub mod table;

pub(super) use import::{drop_draft, import, import_draft, names};
pub use plan::ImportPlan;
pub use table::{BadRow, NamedPerson, RosterRow, RosterTable, RowFault};
