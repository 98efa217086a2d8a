//! Series (周期事项): registered by `/task … 每月25日前`, looked at by `/tasks` and `/status Z1`, each instance shown before it goes out.
//!
//! On the card of the next instance: 照发, which is what happens anyway, 跳过本期, 改截止 and 暂停.

use chrono::NaiveDate;

use crate::domain::series::{self, Act};
use crate::domain::{
    Actor, Moment, Office, OfficeId, PersonId, Refusal, Series, SeriesNo, Slot, Toast, deadline, policy,
};
use crate::store::projections;

use super::draft::{Draft, Repeats, TaskDraft};
use super::press::{OnInstance, OnSeries};
use super::task::typed;
use super::turn::{Speaker, Turn, Turned};

/// A series by its key.
type Key = (OfficeId, SeriesNo);

/// 登记 on a preview, or 保存 after a change; a second press finds the draft gone.
pub(super) async fn register(turn: &mut Turn<'_>, speaker: &Speaker, id: i64, draft: &TaskDraft) -> Turned {
    let office = turn.office(draft.office).await?;
    let person = turn.staff(&office, speaker).await?;
    let series = enter(turn, &office, person, draft).await?;
    Draft::take(turn, id).await?;
    turn.answer(speaker, Slot::Series { office: office.id, series, ending: false }).await?;
    turn.toast(speaker, Toast::Set).await
}

/// Enters the series of a draft that repeats: typed, or a row of an import.
pub(super) async fn enter(
    turn: &mut Turn<'_>,
    office: &Office,
    person: PersonId,
    draft: &TaskDraft,
) -> Turned<SeriesNo> {
    let (now, actor) = (turn.ctx.now, Actor::Person(person));
    let plan = draft.series(office.rules(), now).ok_or(Refusal::DraftGone)?.plan;
    let (no, events) = if let Some(no) = draft.repeats.as_ref().and_then(|it| it.of) {
        let it = find(turn, office.id, no).await?;
        (no, series::decide(&it, Act::Change(Box::new(plan)), office.rules(), now)?)
    } else {
        let no = projections::next_series_no(turn.conn, office.id).await?;
        (no, series::register(no, plan, actor, office.rules(), now)?)
    };
    turn.enter(office.id, actor, events).await?;
    Ok(no)
}

/// `/status Z1`
pub(super) async fn look(turn: &mut Turn<'_>, speaker: &Speaker, series: SeriesNo) -> Turned {
    let office = turn.office_here(speaker).await?;
    turn.reader(&office, speaker).await?;
    find(turn, office.id, series).await?;
    turn.answer(speaker, Slot::Series { office: office.id, series, ending: false }).await
}

/// A series by button.
pub(super) async fn show(turn: &mut Turn<'_>, speaker: &Speaker, (office, series): Key) -> Turned {
    let office = turn.office(office).await?;
    turn.reader(&office, speaker).await?;
    find(turn, office.id, series).await?;
    turn.answer(speaker, Slot::Series { office: office.id, series, ending: false }).await?;
    turn.toast(speaker, Toast::Silent).await
}

/// 周期事项 n 项.
pub(super) async fn list(turn: &mut Turn<'_>, speaker: &Speaker, office: OfficeId, page: usize) -> Turned {
    let office = turn.office(office).await?;
    turn.reader(&office, speaker).await?;
    turn.answer(speaker, Slot::SeriesList { office: office.id, page }).await?;
    turn.toast(speaker, Toast::Silent).await
}

/// 暂停, 恢复, 结束, 改.
pub(super) async fn act(turn: &mut Turn<'_>, speaker: &Speaker, key: Key, what: OnSeries) -> Turned {
    let (office, series) = key;
    let act = match what {
        OnSeries::Pause => Act::Pause,
        OnSeries::Resume => Act::Resume,
        OnSeries::End => Act::End,
        OnSeries::AskEnd => {
            let office = turn.office(office).await?;
            turn.staff(&office, speaker).await?;
            turn.answer(speaker, Slot::Series { office: office.id, series, ending: true }).await?;
            return turn.toast(speaker, Toast::Silent).await;
        }
        OnSeries::Change => return change(turn, speaker, key).await,
    };
    let toast = if decided(turn, speaker, key, act).await? { Toast::Set } else { Toast::Already };
    turn.answer(speaker, Slot::Series { office, series, ending: false }).await?;
    turn.toast(speaker, toast).await
}

