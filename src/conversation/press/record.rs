//! Buttons of a department's own record.

use super::{count, part, place};
use crate::domain::assignment::Complaint;
use crate::domain::{DeptNo, EntryNo, OfficeId, Part};

/// What a department does with its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::conversation) enum OnRecord {
    /// 看另一家: whose?
    Which,
    /// Its tasks, from this page.
    Tasks(OfficeId, DeptNo, usize),
    /// The entries about one part, from this page.
    Entries(Part, usize),
    /// 有异议 on this entry: why?
    Why(Part, EntryNo),
    /// For this reason.
    Complain(Part, EntryNo, Complaint),
    /// 撤回.
    Withdraw(Part, EntryNo),
}

impl OnRecord {
    pub(super) fn encode(self) -> String {
        let part = |verb: &str, p: Part| format!("{verb}:{}.{}.{}", p.office.0, p.task.0, p.dept.0);
        match self {
            Self::Which => "xr".to_owned(),
            Self::Tasks(o, d, page) => format!("xr:{}.{}.{page}", o.0, d.0),
            Self::Entries(p, page) => format!("{}.{page}", part("xt", p)),
            Self::Why(p, entry) => format!("{}.{}", part("xw", p), entry.0),
            Self::Complain(p, entry, of) => format!("{}.{}.{}", part("xd", p), entry.0, place(&Complaint::ALL, of)),
            Self::Withdraw(p, entry) => format!("{}.{}", part("xx", p), entry.0),
        }
    }

    pub(super) fn decode(verb: &str, numbers: &[i64]) -> Option<Self> {
        Some(match (verb, numbers) {
            ("xr", []) => Self::Which,
            ("xr", &[o, d, page]) => Self::Tasks(OfficeId(o), DeptNo(d), count(page)?),
            ("xt", &[o, t, d, page]) => Self::Entries(part(o, t, d), count(page)?),
            ("xw", &[o, t, d, entry]) => Self::Why(part(o, t, d), EntryNo(entry)),
            ("xd", &[o, t, d, entry, n]) => {
                Self::Complain(part(o, t, d), EntryNo(entry), *Complaint::ALL.get(count(n)?)?)
            }
            ("xx", &[o, t, d, entry]) => Self::Withdraw(part(o, t, d), EntryNo(entry)),
            _ => return None,
        })
    }
}
