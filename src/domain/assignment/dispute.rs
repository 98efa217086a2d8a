//! 异议: an entry that a department holds to be wrong, and what somebody else found. It is corrected by a new entry, never by
//! deletion: what was upheld counts as not entered, and both stay to be read.

use serde::{Deserialize, Serialize};

use super::{Assignment, View};
use crate::domain::calendar::WorkTime;
use crate::domain::{Actor, Entry, EntryNo, Event, Moment, PersonId, Refusal, Subject, Words, WordsNo};

/// Working days within which it is decided (domain rule 7.6).
const DAYS_MAX: i64 = 5;

/// What is wrong with an entry, where one of the usual reasons fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Complaint {
    /// 已经报过.
    HandedIn,
    /// 没有收到过.
    NotReceived,
    /// 与事实不符.
    NotSo,
}

impl Complaint {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::HandedIn, Self::NotReceived, Self::NotSo];
}

/// What was found, where one of the usual reasons fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// 核对属实.
    Confirmed,
    /// 登记有误.
    Slip,
    /// 系统记录完整.
    OnRecord,
    /// 没有其他佐证.
    Unproven,
}

impl Finding {
    /// The usual reasons for this outcome, in the order in which they are offered.
    #[must_use]
    pub fn of(upheld: bool) -> [Self; 2] {
        if upheld { [Self::Confirmed, Self::Slip] } else { [Self::OnRecord, Self::Unproven] }
    }

    /// The outcome that it is a reason for.
    #[must_use]
    pub fn upholds(self) -> bool {
        Self::of(true).contains(&self)
    }
}

/// What became of a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The entry is wrong.
    Upheld,
    /// It stands.
    Dismissed,
    /// The department took the dispute back.
    Withdrawn,
}

/// A dispute about one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// The entry in question.
    pub entry: EntryNo,
    /// The entry that raised it.
    pub raised_in: EntryNo,
    /// When.
    pub since: Moment,
    /// One of the usual reasons.
    pub complaint: Option<Complaint>,
    /// The department's own words.
    pub words: Option<WordsNo>,
    /// What became of it, and by which entry; none while it waits.
    pub ended: Option<(Verdict, EntryNo)>,
}

impl Dispute {
    /// By when it is to be decided.
    #[must_use]
    pub fn due_at(&self, work: &WorkTime<'_>) -> Moment {
        work.end_of_business(work.calendar.add_working(work.local(self.since).date(), DAYS_MAX))
    }
}

impl Assignment {
    /// The last dispute about this entry.
    #[must_use]
    pub fn dispute(&self, entry: EntryNo) -> Option<&Dispute> {
        self.disputes.iter().rfind(|it| it.entry == entry)
    }

    /// Since when the oldest dispute waits.
    #[must_use]
    pub fn disputed_since(&self) -> Option<Moment> {
        self.disputes.iter().filter(|it| it.ended.is_none()).map(|it| it.since).min()
    }

    pub(super) fn argue(&mut self, entry: &Entry) {
        let verdict = match &entry.event {
            Event::DisputeRaised { entry: about, complaint, words, .. } => {
                self.disputes.push(Dispute {
                    entry: *about,
                    raised_in: entry.seq,
                    since: entry.at,
                    complaint: *complaint,
                    words: words.as_ref().map(|words| words.no),
                    ended: None,
                });
                return;
            }
            Event::DisputeRuled { entry: about, upheld: true, .. } => (*about, Verdict::Upheld),
            Event::DisputeRuled { entry: about, .. } => (*about, Verdict::Dismissed),
            Event::DisputeWithdrawn { entry: about, .. } => (*about, Verdict::Withdrawn),
            _ => return,
        };
        let waits = self.disputes.iter_mut().find(|it| it.entry == verdict.0 && it.ended.is_none());
        if let Some(it) = waits {
            it.ended = Some((verdict.1, entry.seq));
        }
    }
}

/// Whether an entry about this part, or about its task, can be disputed: not what was said in a dispute.
#[must_use]
pub fn can_be_disputed(entry: &Entry) -> bool {
    let is_dispute = matches!(
        entry.event,
        Event::DisputeRaised { .. } | Event::DisputeRuled { .. } | Event::DisputeWithdrawn { .. }
    );
    !is_dispute && entry.event.is_on_record()
}

/// 有异议; nothing if it waits already. Contact, deputy and leader may, and of what has ended too.
pub fn raise_dispute(
    view: View<'_>,
    person: PersonId,
    about: &Entry,
    complaint: Option<Complaint>,
    words: Option<Words>,
) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    may_read(view, person)?;
    let is_theirs = match about.event.subject() {
        Subject::Assignment(of, whose) => (of, whose) == (task, dept),
        Subject::Task(of) => of == task,
        _ => false,
    };
    if !is_theirs || !can_be_disputed(about) {
        return Err(Refusal::NotDisputable);
    }
    match view.assignment.dispute(about.seq).map(|it| it.ended) {
        Some(None) => Ok(vec![]),
        Some(Some((Verdict::Upheld | Verdict::Dismissed, _))) => Err(Refusal::DisputeDecided),
        Some(Some((Verdict::Withdrawn, _))) | None => {
            Ok(vec![Event::DisputeRaised { task, dept, entry: about.seq, complaint, words }])
        }
    }
}

/// Takes it back; nothing if it does not wait any more.
pub fn withdraw_dispute(view: View<'_>, person: PersonId, entry: EntryNo) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    may_read(view, person)?;
    let waits = view.assignment.dispute(entry).is_some_and(|it| it.ended.is_none());
    Ok(if waits { vec![Event::DisputeWithdrawn { task, dept, entry }] } else { vec![] })
}

/// What a dispute came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The entry is wrong.
    pub upheld: bool,
    /// One of the usual reasons.
    pub finding: Option<Finding>,
    /// Or the words of who decided.
    pub words: Option<Words>,
}

/// Whether this member of staff is a party: they own the task, or made the entry.
#[must_use]
pub fn is_party(view: View<'_>, about: &Entry, person: PersonId) -> bool {
    [view.task.owner, about.actor].contains(&Actor::Person(person))
}

/// The decision of this member of staff. Whoever is a party leaves it to another, if there is one (`others`); a sole member may,
/// and it is said so on record.
pub fn rule_dispute(
    view: View<'_>,
    person: PersonId,
    about: &Entry,
    others: bool,
    decision: Decision,
) -> Result<Vec<Event>, Refusal> {
    let (task, dept) = view.part();
    if view.assignment.dispute(about.seq).is_none_or(|it| it.ended.is_some()) {
        return Err(Refusal::AlreadyRuled);
    }
    let by_party = is_party(view, about, person);
    if by_party && others {
        return Err(Refusal::NotByParty { others: Vec::new() });
    }
    let Decision { upheld, finding, words } = decision;
    Ok(vec![Event::DisputeRuled { task, dept, entry: about.seq, upheld, finding, words, by_party }])
}

fn may_read(view: View<'_>, person: PersonId) -> Result<(), Refusal> {
    if view.dept.answers(person) || view.dept.is_led_by(person) { Ok(()) } else { Err(Refusal::NotYours) }
}