/// 照发, 跳过本期, 改截止.
pub(super) async fn on_instance(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    key: Key,
    day: NaiveDate,
    what: OnInstance,
) -> Turned {
    let (id, series) = key;
    let office = turn.office(id).await?;
    turn.staff(&office, speaker).await?;
    let it = find(turn, id, series).await?;
    if policy::instances(office.rules(), &it).next().is_none_or(|next| next.day != day) {
        return Err(Refusal::InstanceOver { series }.into());
    }
    match what {
        OnInstance::AskMove => {
            turn.toast(speaker, Toast::YourTurn).await?;
            turn.add(speaker, Slot::SeriesMove { office: id, series, day }).await
        }
        OnInstance::Confirm => {
            turn.answer(speaker, Slot::SeriesAhead { office: id, series, day, confirmed: true }).await?;
            turn.toast(speaker, Toast::Set).await
        }
        OnInstance::Skip => {
            decided(turn, speaker, key, Act::Skip(day)).await?;
            turn.answer(speaker, Slot::SeriesAhead { office: id, series, day, confirmed: false }).await?;
            turn.toast(speaker, Toast::Set).await
        }
    }
}

/// One of the offered deadlines.
pub(super) async fn move_to(turn: &mut Turn<'_>, speaker: &Speaker, key: Key, day: NaiveDate, to: Moment) -> Turned {
    decided(turn, speaker, key, Act::Move(day, to)).await?;
    let (office, series) = key;
    turn.answer(speaker, Slot::SeriesAhead { office, series, day, confirmed: true }).await?;
    turn.toast(speaker, Toast::Set).await
}

/// A reply to the card of an instance: its deadline in words.
pub(super) async fn move_by_words(
    turn: &mut Turn<'_>,
    speaker: &Speaker,
    key: Key,
    day: NaiveDate,
    text: &str,
) -> Turned {
    let (id, series) = key;
    let office = turn.office(id).await?;
    let understood = deadline::understand(text, turn.ctx.now, &office.work_time()).deadline;
    let to = understood.ok_or_else(|| Refusal::DateUnclear { said: text.trim().to_owned() })?;
    decided(turn, speaker, key, Act::Move(day, to)).await?;
    turn.answer(speaker, Slot::SeriesAhead { office: id, series, day, confirmed: true }).await
}

/// 改: the series as a draft, changed by replies to its preview.
async fn change(turn: &mut Turn<'_>, speaker: &Speaker, (office, series): Key) -> Turned {
    let office = turn.office(office).await?;
    turn.staff(&office, speaker).await?;
    let it = find(turn, office.id, series).await?;
    if it.end.is_some() {
        return Err(Refusal::SeriesOver { series }.into());
    }
    let departments = projections::list_departments(turn.conn, office.id).await?;
    let plan = it.plan;
    let draft = TaskDraft {
        office: office.id,
        typed: typed(&plan),
        title: plan.title,
        deadline: None,
        flags: vec![],
        unclear: None,
        asked: Some(plan.asked.of(&departments)),
        items: plan.items,
        weight: plan.weight,
        terms: plan.terms,
        from: plan.from,
        who: plan.asked.said,
        repeats: Some(Repeats {
            rule: plan.rule,
            said: plan.said,
            rest: Some(plan.rest),
            lead_days: Some(plan.lead_days),
            of: Some(series),
        }),
    };
    let id = Draft::Task(Box::new(draft)).keep(turn).await?;
    turn.toast(speaker, Toast::Silent).await?;
    turn.add(speaker, Slot::TaskPreview { draft: id }).await
}

/// Lets staff do it; false if it was so before.
async fn decided(turn: &mut Turn<'_>, speaker: &Speaker, (office, series): Key, act: Act) -> Turned<bool> {
    let office = turn.office(office).await?;
    let person = turn.staff(&office, speaker).await?;
    let it = find(turn, office.id, series).await?;
    let events = series::decide(&it, act, office.rules(), turn.ctx.now)?;
    Ok(!turn.enter(office.id, Actor::Person(person), events).await?.is_empty())
}

async fn find(turn: &mut Turn<'_>, office: OfficeId, no: SeriesNo) -> Turned<Series> {
    let found = projections::find_series(turn.conn, office, no).await?;
    found.ok_or_else(|| Refusal::NoSuchSeries { said: no.to_string() }.into())
}
