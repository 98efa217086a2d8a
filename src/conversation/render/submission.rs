//! Hand-ins: the lead's list and card, the files, and what goes back to be corrected.

use crate::chat::{Button, Document, Outgoing, Text};
use crate::conversation::contact::{Loaded, load};
use crate::conversation::press::{Decide, Press};
use crate::domain::assignment::Flaw;
use crate::domain::{Assignment, EntryNo, Event, Moment, Office, OfficeId, Part, ReviewFocus, Slot, TaskNo};
use crate::say;
use crate::store::{Result, ledger, projections, words};

use super::part::{items_asked, recorded};
use super::pen::{Pen, button, lines, pager, short};

const A_PAGE: usize = 12;
/// More are not listed; who has so many accepts some first.
const WAITING_MAX: i64 = 1_000;

/// Whatever is said about hand-ins that are looked at.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::Submissions { office, task, page } => list(pen, *office, *task, *page).await,
        Slot::SubmissionCard { part, focus } => card(pen, *part, *focus).await,
        Slot::HandedFile { part, no } => file(pen, *part, *no).await,
        Slot::SentBack { part, entry } => sent_back(pen, *part, *entry).await,
        _ => Ok(None),
    }
}

/// Who has handed in, a button each.
async fn list(pen: &mut Pen<'_>, id: OfficeId, no: TaskNo, page: usize) -> Result<Option<Outgoing>> {
    let Some(task) = projections::find_task(pen.conn, id, no).await? else { return Ok(None) };
    let waiting = projections::list_to_review(pen.conn, id, Some(no), WAITING_MAX).await?;
    let back = button(say!(pen.words, ButtonBack), Press::Review(id, 0));
    if waiting.is_empty() {
        let text = say!(pen.words, ReviewTaskNone { code: no.to_string(), task: &task.title });
        return Ok(Some(Outgoing { buttons: vec![vec![back]], ..lines(&[text]) }));
    }
    let departments = projections::list_departments(pen.conn, id).await?;
    let pages = waiting.len().div_ceil(A_PAGE);
    let page = page.min(pages - 1);
    let named = |it: &Assignment| {
        let dept = departments.iter().find(|dept| dept.no == it.dept).map_or("?", |dept| short(&dept.profile));
        let late = it.submitted_at.is_some_and(|at| at > it.deadline_at(&task));
        let label = if late { say!(pen.words, ButtonLate { dept: dept }) } else { dept.to_owned() };
        button(label, Decide::Submission(Part { office: id, task: no, dept: it.dept }))
    };
    let shown: Vec<Button> = waiting.iter().skip(page * A_PAGE).take(A_PAGE).map(named).collect();
    let mut buttons: Vec<Vec<Button>> = shown.chunks(2).map(<[_]>::to_vec).collect();
    buttons.push(pager(pen.words, page, pages, |page| Decide::Submissions(id, no, page).into()));
    buttons.push(vec![accept_all(pen, id, no, waiting.len()), back]);
    buttons.retain(|row| !row.is_empty());
    let head = say!(pen.words, ReviewTask { code: no.to_string(), task: &task.title, count: waiting.len() });
    Ok(Some(Outgoing { text: Text::new().bold(head), buttons, ..Outgoing::default() }))
}

/// What came by now is accepted, whatever comes before the press is not.
pub(super) fn accept_all(pen: &Pen<'_>, office: OfficeId, task: TaskNo, count: usize) -> Button {
    button(say!(pen.words, ButtonAcceptAll { count: count }), Decide::AcceptAll(office, task, pen.now))
}

