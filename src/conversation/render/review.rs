//! `/review`: all that waits for the lead's decision, longest waiting first within each task.

use std::collections::BTreeMap;

use crate::chat::{Button, Outgoing, Text};
use crate::conversation::press::{Decide, Press};
use crate::domain::assignment::{Dispute, Request};
use crate::domain::{Assignment, Department, DeptNo, EntryNo, Matter, Moment, Office, OfficeId, Part, TaskNo};
use crate::say;
use crate::store::{Result, joiner, projections};

use super::joiner as render_joiner;
use super::pen::{Pen, button, lines, pager, short};
use super::submission;

/// More are not read; who has so many decides some first.
const WAITING_MAX: i64 = 500;
const A_PAGE: usize = 8;

/// One thing to decide.
struct Waiting {
    part: Part,
    since: Moment,
    what: What,
}

enum What {
    Difficulty,
    Question,
    Extension(Moment),
    NotOurs,
    /// This entry, to be reviewed by then.
    Dispute(EntryNo, Moment),
    /// So many departments have handed in.
    Submissions(usize),
}

pub(super) async fn review(pen: &mut Pen<'_>, id: OfficeId, page: usize, private: bool) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let parts = projections::list_awaiting(pen.conn, id, WAITING_MAX).await?;
    let mut by_task: BTreeMap<TaskNo, Vec<Waiting>> = BTreeMap::new();
    for part in &parts {
        by_task.entry(part.task).or_default().extend(waiting(id, part));
    }
    for part in projections::list_disputed(pen.conn, id, WAITING_MAX).await? {
        by_task.entry(part.task).or_default().extend(disputes(&office, &part));
    }
    for part in projections::list_asking(pen.conn, id, WAITING_MAX).await? {
        by_task.entry(part.task).or_default().extend(question(id, &part));
    }
    let handed_in = submission::counts(pen, &office).await?;
    for (task, count, since) in handed_in {
        let part = Part { office: id, task, dept: DeptNo(0) };
        by_task.entry(task).or_default().push(Waiting { part, since, what: What::Submissions(count) });
    }
    let joiners = joiner::list(pen.conn, id).await?;
    let all: Vec<&Waiting> = by_task.values().flatten().collect();
    let since = all.iter().map(|it| it.since).chain(joiners.iter().map(|it| it.asked_at));
    let Some(oldest) = since.min() else {
        return Ok(Some(lines(&[say!(pen.words, ReviewNone)])));
    };
    let since = pen.times(office.zone).moment(oldest);
    let head = say!(pen.words, ReviewHead { count: all.len() + joiners.len(), since: since });
    if !private {
        let buttons = vec![vec![button(say!(pen.words, ButtonPrivately), Press::ReviewPrivately(id))]];
        return Ok(Some(Outgoing { buttons, ..lines(&[head]) }));
    }
    let departments = projections::list_departments(pen.conn, id).await?;
    let pages = all.len().div_ceil(A_PAGE).max(1);
    let page = page.min(pages - 1);
    let mut text = Text::new().bold(head);
    let mut buttons = Vec::new();
    if page == 0 && !joiners.is_empty() {
        text = text.line().line().bold(say!(pen.words, ReviewJoiners));
        for it in joiners.iter().take(A_PAGE) {
            let (line, ways) = render_joiner::row(pen, id, it).await?;
            text = text.line().then(format!("· {line}"));
            buttons.push(ways);
        }
    }
    let mut last = None;
    for it in all.iter().skip(page * A_PAGE).take(A_PAGE) {
        if last.replace(it.part.task) != Some(it.part.task) {
            let task = projections::find_task(pen.conn, id, it.part.task).await?;
            let title = task.map(|task| task.title).unwrap_or_default();
            text = text.line().line().bold(format!("{} {title}", it.part.task));
        }
        let (line, ways) = row(pen, &office, it, &departments);
        text = text.line().then(format!("· {line}"));
        buttons.push(ways);
    }
    if pages > 1 {
        text = text.line().then(say!(pen.words, PageOf { page: page + 1, pages: pages }));
    }
    buttons.push(pager(pen.words, page, pages, |page| Press::Review(id, page)));
    buttons.retain(|row| !row.is_empty());
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

fn waiting(office: OfficeId, it: &Assignment) -> Vec<Waiting> {
    let part = Part { office, task: it.task, dept: it.dept };
    let difficulty = it.difficulty_since.map(|since| Waiting { part, since, what: What::Difficulty });
    let extension =
        it.requests.extension.map(|wish| Waiting { part, since: wish.since, what: What::Extension(wish.until) });
    let not_ours = it.requests.not_ours.as_ref().map(|claim| Waiting { part, since: claim.since, what: What::NotOurs });
    difficulty.into_iter().chain(extension).chain(not_ours).collect()
}

fn question(office: OfficeId, it: &Assignment) -> Option<Waiting> {
    let part = Part { office, task: it.task, dept: it.dept };
    it.question_since.map(|since| Waiting { part, since, what: What::Question })
}

fn disputes(office: &Office, it: &Assignment) -> Vec<Waiting> {
    let part = Part { office: office.id, task: it.task, dept: it.dept };
    let work = office.work_time();
    let waiting = it.disputes.iter().filter(|dispute| dispute.ended.is_none());
    let row = |dispute: &Dispute| {
        let what = What::Dispute(dispute.entry, dispute.due_at(&work));
        Waiting { part, since: dispute.since, what }
    };
    waiting.map(row).collect()
}

fn row(pen: &Pen<'_>, office: &Office, it: &Waiting, departments: &[Department]) -> (String, Vec<Button>) {
    let dept = departments.iter().find(|dept| dept.no == it.part.dept).map_or("?", |dept| short(&dept.profile));
    match it.what {
        What::Difficulty => (
            say!(pen.words, ReviewDifficulty { dept: dept }),
            vec![button(
                say!(pen.words, ButtonReviewDifficulty { dept: dept }),
                Decide::MatterCard(it.part, Matter::Difficulty),
            )],
        ),
        What::Question => {
            let label = say!(pen.words, ButtonReviewQuestion { dept: dept });
            let press = Decide::MatterCard(it.part, Matter::Question);
            (say!(pen.words, ReviewQuestion { dept: dept }), vec![button(label, press)])
        }
        What::Extension(until) => {
            let until = pen.times(office.zone).moment(until);
            let label = say!(pen.words, ButtonReviewExtension { dept: dept });
            let press = Decide::RequestCard(it.part, Request::Extension);
            (say!(pen.words, ReviewExtension { dept: dept, until: until }), vec![button(label, press)])
        }
        What::NotOurs => {
            let label = say!(pen.words, ButtonReviewNotOurs { dept: dept });
            let press = Decide::RequestCard(it.part, Request::NotOurs);
            (say!(pen.words, ReviewNotOurs { dept: dept }), vec![button(label, press)])
        }
        What::Dispute(entry, by) => {
            let by = pen.times(office.zone).day_of(by);
            let label = say!(pen.words, ButtonReviewDispute { dept: dept });
            let press = Decide::DisputeCard(it.part, entry);
            (say!(pen.words, ReviewDisputed { dept: dept, by: by }), vec![button(label, press)])
        }
        What::Submissions(count) => {
            let task = it.part.task;
            let label = say!(pen.words, ButtonLook { code: task.to_string(), count: count });
            let look = button(label, Decide::Submissions(office.id, task, 0));
            let all = submission::accept_all(pen, office.id, task, count);
            (say!(pen.words, ReviewSubmissions { count: count }), vec![look, all])
        }
    }
}
