//! What the letter says.

use chrono::NaiveDate;

use super::paper::{Block, Grid, Slot, Style};
use crate::domain::Lang;
use crate::report::{Axis, Band, Bands, Labels, Report, Scores, Standing, TaskFacts};
use crate::say;
use crate::wording::Words;

/// As many tasks are named of which much is open.
const TASKS_NAMED: usize = 3;

pub(super) fn title(report: &Report, labels: &Labels) -> String {
    say!(Words::of(labels.lang), OfficialTitle { period: labels.period_of(report.days()) })
}

pub(super) fn blocks(report: &Report, labels: &Labels, names: bool) -> Vec<Block> {
    let words = Words::of(labels.lang);
    let mut blocks = vec![Block::Text(Style::Title, title(report, labels))];
    if labels.lang == Lang::Zh {
        blocks.push(Block::Gap);
    }
    blocks.push(Block::Text(Style::To, say!(words, OfficialTo)));
    let (first, last) = report.days();
    let (from, to, office) = (labels.full_day(first), labels.full_day(last), &report.office.name);
    if report.tasks.is_empty() {
        blocks.push(Block::Text(Style::Body, say!(words, OfficialNothing { from: from, to: to, office: office })));
    } else {
        let (tasks, depts) = (report.tasks.len(), report.departments.len());
        let parts = report.totals.parts;
        let mut intro = say!(
            words,
            OfficialIntro { from: from, to: to, office: office, tasks: tasks, depts: depts, parts: i64::from(parts) }
        );
        if let Some(head) = report.head {
            intro.push_str(labels.space());
            intro.push_str(&say!(words, OfficialSource { head: head.0 }));
        }
        blocks.push(Block::Text(Style::Body, intro));
        blocks.extend(thanks(report, labels));
        blocks.extend(work(report, labels));
        blocks.extend(lead(report, labels));
        blocks.extend(help(report, labels));
    }
    blocks.push(Block::Text(Style::Body, say!(words, OfficialEnd)));
    if !report.tasks.is_empty() {
        blocks.push(Block::Gap);
        if names {
            blocks.push(Block::Text(Style::Annexes, say!(words, OfficialAnnexFirst)));
            blocks.push(Block::Text(Style::Annexes, say!(words, OfficialAnnexSecond)));
        } else {
            blocks.push(Block::Text(Style::Annexes, say!(words, OfficialAnnexOnly)));
        }
    }
    blocks.push(Block::Gap);
    blocks.extend(signature(office, last, labels));
    blocks
}

fn thanks(report: &Report, labels: &Labels) -> Vec<Block> {
    let (words, totals) = (Words::of(labels.lang), &report.totals);
    let mut text = say!(
        words,
        OfficialThanks {
            responded: i64::from(totals.responded),
            ontime: i64::from(totals.on_time),
            kept: i64::from(totals.promises_kept),
        }
    );
    let is_best = |axis: &Option<Axis>| {
        let adjusted = axis.as_ref().and_then(|axis| axis.adjusted.as_ref());
        adjusted.is_some_and(|adjusted| adjusted.band == Band::Excellent)
    };
    let best = report.departments.iter().filter(|it| is_best(&it.scores.cooperation) && is_best(&it.scores.completion));
    let best: Vec<&str> = best.map(|it| it.name.as_str()).collect();
    if !best.is_empty() {
        text.push_str(labels.space());
        text.push_str(&say!(words, OfficialThanksNamed { names: best.join(&labels.comma), count: best.len() }));
    }
    vec![Block::Text(Style::Heading, say!(words, OfficialThanksHead)), Block::Text(Style::Body, text)]
}

fn work(report: &Report, labels: &Labels) -> Vec<Block> {
    let (words, totals, scores) = (Words::of(labels.lang), &report.totals, &report.scores);
    let n = i64::from;
    let mut text = say!(
        words,
        OfficialStandings {
            ontime: n(totals.on_time),
            late: n(totals.late),
            partial: n(totals.partial),
            missing: n(totals.missing),
        }
    );
    let apart = [Standing::Open, Standing::Unreached, Standing::Exempt, Standing::Disputed];
    let apart = apart.into_iter().filter(|standing| totals.standing(*standing) > 0).map(|standing| {
        let (what, count) = (labels.standing(standing), n(totals.standing(standing)));
        say!(words, OfficialApartOne { what: what, count: count })
    });
    let apart: Vec<String> = apart.collect();
    if !apart.is_empty() {
        text.push_str(labels.space());
        text.push_str(&say!(words, OfficialApart { list: apart.join(&labels.comma) }));
    }
    let mut blocks = vec![Block::Text(Style::Heading, say!(words, OfficialWorkHead)), Block::Text(Style::Body, text)];
    if let Some(text) = axes(scores, labels) {
        blocks.push(Block::Text(Style::Body, text));
        blocks.push(Block::Text(Style::Caption, say!(words, OfficialBandsCaption)));
        blocks.push(Block::Table(bands(report, labels)));
        blocks.push(Block::Text(Style::Note, String::new()));
    }
    blocks
}

/// None if nothing counts.
fn axes(scores: &Scores, labels: &Labels) -> Option<String> {
    let words = Words::of(labels.lang);
    let [cooperation, completion] =
        [&scores.cooperation, &scores.completion].map(|axis| axis.as_ref().map(|axis| axis.raw.to_string()));
    let (count, in_full) = (i64::from(scores.n), i64::from(scores.in_full_on_time));
    let both = say!(words, OfficialAxes { count: count, otif: in_full, p: cooperation?, c: completion? });
    let [response, warning, promises, first_go, effort] =
        [0, 1, 2, 3, 4].map(|place: usize| share(scores, place, labels));
    let shares = say!(words, OfficialShares { r: response, w: warning, v: promises, f: first_go, e: effort });
    Some(both + labels.space() + &shares)
}