/// What one department handed in, and the ways to decide.
async fn card(pen: &mut Pen<'_>, part: Part, focus: Option<ReviewFocus>) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let a = &it.assignment;
    let times = pen.times(it.office.zone);
    let mut text = Text::new().bold(say!(pen.words, RequestHead { dept: &it.dept.profile.name, task: &it.task.title }));
    if let Some(returned) = a.review.returned.as_ref().filter(|_| !a.is_complete()) {
        let items = pen.items(&it.task, returned.items.iter().copied());
        let sentence = say!(pen.words, ReviewReturned { items: items, by: times.moment(returned.by) });
        text = text.line().then(sentence);
    }
    if let Some(at) = a.submitted_at.filter(|_| !a.received.is_empty()) {
        let items = pen.items(&it.task, a.received.iter().copied());
        let late = at > a.deadline_at(&it.task);
        let when = times.moment(at);
        let sentence = if late {
            say!(pen.words, ReviewInLate { items: items, when: when })
        } else {
            say!(pen.words, ReviewIn { items: items, when: when })
        };
        text = text.line().then(sentence);
    }
    text = files_lines(pen, &it, text).await?;
    if let Some(no) = a.material.said()
        && let Some(said) = words::find_words(pen.conn, no).await?
    {
        text = text.line().then(say!(pen.words, RequestWhy { why: said }));
    }
    if !it.missing().is_empty() && a.review.returned.is_none() {
        text = text.line().then(say!(pen.words, DigestMissing { items: pen.items(&it.task, it.missing()) }));
    }
    let (text, buttons) = if a.review.accepted_at.is_some() {
        let sentence =
            if a.review.by_rule { say!(pen.words, ReviewAcceptedByRule) } else { say!(pen.words, ReviewAccepted) };
        (text.line().line().then(format!("✅ {sentence}")), next(pen, &it).await?)
    } else if a.received.is_empty() {
        (text, next(pen, &it).await?)
    } else {
        ways(pen, &it, focus, text)
    };
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

async fn files_lines(pen: &mut Pen<'_>, it: &Loaded, mut text: Text) -> Result<Text> {
    for (_, handed) in it.assignment.material.files() {
        let name = words::find_words(pen.conn, handed.file.name.no).await?.filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| say!(pen.words, FileUnnamed));
        text = text.line().then(format!("📎 {name}"));
    }
    Ok(text)
}

fn ways(pen: &Pen<'_>, it: &Loaded, focus: Option<ReviewFocus>, text: Text) -> (Text, Vec<Vec<Button>>) {
    let back = button(say!(pen.words, ButtonBack), Decide::Submission(it.part));
    match focus {
        None => {
            let mut rows = Vec::new();
            let count = it.assignment.material.files().count();
            if count > 0 {
                rows.push(vec![button(say!(pen.words, ButtonFiles { count: count }), Decide::Files(it.part))]);
            }
            let mut row = Vec::new();
            if it.assignment.is_complete() {
                row.push(button(say!(pen.words, ButtonAccept), Decide::Accept(it.part)));
            }
            row.push(button(say!(pen.words, ButtonReturn), Decide::ReturnItems(it.part)));
            rows.push(row);
            rows.push(vec![button(say!(pen.words, ButtonBack), Decide::Submissions(it.office.id, it.task.no, 0))]);
            (text, rows)
        }
        Some(ReviewFocus::Items) => {
            let of = |place: usize| {
                let name = it.task.items.get(place).map_or("?", |item| item.name.as_str());
                vec![button(name, Decide::ReturnWhy(it.part, Some(place)))]
            };
            let mut rows: Vec<Vec<Button>> = it.assignment.received.iter().map(|place| of(*place)).collect();
            rows.push(vec![button(say!(pen.words, ButtonAllItems), Decide::ReturnWhy(it.part, None)), back]);
            (text.line().line().bold(say!(pen.words, AskReturnItem)), rows)
        }
        Some(ReviewFocus::Reasons { item }) => {
            let why = |flaw: &Flaw| button(flaw_words(pen, *flaw), Decide::SendBack(it.part, item, *flaw));
            let mut rows: Vec<Vec<Button>> = Flaw::ALL.chunks(2).map(|row| row.iter().map(why).collect()).collect();
            rows.push(vec![back]);
            (text.line().line().bold(say!(pen.words, AskReturnWhy)), rows)
        }
    }
}

/// The one that waits next, so that a whole task is looked at without going back.
async fn next(pen: &mut Pen<'_>, it: &Loaded) -> Result<Vec<Vec<Button>>> {
    let waiting = projections::list_to_review(pen.conn, it.office.id, Some(it.task.no), WAITING_MAX).await?;
    let behind = waiting.iter().find(|other| other.dept > it.part.dept).or_else(|| waiting.first());
    let mut row = Vec::new();
    if let Some(other) = behind
        && let Some(dept) = projections::find_department(pen.conn, it.office.id, other.dept).await?
    {
        let label = say!(pen.words, ButtonNextSubmission { dept: short(&dept.profile) });
        row.push(button(label, Decide::Submission(Part { dept: other.dept, ..it.part })));
    }
    row.push(button(say!(pen.words, ButtonReview), Press::Review(it.office.id, 0)));
    Ok(vec![row])
}

