//! 发起预览 under `/report`: each department sees its own line in private, finds it right, says something to it or disputes entries;
//! some working days later the report is final, with the ledger's head in it.

use sha2::{Digest, Sha256};

use crate::domain::policy::Every;
use crate::domain::publication::{self, COMMENT_CHARACTERS_MAX};
use crate::domain::{
    Actor, DeptNo, EntryNo, GroupKind, Moment, Office, OfficeId, PersonId, Publication, PublicationNo, Refusal, Slot,
    Tell, To, Toast,
};
use crate::report::{self, Report};
use crate::store::{self, Conn, StoreError, Tx, ledger, line, projections, words};

use super::draft::Expectation;
use super::job::{self, Job};
use super::overview::{Shown, names_may_show};
use super::press::OnReport;
use super::record;
use super::seat::staff_chats;
use super::turn::{Speaker, Turn, Turned};

/// A report folded for a job, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The value.
    pub report: Report,
    /// The ledger's last entry then, up to which it was folded, and its hash.
    pub head: (EntryNo, String),
    /// SHA-256 over it as JSON, hex.
    pub digest: String,
}

/// Folds the report of a period up to the ledger's head; none without an office, or on an empty ledger.
pub async fn folded(
    conn: &mut Conn,
    id: OfficeId,
    period: (Moment, Moment),
    now: Moment,
) -> Result<Option<Folded>, StoreError> {
    let Some(office) = projections::find_office(conn, id).await? else { return Ok(None) };
    let Some(head) = ledger::find_head(conn, id).await? else { return Ok(None) };
    let report = report::as_of(conn, &office, period, now, Some(head.seq)).await?;
    let digest = hex::encode(Sha256::digest(report::json::render(&report)));
    Ok(Some(Folded { report, head: (head.seq, head.hash), digest }))
}

/// A press on a report or a line of it.
pub(super) async fn press(turn: &mut Turn<'_>, speaker: &Speaker, press: OnReport) -> Turned {
    match press {
        OnReport::Open(office, from, to) => ask_to_open(turn, speaker, office, (from, to)).await,
        OnReport::Look(office, no) => {
            let office = turn.office(office).await?;
            turn.staff(&office, speaker).await?;
            turn.toast(speaker, Toast::Silent).await?;
            let private = names_may_show(&office, speaker);
            turn.answer(speaker, Slot::ReportPreview { office: office.id, publication: no, private }).await
        }
        OnReport::Agree(office, no, dept) => {
            let person = reads(turn, speaker, office, dept).await?;
            let it = find(turn, office, no).await?;
            let events = publication::agree(&it, dept, turn.ctx.now)?;
            let new = !events.is_empty();
            turn.enter(office, Actor::Person(person), events).await?;
            turn.answer(speaker, Slot::ReportLine { office, publication: no, dept, person }).await?;
            turn.toast(speaker, if new { Toast::Silent } else { Toast::Already }).await
        }
        OnReport::Comment(office, no, dept) => {
            reads(turn, speaker, office, dept).await?;
            find(turn, office, no).await?.takes_answers(dept, turn.ctx.now)?;
            Expectation::LineComment { office, publication: no, dept }.set(turn, speaker.chat).await?;
            turn.toast(speaker, Toast::YourTurn).await?;
            turn.add(speaker, Slot::AskLineComment { office, publication: no }).await
        }
        OnReport::Sheet(office, no, dept) => {
            let person = reads(turn, speaker, office, dept).await?;
            turn.toast(speaker, Toast::Silent).await?;
            turn.add(speaker, Slot::ReportSheet { office, publication: no, dept, person }).await
        }
        OnReport::Check(office, dept) => {
            let person = reads(turn, speaker, office, dept).await?;
            turn.toast(speaker, Toast::Silent).await?;
            turn.add(speaker, Slot::Record { person, of: Some((office, dept)), page: 0, said: None }).await
        }
    }
}