/// 0.72, or that it applies to nothing.
pub(in crate::report) fn share(scores: &Scores, place: usize, labels: &Labels) -> String {
    scores.shares[place].as_ref().map_or_else(
        || labels.not_applicable.clone(),
        |mean| {
            let hundredths = mean.value.percent();
            format!("{}.{:02}", hundredths / 100, hundredths % 100)
        },
    )
}

fn bands(report: &Report, labels: &Labels) -> Grid {
    let over =
        |pick: fn(&Scores) -> &Option<Axis>| Bands::over(report.departments.iter().map(|it| pick(&it.scores).as_ref()));
    let row = |label: &String, bands: Bands| {
        let counts = bands.of.into_iter().chain([bands.few, bands.none]);
        let counts = counts.map(|count| Slot::Number(count.to_string()));
        [Slot::Words(label.clone())].into_iter().chain(counts).collect()
    };
    let names = Band::ALL.map(|band| labels.band_of(band));
    let head = [&labels.figure].into_iter().chain(names).chain([&labels.band_few, &labels.band_none]);
    Grid {
        widths: vec![3, 2, 2, 2, 2, 2, 3],
        head: head.cloned().collect(),
        rows: vec![
            row(&labels.cooperation, over(|scores| &scores.cooperation)),
            row(&labels.completion, over(|scores| &scores.completion)),
        ],
    }
}

fn lead(report: &Report, labels: &Labels) -> Vec<Block> {
    let (words, lead) = (Words::of(labels.lang), &report.lead);
    let n = i64::from;
    let duties = say!(
        words,
        OfficialLeadDuties {
            noticeof: n(lead.notice.of),
            notice: n(lead.notice.met),
            reviewof: n(lead.review.of),
            review: n(lead.review.met),
            stableof: n(lead.stable.of),
            stable: n(lead.stable.met),
            answersof: n(lead.answers.of),
            answers: n(lead.answers.met),
        }
    );
    let score = lead.score.as_ref().map(|score| {
        say!(words, OfficialLead { office: &report.office.name, score: score.to_string() }) + labels.space()
    });
    let text = score.unwrap_or_default() + &duties;
    vec![Block::Text(Style::Heading, say!(words, OfficialLeadHead)), Block::Text(Style::Body, text)]
}

fn help(report: &Report, labels: &Labels) -> Vec<Block> {
    let (words, totals, office) = (Words::of(labels.lang), &report.totals, &report.office.name);
    let n = i64::from;
    let open = |task: &TaskFacts| task.totals.partial + task.totals.missing;
    let mut said = Vec::new();
    if totals.unreached > 0 {
        said.push(say!(words, OfficialHelpUnreached { count: n(totals.unreached), office: office }));
    }
    if totals.partial + totals.missing > 0 {
        let mut most: Vec<&TaskFacts> = report.tasks.iter().filter(|task| open(task) > 0).collect();
        most.sort_by_key(|task| std::cmp::Reverse(open(task)));
        let most = most.iter().take(TASKS_NAMED);
        let named: Vec<String> =
            most.map(|task| say!(words, OfficialHelpTask { task: &task.title, count: n(open(task)) })).collect();
        let (count, tasks) = (n(totals.partial + totals.missing), named.join(&labels.comma));
        said.push(say!(words, OfficialHelpOpen { count: count, tasks: tasks, office: office }));
    }
    let lead = &report.lead;
    if lead.matters_answered < lead.matters {
        let (matters, answered) = (n(lead.matters), n(lead.matters_answered));
        said.push(say!(words, OfficialHelpMatters { matters: matters, answered: answered }));
    }
    let [.., fair, low] = Bands::over(report.departments.iter().map(|it| it.scores.cooperation.as_ref())).of;
    if fair + low > 0 {
        said.push(say!(words, OfficialHelpBands { fair: n(fair), low: n(low), office: office }));
    }
    if totals.disputed > 0 {
        said.push(say!(words, OfficialHelpDisputed { count: n(totals.disputed) }));
    }
    if said.is_empty() {
        said.push(say!(words, OfficialHelpNone));
    }
    let head = Block::Text(Style::Heading, say!(words, OfficialHelpHead));
    [head].into_iter().chain(said.into_iter().map(|text| Block::Text(Style::Body, text))).collect()
}

/// The office, and below it the day, whose first character stands two to the right of the office's; the longer of both is two from the edge.
fn signature(office: &str, day: NaiveDate, labels: &Labels) -> [Block; 2] {
    let day = labels.full_day(day);
    let (office_wide, day_wide) = (wide(office), wide(&day));
    let (office_right, day_right) =
        if day_wide + 2 > office_wide { (4 + day_wide - office_wide, 2) } else { (2, office_wide - day_wide) };
    match labels.lang {
        Lang::Zh => [Block::Right(office.to_owned(), office_right), Block::Right(day, day_right)],
        Lang::En => [Block::Right(office.to_owned(), 0), Block::Right(day, 0)],
    }
}

/// In characters; two Latin letters or digits are one.
fn wide(text: &str) -> u32 {
    let halves: u32 = text.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum();
    halves.div_ceil(2)
}
