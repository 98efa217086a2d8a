//! Material as its contact sees it: the ways to hand in, what is in, and how it is corrected.

use crate::chat::{Button, Document, Outgoing, Text};
use crate::conversation::contact::Loaded;
use crate::conversation::press::{Channel, Hand, Press};
use crate::domain::assignment::Notice;
use crate::domain::{EntryNo, OfficeId, PersonId, ReceiptOf, TaskNo};
use crate::say;
use crate::store::{Conn, Result, projections};

use super::part::nil;
use super::pen::{Pen, button};

/// Missing items that have a button of their own.
const ITEMS_MAX: usize = 6;

/// 已完成 opened: by which way, and what of it.
pub(super) fn ways(pen: &Pen<'_>, it: &Loaded) -> Vec<Vec<Button>> {
    let way = |label: String, way: Channel| button(label, Hand::OtherWay(it.part, way));
    let mut rows = vec![
        vec![button(say!(pen.words, ButtonSendFile), Press::SendFile(it.part))],
        vec![
            way(say!(pen.words, ButtonWayPaper), Channel::Paper),
            way(say!(pen.words, ButtonWayMail), Channel::Mail),
            way(say!(pen.words, ButtonWaySystem), Channel::System),
        ],
        vec![way(say!(pen.words, ButtonOtherWay), Channel::Other)],
    ];
    let missing = it.missing();
    if (2..=ITEMS_MAX).contains(&missing.len()) {
        let only = |place: &usize| {
            let item = it.task.items.get(*place).map_or("?", |item| item.name.as_str());
            vec![button(say!(pen.words, ButtonOnly { item: item }), Hand::Only(it.part, *place))]
        };
        rows.extend(missing.iter().map(only));
    }
    rows.extend(nil(pen, it).map(|nil| vec![nil]));
    if it.task.origin.is_some_and(|origin| origin.previous.is_some()) {
        rows.push(vec![button(say!(pen.words, ButtonAsLast), Hand::SameAsLast(it.part))]);
    }
    rows.extend(forms(pen, it).map(|forms| vec![forms]));
    rows.push(vec![button(say!(pen.words, ButtonBack), Press::Back(it.part))]);
    rows
}

/// The lead's papers once more, if there are any.
fn forms(pen: &Pen<'_>, it: &Loaded) -> Option<Button> {
    let has_forms = !it.task.terms.forms.is_empty();
    has_forms.then(|| button(say!(pen.words, ButtonForms), Hand::Forms(it.part)))
}

/// 更正, while what is in may be taken back.
pub(super) fn correct(pen: &Pen<'_>, it: &Loaded) -> Option<Vec<Button>> {
    let may = it.assignment.is_complete() && it.assignment.review.accepted_at.is_none();
    may.then(|| vec![button(say!(pen.words, ButtonCorrect), Hand::Correct(it.part))])
}

/// 更正 opened: each hand-in that stands.
pub(super) fn to_correct(pen: &Pen<'_>, it: &Loaded) -> Vec<Vec<Button>> {
    let times = pen.times(it.office.zone);
    let take_back = |hand_in: &crate::domain::assignment::HandIn| {
        let items = pen.items(&it.task, hand_in.items.keys().copied());
        let when = format!("{} {}", times.button_day(hand_in.at), times.clock(hand_in.at));
        let label = say!(pen.words, ButtonTakeBackOf { items: items, when: when });
        vec![button(label, Hand::TakeBack(it.part, hand_in.entry))]
    };
    let mut rows: Vec<Vec<Button>> = it.assignment.material.hand_ins.iter().map(take_back).collect();
    rows.push(vec![button(say!(pen.words, ButtonBack), Press::Back(it.part))]);
    rows
}

/// Under a receipt: takes back what it confirms, or lets it stand alone.
pub(super) fn settled(pen: &Pen<'_>, it: &Loaded, entry: EntryNo) -> Vec<Vec<Button>> {
    let material = &it.assignment.material;
    let may = it.assignment.review.accepted_at.is_none() && it.task.awaits_nothing().is_none();
    if !may || material.find(entry).is_none() {
        return vec![];
    }
    let mut row = vec![button(say!(pen.words, ButtonTakeBack), Hand::TakeBack(it.part, entry))];
    if material.before(entry).next().is_some() {
        row.insert(0, button(say!(pen.words, ButtonReplace), Hand::Replace(it.part, entry)));
    }
    vec![row]
}

/// What a receipt about material says.
pub(super) fn receipt_sentence(pen: &Pen<'_>, it: &Loaded, entry: EntryNo, what: ReceiptOf) -> String {
    let task = &it.task.title;
    let missing = it.missing();
    let material = &it.assignment.material;
    match what {
        ReceiptOf::TakenBack if missing.is_empty() => say!(pen.words, ReceiptTakenBackStill { task: task }),
        ReceiptOf::TakenBack => {
            say!(pen.words, ReceiptTakenBack { task: task, missing: pen.items(&it.task, missing) })
        }
        ReceiptOf::Replaced => {
            let now = material.find(entry).or(material.hand_ins.last());
            let items = now.map(|now| pen.items(&it.task, now.items.keys().copied())).unwrap_or_default();
            say!(pen.words, ReceiptReplaced { task: task, items: items })
        }
        _ => {
            let sentence = handed_in(pen, it);
            let beside: std::collections::BTreeSet<usize> =
                material.before(entry).flat_map(|(_, items)| items).collect();
            if beside.is_empty() {
                return sentence;
            }
            let items = pen.items(&it.task, beside);
            format!("{sentence}\n{}", say!(pen.words, ReceiptBeside { items: items }))
        }
    }
}

fn handed_in(pen: &Pen<'_>, it: &Loaded) -> String {
    let task = &it.task.title;
    let a = &it.assignment;
    if !a.is_complete() {
        let items = pen.items(&it.task, a.received.iter().copied());
        return say!(pen.words, ReceiptPart { task: task, items: items, missing: pen.items(&it.task, it.missing()) });
    }
    // Praise only where it is earned: in time, and before anybody had to ask again.
    let in_time = a.complete_at.is_some_and(|at| at <= it.deadline_at());
    let is_urgent = it.task.emergency().is_some();
    if in_time && a.nudged.is_empty() && !a.review.was_returned && !is_urgent {
        return say!(pen.words, ReceiptThanksWhole { task: task });
    }
    say!(pen.words, ReceiptThanks { task: task })
}

/// Whether the notice of this task has left to the person; the forms come behind it.
pub(super) async fn is_noticed(conn: &mut Conn, office: OfficeId, task: TaskNo, person: PersonId) -> Result<bool> {
    for (of, dept, _) in projections::list_seats_of(conn, person).await? {
        if of != office {
            continue;
        }
        let it = projections::find_assignment(conn, office, task, dept).await?;
        if it.is_some_and(|it| matches!(it.notice, Notice::Sent { .. } | Notice::Unknown { .. })) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A paper of the lead's.
pub(super) async fn form(pen: &mut Pen<'_>, office: OfficeId, no: TaskNo, at: usize) -> Result<Option<Outgoing>> {
    let Some(task) = projections::find_task(pen.conn, office, no).await? else { return Ok(None) };
    let Some(form) = task.terms.forms.get(at).filter(|_| task.awaits_nothing().is_none()) else { return Ok(None) };
    let file = form.file.clone();
    let document = if form.photo { Document::Photo { file } } else { Document::Known { file } };
    let text = say!(pen.words, FormCaption { task: &task.title, code: no.to_string() });
    Ok(Some(Outgoing { text: Text::plain(text), document: Some(document), ..Outgoing::default() }))
}
