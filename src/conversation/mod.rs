//! What people say and what is shown to them.
//!
//! [`handle`] takes what came in to commands and answers, and those to the domain; [`render`] finds the words for a slot at
//! the moment it is sent; [`settle`] enters what became of it. One file a feature; `route` reads as the table of them.

mod away;
mod board;
mod calendar;
mod calls;
mod collect;
mod command;
mod contact;
mod context;
mod dispute;
mod draft;
mod earlier;
mod edit;
mod edited;
mod escalation;
mod finish;
mod handover;
mod heard;
pub mod invite;
mod job;
mod joiner;
mod matter;
mod menu;
mod nudge;
mod offline;
mod overview;
mod playbook;
mod policy;
mod press;
mod publication;
mod purge;
mod record;
mod render;
mod review;
mod rights;
pub mod roster;
mod route;
mod ruling;
mod seat;
mod series;
mod settle;
mod setup;
mod sheet;
mod staff;
pub mod start;
mod task;
mod turn;
mod witness;

pub use away::note_away;
pub use board::refresh_boards;
pub use collect::{Archive, ArchivePlan, Collection, Packing, collection};
pub use context::{Bot, Context, Manners, Rights};
pub use job::{Fetched, Job};
pub use menu::menus;
pub use publication::{Folded, folded};
pub use purge::words_of;
pub use render::{Act, BoardFace, Now, Rendered, render};
pub use rights::chats_needed;
pub use route::{handle, handle_fetched};
pub use seat::tell_over;
pub use settle::{Fate, leave_out, lost_in_flight, settle};
pub use turn::{lead_mail, list_for_staff};
pub use witness::{Differs, chats_to_witness, witness};