pub(super) fn flaw_words(pen: &Pen<'_>, flaw: Flaw) -> String {
    match flaw {
        Flaw::Incomplete => say!(pen.words, FlawIncomplete),
        Flaw::Figures => say!(pen.words, FlawFigures),
        Flaw::Unsigned => say!(pen.words, FlawUnsigned),
        Flaw::Format => say!(pen.words, FlawFormat),
        Flaw::Template => say!(pen.words, FlawTemplate),
        Flaw::Unrelated => say!(pen.words, FlawUnrelated),
    }
}

async fn file(pen: &mut Pen<'_>, part: Part, no: usize) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let Some((hand_in, handed)) = it.assignment.material.files().nth(no) else { return Ok(None) };
    let items = pen.items(&it.task, hand_in.items.keys().copied());
    let text = say!(pen.words, FileOf { dept: &it.dept.profile.name, task: &it.task.title, items: items });
    let file = handed.file.file.clone();
    let document = Some(if handed.file.photo { Document::Photo { file } } else { Document::Known { file } });
    Ok(Some(Outgoing { text: Text::plain(text), document, ..Outgoing::default() }))
}

/// To the contact: thanks first, then what to correct and by when.
async fn sent_back(pen: &mut Pen<'_>, part: Part, entry: EntryNo) -> Result<Option<Outgoing>> {
    let Some(it) = load(pen.conn, part).await? else { return Ok(None) };
    let entries = ledger::list(pen.conn, part.office, EntryNo(entry.0 - 1), 1).await?;
    let Some(Event::Returned { items, flaw, words: said, by, .. }) =
        entries.into_iter().next().map(|entry| entry.event)
    else {
        return Ok(None);
    };
    if it.assignment.review.returned.is_none() {
        // It came in again before this left.
        return Ok(None);
    }
    let name = match pen.reader {
        Some(reader) => pen.name_in(&it, reader).await?,
        None => String::new(),
    };
    let (task, by) = (&it.task.title, pen.times(it.office.zone).moment(by));
    let asked = if items.len() == it.task.items.len() { items_asked(pen, &it) } else { pen.items(&it.task, items) };
    let due = it.assignment.requests.granted.unwrap_or(it.task.deadline.at);
    let in_time = it.assignment.submitted_at.is_some_and(|at| at <= due);
    let sentence = if in_time {
        say!(pen.words, Returned { name: name, task: task, items: asked, new: by })
    } else {
        say!(pen.words, ReturnedLate { name: name, task: task, items: asked, new: by })
    };
    let mut text = Text::plain(sentence);
    let why = match said {
        Some(said) => words::find_words(pen.conn, said.no).await?,
        None => flaw.map(|flaw| flaw_words(pen, flaw)),
    };
    if let Some(why) = why {
        text = text.line().then(say!(pen.words, RuledWhy { why: why }));
    }
    let text = text.line().then(recorded(pen, part, entry).await?);
    let buttons = vec![
        vec![button(say!(pen.words, ButtonSendFile), Press::SendFile(part))],
        vec![
            button(say!(pen.words, ButtonDates), Press::Dates(part)),
            button(say!(pen.words, ButtonDifficulty), Press::Difficulty(part)),
        ],
    ];
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// How many wait of each task, and since when the first of them, in order of the tasks.
pub(super) async fn counts(pen: &mut Pen<'_>, office: &Office) -> Result<Vec<(TaskNo, usize, Moment)>> {
    let waiting = projections::list_to_review(pen.conn, office.id, None, WAITING_MAX).await?;
    let mut counts: Vec<(TaskNo, usize, Moment)> = Vec::new();
    for (no, since) in waiting.iter().filter_map(|it| Some((it.task, it.review_since()?))) {
        match counts.last_mut() {
            Some((task, count, first)) if *task == no => {
                *count += 1;
                *first = since.min(*first);
            }
            _ => counts.push((no, 1, since)),
        }
    }
    Ok(counts)
}
