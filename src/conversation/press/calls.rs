//! Buttons of the telephone list, and of what was heard.

use super::{count, moment, part, place};
use crate::domain::assignment::Way;
use crate::domain::{Moment, OfficeId, Part};

/// What a lead does with the telephone list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::conversation) enum OnCalls {
    /// A page of it.
    List(OfficeId, usize),
    /// 私下查看: the same.
    Privately(OfficeId),
    /// 记一笔: a card of its own.
    Open(Part),
    /// The card, for what came this way; the days to choose from may be open.
    Card(Part, Way, bool),
    /// The n-th usual outcome.
    Heard(Part, Way, usize),
    /// They said that day.
    Date(Part, Way, Moment),
    /// 记入, as a draft says.
    Keep(i64),
}

impl OnCalls {
    pub(super) fn encode(self) -> String {
        let part = |verb: &str, p: Part| format!("{verb}:{}.{}.{}", p.office.0, p.task.0, p.dept.0);
        let by = |way| place(&Way::ALL, way);
        match self {
            Self::List(o, page) => format!("xa:{}.{page}", o.0),
            Self::Privately(o) => format!("xq:{}", o.0),
            Self::Open(p) => part("xo", p),
            Self::Card(p, way, dates) => format!("{}.{}.{}", part("xl", p), by(way), i64::from(dates)),
            Self::Heard(p, way, n) => format!("{}.{}.{n}", part("xg", p), by(way)),
            Self::Date(p, way, at) => format!("{}.{}.{}", part("xh", p), by(way), at.timestamp()),
            Self::Keep(d) => format!("xk:{d}"),
        }
    }

    pub(super) fn decode(verb: &str, numbers: &[i64]) -> Option<Self> {
        let way = |n: i64| Way::ALL.get(count(n)?).copied();
        Some(match (verb, numbers) {
            ("xa", &[o, page]) => Self::List(OfficeId(o), count(page)?),
            ("xq", &[o]) => Self::Privately(OfficeId(o)),
            ("xo", &[o, t, d]) => Self::Open(part(o, t, d)),
            ("xl", &[o, t, d, by, dates @ (0 | 1)]) => Self::Card(part(o, t, d), way(by)?, dates == 1),
            ("xg", &[o, t, d, by, n]) => Self::Heard(part(o, t, d), way(by)?, count(n)?),
            ("xh", &[o, t, d, by, at]) => Self::Date(part(o, t, d), way(by)?, moment(at)?),
            ("xk", &[d]) => Self::Keep(d),
            _ => return None,
        })
    }
}
