//! What runs: intake, planner, dispatcher, jobs, and the one clock.
//!
//! | file | subject |
//! | --- | --- |
//! | `service` | start, stop, and the loops between |
//! | `clock`, `trust` | the one source of time, and whether it is to be believed |
//! | `intake`, `replay`, `rights` | from the chat app into the store, and who may do what |
//! | `steps` | the same loops turned by hand, for simulations |
//! | `planner` | from what is due to the outbox |
//! | `dispatcher`, `chats`, `limits`, `delivery` | from the outbox to the chat app |
//! | `jobs`, `files` | what must wait for the network |
//! | `shared`, `health` | what the loops have in common, and how they are |

mod boards;
mod chats;
mod clock;
mod delivery;
mod dispatcher;
mod files;
mod health;
mod intake;
mod jobs;
mod limits;
mod pack;
mod planner;
mod replay;
mod rights;
mod service;
mod shared;
mod steps;
mod trust;

pub use clock::{Clock, LOOK, SystemClock};
pub use files::{Files, KeepError, OnShelf};
pub use health::Health;
pub use planner::plan;
pub use service::{Service, ServiceParts};
pub use steps::Steps;
