//! What a button carries: a verb and numbers in at most 64 bytes. Nothing in it is trusted; everything is judged anew when it is pressed.

mod calls;
mod decide;
mod hand;
mod people;
mod publication;
mod record;

use chrono::{DateTime, Datelike, NaiveDate};

use super::finish::Finish;
use crate::domain::assignment::Request;
use crate::domain::policy::Topic;
use crate::domain::recurrence::RestDay;
use crate::domain::{ChatNo, DeptNo, Lang, Moment, OfficeId, Part, PlaybookNo, RunNo, Seat, SeriesNo, TaskNo};

pub(in crate::conversation) use calls::OnCalls;
pub(in crate::conversation) use decide::Decide;
use decide::{request_no, request_of};
pub(in crate::conversation) use hand::{Channel, Hand};
pub(in crate::conversation) use people::{Offer, People};
pub(in crate::conversation) use publication::OnReport;
pub(in crate::conversation) use record::OnRecord;

/// What a button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// 开始设置: this group becomes an office.
    Setup,
    /// An operator allows a group.
    Allow(ChatNo),
    /// 内部群 / 联络群.
    Own(OfficeId),
    /// 联络群.
    Joint(OfficeId),
    /// Shows the time zones.
    Zones(OfficeId),
    /// The n-th of the offered zones.
    Zone(OfficeId, usize),
    /// The office's language.
    OfficeLang(OfficeId, Lang),
    /// One's own language.
    Lang(Lang),
    /// Back to the office's card.
    Office(OfficeId),

    /// Imports the roster of a draft.
    Import(i64),
    /// Puts the lists of days off of a draft in force.
    UseCalendar(i64),
    /// Imports the playbook of a draft.
    KeepPlaybook(i64),
    /// 发布20项: an import of tasks.
    PublishAll(i64),
    /// Another page of it.
    TasksPage(i64, usize),
    /// The policy, or one topic of it.
    PolicyTopic(OfficeId, Option<Topic>),
    /// The n-th value of a topic.
    PolicySet(OfficeId, Topic, usize),
    /// Hours of a contact: one of those offered, or the office's.
    Window(Option<usize>),
    /// 少一些提醒, or the usual ones.
    Pace(bool),
    /// 太频繁了 under a reminder.
    TooOften,
    /// 我回来了.
    BackAgain,
    /// 启动: shows what it would do.
    Playbook(OfficeId, PlaybookNo),
    /// Starts the playbook of a draft.
    StartPlaybook(i64),
    /// A plan that runs, from this page; 刷新.
    Run(OfficeId, RunNo, usize),
    /// 私下查看: the same, in private.
    RunPrivately(OfficeId, RunNo),
    /// 停止: asks why.
    StopPlaybook(OfficeId, RunNo),
    /// 转入常态, as a draft says.
    BackToNormal(i64),
    /// 取消其余, as a draft says.
    CancelRest(i64),
    /// Drops a draft.
    Drop(i64),
    /// Publishes the task of a draft.
    Publish(i64),
    /// Wants to change it.
    Change(i64),
    /// Takes this moment as its deadline.
    Deadline(i64, Moment),
    /// Asks 全体.
    Everyone(i64),
    /// The n-th choice of a question that a draft keeps.
    Choose(i64, usize),

    /// What becomes of deadlines on rest days, for the series of a draft.
    Rest(i64, RestDay),
    /// A department is not asked for this draft, another perhaps in its place.
    LeaveOut(i64, DeptNo, Option<DeptNo>),
    /// A page of the series.
    SeriesList(OfficeId, usize),
    /// One series.
    Series(OfficeId, SeriesNo),
    /// Something is done with it.
    OnSeries(OfficeId, SeriesNo, OnSeries),
    /// Something is done with its instance of this day.
    OnInstance(OfficeId, SeriesNo, NaiveDate, OnInstance),
    /// The instance of this day gets this deadline.
    InstanceDue(OfficeId, SeriesNo, NaiveDate, Moment),

    /// A page of the roster.
    Roster(OfficeId, usize),
    /// A page of the open tasks.
    Tasks(OfficeId, usize),
    /// One task.
    Status(OfficeId, TaskNo),
    /// 私下查看: the roster, in private.
    RosterPrivately(OfficeId),
    /// 私下查看: the tasks.
    TasksPrivately(OfficeId),
    /// 私下查看: one task.
    StatusPrivately(OfficeId, TaskNo),
    /// 私下查看: what is open of one task after its deadline, with telephone numbers.
    OverduePrivately(OfficeId, TaskNo),
    /// 催一下: who would be reminded now.
    Nudge(OfficeId, TaskNo),
    /// Sends the nudge of a draft.
    NudgeSend(i64),
    /// 私下查看: its preview.
    NudgePrivately(i64),
    /// Keeps the machine away from one department (true), or lets it speak again.
    Hold(Part, bool),
    /// 请领导协调: who stays silent, and whom to tell.
    EscalationOffer(OfficeId, TaskNo),
    /// Deputy or leader of this part are to be told.
    Escalate(Part, Seat),
    /// The n-th usual reason, for the change of a draft.
    EditReason(i64, usize),
    /// Changes the task as a draft says.
    EditNow(i64),
    /// 打包材料.
    Collect(OfficeId, TaskNo),
    /// 办结, 归档: shows what it would do.
    Finish(OfficeId, TaskNo, Finish),
    /// The n-th usual reason, for a draft of that.
    FinishReason(i64, usize),
    /// Ends or archives the task of a draft.
    FinishNow(i64),
    /// Links for all who have not joined.
    InviteAll(OfficeId),

    /// 私下查看: whom to phone about emergencies.
    CallsPrivately(OfficeId),

    /// 全部收到: every part of the card.
    AcknowledgeAll,
    /// 收到.
    Acknowledge(Part),
    /// 定个时间: shows days.
    Dates(Part),
    /// This moment.
    Date(Part, Moment),
    /// Another one, to be typed.
    OwnDate(Part),
    /// 已完成: by which way?
    Done(Part),
    /// 在这里发文件.
    SendFile(Part),
    /// 零报告.
    Nil(Part),
    /// 有困难: to be typed.
    Difficulty(Part),
    /// 更多: more time, or another's duty.
    More(Part),
    /// 申请延期 until a day to be typed.
    OwnUntil(Part),
    /// 不归我们.
    NotOurs(Part),
    /// Takes a request back.
    Withdraw(Part, Request),
    /// Closes what a card shows opened.
    Back(Part),

    /// What a contact does about material.
    Hand(Hand),
    /// Who answers for a department, and who joins.
    People(People),
    /// What a lead does about something that waits for them.
    Decide(Decide),
    /// The department's own record.
    Record(OnRecord),
    /// A report on its way to being final.
    Report(OnReport),
    /// The telephone list.
    Calls(OnCalls),
    /// A page of what waits for the lead.
    Review(OfficeId, usize),
    /// 私下查看: the same.
    ReviewPrivately(OfficeId),
    /// A page of what is mine.
    My(usize),
    /// One part as a card of its own.
    Part(Part),
}

