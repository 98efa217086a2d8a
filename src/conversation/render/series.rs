//! A series before it is registered, as it stands, and its next instance before that goes out; totals only, for any group.

use chrono::NaiveDate;

use crate::chat::{Button, Outgoing, Text};
use crate::conversation::draft::{Repeats, TaskDraft};
use crate::conversation::press::{OnInstance, OnSeries, Press};
use crate::domain::department::Department;
use crate::domain::policy::{self, Instance};
use crate::domain::recurrence::RestDay;
use crate::domain::series::{Frequency, Skipped};
use crate::domain::{Moment, Office, OfficeId, Series, SeriesNo, SeriesNote, Slot};
use crate::say;
use crate::store::{Result, projections};

use crate::wording::Words;

use super::pen::{Pen, button, lines, pager};
use super::task::{items_line, terms_lines, who_line};

const SERIES_A_PAGE: usize = 8;
/// Deadlines that are spelled out.
const DATES_SHOWN: usize = 3;

/// A series by its key.
type Key = (OfficeId, SeriesNo);

/// Everything that registering would do, before it is done.
pub(super) fn preview(
    pen: &Pen<'_>,
    office: &Office,
    id: i64,
    draft: &TaskDraft,
    repeats: &Repeats,
    departments: &[Department],
) -> Outgoing {
    let who = who_line(pen, draft, departments);
    let it = draft.series(office.rules(), pen.now);
    let mut rows = match &it {
        Some(it) => plan_lines(pen, office, it),
        None => vec![say!(pen.words, SeriesRule { said: &repeats.said })],
    };
    rows.push(who);
    rows.push(items_line(pen, &draft.items));
    if draft.weight != 1 {
        rows.push(say!(pen.words, PreviewWeight { weight: i64::from(draft.weight) }));
    }
    rows.extend(terms_lines(pen, &draft.terms));
    rows.extend([String::new(), say!(pen.words, SeriesRoster), shown_line(pen, &repeats.rule)]);
    rows.push(say!(pen.words, SeriesChangeHow));
    let head = match (&it, repeats.of) {
        (None, _) => say!(pen.words, SeriesIncomplete),
        (Some(_), None) => say!(pen.words, SeriesPreviewHead),
        (Some(_), Some(no)) => say!(pen.words, SeriesChangeHead { code: no.to_string() }),
    };
    let title = it.as_ref().map_or(&draft.title, |it| &it.plan.title);
    let text = Text::plain(head).line().bold(title).line().then(rows.join("\n"));
    let mut buttons = Vec::new();
    if draft.asked.is_none() {
        buttons.push(vec![button(say!(pen.words, ButtonAll), Press::Everyone(id))]);
    }
    if let Some(it) = &it {
        let label = if repeats.of.is_some() { say!(pen.words, ButtonSave) } else { say!(pen.words, ButtonRegister) };
        buttons.push(vec![button(label, Press::Publish(id))]);
        buttons.push(rest_buttons(pen, id, it.plan.rest));
    }
    buttons.push(vec![
        button(say!(pen.words, ButtonChange), Press::Change(id)),
        button(say!(pen.words, ButtonDrop), Press::Drop(id)),
    ]);
    Outgoing { text, buttons, ..Outgoing::default() }
}

fn rest_buttons(pen: &Pen<'_>, id: i64, chosen: RestDay) -> Vec<Button> {
    let all = [
        (say!(pen.words, ButtonRestNext), RestDay::Next),
        (say!(pen.words, ButtonRestKeep), RestDay::Keep),
        (say!(pen.words, ButtonRestPrevious), RestDay::Previous),
    ];
    let mark = |label: String, on: bool| if on { format!("✓ {label}") } else { label };
    all.into_iter().map(|(label, rest)| button(mark(label, rest == chosen), Press::Rest(id, rest))).collect()
}

/// What becomes of a deadline on a rest day, in brackets.
pub(super) fn rest(words: Words, rest: RestDay) -> String {
    match rest {
        RestDay::Next => say!(words, SeriesRestNext),
        RestDay::Keep => say!(words, SeriesRestKeep),
        RestDay::Previous => say!(words, SeriesRestPrevious),
    }
}