/// What a department says to its line.
pub(super) async fn comment(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    (office, no, dept): (OfficeId, PublicationNo, DeptNo),
    text: &str,
) -> Turned {
    let person = reads(turn, speaker, office, dept).await?;
    let it = find(turn, office, no).await?;
    if let Err(over) = it.takes_answers(dept, turn.ctx.now) {
        // It was asked for before the report was final: what is typed next is something else.
        Expectation::clear(turn, speaker.chat).await?;
        return Err(over.into());
    }
    if text.chars().count() > COMMENT_CHARACTERS_MAX {
        return Err(Refusal::TooLong { field: "comment".into(), characters_max: COMMENT_CHARACTERS_MAX }.into());
    }
    if text.trim().is_empty() {
        return Err(Refusal::NotRecordable.into());
    }
    let said = words::insert_words(turn.conn, text.trim()).await?;
    let events = publication::comment(&it, dept, said, turn.ctx.now)?;
    turn.enter(office, Actor::Person(person), events).await?;
    turn.add(speaker, Slot::ReportLine { office, publication: no, dept, person }).await
}

async fn find(turn: &mut Turn<'_>, office: OfficeId, no: PublicationNo) -> Turned<Publication> {
    projections::find_publication(turn.conn, office, no).await?.ok_or(Refusal::StaleCard.into())
}

/// Who sits for this department sees its line, and nobody else's.
async fn reads(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, dept: DeptNo) -> Turned<PersonId> {
    let person = speaker.person.filter(|_| !speaker.in_group).ok_or(Refusal::NotYours)?;
    record::reads(turn, person, office, dept).await?;
    Ok(person)
}

/// 发起预览: the report is folded outside of this turn, since a ledger may be long.
async fn ask_to_open(turn: &mut Turn<'_>, speaker: &Speaker, id: OfficeId, period: (Moment, Moment)) -> Turned {
    let office = turn.office(id).await?;
    let person = turn.staff(&office, speaker).await?;
    let (from, to) = period;
    if turn.ctx.now < to {
        return Err(Refusal::PeriodRuns { until: to }.into());
    }
    let job = Job::OpenReport { office: id, from, to, by: Some(person) };
    let known = projections::find_publication_of(turn.conn, id, period).await?;
    if let Some(known) = known {
        turn.toast(speaker, Toast::Already).await?;
        let private = names_may_show(&office, speaker);
        return turn.add(speaker, Slot::ReportPreview { office: id, publication: known.no, private }).await;
    }
    if !store::job::is_waiting(turn.conn, &job).await? {
        job::insert(turn.conn, &job, turn.ctx.now).await?;
    }
    turn.toast(speaker, Toast::Silent).await
}

/// The report of a period is folded: its preview begins.
pub(super) async fn opened(
    turn: &mut Turn<'_>,
    id: OfficeId,
    period: (Moment, Moment),
    by: Option<PersonId>,
    folded: Option<Folded>,
) -> Turned {
    let office = turn.office(id).await?;
    let every = office.policy.reports.filter(|_| by.is_none());
    if by.is_none() {
        // Switched off since, or to another span: then nothing begins by itself.
        let Some(every) = every.filter(|every| every.around(period.1, &office.work_time()) == period) else {
            return Ok(());
        };
        schedule(turn.conn, &office, every, turn.ctx.now).await?;
    }
    let Some(folded) = folded else { return failed(turn, &office, by, Refusal::ReportFailed).await };
    if projections::find_publication_of(turn.conn, id, period).await?.is_some() {
        return Ok(());
    }
    let no = projections::next_publication_no(turn.conn, id).await?;
    let lines: Vec<DeptNo> = folded.report.departments.iter().map(|it| it.dept).collect();
    let work = office.work_time();
    let events = publication::open(no, period, lines, (&work, office.policy.preview_days), turn.ctx.now);
    let events = match events {
        // Nothing was asked for in a period of which a person has not asked to hear.
        Err(Refusal::PeriodEmpty) if by.is_none() => return Ok(()),
        Err(refusal) => return failed(turn, &office, by, refusal).await,
        Ok(events) => events,
    };
    turn.enter(id, by.map_or(Actor::Machine, Actor::Person), events).await?;
    for department in &folded.report.departments {
        let own = folded.report.of_department(department.dept);
        line::insert(turn.conn, (id, no), department.dept, &own).await?;
        show_line(turn, &office, no, department.dept).await?;
    }
    let it = find(turn, id, no).await?;
    job::insert(turn.conn, &Job::FinishReport { office: id, publication: no }, it.final_at).await?;
    let card = |private| Slot::ReportPreview { office: id, publication: no, private };
    turn.tell(Tell::answer(To::Office(id), card(office.kind == GroupKind::Own))).await
}

