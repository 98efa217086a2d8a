//! What is remembered: the ledger, its projections, the outbox; all the SQL. Decides nothing.
//!
//! Three kinds of table. *Truth*: [`ledger`], [`person`], [`words`]. *Projections* of the ledger: [`projections`], dropped
//! and replayed by [`projections::rebuild`]. *Working*: the rest, one module a table.
//!
//! One SQL text for SQLite and PostgreSQL. [`Store::read`] gives a moment of the database, [`Store::write`] a turn in the one
//! queue of writes; query functions take the connection of either first, so that they compose in one transaction.

pub mod album;
pub mod board;
pub mod briefing;
pub mod card;
pub mod carry;
mod codec;
mod connect;
mod counter;
pub mod denied;
pub mod draft;
pub mod erasure;
mod error;
pub mod expectation;
pub mod handover;
pub mod head_posted;
pub mod heard;
pub mod hold;
pub mod intake;
pub mod invitation;
pub mod job;
pub mod joiner;
pub mod ledger;
pub mod line;
mod lock;
mod migrate;
mod open;
pub mod outbox;
pub mod person;
pub mod projections;
pub mod set_aside;
pub mod setting;
pub mod tables;
mod tx;
pub mod words;
mod writer;

pub use connect::Engine;
pub use error::{Result, StoreError};
pub use lock::Lock;
pub use open::{Reader, Store};
pub use tx::Tx;

/// What query functions are handed: a moment of the database, or a turn at writing.
pub type Conn = sqlx::AnyConnection;
