//! Buttons of the lead's decisions: requests to rule on, hand-ins to accept or send back.

use super::{count, moment, part, place};
use crate::domain::assignment::{Finding, Flaw, Ground, Request};
use crate::domain::{DeptNo, EntryNo, Matter, Moment, OfficeId, Part, RulingFocus, TaskNo};

/// What a lead does about something that waits for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::conversation) enum Decide {
    /// 同意 until then.
    Grant(Part, Moment),
    /// 同意: not theirs, and asked of nobody else.
    Agree(Part),
    /// 转给: not theirs but this department's.
    Reassign(Part, DeptNo),
    /// 不同意 on one of the usual grounds, or without any.
    Refuse(Part, Request, Option<Ground>),
    /// Opens or closes something on the card of a request.
    Ruling(Part, Request, Option<RulingFocus>),
    /// One request as a card of its own.
    RequestCard(Part, Request),
    /// A difficulty or a question as a card of its own.
    MatterCard(Part, Matter),
    /// A page of what is handed in of one task.
    Submissions(OfficeId, TaskNo, usize),
    /// One hand-in.
    Submission(Part),
    /// 接受 all of a task that came by then, to the millisecond.
    AcceptAll(OfficeId, TaskNo, Moment),
    /// 接受.
    Accept(Part),
    /// 退回: which item?
    ReturnItems(Part),
    /// 退回 this item, or all of them: why?
    ReturnWhy(Part, Option<usize>),
    /// 退回.
    SendBack(Part, Option<usize>, Flaw),
    /// 看文件.
    Files(Part),
    /// A dispute as a card of its own.
    DisputeCard(Part, EntryNo),
    /// Opens the reasons for one outcome of it, or closes them.
    DisputeReasons(Part, EntryNo, Option<bool>),
    /// 异议成立 or 维持, for this reason.
    RuleDispute(Part, EntryNo, Finding),
}

const REQUESTS: [Request; 2] = [Request::Extension, Request::NotOurs];
const FINDINGS: [Finding; 4] = [Finding::Confirmed, Finding::Slip, Finding::OnRecord, Finding::Unproven];
const OUTCOMES: [Option<bool>; 3] = [None, Some(true), Some(false)];
const FOCUSES: [Option<RulingFocus>; 3] = [None, Some(RulingFocus::Dates), Some(RulingFocus::Grounds)];

impl Decide {
    pub(super) fn encode(self) -> String {
        let part = |verb: &str, p: Part| format!("{verb}:{}.{}.{}", p.office.0, p.task.0, p.dept.0);
        match self {
            Self::Grant(p, at) => format!("{}.{}", part("gr", p), at.timestamp()),
            Self::Agree(p) => part("ag", p),
            Self::Reassign(p, to) => format!("{}.{}", part("ra", p), to.0),
            Self::Refuse(p, request, ground) => {
                format!("{}.{}.{}", part("rf", p), request_no(request), ground_no(request, ground))
            }
            Self::Ruling(p, request, focus) => {
                format!("{}.{}.{}", part("rg", p), request_no(request), place(&FOCUSES, focus))
            }
            Self::RequestCard(p, request) => format!("{}.{}", part("rc", p), request_no(request)),
            Self::MatterCard(p, Matter::Difficulty) => part("dc", p),
            Self::MatterCard(p, Matter::Question) => part("qc", p),
            Self::Submissions(o, t, page) => format!("sb:{}.{}.{page}", o.0, t.0),
            Self::Submission(p) => part("sc", p),
            Self::AcceptAll(o, t, at) => format!("av:{}.{}.{}", o.0, t.0, at.timestamp_millis()),
            Self::Accept(p) => part("ac", p),
            Self::ReturnItems(p) => part("ri", p),
            Self::ReturnWhy(p, item) => format!("{}.{}", part("rw", p), item_no(item)),
            Self::SendBack(p, item, flaw) => {
                format!("{}.{}.{}", part("rt", p), item_no(item), place(&Flaw::ALL, flaw))
            }
            Self::Files(p) => part("fi", p),
            Self::DisputeCard(p, entry) => format!("{}.{}", part("xc", p), entry.0),
            Self::DisputeReasons(p, entry, upheld) => {
                format!("{}.{}.{}", part("xf", p), entry.0, place(&OUTCOMES, upheld))
            }
            Self::RuleDispute(p, entry, of) => format!("{}.{}.{}", part("xv", p), entry.0, place(&FINDINGS, of)),
        }
    }

    pub(super) fn decode(verb: &str, numbers: &[i64]) -> Option<Self> {
        Some(match (verb, numbers) {
            ("gr", &[o, t, d, at]) => Self::Grant(part(o, t, d), moment(at)?),
            ("ag", &[o, t, d]) => Self::Agree(part(o, t, d)),
            ("ra", &[o, t, d, to]) => Self::Reassign(part(o, t, d), DeptNo(to)),
            ("rf", &[o, t, d, n, ground]) => {
                let request = request_of(n)?;
                let ground = match count(ground)? {
                    0 => None,
                    no => Some(*Ground::against(request).get(no - 1)?),
                };
                Self::Refuse(part(o, t, d), request, ground)
            }
            ("rg", &[o, t, d, n, focus]) => Self::Ruling(part(o, t, d), request_of(n)?, *FOCUSES.get(count(focus)?)?),
            ("rc", &[o, t, d, n]) => Self::RequestCard(part(o, t, d), request_of(n)?),
            ("dc", &[o, t, d]) => Self::MatterCard(part(o, t, d), Matter::Difficulty),
            ("qc", &[o, t, d]) => Self::MatterCard(part(o, t, d), Matter::Question),
            ("sb", &[o, t, page]) => Self::Submissions(OfficeId(o), TaskNo(t), count(page)?),
            ("sc", &[o, t, d]) => Self::Submission(part(o, t, d)),
            ("av", &[o, t, at]) => Self::AcceptAll(OfficeId(o), TaskNo(t), Moment::from_timestamp_millis(at)?),
            ("ac", &[o, t, d]) => Self::Accept(part(o, t, d)),
            ("ri", &[o, t, d]) => Self::ReturnItems(part(o, t, d)),
            ("rw", &[o, t, d, item]) => Self::ReturnWhy(part(o, t, d), count(item)?.checked_sub(1)),
            ("rt", &[o, t, d, item, n]) => {
                Self::SendBack(part(o, t, d), count(item)?.checked_sub(1), *Flaw::ALL.get(count(n)?)?)
            }
            ("fi", &[o, t, d]) => Self::Files(part(o, t, d)),
            ("xc", &[o, t, d, entry]) => Self::DisputeCard(part(o, t, d), EntryNo(entry)),
            ("xf", &[o, t, d, entry, n]) => {
                Self::DisputeReasons(part(o, t, d), EntryNo(entry), *OUTCOMES.get(count(n)?)?)
            }
            ("xv", &[o, t, d, entry, n]) => Self::RuleDispute(part(o, t, d), EntryNo(entry), *FINDINGS.get(count(n)?)?),
            _ => return None,
        })
    }
}

/// As a button of the contact carries it too.
pub(super) fn request_no(request: Request) -> usize {
    place(&REQUESTS, request)
}

pub(super) fn request_of(no: i64) -> Option<Request> {
    REQUESTS.get(count(no)?).copied()
}

/// 0 for all of them.
fn item_no(item: Option<usize>) -> usize {
    item.map_or(0, |item| item + 1)
}

/// 0 for none.
fn ground_no(request: Request, ground: Option<Ground>) -> usize {
    ground.map_or(0, |ground| 1 + place(&Ground::against(request), ground))
}
