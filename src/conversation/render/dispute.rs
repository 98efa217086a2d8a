//! 异议: asked why, on its way to whoever is to look at it, and the outcome on its way back.

use crate::chat::{Outgoing, Text};
use crate::conversation::contact::{Loaded, load};
use crate::conversation::press::{Decide, OnRecord};
use crate::domain::assignment::{Complaint, Dispute, Finding, Verdict};
use crate::domain::{EntryNo, Event, Slot};
use crate::say;
use crate::store::{Result, ledger, words};

use super::entry::{self, Said, Whose};
use super::part::{buttons, entry_code, recorded};
use super::pen::{Pen, button};

/// Whatever is said about disputes.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    let (Slot::DisputeWhy { part, entry }
    | Slot::DisputeSent { part, entry }
    | Slot::DisputeCard { part, entry, .. }
    | Slot::DisputeTold { part, entry }) = slot
    else {
        return Ok(None);
    };
    let Some(it) = load(pen.conn, *part).await? else { return Ok(None) };
    match slot {
        Slot::DisputeWhy { .. } => why(pen, &it, *entry).await,
        Slot::DisputeSent { .. } => sent(pen, &it, *entry).await,
        Slot::DisputeCard { upheld, .. } => card(pen, &it, *entry, *upheld).await,
        _ => told(pen, &it, *entry).await,
    }
}

/// The entry in question, as its department reads it.
async fn in_question(pen: &mut Pen<'_>, it: &Loaded, seq: EntryNo) -> Result<Option<String>> {
    let whose = Whose { office: &it.office, dept: &it.dept, task: Some(&it.task) };
    let Some((entry, hash)) = ledger::find(pen.conn, it.part.office, seq).await? else { return Ok(None) };
    entry::line(pen, &whose, &entry, &hash, None).await.map(Some)
}

async fn why(pen: &mut Pen<'_>, it: &Loaded, seq: EntryNo) -> Result<Option<Outgoing>> {
    let Some(line) = in_question(pen, it, seq).await? else { return Ok(None) };
    let ask = say!(pen.words, DisputeAsk { lead: &it.office.name });
    let text = Text::new().bold(say!(pen.words, DisputeWhy)).line().then(line).line().line().then(ask);
    let usual = Complaint::ALL.map(|of| button(complaint(pen, of), OnRecord::Complain(it.part, seq, of)));
    Ok(Some(Outgoing { text, buttons: vec![usual.into()], ..Outgoing::default() }))
}