/// What is done with a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnSeries {
    /// 暂停.
    Pause,
    /// 恢复.
    Resume,
    /// 结束: asks first.
    AskEnd,
    /// 确认结束.
    End,
    /// 改.
    Change,
}

/// What is done with an instance before it goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnInstance {
    /// 照发.
    Confirm,
    /// 跳过本期.
    Skip,
    /// 改截止: asks when.
    AskMove,
}

const RESTS: [RestDay; 3] = [RestDay::Next, RestDay::Keep, RestDay::Previous];
const ON_SERIES: [OnSeries; 5] = [OnSeries::Pause, OnSeries::Resume, OnSeries::AskEnd, OnSeries::End, OnSeries::Change];
const ON_INSTANCE: [OnInstance; 3] = [OnInstance::Confirm, OnInstance::Skip, OnInstance::AskMove];

impl From<OnRecord> for Press {
    fn from(it: OnRecord) -> Self {
        Self::Record(it)
    }
}

impl From<OnReport> for Press {
    fn from(it: OnReport) -> Self {
        Self::Report(it)
    }
}

impl From<OnCalls> for Press {
    fn from(it: OnCalls) -> Self {
        Self::Calls(it)
    }
}

impl From<Decide> for Press {
    fn from(decide: Decide) -> Self {
        Self::Decide(decide)
    }
}

