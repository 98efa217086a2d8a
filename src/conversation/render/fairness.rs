//! What a preview warns of: a rest day, short notice, a year without a list, and others who ask the same contacts at the time.

use std::collections::BTreeSet;

use crate::chat::Button;
use crate::conversation::draft::TaskDraft;
use crate::conversation::earlier;
use crate::conversation::press::Press;
use crate::domain::assignment::Outcome;
use crate::domain::deadline::Flag;
use crate::domain::department::Department;
use crate::domain::{GroupKind, Moment, Office, PersonId, Task, policy};
use crate::say;
use crate::store::{Result, projections};

use super::pen::{Pen, button, short};

/// So many departments are spoken of.
const EARLIER_MAX: usize = 3;

/// A line for each warning.
pub(super) async fn lines(
    pen: &mut Pen<'_>,
    office: &Office,
    draft: &TaskDraft,
    departments: &[Department],
) -> Result<Vec<String>> {
    let rest_day = rest_day(office, draft).map(|[_, earlier, later]| {
        let day = |at| pen.times(office.zone).day_of(at);
        if earlier > pen.now {
            say!(pen.words, PreviewRestDay { earlier: day(earlier), later: day(later) })
        } else {
            say!(pen.words, PreviewRestDayPassed { later: day(later) })
        }
    });
    let provisional = draft.flags.contains(&Flag::Provisional).then(|| say!(pen.words, PreviewProvisional));
    let hurried = fair_deadline(pen.now, office, draft).map(|_| say!(pen.words, PreviewShort));
    let clash = clash(pen, office, draft, departments).await?;
    let mut lines: Vec<String> = [rest_day, provisional, hurried, clash].into_iter().flatten().collect();
    for (from, to, task) in not_theirs(pen, office, draft, departments).await? {
        let (dept, code) = (short(&from.profile), task.no.to_string());
        lines.push(match to {
            Some(to) => {
                say!(pen.words, EarlierPreviewTo { dept: dept, code: code, task: &task.title, to: short(&to.profile) })
            }
            None => say!(pen.words, EarlierPreview { dept: dept, code: code, task: &task.title }),
        });
    }
    Ok(lines)
}

/// Departments of which it was agreed last time that such a task is not theirs, and whom it was given to. A joint group does not hear
/// of it.
async fn not_theirs<'a>(
    pen: &mut Pen<'_>,
    office: &Office,
    draft: &TaskDraft,
    departments: &'a [Department],
) -> Result<Vec<(&'a Department, Option<&'a Department>, Task)>> {
    let Some(asked) = draft.asked.as_ref().filter(|_| !pen.in_group || office.kind == GroupKind::Own) else {
        return Ok(vec![]);
    };
    let tasks = earlier::of_kind(pen.conn, office.id, &draft.title, None).await?;
    let mut found = Vec::new();
    if tasks.is_empty() {
        return Ok(found);
    }
    for dept in departments.iter().filter(|dept| asked.contains(&dept.no)) {
        let Some(before) = earlier::last_of(pen.conn, office.id, &tasks, dept.no).await? else { continue };
        if let Outcome::Agreed(to) = before.outcome {
            found.push((dept, to.and_then(|to| departments.iter().find(|dept| dept.no == to)), before.task));
        }
        if found.len() == EARLIER_MAX {
            break;
        }
    }
    Ok(found)
}

/// One tap for each of them: left out, or its place taken by whom it was given to.
pub(super) async fn not_theirs_buttons(
    pen: &mut Pen<'_>,
    office: &Office,
    id: i64,
    draft: &TaskDraft,
    departments: &[Department],
) -> Result<Vec<Vec<Button>>> {
    let found = not_theirs(pen, office, draft, departments).await?;
    let rows = found.into_iter().map(|(from, to, _)| {
        let dept = short(&from.profile);
        let label = match to {
            Some(to) => say!(pen.words, ButtonGiveTo { dept: dept, to: short(&to.profile) }),
            None => say!(pen.words, ButtonLeaveOut { dept: dept }),
        };
        vec![button(label, Press::LeaveOut(id, from.no, to.map(|to| to.no)))]
    });
    Ok(rows.collect())
}

/// The warnings as one of many tasks has room for them.
pub(super) fn in_short(pen: &Pen<'_>, office: &Office, draft: &TaskDraft) -> Vec<String> {
    let rest_day = rest_day(office, draft).map(|_| say!(pen.words, WarnRestDay));
    let provisional = draft.flags.contains(&Flag::Provisional).then(|| say!(pen.words, WarnProvisional));
    let short = fair_deadline(draft.from.unwrap_or(pen.now), office, draft).map(|_| say!(pen.words, WarnShort));
    [rest_day, provisional, short].into_iter().flatten().collect()
}

/// 保持, 提前 and 顺延, and the third working day where the notice is short.
pub(super) fn buttons(pen: &Pen<'_>, office: &Office, id: i64, draft: &TaskDraft) -> Vec<Vec<Button>> {
    let mut rows = Vec::new();
    let rest_day = rest_day(office, draft);
    if let Some([kept, earlier, later]) = rest_day {
        let mut row = vec![button(say!(pen.words, ButtonKeepDay), Press::Deadline(id, kept))];
        if earlier > pen.now {
            row.push(button(say!(pen.words, ButtonEarlier), Press::Deadline(id, earlier)));
        }
        row.push(button(say!(pen.words, ButtonLater), Press::Deadline(id, later)));
        rows.push(row);
    }
    let fair = fair_deadline(pen.now, office, draft);
    if let Some(fair) = fair.filter(|fair| rest_day.is_none_or(|[.., later]| later != *fair)) {
        let day = pen.times(office.zone).moment(fair);
        rows.push(vec![button(say!(pen.words, ButtonMoveTo { day: day }), Press::Deadline(id, fair))]);
    }
    rows
}

/// The deadline on a rest day, and the working days around it. An emergency goes by the clock, on any day.
fn rest_day(office: &Office, draft: &TaskDraft) -> Option<[Moment; 3]> {
    let asks = draft.flags.contains(&Flag::RestDay) && draft.terms.emergency.is_none();
    let at = draft.deadline.as_ref().filter(|_| asks)?.at;
    let [earlier, later] = policy::beside_rest_day(&office.work_time(), at);
    Some([at, earlier, later])
}

/// What to offer where the notice is short; an emergency is short for a reason.
fn fair_deadline(now: Moment, office: &Office, draft: &TaskDraft) -> Option<Moment> {
    let deadline = draft.deadline.as_ref().filter(|_| draft.terms.emergency.is_none())?;
    let work = office.work_time();
    policy::fair_deadline(&work, policy::notices_leave_at(&work, now), deadline.at)
}

/// How many of the contacts owe something else at the same time; numbers alone, since it may be another office's.
async fn clash(
    pen: &mut Pen<'_>,
    office: &Office,
    draft: &TaskDraft,
    departments: &[Department],
) -> Result<Option<String>> {
    let (Some(deadline), Some(asked)) = (&draft.deadline, &draft.asked) else { return Ok(None) };
    let people: BTreeSet<PersonId> =
        departments.iter().filter(|d| asked.contains(&d.no)).filter_map(Department::reached).collect();
    let days = policy::same_days(&office.work_time(), deadline.at);
    let owed = projections::count_owed_by_contacts(pen.conn, office.id, days).await?;
    let owed: Vec<usize> =
        owed.into_iter().filter(|(person, _)| people.contains(person)).map(|(_, owed)| owed).collect();
    let most = owed.iter().max().copied();
    Ok(most.map(|most| say!(pen.words, PreviewClash { people: owed.len(), most: most })))
}
