//! Page one: both axes, how many departments stand in each band, the sums, and the lead's own side.

use super::{minutes, number, score, sums, text};
use crate::report::table::Cell;
use crate::report::{Axis, Band, Bands, DutyShare, Labels, Report, Scores};

/// A line of page one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) enum Line {
    /// Begins a block: its name, and what its columns are.
    Head(String, [String; 2]),
    /// A figure: its name, and its values.
    Figure(String, [Cell; 2]),
}

/// From the top.
pub(in crate::report) fn overview(report: &Report, labels: &Labels) -> Vec<Line> {
    let (first, last) = report.days();
    let one = |label: &String, value: Cell| Line::Figure(label.clone(), [value, Cell::Blank]);
    let count = |of: usize| number(i64::try_from(of).ok());
    let mut lines = vec![
        head(&labels.overview, [&labels.value, &String::new()]),
        one(&labels.office, text(Some(&report.office.name))),
        one(&labels.period, text(Some(format!("{first} – {last}")))),
        one(&labels.head, number(report.head.map(|head| head.0))),
        one(&labels.tasks, count(report.tasks.len())),
        one(&labels.departments, count(report.departments.len())),
    ];
    let moment = |at| super::wall(Some(at), report.office.zone);
    match report.publication.as_ref().map(|it| (it.final_at, &it.finished)) {
        None => {}
        Some((until, None)) => lines.push(one(&labels.preview_until, moment(until))),
        Some((_, Some(end))) => {
            lines.push(one(&labels.final_since, moment(end.at)));
            lines.push(one(&labels.final_digest, text(Some(&end.digest))));
        }
    }
    lines.extend(axes(&report.scores, labels));
    lines.extend(bands(report, labels));
    lines.push(head(&labels.lead_side, [&labels.met, &labels.owed]));
    lines.extend(lead(report, labels));
    lines.push(head(&labels.totals, [&labels.value, &String::new()]));
    lines.extend(sums(Some(&report.totals), labels).into_iter().map(|(label, value)| one(label, value)));
    lines
}

fn head(name: &str, columns: [&String; 2]) -> Line {
    Line::Head(name.to_owned(), columns.map(Clone::clone))
}

fn axes(scores: &Scores, labels: &Labels) -> Vec<Line> {
    let both = |pick: fn(&Axis) -> Cell| {
        [&scores.cooperation, &scores.completion].map(|axis| axis.as_ref().map_or(Cell::Blank, pick))
    };
    let mut lines = vec![
        head(&labels.figure, [&labels.cooperation, &labels.completion]),
        Line::Figure(labels.raw.clone(), both(|axis| score(Some(&axis.raw)))),
    ];
    let means = scores.shares.iter().zip(labels.shares());
    let share = |mean: &crate::report::Mean| super::share(Some(&mean.value));
    lines.extend(
        means.map(|(mean, label)| Line::Figure(label.clone(), [mean.as_ref().map_or(Cell::Blank, share), Cell::Blank])),
    );
    let n = |count: u32| Cell::Number(count.into());
    lines.push(Line::Figure(labels.counted.clone(), [n(scores.n), n(scores.n)]));
    lines.push(Line::Figure(labels.in_full_on_time.clone(), [Cell::Blank, n(scores.in_full_on_time)]));
    lines
}

fn bands(report: &Report, labels: &Labels) -> Vec<Line> {
    let over = |pick: fn(&Scores) -> Option<&Axis>| Bands::over(report.departments.iter().map(|it| pick(&it.scores)));
    let both = [over(|scores| scores.cooperation.as_ref()), over(|scores| scores.completion.as_ref())];
    let line = |label: &String, pick: &dyn Fn(&Bands) -> u32| {
        Line::Figure(label.clone(), [Cell::Number(pick(&both[0]).into()), Cell::Number(pick(&both[1]).into())])
    };
    let mut lines = vec![head(&labels.departments_in_band, [&labels.cooperation, &labels.completion])];
    lines.extend((0..).zip(Band::ALL).map(|(place, band)| line(labels.band_of(band), &move |bands| bands.of[place])));
    lines.push(line(&labels.band_few, &|bands| bands.few));
    lines.push(line(&labels.band_none, &|bands| bands.none));
    lines
}

fn lead(report: &Report, labels: &Labels) -> Vec<Line> {
    let lead = &report.lead;
    let duty = |label: &String, share: DutyShare| {
        Line::Figure(label.clone(), [Cell::Number(share.met.into()), Cell::Number(share.of.into())])
    };
    let one = |label: &String, value: Cell| Line::Figure(label.clone(), [value, Cell::Blank]);
    vec![
        duty(&labels.lead_notice, lead.notice),
        duty(&labels.lead_review, lead.review),
        duty(&labels.lead_stable, lead.stable),
        duty(&labels.lead_answer, lead.answers),
        one(&labels.lead_score, score(lead.score.as_ref())),
        one(&labels.lead_noticed, number(Some(lead.noticed))),
        one(&labels.lead_notice_min, minutes(lead.notice_minutes_min)),
        one(&labels.lead_notice_median, minutes(lead.notice_minutes_median)),
        one(&labels.lead_matters, number(Some(lead.matters))),
        one(&labels.lead_answered, number(Some(lead.matters_answered))),
        one(&labels.lead_answered_in_time, number(Some(lead.matters_answered_in_time))),
        one(&labels.lead_matter_max, minutes(lead.matter_minutes_max)),
        one(&labels.lead_nudges, number(Some(lead.nudges))),
        one(&labels.lead_nudges_per_part, score(lead.nudges_per_part.as_ref())),
    ]
}
