//! 线下答复: what the lead heard by telephone, in person or on paper, entered as if the department had answered here.

use serde::{Deserialize, Serialize};

use super::View;
use super::answer::{Answer, judge};
use crate::domain::{Event, Moment, Refusal, Words};

/// By which way an answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// 电话.
    Phone,
    /// 当面.
    InPerson,
    /// 纸质.
    Paper,
    /// 其他渠道.
    Other,
}

impl Way {
    /// In the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Phone, Self::InPerson, Self::Paper, Self::Other];

    /// Whether the lead had to go after it: a call or a visit, which counts as effort (domain rule 7.3).
    #[must_use]
    pub fn is_effort(self) -> bool {
        matches!(self, Self::Phone | Self::InPerson)
    }
}

/// An answer that came another way, with a note of the lead; nothing if it was so before. The caller has checked that the actor is
/// staff.
pub fn relay(
    view: View<'_>,
    way: Way,
    words: Option<&Words>,
    answer: Answer,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    let events = judge(view, answer, now)?;
    let relayed = |answer| Event::Relayed { task, dept, way, words: words.cloned(), answer: Box::new(answer) };
    Ok(events.into_iter().map(relayed).collect())
}

/// A call or a visit that brought no answer.
pub fn log_call(view: View<'_>, way: Way) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    if let Some(refusal) = view.task.awaits_nothing() {
        return Err(refusal);
    }
    super::request::refuse_if_over(view.assignment, task)?;
    Ok(vec![Event::CallLogged { task, dept, way }])
}