impl From<People> for Press {
    fn from(people: People) -> Self {
        Self::People(people)
    }
}

impl From<Hand> for Press {
    fn from(hand: Hand) -> Self {
        Self::Hand(hand)
    }
}

impl Press {
    /// As a button carries it.
    #[must_use]
    pub(super) fn encode(self) -> String {
        let part = |verb: &str, p: Part| format!("{verb}:{}.{}.{}", p.office.0, p.task.0, p.dept.0);
        match self {
            Self::Setup => "su".into(),
            Self::Allow(chat) => format!("al:{}", chat.0),
            Self::Own(o) => format!("ow:{}", o.0),
            Self::Joint(o) => format!("jo:{}", o.0),
            Self::Zones(o) => format!("zs:{}", o.0),
            Self::Zone(o, n) => format!("zo:{}.{n}", o.0),
            Self::OfficeLang(o, lang) => format!("ol:{}.{}", o.0, lang_no(lang)),
            Self::Lang(lang) => format!("la:{}", lang_no(lang)),
            Self::Office(o) => format!("of:{}", o.0),
            Self::Import(d) => format!("im:{d}"),
            Self::UseCalendar(d) => format!("uc:{d}"),
            Self::KeepPlaybook(d) => format!("kp:{d}"),
            Self::PublishAll(d) => format!("pa:{d}"),
            Self::TasksPage(d, page) => format!("tp:{d}.{page}"),
            Self::PolicyTopic(o, None) => format!("pl:{}", o.0),
            Self::PolicyTopic(o, Some(topic)) => format!("pt:{}.{}", o.0, place(&Topic::ALL, topic)),
            Self::PolicySet(o, topic, n) => format!("ps:{}.{}.{n}", o.0, place(&Topic::ALL, topic)),
            Self::Window(None) => "wa".to_owned(),
            Self::Window(Some(n)) => format!("wi:{n}"),
            Self::Pace(slow) => format!("pc:{}", i64::from(slow)),
            Self::TooOften => "to".to_owned(),
            Self::BackAgain => "ba".to_owned(),
            Self::Playbook(o, p) => format!("pb:{}.{}", o.0, p.0),
            Self::StartPlaybook(d) => format!("go:{d}"),
            Self::Run(o, r, page) => format!("rn:{}.{}.{page}", o.0, r.0),
            Self::RunPrivately(o, r) => format!("np:{}.{}", o.0, r.0),
            Self::StopPlaybook(o, r) => format!("sr:{}.{}", o.0, r.0),
            Self::BackToNormal(d) => format!("bn:{d}"),
            Self::CancelRest(d) => format!("cr:{d}"),
            Self::Drop(d) => format!("dr:{d}"),
            Self::Publish(d) => format!("pu:{d}"),
            Self::Change(d) => format!("ch:{d}"),
            Self::Deadline(d, at) => format!("dl:{d}.{}", at.timestamp()),
            Self::Everyone(d) => format!("ev:{d}"),
            Self::Choose(d, n) => format!("cs:{d}.{n}"),
            Self::LeaveOut(d, dept, to) => format!("lv:{d}.{}.{}", dept.0, to.map_or(0, |to| to.0)),
            Self::Rest(d, rest) => format!("rd:{d}.{}", place(&RESTS, rest)),
            Self::SeriesList(o, page) => format!("sl:{}.{page}", o.0),
            Self::Series(o, z) => format!("se:{}.{}", o.0, z.0),
            Self::OnSeries(o, z, what) => format!("sa:{}.{}.{}", o.0, z.0, place(&ON_SERIES, what)),
            Self::OnInstance(o, z, day, what) => {
                format!("si:{}.{}.{}.{}", o.0, z.0, day.num_days_from_ce(), place(&ON_INSTANCE, what))
            }
            Self::InstanceDue(o, z, day, at) => {
                format!("sm:{}.{}.{}.{}", o.0, z.0, day.num_days_from_ce(), at.timestamp())
            }
            Self::Roster(o, page) => format!("ro:{}.{page}", o.0),
            Self::Tasks(o, page) => format!("ts:{}.{page}", o.0),
            Self::Status(o, t) => format!("st:{}.{}", o.0, t.0),
            Self::RosterPrivately(o) => format!("rp:{}", o.0),
            Self::TasksPrivately(o) => format!("tp:{}", o.0),
            Self::StatusPrivately(o, t) => format!("sp:{}.{}", o.0, t.0),
            Self::OverduePrivately(o, t) => format!("op:{}.{}", o.0, t.0),
            Self::Nudge(o, t) => format!("nu:{}.{}", o.0, t.0),
            Self::NudgeSend(d) => format!("ns:{d}"),
            Self::NudgePrivately(d) => format!("np:{d}"),
            Self::Hold(p, held) => format!("{}.{}", part("ho", p), i64::from(held)),
            Self::EscalationOffer(o, t) => format!("eo:{}.{}", o.0, t.0),
            Self::Escalate(p, seat) => format!("{}.{}", part("es", p), seat_no(seat)),
            Self::EditReason(d, n) => format!("er:{d}.{n}"),
            Self::EditNow(d) => format!("en:{d}"),
            Self::Collect(o, t) => format!("co:{}.{}", o.0, t.0),
            Self::Finish(o, t, how) => format!("fx:{}.{}.{}", o.0, t.0, place(&Finish::ALL, how)),
            Self::FinishReason(d, n) => format!("fr:{d}.{n}"),
            Self::FinishNow(d) => format!("fn:{d}"),
            Self::InviteAll(o) => format!("ia:{}", o.0),
            Self::CallsPrivately(o) => format!("cp:{}", o.0),
            Self::AcknowledgeAll => "aa".into(),
            Self::Acknowledge(p) => part("ak", p),
            Self::Dates(p) => part("ds", p),
            Self::Date(p, at) => format!("{}.{}", part("da", p), at.timestamp()),
            Self::OwnDate(p) => part("od", p),
            Self::Done(p) => part("dn", p),
            Self::SendFile(p) => part("sf", p),
            Self::Nil(p) => part("nl", p),
            Self::Difficulty(p) => part("df", p),
            Self::More(p) => part("mo", p),
            Self::OwnUntil(p) => part("ou", p),
            Self::NotOurs(p) => part("no", p),
            Self::Withdraw(p, request) => format!("{}.{}", part("wd", p), request_no(request)),
            Self::Hand(hand) => hand.encode(),
            Self::People(people) => people.encode(),
            Self::Decide(decide) => decide.encode(),
            Self::Record(it) => it.encode(),
            Self::Report(it) => it.encode(),
            Self::Calls(it) => it.encode(),
            Self::Review(o, page) => format!("rv:{}.{page}", o.0),
            Self::ReviewPrivately(o) => format!("vp:{}", o.0),
            Self::Back(p) => part("bk", p),
            Self::My(page) => format!("my:{page}"),
            Self::Part(p) => part("pt", p),
        }
    }

