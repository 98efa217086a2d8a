//! A contact in private: buttons, words and files about what they are asked for.
//!
//! 收到 · 定个时间 · 已完成 · 有困难, by one tap; the same in plain words; a file is a hand-in. What is not clear is asked
//! with buttons and never guessed into the record.

mod act;
mod album;
mod choices;
mod choose;
mod file;
mod material;
mod nil;
mod open;
mod press;
mod request;
mod words;

pub(super) use act::refresh;
pub(super) use choices::{WINDOWS, away, last_day, offered, press_back, press_pace, press_window, quiet, too_often};
pub(super) use choose::{MEANS_RESULT, choose};
pub(super) use file::{FILE_MEGABYTES_MAX, file};
pub(super) use open::{Loaded, load, loaded, open_parts};
pub(super) use press::press;
pub(super) use words::words;