/// The rule, the next deadlines, and when the next notice goes out.
fn plan_lines(pen: &Pen<'_>, office: &Office, it: &Series) -> Vec<String> {
    let times = pen.times(office.zone);
    let plan = &it.plan;
    let rest = rest(pen.words, plan.rest);
    let mut rows = vec![format!("{}{rest}", say!(pen.words, SeriesRule { said: &plan.said }))];
    if let Some(day) = plan.rule.last_day() {
        rows.push(say!(pen.words, SeriesUntil { day: times.day(day) }));
    }
    let ahead: Vec<Instance> = policy::instances(office.rules(), it).take(DATES_SHOWN).collect();
    let Some((next, later)) = ahead.split_first() else { return rows };
    rows.push(say!(pen.words, SeriesFirst { title: title_of(office, it, next), due: times.moment(next.at) }));
    let later: Vec<String> = later.iter().map(|it| times.moment(it.at)).collect();
    if !later.is_empty() {
        let later: Vec<&str> = later.iter().map(String::as_str).collect();
        rows.push(say!(pen.words, SeriesThen { dues: pen.list(&later) }));
    }
    if ahead.iter().any(|it| it.provisional) {
        rows.push(say!(pen.words, PreviewProvisional));
    }
    rows.push(lead_line(pen, office, it, next));
    let rests = |at: Moment| !office.calendar.is_working(office.work_time().local(at).date());
    if plan.rest == RestDay::Keep && plan.terms.emergency.is_none() && ahead.iter().any(|it| rests(it.at)) {
        rows.push(say!(pen.words, SeriesKeptRest));
    }
    rows
}

fn lead_line(pen: &Pen<'_>, office: &Office, it: &Series, next: &Instance) -> String {
    if next.notice_at <= pen.now && it.is_running() {
        return say!(pen.words, SeriesLeadNow { count: i64::from(it.plan.lead_days) });
    }
    let at = pen.times(office.zone).moment(next.notice_at);
    match it.plan.lead_days {
        0 => say!(pen.words, SeriesLeadSameDay { at: at }),
        days if it.plan.terms.emergency.is_some() => say!(pen.words, SeriesLeadDays { count: i64::from(days), at: at }),
        days => say!(pen.words, SeriesLead { count: i64::from(days), at: at }),
    }
}

fn shown_line(pen: &Pen<'_>, rule: &crate::domain::Recurrence) -> String {
    match Frequency::of(rule) {
        Frequency::Daily => say!(pen.words, SeriesShownDaily),
        _ => say!(pen.words, SeriesShown),
    }
}

fn title_of(office: &Office, it: &Series, next: &Instance) -> String {
    title_on(office, it, next.day, next.at)
}

fn title_on(office: &Office, it: &Series, day: NaiveDate, at: Moment) -> String {
    it.title_of(day, office.work_time().local(at).date(), office.lang)
}

/// Whatever is said about series.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::SeriesList { office, page } => list(pen, *office, *page).await,
        Slot::Series { office, series, ending } => card(pen, *office, *series, *ending).await,
        Slot::SeriesAhead { office, series, day, confirmed } => ahead(pen, (*office, *series), *day, *confirmed).await,
        Slot::SeriesMove { office, series, day } => ask_move(pen, (*office, *series), *day).await,
        Slot::SeriesNote { office, series, day, at, note } => {
            self::note(pen, (*office, *series), *day, *at, *note).await
        }
        Slot::SeriesDone { office, series } => done(pen, *office, *series).await,
        _ => Ok(None),
    }
}

async fn found(pen: &mut Pen<'_>, (office, no): Key) -> Result<Option<(Office, Series)>> {
    let office = pen.office(office).await?;
    let Some(office) = office else { return Ok(None) };
    Ok(projections::find_series(pen.conn, office.id, no).await?.map(|it| (office, it)))
}

/// 周期事项: one line each.
async fn list(pen: &mut Pen<'_>, id: OfficeId, page: usize) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let all = projections::list_series(pen.conn, id).await?;
    if all.is_empty() {
        return Ok(Some(lines(&[say!(pen.words, SeriesNone)])));
    }
    let pages = all.len().div_ceil(SERIES_A_PAGE);
    let page = page.min(pages - 1);
    let shown: Vec<&Series> = all.iter().skip(page * SERIES_A_PAGE).take(SERIES_A_PAGE).collect();
    let mut text = vec![say!(pen.words, SeriesListHead { count: all.len() }), String::new()];
    text.extend(shown.iter().map(|it| list_line(pen, &office, it)));
    if pages > 1 {
        text.push(say!(pen.words, PageOf { page: page + 1, pages: pages }));
    }
    let row: Vec<Button> = shown.iter().map(|it| button(it.no.to_string(), Press::Series(id, it.no))).collect();
    let mut buttons: Vec<_> = row.chunks(4).map(<[_]>::to_vec).collect();
    buttons.push(pager(pen.words, page, pages, |page| Press::SeriesList(id, page)));
    buttons.retain(|row| !row.is_empty());
    Ok(Some(Outgoing { buttons, ..lines(&text) }))
}