    /// What pressed data asks for; none for anything that we never wrote.
    #[must_use]
    pub(super) fn decode(data: &str) -> Option<Self> {
        let (verb, rest) = data.split_once(':').unwrap_or((data, ""));
        let numbers: Vec<i64> =
            if rest.is_empty() { vec![] } else { rest.split('.').map(str::parse).collect::<Result<_, _>>().ok()? };
        let press = match (verb, numbers.as_slice()) {
            ("su", []) => Self::Setup,
            ("al", &[chat]) => Self::Allow(ChatNo(chat)),
            ("ow", &[o]) => Self::Own(OfficeId(o)),
            ("jo", &[o]) => Self::Joint(OfficeId(o)),
            ("zs", &[o]) => Self::Zones(OfficeId(o)),
            ("zo", &[o, n]) => Self::Zone(OfficeId(o), count(n)?),
            ("ol", &[o, lang]) => Self::OfficeLang(OfficeId(o), lang_of(lang)?),
            ("la", &[lang]) => Self::Lang(lang_of(lang)?),
            ("of", &[o]) => Self::Office(OfficeId(o)),
            ("im", &[d]) => Self::Import(d),
            ("uc", &[d]) => Self::UseCalendar(d),
            ("kp", &[d]) => Self::KeepPlaybook(d),
            ("pa", &[d]) => Self::PublishAll(d),
            ("pl", &[o]) => Self::PolicyTopic(OfficeId(o), None),
            ("pt", &[o, topic]) => Self::PolicyTopic(OfficeId(o), Some(*Topic::ALL.get(count(topic)?)?)),
            ("ps", &[o, topic, n]) => Self::PolicySet(OfficeId(o), *Topic::ALL.get(count(topic)?)?, count(n)?),
            ("wa", &[]) => Self::Window(None),
            ("wi", &[n]) => Self::Window(Some(count(n)?)),
            ("pc", &[slow @ (0 | 1)]) => Self::Pace(slow == 1),
            ("to", &[]) => Self::TooOften,
            ("ba", &[]) => Self::BackAgain,
            ("tp", &[d, page]) => Self::TasksPage(d, count(page)?),
            ("pb", &[o, p]) => Self::Playbook(OfficeId(o), PlaybookNo(p)),
            ("go", &[d]) => Self::StartPlaybook(d),
            ("rn", &[o, r, page]) => Self::Run(OfficeId(o), RunNo(r), count(page)?),
            ("np", &[o, r]) => Self::RunPrivately(OfficeId(o), RunNo(r)),
            ("sr", &[o, r]) => Self::StopPlaybook(OfficeId(o), RunNo(r)),
            ("bn", &[d]) => Self::BackToNormal(d),
            ("cr", &[d]) => Self::CancelRest(d),
            ("dr", &[d]) => Self::Drop(d),
            ("pu", &[d]) => Self::Publish(d),
            ("ch", &[d]) => Self::Change(d),
            ("dl", &[d, at]) => Self::Deadline(d, moment(at)?),
            ("ev", &[d]) => Self::Everyone(d),
            ("cs", &[d, n]) => Self::Choose(d, count(n)?),
            ("lv", &[d, dept, to]) => Self::LeaveOut(d, DeptNo(dept), Some(DeptNo(to)).filter(|to| to.0 > 0)),
            ("rd", &[d, n]) => Self::Rest(d, *RESTS.get(count(n)?)?),
            ("sl", &[o, page]) => Self::SeriesList(OfficeId(o), count(page)?),
            ("se", &[o, z]) => Self::Series(OfficeId(o), SeriesNo(z)),
            ("sa", &[o, z, n]) => Self::OnSeries(OfficeId(o), SeriesNo(z), *ON_SERIES.get(count(n)?)?),
            ("si", &[o, z, day, n]) => {
                Self::OnInstance(OfficeId(o), SeriesNo(z), date(day)?, *ON_INSTANCE.get(count(n)?)?)
            }
            ("sm", &[o, z, day, at]) => Self::InstanceDue(OfficeId(o), SeriesNo(z), date(day)?, moment(at)?),
            ("ro", &[o, page]) => Self::Roster(OfficeId(o), count(page)?),
            ("ts", &[o, page]) => Self::Tasks(OfficeId(o), count(page)?),
            ("st", &[o, t]) => Self::Status(OfficeId(o), TaskNo(t)),
            ("rp", &[o]) => Self::RosterPrivately(OfficeId(o)),
            ("tp", &[o]) => Self::TasksPrivately(OfficeId(o)),
            ("sp", &[o, t]) => Self::StatusPrivately(OfficeId(o), TaskNo(t)),
            ("op", &[o, t]) => Self::OverduePrivately(OfficeId(o), TaskNo(t)),
            ("nu", &[o, t]) => Self::Nudge(OfficeId(o), TaskNo(t)),
            ("ns", &[d]) => Self::NudgeSend(d),
            ("np", &[d]) => Self::NudgePrivately(d),
            ("ho", &[o, t, d, held]) => Self::Hold(part(o, t, d), held == 1),
            ("eo", &[o, t]) => Self::EscalationOffer(OfficeId(o), TaskNo(t)),
            ("es", &[o, t, d, seat]) => Self::Escalate(part(o, t, d), seat_of(seat)?),
            ("er", &[d, n]) => Self::EditReason(d, count(n)?),
            ("en", &[d]) => Self::EditNow(d),
            ("co", &[o, t]) => Self::Collect(OfficeId(o), TaskNo(t)),
            ("fx", &[o, t, how]) => Self::Finish(OfficeId(o), TaskNo(t), *Finish::ALL.get(count(how)?)?),
            ("fr", &[d, n]) => Self::FinishReason(d, count(n)?),
            ("fn", &[d]) => Self::FinishNow(d),
            ("ia", &[o]) => Self::InviteAll(OfficeId(o)),
            ("cp", &[o]) => Self::CallsPrivately(OfficeId(o)),
            ("aa", []) => Self::AcknowledgeAll,
            ("ak", &[o, t, d]) => Self::Acknowledge(part(o, t, d)),
            ("ds", &[o, t, d]) => Self::Dates(part(o, t, d)),
            ("da", &[o, t, d, at]) => Self::Date(part(o, t, d), moment(at)?),
            ("od", &[o, t, d]) => Self::OwnDate(part(o, t, d)),
            ("dn", &[o, t, d]) => Self::Done(part(o, t, d)),
            ("sf", &[o, t, d]) => Self::SendFile(part(o, t, d)),
            ("nl", &[o, t, d]) => Self::Nil(part(o, t, d)),
            ("df", &[o, t, d]) => Self::Difficulty(part(o, t, d)),
            ("mo", &[o, t, d]) => Self::More(part(o, t, d)),
            ("ou", &[o, t, d]) => Self::OwnUntil(part(o, t, d)),
            ("no", &[o, t, d]) => Self::NotOurs(part(o, t, d)),
            ("wd", &[o, t, d, n]) => Self::Withdraw(part(o, t, d), request_of(n)?),
            ("rv", &[o, page]) => Self::Review(OfficeId(o), count(page)?),
            ("vp", &[o]) => Self::ReviewPrivately(OfficeId(o)),
            ("bk", &[o, t, d]) => Self::Back(part(o, t, d)),
            ("my", &[page]) => Self::My(count(page)?),
            ("pt", &[o, t, d]) => Self::Part(part(o, t, d)),
            (verb, numbers) => Hand::decode(verb, numbers)
                .map(Self::Hand)
                .or_else(|| People::decode(verb, numbers).map(Self::People))
                .or_else(|| OnRecord::decode(verb, numbers).map(Self::Record))
                .or_else(|| OnReport::decode(verb, numbers).map(Self::Report))
                .or_else(|| OnCalls::decode(verb, numbers).map(Self::Calls))
                .or_else(|| Decide::decode(verb, numbers).map(Self::Decide))?,
        };
        Some(press)
    }
}

