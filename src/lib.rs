//! cuiban (催办): a bot that does the asking for a lead office, and keeps the record of who cooperated.
//!
//! The rooms, each importing only those above it:
//!
//! | room | what lives there |
//! | --- | --- |
//! | [`domain`] | the rules, pure: what is legal, what follows, when to ask |
//! | [`store`] | what is remembered: ledger, projections, outbox, offset; all the SQL |
//! | [`chat`] | a chat app as the program sees it; `chat::telegram` is the adapter |
//! | [`wording`] | every sentence, in zh-CN and en |
//! | [`report`] | what is counted, folded from the ledger, and its faces |
//! | [`conversation`] | what people say and what is shown to them |
//! | [`engine`] | what runs: intake, planner, dispatcher, the one clock |
//! | [`backup`] | one moment of all that is remembered in a file, and back |
//! | [`sandbox`] | a chat app in a box, for `demo` and the tests |
//! | [`cli`] | one file per subcommand; wires the rooms |

pub mod backup;
pub mod chat;
pub mod cli;
pub mod conversation;
pub mod domain;
pub mod engine;
pub mod failpoint;
pub mod report;
pub mod sandbox;
pub mod store;
pub mod wording;
