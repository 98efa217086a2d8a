//! What a lead heard on the telephone, tapped or in their words.

use serde::{Deserialize, Serialize};

use crate::domain::reply::{self, Intent};
use crate::domain::{Moment, deadline};

use super::contact::Loaded;

/// Nobody picked it up.
const NO_ANSWER: &[&str] =
    &["没人接", "无人接", "没接", "未接", "打不通", "没打通", "占线", "关机", "联系不上", "没联系上", "no answer"];
/// What a report of somebody else's words opens with.
const THEY_SAID: &[&str] =
    &["对方说", "他们说", "她们说", "电话里说", "联络员说", "他说", "她说", "回复说", "答复", "说"];

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Heard {
    /// Nobody was reached.
    NoAnswer,
    /// 收到.
    Seen,
    /// It is under way.
    UnderWay,
    /// Something is in the way.
    Difficulty,
    /// It is another's.
    NotOurs(Option<String>),
    /// It was handed in.
    HandedIn,
    /// A day.
    Date(Moment),
}

impl Heard {
    /// What is entered by one tap, by its place.
    pub(super) const TAPPED: [Self; 6] =
        [Self::NoAnswer, Self::Seen, Self::UnderWay, Self::Difficulty, Self::NotOurs(None), Self::HandedIn];
}

/// What the words of a lead say that a department said; none where that is not plain.
pub(super) fn understood(it: &Loaded, text: &str, now: Moment) -> Option<Heard> {
    if NO_ANSWER.iter().any(|said| text.to_lowercase().contains(said)) {
        return Some(Heard::NoAnswer);
    }
    let text = text.trim();
    let said = THEY_SAID.iter().find_map(|opens| text.strip_prefix(opens)).unwrap_or(text);
    let said = said.trim_start_matches(['，', ',', '：', ':', ' ']);
    let work = it.office.work_time();
    let words = reply::understand(said, now, &work);
    match words.sure() {
        Some(Intent::Ack) => Some(Heard::Seen),
        Some(Intent::Promise | Intent::Extension) => words.date.map(Heard::Date),
        Some(Intent::InProgress | Intent::Approval) => Some(Heard::UnderWay),
        Some(Intent::Difficulty | Intent::Decline) => Some(Heard::Difficulty),
        Some(Intent::NotOurs) => Some(Heard::NotOurs(words.unit)),
        Some(Intent::Submit) => Some(Heard::HandedIn),
        Some(Intent::Nil) if it.task.terms.nil_ok => Some(Heard::HandedIn),
        _ => deadline::moment_named(said, now, &work).map(Heard::Date),
    }
}
