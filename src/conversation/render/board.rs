//! The board: open tasks with their lights, and the ledger's head at the foot. No department is ever named.

use sha2::{Digest, Sha256};

use super::heads;
use super::pen::Pen;
use super::status::lamp;
use super::{Act, Rendered};
use crate::chat::{Outgoing, Text};
use crate::domain::slot::BoardStop;
use crate::domain::standing::{Light, Standing, light, light_of_all, standing};
use crate::domain::{Assignment, ChatNo, EntryNo, GroupKind, LeftOut, Moment, Office, OfficeId, Slot, Task, Tell};
use crate::say;
use crate::store::board::{self, Board, BoardPlace};
use crate::store::{Result, projections};
use crate::wording::Words;

const TASKS_MAX: usize = 12;
const TITLE_CHARACTERS_MAX: usize = 16;
const BAR_CELLS: usize = 5;
/// Of fewer departments a total would point at one.
const ASKED_MIN: usize = 3;

/// What a board shows, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardFace {
    /// Of all but the moment at its foot.
    pub digest: String,
    /// When time alone changes it.
    pub next_at: Option<Moment>,
}

type Row = (Task, Vec<Assignment>);

/// As a message or an edit. An edit that would show the same is left out, and so is one for a board that is there no more.
pub(super) async fn render(pen: &mut Pen<'_>, tell: &Tell, chat: ChatNo, id: OfficeId) -> Result<Rendered> {
    let nothing = Rendered::only(Act::LeaveOut(LeftOut::Answered));
    let Some(office) = pen.office(id).await? else { return Ok(nothing) };
    if pen.in_group {
        // A group that no office leads from reads the language of the office it looks at.
        pen.words = Words::of(office.lang);
    }
    let known = known(pen, tell, chat).await?;
    if pen.in_group && known.is_none() {
        return Ok(nothing);
    }
    let rows = running(pen, id).await?;
    let names = !pen.in_group || (office.kind == GroupKind::Own && office.group == chat);
    let in_office = chat == office.group || !pen.in_group;
    let text = text(pen, &office, &rows, names, in_office).await?;
    let digest = hex::encode(Sha256::digest(text.to_plain()));
    let face = Some(BoardFace { digest, next_at: next_at(pen, &office, &rows) });
    let same = known.is_some_and(|known| Some(&known.digest) == face.as_ref().map(|face| &face.digest));
    if same && tell.edits.is_some() {
        return Ok(Rendered { board: face, ..nothing });
    }
    let at = pen.times(office.zone).moment(pen.now);
    let mut text = text.then(say!(pen.words, BoardMade { at: at }));
    if !pen.in_group {
        text = text.line().line().then(say!(pen.words, BoardPrivateHow));
    }
    let message = Box::new(Outgoing { text, topic: tell.topic, ..Outgoing::default() });
    let act = match tell.edits {
        Some(card) => Act::Edit { card, message },
        None => Act::Send { chat, message },
    };
    Ok(Rendered { board: face, heads: std::mem::take(&mut pen.heads), ..Rendered::only(act) })
}

async fn known(pen: &mut Pen<'_>, tell: &Tell, chat: ChatNo) -> Result<Option<Board>> {
    match tell.edits {
        Some(card) => board::find_by_card(pen.conn, card).await,
        None => board::find(pen.conn, BoardPlace { chat, topic: tell.topic }).await,
    }
}

/// Tasks that run: overdue ones first, then by deadline.
async fn running(pen: &mut Pen<'_>, id: OfficeId) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for task in projections::list_running_tasks(pen.conn, id, pen.now).await? {
        let parts = projections::list_assignments_of_task(pen.conn, id, task.no).await?;
        rows.push((task, parts));
    }
    rows.sort_by_key(|(task, _)| (task.deadline.at, task.no));
    Ok(rows)
}

/// All but the moment at its foot.
async fn text(pen: &mut Pen<'_>, office: &Office, rows: &[Row], names: bool, in_office: bool) -> Result<Text> {
    let mut text = Text::new().bold(say!(pen.words, BoardHead { office: &office.name, count: rows.len() })).line();
    let waits: usize = rows.iter().map(|row| waiting(pen, row)).sum();
    if names && waits > 0 {
        text = text.then(say!(pen.words, BoardWaits { count: waits })).line();
    }
    if rows.is_empty() {
        text = text.then(say!(pen.words, BoardNone)).line();
    }
    for row in rows.iter().take(TASKS_MAX) {
        text = text.line().then(task_lines(pen, office, row, names)).line();
    }
    if rows.len() > TASKS_MAX {
        let count = rows.len() - TASKS_MAX;
        let rest = if in_office {
            say!(pen.words, BoardRest { count: count })
        } else {
            say!(pen.words, BoardRestElsewhere { count: count })
        };
        text = text.line().then(rest).line();
    }
    let Some(foot) = heads::foot(pen, office.id).await? else { return Ok(text.line()) };
    Ok(text.line().then(foot).line())
}

fn waiting(pen: &Pen<'_>, (task, parts): &Row) -> usize {
    parts.iter().filter(|part| matches!(standing(task, part, pen.now), Standing::Difficulty | Standing::Asking)).count()
}

