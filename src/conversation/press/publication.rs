//! Buttons of a report on its way to being final.

use super::moment;
use crate::domain::{DeptNo, Moment, OfficeId, PublicationNo};

/// What is done about a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::conversation) enum OnReport {
    /// 发起预览 of this period.
    Open(OfficeId, Moment, Moment),
    /// 刷新: how far the preview is.
    Look(OfficeId, PublicationNo),
    /// A department finds its line right.
    Agree(OfficeId, PublicationNo, DeptNo),
    /// It wants to say something to it.
    Comment(OfficeId, PublicationNo, DeptNo),
    /// 本单位一页: its own page as a file.
    Sheet(OfficeId, PublicationNo, DeptNo),
    /// 逐条核对: its record, beside the line.
    Check(OfficeId, DeptNo),
}

impl OnReport {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Open(o, from, to) => format!("yo:{}.{}.{}", o.0, from.timestamp(), to.timestamp()),
            Self::Look(o, p) => format!("yl:{}.{}", o.0, p.0),
            Self::Agree(o, p, d) => format!("ya:{}.{}.{}", o.0, p.0, d.0),
            Self::Comment(o, p, d) => format!("yc:{}.{}.{}", o.0, p.0, d.0),
            Self::Sheet(o, p, d) => format!("ys:{}.{}.{}", o.0, p.0, d.0),
            Self::Check(o, d) => format!("ye:{}.{}", o.0, d.0),
        }
    }

    pub(super) fn decode(verb: &str, numbers: &[i64]) -> Option<Self> {
        Some(match (verb, numbers) {
            ("yo", &[o, from, to]) => Self::Open(OfficeId(o), moment(from)?, moment(to)?),
            ("yl", &[o, p]) => Self::Look(OfficeId(o), PublicationNo(p)),
            ("ya", &[o, p, d]) => Self::Agree(OfficeId(o), PublicationNo(p), DeptNo(d)),
            ("yc", &[o, p, d]) => Self::Comment(OfficeId(o), PublicationNo(p), DeptNo(d)),
            ("ys", &[o, p, d]) => Self::Sheet(OfficeId(o), PublicationNo(p), DeptNo(d)),
            ("ye", &[o, d]) => Self::Check(OfficeId(o), DeptNo(d)),
            _ => return None,
        })
    }
}
