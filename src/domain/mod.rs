//! The rules: pure functions over plain data. Time comes in as a value; no IO, no async, no wording.
//!
//! Each aggregate has its file: its state, `decide` (what is legal and what follows) and `apply` (what an entry makes of it).

mod alarm;
pub mod assignment;
pub mod calendar;
pub mod deadline;
pub mod department;
pub mod directory;
mod escalation;
mod event;
pub mod handover;
mod hearing;
mod ids;
pub mod office;
mod person;
pub mod plain;
pub mod playbook;
pub mod policy;
pub mod publication;
pub mod recurrence;
mod refusal;
pub mod reply;
pub mod series;
pub mod slot;
pub mod standing;
pub mod task;
pub mod touch;

pub use alarm::Alarm;
pub use assignment::Assignment;
pub use department::{Department, Profile, Seat};
pub use directory::{Directory, Found};
pub use escalation::Escalation;
pub use event::{
    Actor, Delivery, Entry, Event, FileRef, GroupKind, LeftOut, Matter, Moment, Named, Promise, PutOff, Subject,
    Unreachable, Words,
};
pub use handover::Handover;
pub use hearing::Hearing;
pub use ids::{
    ChatNo, DeptNo, EntryNo, OfficeId, Part, PersonId, PlaybookNo, PublicationNo, RunNo, SeriesNo, TaskNo, WordsNo,
};
pub use office::{Office, Service};
pub use person::{Away, Lang, Person, Window};
pub use playbook::Playbook;
pub use publication::Publication;
pub use recurrence::Recurrence;
pub use refusal::{CalendarProblem, Refusal, SheetProblem};
pub use series::Series;
pub use slot::{
    Card, Focus, Lane, Link, ReceiptOf, ReportFace, ReviewFocus, RulingFocus, SeriesNote, Slot, Tell, To, Toast,
};
pub use task::{Deadline, Item, Task};
pub use touch::{Stage, Touch};
