//! What a contact does about material by button: by which way it went, what of it, which version holds.

use crate::domain::{EntryNo, Part};

use super::{count, part, place};

/// By which other way material was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::conversation) enum Channel {
    /// 纸质.
    Paper,
    /// 邮件.
    Mail,
    /// 公文系统.
    System,
    /// 其他渠道.
    Other,
}

impl Channel {
    const ALL: [Self; 4] = [Self::Paper, Self::Mail, Self::System, Self::Other];
}

/// Something about material.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::conversation) enum Hand {
    /// All that is missing went another way.
    OtherWay(Part, Channel),
    /// Only this item did.
    Only(Part, usize),
    /// 与上期相同.
    SameAsLast(Part),
    /// 更正: what is in, and how to take it back.
    Correct(Part),
    /// 撤回 of the hand-in that this entry is.
    TakeBack(Part, EntryNo),
    /// 以这份为准.
    Replace(Part, EntryNo),
    /// The blank forms once more.
    Forms(Part),
}

impl Hand {
    pub(super) fn encode(self) -> String {
        let part = |verb: &str, p: Part| format!("{verb}:{}.{}.{}", p.office.0, p.task.0, p.dept.0);
        match self {
            Self::OtherWay(p, way) => format!("{}.{}", part("wy", p), place(&Channel::ALL, way)),
            Self::Only(p, item) => format!("{}.{item}", part("hi", p)),
            Self::SameAsLast(p) => part("hs", p),
            Self::Correct(p) => part("hc", p),
            Self::TakeBack(p, entry) => format!("{}.{}", part("hb", p), entry.0),
            Self::Replace(p, entry) => format!("{}.{}", part("hr", p), entry.0),
            Self::Forms(p) => part("hf", p),
        }
    }

    pub(super) fn decode(verb: &str, numbers: &[i64]) -> Option<Self> {
        Some(match (verb, numbers) {
            // Without the way, as it was written before ways were told apart.
            ("wy", &[o, t, d]) => Self::OtherWay(part(o, t, d), Channel::Other),
            ("wy", &[o, t, d, way]) => Self::OtherWay(part(o, t, d), *Channel::ALL.get(count(way)?)?),
            ("hi", &[o, t, d, item]) => Self::Only(part(o, t, d), count(item)?),
            ("hs", &[o, t, d]) => Self::SameAsLast(part(o, t, d)),
            ("hc", &[o, t, d]) => Self::Correct(part(o, t, d)),
            ("hb", &[o, t, d, entry]) => Self::TakeBack(part(o, t, d), EntryNo(entry)),
            ("hr", &[o, t, d, entry]) => Self::Replace(part(o, t, d), EntryNo(entry)),
            ("hf", &[o, t, d]) => Self::Forms(part(o, t, d)),
            _ => return None,
        })
    }
}
