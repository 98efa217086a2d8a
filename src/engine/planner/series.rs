//! The instances of series: shown to the lead, then published, each at its moment.

use futures::FutureExt;

use crate::conversation::lead_mail;
use crate::domain::policy::{self, Instance, SeriesDue};
use crate::domain::series::{self, Frequency, Skipped};
use crate::domain::{Actor, Event, Moment, Office, OfficeId, Series, SeriesNo, SeriesNote, Slot, TaskNo, Tell, To};
use crate::store::{Result, Store, Tx, ledger, outbox, projections};

/// Series that are looked at together.
const SERIES_MAX: i64 = 100;

/// Looks at the series that are due; answers how many facts came of it.
pub(super) async fn run(store: &Store, now: Moment) -> Result<usize> {
    let due = {
        let mut reader = store.read().await?;
        projections::list_due_series(&mut reader, now, SERIES_MAX).await?
    };
    let mut entered = 0;
    for (office, series) in due {
        entered += store.write(move |tx| async move { look(tx, office, series, now).await }.boxed()).await?;
    }
    Ok(entered)
}

async fn look(tx: &mut Tx, id: OfficeId, no: SeriesNo, now: Moment) -> Result<usize> {
    let Some(office) = projections::find_office(tx, id).await? else { return Ok(0) };
    let Some(it) = projections::find_series(tx, id, no).await? else { return Ok(0) };
    let Some(due) = policy::series_due(office.rules(), &it, now) else { return Ok(0) };
    let doubled = match due {
        SeriesDue::Show(next) | SeriesDue::Publish(next, _) => doubled(tx, &office, &it, next, now).await?,
        SeriesDue::Skip(..) | SeriesDue::End(_) => None,
    };
    let (events, tells) = match due {
        SeriesDue::Show(next) | SeriesDue::Publish(next, _) if let Some(task) = doubled => {
            skip(&office, &it, next, Skipped::Doubled { task })
        }
        SeriesDue::Show(next) => {
            let slot = Slot::SeriesAhead { office: id, series: no, day: next.day, confirmed: false };
            let event = Event::InstanceShown { series: no, day: next.day, at: next.at };
            (vec![event], vec![lead_mail(&office, it.owner, slot)])
        }
        SeriesDue::Publish(next, held_up) => publish(tx, &office, &it, next, held_up, now).await?,
        SeriesDue::Skip(next, why) => skip(&office, &it, next, why),
        SeriesDue::End(why) => {
            let slot = Slot::SeriesDone { office: id, series: no };
            (vec![Event::SeriesEnded { series: no, why }], vec![lead_mail(&office, it.owner, slot)])
        }
    };
    let entered = ledger::append(tx, id, Actor::Machine, None, now, events).await?.len();
    // Nobody of the lead is woken by what was held up until the night.
    let at = office.work_time().next_opening(now);
    for tell in tells {
        outbox::insert(tx, &Tell { at: Some(at), ..tell }, now).await?;
    }
    Ok(entered)
}

/// What a lead published by hand, or imported, is not published again.
async fn doubled(tx: &mut Tx, office: &Office, it: &Series, next: Instance, now: Moment) -> Result<Option<TaskNo>> {
    let title = it.title_of(next.day, office.work_time().local(next.at).date(), office.lang);
    let running = projections::list_running_tasks(tx, office.id, now).await?;
    Ok(it.doubled_by(&title, next.at, &running))
}

async fn publish(
    tx: &mut Tx,
    office: &Office,
    it: &Series,
    next: Instance,
    held_up: bool,
    now: Moment,
) -> Result<(Vec<Event>, Vec<Tell>)> {
    let departments = projections::list_departments(tx, office.id).await?;
    let task = projections::next_task_no(tx, office.id).await?;
    let title = it.title_of(next.day, office.work_time().local(next.at).date(), office.lang);
    let Ok(events) = series::publish(it, next, (task, title), it.plan.asked.of(&departments), now) else {
        return Ok(skip(office, it, next, Skipped::Nobody));
    };
    let mut tells = Vec::new();
    if held_up {
        tells.push(noted(office, it, next, SeriesNote::Late { task, meant_at: next.notice_at }));
    } else if Frequency::of(&it.plan.rule) != Frequency::Daily {
        let slot = Slot::TaskCard { office: office.id, task };
        tells.push(Tell::answer(To::Office(office.id), slot));
    }
    Ok((events, tells))
}

fn skip(office: &Office, it: &Series, next: Instance, why: Skipped) -> (Vec<Event>, Vec<Tell>) {
    let event = Event::InstanceSkipped { series: it.no, day: next.day, at: next.by_rule, why };
    (vec![event], vec![noted(office, it, next, SeriesNote::Skipped { why })])
}

fn noted(office: &Office, it: &Series, next: Instance, note: SeriesNote) -> Tell {
    let slot = Slot::SeriesNote { office: office.id, series: it.no, day: next.day, at: next.at, note };
    lead_mail(office, it.owner, slot)
}