/// Within working hours, to whoever answers for the department then.
async fn show_line(turn: &mut Turn<'_>, office: &Office, no: PublicationNo, dept: DeptNo) -> Turned {
    let Some(department) = projections::find_department(turn.conn, office.id, dept).await? else { return Ok(()) };
    let work = office.work_time();
    let today = work.local(turn.ctx.now).date();
    let Some(person) = projections::reached_on(turn.conn, &department, today).await? else { return Ok(()) };
    let slot = Slot::ReportLine { office: office.id, publication: no, dept, person };
    let at = Some(work.next_opening(turn.ctx.now));
    turn.tell(Tell::notice(person, slot, at)).await
}

/// The time for answers is over: the report is final.
pub(super) async fn finished(turn: &mut Turn<'_>, id: OfficeId, no: PublicationNo, folded: Option<Folded>) -> Turned {
    let office = turn.office(id).await?;
    let it = find(turn, id, no).await?;
    let Some(Folded { report, head: (head, hash), digest }) = folded else {
        // What failed today may work tomorrow; what was said to become final must.
        let again = turn.ctx.now + chrono::TimeDelta::hours(1);
        return Ok(job::insert(turn.conn, &Job::FinishReport { office: id, publication: no }, again).await?);
    };
    let events = publication::finish(&it, head, hash, digest);
    if events.is_empty() {
        return Ok(());
    }
    turn.enter(id, Actor::Machine, events).await?;
    line::clear(turn.conn, (id, no)).await?;
    for department in &report.departments {
        line::insert(turn.conn, (id, no), department.dept, &report.of_department(department.dept)).await?;
    }
    let at = Some(office.work_time().next_opening(turn.ctx.now));
    let shown = Shown { office: id, from: it.from, to: it.to, at: turn.ctx.now };
    if office.kind == GroupKind::Own {
        return tell_all(turn, at, &To::Office(id), shown).await;
    }
    turn.tell(Tell { at, ..Tell::answer(To::Office(id), shown.message(false)) }).await?;
    for to in staff_chats(turn.conn, &office).await? {
        tell_all(turn, at, &to, shown).await?;
    }
    Ok(())
}

/// The message with names, and the files.
async fn tell_all(turn: &mut Turn<'_>, at: Option<Moment>, to: &To, shown: Shown) -> Turned {
    for slot in std::iter::once(shown.message(true)).chain(shown.files()) {
        turn.tell(Tell { at, ..Tell::answer(to.clone(), slot) }).await?;
    }
    Ok(())
}

/// It does not begin: whoever asked for it is told, since nobody waits for a job's answer.
async fn failed(turn: &mut Turn<'_>, office: &Office, by: Option<PersonId>, refusal: Refusal) -> Turned {
    let to = by.map_or(To::Office(office.id), To::Person);
    turn.tell(Tell::answer(to, Slot::Refused { refusal })).await
}

/// The preview of the period that runs now begins by itself on the first working day behind it.
pub(super) async fn schedule(tx: &mut Tx, office: &Office, every: Every, now: Moment) -> Turned {
    let work = office.work_time();
    let (from, to) = every.around(now, &work);
    let job = Job::OpenReport { office: office.id, from, to, by: None };
    if store::job::is_waiting(tx, &job).await? {
        return Ok(());
    }
    let at = office.rules().first_digest_from(to);
    Ok(job::insert(tx, &job, at).await?)
}
