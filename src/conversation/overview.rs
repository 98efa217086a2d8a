//! What the lead looks at: `/tasks`, `/status T1`, `/review`, `/calls`, `/report [period]`, and the roster. In a joint group totals only.

use crate::domain::{
    GroupKind, Moment, Office, OfficeId, PersonId, Refusal, ReportFace, Slot, TaskNo, Tell, To, Toast,
};
use crate::report::period;
use crate::store;

use super::turn::{Speaker, Turn, Turned};

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// The open tasks, from this page.
    Tasks(usize),
    /// One task.
    Status(TaskNo),
    /// What is open of one task after its deadline.
    Overdue(TaskNo),
    /// The roster, from this page.
    Roster(usize),
    /// What waits for the lead, from this page.
    Review(usize),
    /// Whom to phone, from this page.
    Calls(usize),
}

impl Look {
    /// `private`: names may be shown, since only staff reads it, or the group is the office's own.
    fn slot(self, office: OfficeId, private: bool) -> Slot {
        match self {
            Self::Tasks(page) => Slot::Tasks { office, page, private },
            Self::Status(task) => Slot::Status { office, task, private },
            Self::Overdue(task) => Slot::OverdueList { office, task, private },
            Self::Roster(page) => Slot::Roster { office, page, private },
            Self::Review(page) => Slot::Review { office, page, private },
            Self::Calls(page) => Slot::Calls { office, page, private },
        }
    }
}

/// `/tasks`, `/status`, `/roster`.
pub(super) async fn look(turn: &mut Turn<'_>, speaker: &Speaker, look: Look) -> Turned {
    let office = turn.office_here(speaker).await?;
    may_look(turn, &office, speaker, look).await?;
    exists(turn, &office, look).await?;
    let private = names_may_show(&office, speaker);
    turn.answer(speaker, look.slot(office.id, private)).await
}

/// A page or a task by button.
pub(super) async fn turn_to(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, look: Look) -> Turned {
    let office = turn.office(office).await?;
    may_look(turn, &office, speaker, look).await?;
    exists(turn, &office, look).await?;
    let slot = look.slot(office.id, names_may_show(&office, speaker));
    turn.toast(speaker, Toast::Silent).await?;
    match look {
        Look::Status(_) | Look::Overdue(_) => turn.add(speaker, slot).await,
        Look::Tasks(_) | Look::Roster(_) | Look::Review(_) | Look::Calls(_) => turn.answer(speaker, slot).await,
    }
}

/// 私下查看: the same with names, in the private chat of who pressed.
pub(super) async fn privately(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, look: Look) -> Turned {
    let office = turn.office(office).await?;
    let person = turn.staff(&office, speaker).await?;
    if !has_opened(turn, person).await? {
        turn.toast(speaker, Toast::Silent).await?;
        return turn.add(speaker, Slot::OpenPrivate { office: office.id }).await;
    }
    turn.tell(Tell::answer(To::Person(person), look.slot(office.id, true))).await?;
    turn.toast(speaker, Toast::SentPrivately).await
}

/// Whether the bot may write to them.
pub(super) async fn has_opened(turn: &mut Turn<'_>, person: PersonId) -> Turned<bool> {
    Ok(store::person::find_person(turn.conn, person).await?.is_some_and(|row| row.opened_at.is_some()))
}

/// A report as of a moment, so that its message and its files say the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub(super) office: OfficeId,
    pub(super) from: Moment,
    pub(super) to: Moment,
    pub(super) at: Moment,
}

impl Shown {
    pub(super) fn message(self, private: bool) -> Slot {
        Slot::Report { office: self.office, from: self.from, to: self.to, private, at: Some(self.at) }
    }

    /// Each of them has all names.
    pub(super) fn files(self) -> [Slot; 2] {
        [ReportFace::Page, ReportFace::Workbook].map(|face| Slot::ReportFile {
            office: self.office,
            from: self.from,
            to: self.to,
            at: self.at,
            face,
        })
    }
}

/// `/report [period]`: the record of the tasks due in a period; none given: this quarter so far.
pub(super) async fn report(turn: &mut Turn<'_>, speaker: &Speaker, said: &str) -> Turned {
    let office = turn.office_here(speaker).await?;
    let person = turn.staff(&office, speaker).await?;
    let (from, to) = period::parse(said, office.zone, turn.ctx.now)
        .ok_or_else(|| Refusal::PeriodUnclear { said: said.to_owned() })?;
    let private = names_may_show(&office, speaker);
    let shown = Shown { office: office.id, from, to, at: turn.ctx.now };
    turn.answer(speaker, shown.message(private)).await?;
    if private {
        for file in shown.files() {
            turn.add(speaker, file).await?;
        }
        return Ok(());
    }
    // The joint group sees totals; names and the files go to who asked.
    for slot in std::iter::once(shown.message(true)).chain(shown.files()) {
        turn.tell(Tell::answer(To::Person(person), slot)).await?;
    }
    Ok(())
}

/// Members of an own group may look at tasks; the roster is for staff.
async fn may_look(turn: &mut Turn<'_>, office: &Office, speaker: &Speaker, look: Look) -> Turned {
    match look {
        Look::Roster(_) | Look::Overdue(_) | Look::Review(_) | Look::Calls(_) => {
            turn.staff_or_hidden(office, speaker).await.map(|_| ())
        }
        Look::Tasks(_) | Look::Status(_) => turn.reader(office, speaker).await,
    }
}

pub(super) fn names_may_show(office: &Office, speaker: &Speaker) -> bool {
    !speaker.in_group || (office.kind == GroupKind::Own && speaker.chat == office.group)
}

async fn exists(turn: &mut Turn<'_>, office: &Office, look: Look) -> Turned {
    if let Look::Status(task) = look
        && store::projections::find_task(turn.conn, office.id, task).await?.is_none()
    {
        return Err(Refusal::NoSuchTask { said: task.to_string() }.into());
    }
    Ok(())
}
