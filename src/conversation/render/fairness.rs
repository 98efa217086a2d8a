//! What a preview warns of: a rest day, short notice, a year without a list, and others who ask the same contacts at the time.

use std::collections::BTreeSet;

use crate::chat::Button;
use crate::conversation::draft::TaskDraft;
use crate::conversation::press::Press;
use crate::domain::deadline::Flag;
use crate::domain::department::Department;
use crate::domain::{Moment, Office, PersonId, policy};
use crate::say;
use crate::store::{Result, projections};

use super::pen::{Pen, button};

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
    let short = fair_deadline(pen.now, office, draft).map(|_| say!(pen.words, PreviewShort));
    let clash = clash(pen, office, draft, departments).await?;
    Ok([rest_day, provisional, short, clash].into_iter().flatten().collect())
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
