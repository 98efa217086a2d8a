//! Seats that change hands and links that let people in, by button.

use chrono::{Datelike, NaiveDate};

use crate::domain::{DeptNo, OfficeId, Seat};

use super::{date, seat_no, seat_of};

/// One way to hand over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::conversation) struct Offer {
    /// Of this department; none: of all of theirs.
    pub(in crate::conversation) scope: Option<(OfficeId, DeptNo)>,
    /// Its last day; none: for good.
    pub(in crate::conversation) until: Option<NaiveDate>,
    /// To the deputy at once; else to who opens the link.
    pub(in crate::conversation) deputy: bool,
}

/// Something about who answers, and who joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::conversation) enum People {
    /// 转交: to whom, and until when? For one department.
    HandoverCard(OfficeId, DeptNo),
    /// To a colleague or the deputy, for a while or for good.
    HandOver(Offer),
    /// Takes the link back.
    Withdraw,
    /// 我回来了: what was given for a while.
    TakeBack,
    /// Links for one department.
    Invite(OfficeId, DeptNo),
    /// 公开链接: the one that anybody may open.
    OpenLink(OfficeId),
    /// 换新链接.
    RenewLink(OfficeId),
    /// 关闭.
    CloseLink(OfficeId),
    /// Who opened it chooses a seat.
    JoinAs(Seat),
    /// Somebody who waits.
    JoinerCard(OfficeId, i64),
    /// Lets them in, while this person (0: nobody) sits there.
    Admit(OfficeId, i64, i64),
    /// Turns them away.
    TurnAway(OfficeId, i64),
}

impl People {
    pub(super) fn encode(self) -> String {
        match self {
            Self::HandoverCard(o, d) => format!("hc:{}.{}", o.0, d.0),
            Self::HandOver(Offer { scope, until, deputy }) => {
                let (o, d) = scope.map_or((0, 0), |(o, d)| (o.0, d.0));
                format!("hv:{o}.{d}.{}.{}", until.map_or(0, |day| day.num_days_from_ce()), i64::from(deputy))
            }
            Self::Withdraw => "hw".to_owned(),
            Self::TakeBack => "hk".to_owned(),
            Self::Invite(o, d) => format!("id:{}.{}", o.0, d.0),
            Self::OpenLink(o) => format!("lo:{}", o.0),
            Self::RenewLink(o) => format!("lr:{}", o.0),
            Self::CloseLink(o) => format!("lc:{}", o.0),
            Self::JoinAs(seat) => format!("ja:{}", seat_no(seat)),
            Self::JoinerCard(o, id) => format!("jc:{}.{id}", o.0),
            Self::Admit(o, id, sits) => format!("jy:{}.{id}.{sits}", o.0),
            Self::TurnAway(o, id) => format!("jn:{}.{id}", o.0),
        }
    }

    pub(super) fn decode(verb: &str, numbers: &[i64]) -> Option<Self> {
        Some(match (verb, numbers) {
            ("hc", &[o, d]) => Self::HandoverCard(OfficeId(o), DeptNo(d)),
            ("hv", &[o, d, day, deputy @ (0 | 1)]) => Self::HandOver(Offer {
                scope: (o != 0).then_some((OfficeId(o), DeptNo(d))),
                until: if day == 0 { None } else { Some(date(day)?) },
                deputy: deputy == 1,
            }),
            ("hw", &[]) => Self::Withdraw,
            ("hk", &[]) => Self::TakeBack,
            ("id", &[o, d]) => Self::Invite(OfficeId(o), DeptNo(d)),
            ("lo", &[o]) => Self::OpenLink(OfficeId(o)),
            ("lr", &[o]) => Self::RenewLink(OfficeId(o)),
            ("lc", &[o]) => Self::CloseLink(OfficeId(o)),
            ("ja", &[n @ 0..=2]) => Self::JoinAs(seat_of(n)?),
            ("jc", &[o, id]) => Self::JoinerCard(OfficeId(o), id),
            ("jy", &[o, id, sits]) => Self::Admit(OfficeId(o), id, sits),
            ("jn", &[o, id]) => Self::TurnAway(OfficeId(o), id),
            _ => return None,
        })
    }
}
