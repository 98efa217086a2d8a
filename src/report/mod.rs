//! What is counted: one [`Report`] folded from an office's ledger, and its faces.
//!
//! [`Report::fold`] does all of the arithmetic; [`json`], [`csv`] and [`xlsx`] only lay it out, in the words of [`Labels`].
//! `docs/report.md` says what each figure means.

pub mod csv;
mod facts;
mod fold;
pub mod json;
mod labels;
mod layout;
mod material;
mod office;
mod part;
pub mod period;
pub mod table;
mod totals;
pub mod xlsx;

pub use facts::{
    DepartmentFacts, Fact, ItemFact, LeadFacts, MatterFact, OfficeFacts, PartFacts, PromiseFact, PromiseOutcome,
    Report, Standing, TaskFacts,
};
pub use fold::{Corrections, Folding};
pub use labels::Labels;
pub use office::of_office;
pub use totals::Totals;