fn list_line(pen: &Pen<'_>, office: &Office, it: &Series) -> String {
    let code = it.no.to_string();
    match policy::instances(office.rules(), it).next() {
        Some(next) if it.is_running() => {
            let (title, due) = (title_of(office, it, &next), pen.times(office.zone).moment(next.at));
            say!(pen.words, SeriesLine { code: code, title: title, said: &it.plan.said, due: due })
        }
        _ => say!(pen.words, SeriesLinePaused { code: code, title: &it.plan.title, said: &it.plan.said }),
    }
}

/// `/status Z1`
async fn card(pen: &mut Pen<'_>, id: OfficeId, no: SeriesNo, ending: bool) -> Result<Option<Outgoing>> {
    let Some((office, it)) = found(pen, (id, no)).await? else { return Ok(None) };
    let departments = projections::list_departments(pen.conn, id).await?;
    let asked = it.plan.asked.of(&departments).len();
    let mut rows = Vec::new();
    if let Some((_, at)) = it.end {
        rows.push(say!(pen.words, SeriesEnded { at: pen.times(office.zone).moment(at) }));
    } else if it.paused_at.is_some() {
        rows.push(say!(pen.words, SeriesPaused));
    }
    if it.end.is_none() {
        rows.extend(plan_lines(pen, &office, &it));
    }
    rows.push(say!(pen.words, PreviewWho { count: asked }));
    rows.push(items_line(pen, &it.plan.items));
    rows.extend(terms_lines(pen, &it.plan.terms));
    if let Some(past) = it.past {
        let title = title_on(&office, &it, past.day, past.at);
        rows.push(match past.task {
            Some(task) => say!(pen.words, SeriesPast { title: title, code: task.to_string() }),
            None => say!(pen.words, SeriesPastSkipped { title: title }),
        });
    }
    if ending {
        rows.extend([String::new(), say!(pen.words, SeriesEndAsk)]);
    }
    let text = Text::new().bold(format!("{} {}", it.no, it.plan.title)).line().then(rows.join("\n"));
    Ok(Some(Outgoing { text, buttons: card_buttons(pen, &office, &it, ending), ..Outgoing::default() }))
}

fn card_buttons(pen: &Pen<'_>, office: &Office, it: &Series, ending: bool) -> Vec<Vec<Button>> {
    let on = |what| Press::OnSeries(office.id, it.no, what);
    if ending {
        return vec![vec![
            button(say!(pen.words, ButtonEndSure), on(OnSeries::End)),
            button(say!(pen.words, ButtonBack), Press::Series(office.id, it.no)),
        ]];
    }
    let mut buttons = Vec::new();
    if let Some(task) = it.past.and_then(|past| past.task) {
        buttons.push(vec![button(task.to_string(), Press::Status(office.id, task))]);
    }
    if it.end.is_some() {
        return buttons;
    }
    if let Some(next) = policy::instances(office.rules(), it).next().filter(|_| it.is_running()) {
        buttons.push(vec![
            button(say!(pen.words, ButtonSkip), Press::OnInstance(office.id, it.no, next.day, OnInstance::Skip)),
            button(say!(pen.words, ButtonMoveDue), Press::OnInstance(office.id, it.no, next.day, OnInstance::AskMove)),
        ]);
    }
    let pause = match it.paused_at {
        None => button(say!(pen.words, ButtonPause), on(OnSeries::Pause)),
        Some(_) => button(say!(pen.words, ButtonResume), on(OnSeries::Resume)),
    };
    buttons.push(vec![
        pause,
        button(say!(pen.words, ButtonChange), on(OnSeries::Change)),
        button(say!(pen.words, ButtonEnd), on(OnSeries::AskEnd)),
    ]);
    buttons
}

