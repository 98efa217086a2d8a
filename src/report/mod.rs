//! What is counted: one [`Report`] folded from an office's ledger, and its faces.
//!
//! [`Report::fold`] does all of the arithmetic; [`json`], [`csv`], [`xlsx`], [`docx`], [`sheet`], [`html`] and [`picture`] only lay
//! it out, in the words of [`Labels`] and [`PageLabels`]; [`glance`] picks what is said first.
//! `docs/report.md` says what each figure means.

mod axes;
mod chart;
pub mod csv;
pub mod docx;
mod entries;
mod exact;
mod facts;
mod figures;
mod fold;
pub mod glance;
pub mod html;
pub mod json;
mod labels;
mod layout;
mod lead;
mod legal;
mod material;
mod office;
mod own;
mod part;
pub mod period;
pub mod picture;
#[cfg(test)]
mod sample;
mod score;
pub mod sheet;
pub mod table;
mod totals;
pub mod xlsx;

pub use axes::{Adjusted, Axis, Band, Bands, Mean, SAMPLE_MIN, Scores, WEIGHTS};
pub use entries::{EntryFact, EntryKind};
pub use exact::Exact;
pub use facts::{
    Acceptance, DepartmentFacts, Duty, DutyShare, Fact, Finality, ItemFact, LeadDuties, LeadFacts, Left, MatterFact,
    OfficeFacts, Pace, PartFacts, PromiseFact, PromiseOutcome, PublicationFacts, Remark, Report, Standing, TaskFacts,
};
pub use figures::{Figure, Grounds};
pub use fold::Folding;
pub use labels::{Labels, PageLabels};
pub use office::{as_of, published, published_watched};
pub use score::PartScore;
pub use totals::Totals;

#[cfg(test)]
mod faces;