/// To who raised it: where it stands, and a way to take it back.
async fn sent(pen: &mut Pen<'_>, it: &Loaded, seq: EntryNo) -> Result<Option<Outgoing>> {
    let Some(dispute) = it.assignment.dispute(seq) else { return Ok(None) };
    let (task, entry) = (&it.task.title, entry_code(it.part, seq));
    let (sentence, stands_in) = match dispute.ended {
        None => {
            let by = pen.times(it.office.zone).day_of(dispute.due_at(&it.office.work_time()));
            (say!(pen.words, DisputeSent { task: task, entry: entry, by: by }), dispute.raised_in)
        }
        Some((Verdict::Withdrawn, by)) => (say!(pen.words, DisputeTaken { task: task, entry: entry }), by),
        Some((_, by)) => (say!(pen.words, DisputeOver { task: task, entry: entry }), by),
    };
    let text = Text::plain(sentence).line().then(recorded(pen, it.part, stands_in).await?);
    let withdraw = button(say!(pen.words, ButtonWithdraw), OnRecord::Withdraw(it.part, seq));
    let buttons = if dispute.ended.is_none() { vec![vec![withdraw]] } else { vec![] };
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// For staff: the entry, what is wrong with it, by when it is to be decided, and the ways to decide.
async fn card(pen: &mut Pen<'_>, it: &Loaded, seq: EntryNo, upheld: Option<bool>) -> Result<Option<Outgoing>> {
    let Some(dispute) = it.assignment.dispute(seq) else { return Ok(None) };
    let Some(line) = in_question(pen, it, seq).await? else { return Ok(None) };
    let head = say!(pen.words, DisputeHead { dept: &it.dept.profile.name, task: &it.task.title });
    let mut text = Text::new().bold(head).line().then(line);
    if let Some(said) = complaint_said(pen, dispute).await? {
        text = text.line().then(say!(pen.words, DisputeSays { why: said }));
    }
    text = text.line().line();
    let (part, code) = (it.part, entry_code(it.part, seq));
    if let Some((verdict, _)) = dispute.ended {
        let outcome = match verdict {
            Verdict::Upheld => say!(pen.words, DisputeUpheld { entry: code }),
            Verdict::Dismissed => say!(pen.words, DisputeDismissed { entry: code }),
            Verdict::Withdrawn => say!(pen.words, DisputeWithdrawn),
        };
        return Ok(Some(Outgoing { text: text.then(outcome), ..Outgoing::default() }));
    }
    let by = pen.times(it.office.zone).moment(dispute.due_at(&it.office.work_time()));
    text = text.then(say!(pen.words, DisputeBy { by: by }));
    let open = |upheld| Decide::DisputeReasons(part, seq, upheld);
    let Some(upheld) = upheld else {
        let row = vec![
            button(say!(pen.words, ButtonUphold), open(Some(true))),
            button(say!(pen.words, ButtonDismiss), open(Some(false))),
        ];
        return Ok(Some(Outgoing { text, buttons: vec![row], ..Outgoing::default() }));
    };
    let choice = if upheld { say!(pen.words, ButtonUphold) } else { say!(pen.words, ButtonDismiss) };
    text = text.line().bold(format!("{choice} · {}", say!(pen.words, AskUphold)));
    let usual = Finding::of(upheld).map(|of| button(finding(pen, of), Decide::RuleDispute(part, seq, of)));
    let buttons = vec![usual.into(), vec![button(say!(pen.words, ButtonBack), open(None))]];
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

async fn complaint_said(pen: &mut Pen<'_>, dispute: &Dispute) -> Result<Option<String>> {
    match dispute.words {
        Some(no) => {
            let said = words::find_words(pen.conn, no).await?;
            Ok(Some(said.unwrap_or_else(|| say!(pen.words, RecordErased))))
        }
        None => Ok(dispute.complaint.map(|of| complaint(pen, of))),
    }
}

/// To the department: the outcome of this entry, and why.
async fn told(pen: &mut Pen<'_>, it: &Loaded, seq: EntryNo) -> Result<Option<Outgoing>> {
    let Some((ruling, _)) = ledger::find(pen.conn, it.part.office, seq).await? else { return Ok(None) };
    let Event::DisputeRuled { entry, upheld, by_party, .. } = &ruling.event else { return Ok(None) };
    let (lead, task, entry) = (&it.office.name, &it.task.title, entry_code(it.part, *entry));
    let sentence = if *upheld {
        say!(pen.words, DisputeToldUpheld { lead: lead, task: task, entry: entry })
    } else {
        say!(pen.words, DisputeToldDismissed { lead: lead, task: task, entry: entry })
    };
    let mut text = Text::plain(sentence);
    if let Some(Said::Words(said)) = entry::said(pen, &ruling.event).await? {
        text = text.line().then(say!(pen.words, RuledWhy { why: said }));
    }
    if *by_party {
        text = text.line().then(say!(pen.words, DisputeToldAlone));
    }
    let text = text.line().then(recorded(pen, it.part, seq).await?);
    let answers = pen.reader.is_none_or(|reader| it.dept.answers(reader));
    let buttons = if answers { buttons(pen, it, None, None) } else { vec![] };
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// 早已报过, 没有收到过, 与事实不符.
pub(super) fn complaint(pen: &Pen<'_>, of: Complaint) -> String {
    match of {
        Complaint::HandedIn => say!(pen.words, ComplaintHandedIn),
        Complaint::NotReceived => say!(pen.words, ComplaintNotReceived),
        Complaint::NotSo => say!(pen.words, ComplaintNotSo),
    }
}

/// 核对属实, 登记有误, 系统记录完整, 没有其他佐证.
pub(super) fn finding(pen: &Pen<'_>, of: Finding) -> String {
    match of {
        Finding::Confirmed => say!(pen.words, FindingConfirmed),
        Finding::Slip => say!(pen.words, FindingSlip),
        Finding::OnRecord => say!(pen.words, FindingOnRecord),
        Finding::Unproven => say!(pen.words, FindingUnproven),
    }
}