fn task_lines(pen: &Pen<'_>, office: &Office, row: &Row, names: bool) -> String {
    let (task, parts) = row;
    let done = parts.iter().filter(|part| part.is_complete()).count();
    let asked = parts.iter().filter(|part| part.is_asked()).count();
    let all_in = done == asked;
    let totals = names || asked >= ASKED_MIN;
    let of_all = match (totals, all_in) {
        (true, _) => {
            let work = office.work_time();
            light_of_all(parts.iter().map(|part| light(&work, task, part, pen.now)))
        }
        (false, true) => Light::Green,
        (false, false) => Light::White,
    };
    let progress = match (totals, all_in) {
        (_, true) => say!(pen.words, BoardAllIn),
        (true, false) => format!("{} {done}/{}", bar(done, asked), asked),
        (false, false) => say!(pen.words, BoardRunning),
    };
    let mut facts = vec![progress, due(pen, office, task, totals && !all_in)];
    let waits = waiting(pen, row);
    if names && waits > 0 {
        facts.push(say!(pen.words, BoardWaiting { count: waits }));
    }
    format!("{} {} {}\n{}", lamp(of_all), task.no, short(&task.title), facts.join(" · "))
}

fn due(pen: &Pen<'_>, office: &Office, task: &Task, may_be_over: bool) -> String {
    let times = pen.times(office.zone);
    let day = times.button_day(task.deadline.at);
    if may_be_over && task.deadline.at < pen.now {
        return say!(pen.words, BoardOver { day: day });
    }
    say!(pen.words, BoardDue { day: day, time: times.clock(task.deadline.at) })
}

fn short(title: &str) -> String {
    if title.chars().count() <= TITLE_CHARACTERS_MAX {
        return title.to_owned();
    }
    let kept: String = title.chars().take(TITLE_CHARACTERS_MAX - 1).collect();
    format!("{kept}…")
}

/// Full only when all is in.
fn bar(done: usize, all: usize) -> String {
    let full = (done * BAR_CELLS).checked_div(all).unwrap_or(0);
    let full = if done > 0 { full.max(1) } else { 0 };
    "▰".repeat(full) + &"▱".repeat(BAR_CELLS - full)
}

/// The next deadline, promised moment or midnight: behind each, something may read otherwise.
fn next_at(pen: &Pen<'_>, office: &Office, rows: &[Row]) -> Option<Moment> {
    let work = office.work_time();
    let tomorrow = work.local(pen.now).date().succ_opt()?;
    let midnight = work.at(tomorrow.and_time(chrono::NaiveTime::MIN));
    let behind = |at: Moment| at + chrono::TimeDelta::milliseconds(1);
    let moments = rows.iter().flat_map(|(task, parts)| {
        let promised = parts.iter().filter_map(|part| part.promise.map(|promise| promise.due_at));
        let granted = parts.iter().filter_map(|part| part.requests.granted);
        promised.chain(granted).chain([task.deadline.at]).map(behind)
    });
    moments.chain(rows.first().map(|_| midnight)).filter(|at| *at > pen.now).min()
}

/// What is said about boards beside themselves.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::BoardRetired => Ok(Some(retired(pen))),
        Slot::BoardClosed => Ok(Some(closed(pen))),
        Slot::BoardPinRight => Ok(Some(pin_right(pen))),
        Slot::BoardStopped { office, why } => stopped(pen, *office, *why).await,
        Slot::LedgerDiffers { office, entry } => ledger_differs(pen, *office, *entry).await,
        _ => Ok(None),
    }
}

fn closed(pen: &Pen<'_>) -> Outgoing {
    super::pen::lines(&[say!(pen.words, BoardClosed)])
}

fn retired(pen: &Pen<'_>) -> Outgoing {
    super::pen::lines(&[say!(pen.words, BoardRetired)])
}

fn pin_right(pen: &Pen<'_>) -> Outgoing {
    super::pen::lines(&[say!(pen.words, BoardPinRight)])
}

async fn stopped(pen: &mut Pen<'_>, id: OfficeId, why: BoardStop) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let text = match why {
        BoardStop::Deleted => say!(pen.words, BoardStoppedDeleted { office: &office.name }),
        BoardStop::Topic => say!(pen.words, BoardStoppedTopic { office: &office.name }),
        BoardStop::Muted => say!(pen.words, BoardStoppedMuted { office: &office.name }),
    };
    Ok(Some(super::pen::lines(&[text])))
}

async fn ledger_differs(pen: &mut Pen<'_>, id: OfficeId, entry: EntryNo) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let text = say!(pen.words, LedgerDiffers { office: &office.name, entry: entry.0.to_string() });
    Ok(Some(super::pen::lines(&[text])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_only_when_all_is_in() {
        let drawn = |done, all| bar(done, all);
        assert_eq!(
            [drawn(0, 62), drawn(1, 62), drawn(31, 62), drawn(61, 62), drawn(62, 62), drawn(0, 0)],
            ["▱▱▱▱▱", "▰▱▱▱▱", "▰▰▱▱▱", "▰▰▰▰▱", "▰▰▰▰▰", "▱▱▱▱▱"]
        );
    }

    #[test]
    fn a_title_is_cut_to_a_phones_width() {
        assert_eq!(short("7月安全生产月报"), "7月安全生产月报");
        assert_eq!(short("关于开展今夏防汛物资储备情况专项检查的通知").chars().count(), TITLE_CHARACTERS_MAX);
    }
}