fn part(office: i64, task: i64, dept: i64) -> Part {
    Part { office: OfficeId(office), task: TaskNo(task), dept: DeptNo(dept) }
}

fn count(n: i64) -> Option<usize> {
    usize::try_from(n).ok().filter(|n| *n < 100_000)
}

fn moment(seconds: i64) -> Option<Moment> {
    DateTime::from_timestamp(seconds, 0)
}

fn seat_no(seat: Seat) -> i64 {
    match seat {
        Seat::Contact => 0,
        Seat::Deputy => 1,
        Seat::Leader => 2,
        Seat::StandIn => 3,
    }
}

fn seat_of(no: i64) -> Option<Seat> {
    match no {
        0 => Some(Seat::Contact),
        1 => Some(Seat::Deputy),
        2 => Some(Seat::Leader),
        _ => None,
    }
}

fn date(days: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?)
}

fn place<T: Copy + PartialEq>(all: &[T], one: T) -> usize {
    all.iter().position(|other| *other == one).expect("every value stands in its table")
}

fn lang_no(lang: Lang) -> i64 {
    match lang {
        Lang::Zh => 0,
        Lang::En => 1,
    }
}

fn lang_of(no: i64) -> Option<Lang> {
    match no {
        0 => Some(Lang::Zh),
        1 => Some(Lang::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::assignment::{self, Complaint, Finding, Flaw, Ground};
    use crate::domain::{EntryNo, RulingFocus};

    proptest! {
        #[test]
        fn what_a_button_carries_is_read_back_and_fits(o in 1..i64::from(u32::MAX), t in 1..1_000_000_i64, d in 1..100_000_i64, at in 0..4_000_000_000_i64) {
            let p = part(o, t, d);
            let at = moment(at).unwrap();
            for press in [
                Press::Setup, Press::Allow(ChatNo(-1_001_234_567_890)), Press::Date(p, at), Press::Acknowledge(p), Hand::OtherWay(p, Channel::System).into(), Hand::Replace(p, EntryNo(at.timestamp())).into(),
                Hand::Only(p, 7).into(), Hand::SameAsLast(p).into(),
                Press::Status(p.office, p.task), Press::Deadline(t, at), Press::Choose(t, 3), Press::OfficeLang(p.office, Lang::En),
                Press::Run(p.office, RunNo(t), 3), Press::Finish(p.office, p.task, Finish::Archive), Press::FinishReason(t, 2), Press::EditReason(t, 1), Press::Escalate(p, Seat::Leader),
                People::HandOver(Offer { scope: Some((p.office, p.dept)), until: Some(at.date_naive()), deputy: true }).into(),
                People::HandOver(Offer { scope: None, until: None, deputy: false }).into(), People::HandoverCard(p.office, p.dept).into(),
                People::Admit(p.office, t, d).into(), People::TurnAway(p.office, t).into(), People::JoinAs(Seat::Leader).into(), People::CloseLink(p.office).into(),
                Press::Rest(t, RestDay::Previous), Press::LeaveOut(t, DeptNo(d), Some(DeptNo(d))), Decide::Grant(p, at).into(), Decide::Reassign(p, DeptNo(d)).into(),
                Decide::Refuse(p, Request::NotOurs, Some(Ground::Settled)).into(), Decide::Refuse(p, Request::Extension, None).into(),
                Decide::Ruling(p, Request::Extension, Some(RulingFocus::Dates)).into(), Press::Withdraw(p, Request::NotOurs), Decide::AcceptAll(p.office, p.task, at).into(),
                Decide::SendBack(p, Some(2), Flaw::Template).into(), Decide::ReturnWhy(p, None).into(), Press::OnSeries(p.office, SeriesNo(t), OnSeries::Change),
                Press::OnInstance(p.office, SeriesNo(t), at.date_naive(), OnInstance::AskMove), Press::InstanceDue(p.office, SeriesNo(t), at.date_naive(), at),
                OnRecord::Complain(p, EntryNo(at.timestamp()), Complaint::NotSo).into(), OnRecord::Tasks(p.office, p.dept, 3).into(), OnCalls::Date(p, assignment::Way::Other, at).into(), OnCalls::Heard(p, assignment::Way::Paper, 5).into(),
                Decide::RuleDispute(p, EntryNo(at.timestamp()), Finding::Unproven).into(), Decide::DisputeReasons(p, EntryNo(t), Some(false)).into(),
            ] {
                let data = press.encode();
                prop_assert!(data.len() <= 64, "{data}");
                prop_assert_eq!(Press::decode(&data), Some(press));
            }
        }

        #[test]
        fn data_of_any_kind_is_read_without_harm(data in ".{0,64}") {
            let _ = Press::decode(&data);
        }
    }
}