/// The next instance before it goes out; later, what became of it.
async fn ahead(pen: &mut Pen<'_>, key: Key, day: NaiveDate, sure: bool) -> Result<Option<Outgoing>> {
    let Some((office, it)) = found(pen, key).await? else { return Ok(None) };
    let times = pen.times(office.zone);
    let code = it.no.to_string();
    if let Some(past) = it.past.filter(|past| past.day == day) {
        let title = title_on(&office, &it, day, past.at);
        let text = match past.task {
            Some(task) => say!(pen.words, SeriesOut { title: title, code: code, task: task.to_string() }),
            None => say!(pen.words, SeriesSkipped { title: title, code: code }),
        };
        return Ok(Some(Outgoing { buttons: vec![more(pen, key)], ..lines(&[text]) }));
    }
    let next = policy::instances(office.rules(), &it).next().filter(|next| next.day == day);
    let Some(next) = next.filter(|_| it.is_running()) else {
        return card(pen, key.0, key.1, false).await;
    };
    let departments = projections::list_departments(pen.conn, office.id).await?;
    let (title, due) = (title_of(&office, &it, &next), times.moment(next.at));
    let count = it.plan.asked.of(&departments).len();
    let mut rows = vec![say!(
        pen.words,
        SeriesAhead { title: title, code: code, at: times.moment(next.notice_at), due: due, count: count }
    )];
    if next.at == next.by_rule && office.work_time().local(next.at).date() != next.day {
        rows.push(say!(pen.words, SeriesAheadRest { day: times.day(next.day) }));
    }
    if next.provisional {
        rows.push(say!(pen.words, PreviewProvisional));
    }
    if Frequency::of(&it.plan.rule) == Frequency::Daily {
        rows.push(say!(pen.words, SeriesAheadDaily));
    }
    rows.push(if sure { say!(pen.words, SeriesAheadSure) } else { say!(pen.words, SeriesAheadDefault) });
    let on = |what| Press::OnInstance(office.id, it.no, day, what);
    let mut first = vec![button(say!(pen.words, ButtonSkip), on(OnInstance::Skip))];
    if !sure {
        first.insert(0, button(say!(pen.words, ButtonSendAnyway), on(OnInstance::Confirm)));
    }
    let second = vec![
        button(say!(pen.words, ButtonMoveDue), on(OnInstance::AskMove)),
        button(say!(pen.words, ButtonPause), Press::OnSeries(office.id, it.no, OnSeries::Pause)),
    ];
    Ok(Some(Outgoing { buttons: vec![first, second], ..lines(&rows) }))
}

/// Which deadline an instance is to have.
async fn ask_move(pen: &mut Pen<'_>, key: Key, day: NaiveDate) -> Result<Option<Outgoing>> {
    let Some((office, it)) = found(pen, key).await? else { return Ok(None) };
    let next = policy::instances(office.rules(), &it).next().filter(|next| next.day == day);
    let Some(next) = next else { return Ok(None) };
    let (times, work) = (pen.times(office.zone), office.work_time());
    let local = work.local(next.at);
    let offered = [-1, 1, 3].map(|n| work.at(work.calendar.add_working(local.date(), n).and_time(local.time())));
    let rows = offered.into_iter().filter(|at| *at > pen.now);
    let buttons =
        rows.map(|at| vec![button(times.moment(at), Press::InstanceDue(office.id, it.no, day, at))]).collect();
    let (title, due) = (title_of(&office, &it, &next), times.moment(next.at));
    Ok(Some(Outgoing { buttons, ..lines(&[say!(pen.words, SeriesMoveAsk { title: title, due: due })]) }))
}

/// What became of an instance other than was planned.
async fn note(pen: &mut Pen<'_>, key: Key, day: NaiveDate, at: Moment, note: SeriesNote) -> Result<Option<Outgoing>> {
    let Some((office, it)) = found(pen, key).await? else { return Ok(None) };
    let times = pen.times(office.zone);
    let (title, code, due) = (title_on(&office, &it, day, at), it.no.to_string(), times.moment(at));
    let text = match note {
        SeriesNote::Late { task, meant_at } => {
            let meant = times.moment(meant_at);
            say!(pen.words, SeriesLate { title: title, code: code, task: task.to_string(), meant: meant, due: due })
        }
        SeriesNote::Skipped { why: Skipped::Nobody } => say!(pen.words, SeriesNobody { title: title, code: code }),
        SeriesNote::Skipped { why: Skipped::Doubled { task } } => {
            say!(pen.words, SeriesDoubled { title: title, code: code, task: task.to_string() })
        }
        SeriesNote::Skipped { .. } => say!(pen.words, SeriesMissed { title: title, code: code, due: due }),
    };
    Ok(Some(Outgoing { buttons: vec![more(pen, key)], ..lines(&[text]) }))
}

/// No further instance will come.
async fn done(pen: &mut Pen<'_>, id: OfficeId, no: SeriesNo) -> Result<Option<Outgoing>> {
    let Some((_, it)) = found(pen, (id, no)).await? else { return Ok(None) };
    Ok(Some(lines(&[say!(pen.words, SeriesDone { title: &it.plan.title, code: no.to_string() })])))
}

fn more(pen: &Pen<'_>, (office, no): Key) -> Vec<Button> {
    vec![button(say!(pen.words, ButtonSeriesOne { code: no.to_string() }), Press::Series(office, no))]
}
