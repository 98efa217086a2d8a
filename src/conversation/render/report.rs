//! `/report`: a period in ten lines and a picture, and all of it as files for who may see names.

use crate::chat::{Document, Outgoing, Text};
use crate::domain::{Moment, Office, OfficeId, ReportFace, Slot};
use crate::report::glance::{Glance, Side};
use crate::report::html::{self, Look};
use crate::report::picture::{self, Tells};
use crate::report::{self, Adjusted, Axis, Band, DutyShare, Labels, PageLabels, Report, xlsx};
use crate::say;
use crate::store::{Result, StoreError};

use super::pen::{Pen, lines};
use super::publication;

/// Names of one kind that a message has room for.
const NAMES_MAX: usize = 3;
/// Numbers that a legend explains.
const LEGEND_MAX: usize = 12;

/// Whichever of the two it is.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::Report { office, from, to, private, at } => {
            let Some((office, report)) = folded(pen, *office, (*from, *to), *at).await? else { return Ok(None) };
            summary(pen, &office, &report, *private).await.map(Some)
        }
        Slot::ReportFile { office, from, to, at, face } => {
            let Some((office, report)) = folded(pen, *office, (*from, *to), Some(*at)).await? else { return Ok(None) };
            file(pen, &office, &report, *face)
        }
        _ => Ok(None),
    }
}

async fn folded(
    pen: &mut Pen<'_>,
    id: OfficeId,
    period: (Moment, Moment),
    at: Option<Moment>,
) -> Result<Option<(Office, Report)>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let report = report::published(pen.conn, &office, period, at.unwrap_or(pen.now)).await?;
    Ok(Some((office, report)))
}

fn file(pen: &Pen<'_>, office: &Office, report: &Report, face: ReportFace) -> Result<Option<Outgoing>> {
    if report.tasks.is_empty() {
        return Ok(None);
    }
    let (bytes, ending, how) = match face {
        ReportFace::Page => {
            let look = Look { lang: pen.words.lang, ranking: office.policy.ranking };
            (html::render(report, look), "html", say!(pen.words, ReportPageHow))
        }
        ReportFace::Workbook => {
            let bytes = xlsx::render(report, &Labels::of(pen.words.lang))
                .map_err(|error| StoreError::Unsupported(format!("the report cannot be laid out: {error}")))?;
            (bytes, "xlsx", say!(pen.words, ReportBookHow))
        }
    };
    let (first, last) = report.days();
    let name = format!("{}-{first}-{last}.{ending}", say!(pen.words, ReportFile));
    Ok(Some(Outgoing { text: Text::plain(how), document: Some(Document::Made { name, bytes }), ..Outgoing::default() }))
}

/// The most important first: both axes, what came, who can use help, and how the lead itself does.
async fn summary(pen: &mut Pen<'_>, office: &Office, report: &Report, private: bool) -> Result<Outgoing> {
    let times = pen.times(office.zone);
    let (first, last) = report.days();
    let mut text = vec![
        say!(pen.words, ReportHead { office: &office.name }),
        say!(pen.words, ReportPeriod { from: times.day(first), to: times.day(last) }),
    ];
    if report.tasks.is_empty() {
        text.push(say!(pen.words, ReportNothing));
        return Ok(lines(&text));
    }
    let glance = Glance::of(report);
    text.push(String::new());
    text.extend(axes(pen, report, &glance));
    if private {
        text.extend(needs(pen, &glance));
    }
    text.extend(report.lead.score.as_ref().map(|score| say!(pen.words, ReportLeadScore { score: score.to_string() })));
    text.push(String::new());
    text.extend(came(pen, report));
    text.extend(lead(pen, report));
    let (drawing, legend) = drawing(pen, report, &glance, private);
    text.extend(legend);
    if let Some(head) = report.head {
        text.push(say!(pen.words, ReportLedger { entry: head.0 }));
    }
    let (below, buttons) = publication::below(pen, office, report).await?;
    text.extend(below);
    if !private {
        text.push(say!(pen.words, ReportPrivateHow));
    }
    Ok(Outgoing { document: drawing, buttons, ..lines(&text) })
}

/// Both axes of the office, and how many departments stand in each band.
fn axes(pen: &Pen<'_>, report: &Report, glance: &Glance<'_>) -> Vec<String> {
    let labels = PageLabels::of(pen.words.lang);
    let axes = [
        (&labels.cooperation, &report.scores.cooperation, glance.cooperation),
        (&labels.completion, &report.scores.completion, glance.completion),
    ];
    let n = i64::from;
    let line = |(name, axis, [excellent, good, fair, improve]): (&String, &Option<Axis>, [u32; 4])| {
        let Adjusted { value, band } = axis.as_ref()?.adjusted.as_ref()?;
        let (value, band) = (value.to_string(), labels.band(*band));
        Some(if glance.placed.is_empty() {
            say!(pen.words, ReportAxis { axis: name, value: value, band: band })
        } else {
            say!(
                pen.words,
                ReportAxisBands {
                    axis: name,
                    value: value,
                    band: band,
                    excellent: n(excellent),
                    good: n(good),
                    fair: n(fair),
                    improve: n(improve),
                }
            )
        })
    };
    let mut text: Vec<String> = axes.into_iter().filter_map(line).collect();
    if !glance.placed.is_empty() && !glance.small.is_empty() {
        text.push(say!(pen.words, ReportSmall { count: glance.small.len() }));
    }
    text
}

fn came(pen: &Pen<'_>, report: &Report) -> Vec<String> {
    let totals = &report.totals;
    let n = i64::from;
    let mut text = vec![
        say!(pen.words, ReportParts { tasks: report.tasks.len(), parts: n(totals.parts) }),
        say!(
            pen.words,
            ReportStandings {
                ontime: n(totals.on_time),
                late: n(totals.late),
                partial: n(totals.partial),
                missing: n(totals.missing),
            }
        ),
    ];
    if totals.open > 0 {
        text.push(say!(pen.words, ReportOpen { count: n(totals.open) }));
    }
    if totals.unreached > 0 {
        text.push(say!(pen.words, ReportUnreached { count: n(totals.unreached) }));
    }
    if totals.disputed > 0 {
        text.push(say!(pen.words, ReportDisputed { count: n(totals.disputed) }));
    }
    text.push(say!(
        pen.words,
        ReportResponded { responded: n(totals.responded), promises: n(totals.promises), kept: n(totals.promises_kept) }
    ));
    text.push(say!(pen.words, ReportNudges { before: n(totals.nudges_before), after: n(totals.nudges_after) }));
    text
}

/// Who can use help: a few are named, the rest stand in the files.
fn needs(pen: &Pen<'_>, glance: &Glance<'_>) -> Option<String> {
    let labels = PageLabels::of(pen.words.lang);
    let kinds = Side::ALL.map(|side| {
        let names: Vec<&str> =
            glance.needs.iter().filter(|it| it.side == side).map(|it| it.department.name.as_str()).collect();
        (labels.side(side).0, names)
    });
    let parts = kinds.iter().filter(|(_, names)| !names.is_empty()).map(|(what, names)| {
        let shown = pen.list(&names[..names.len().min(NAMES_MAX)]);
        let shown = if names.len() > NAMES_MAX { say!(pen.words, ReportNamesMore { names: shown }) } else { shown };
        say!(pen.words, ReportNeedsNamed { what: *what, count: names.len(), names: shown })
    });
    let parts: Vec<String> = parts.collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let count = glance.needs.len();
    (count > 0).then(|| say!(pen.words, ReportNeeds { count: count, needs: pen.list(&parts) }))
}

fn lead(pen: &Pen<'_>, report: &Report) -> Vec<String> {
    let lead = &report.lead;
    let n = i64::from;
    let DutyShare { met, of } = lead.notice;
    let mut text = vec![say!(pen.words, ReportLeadNotice { count: n(met), all: n(of) })];
    if lead.matters > 0 {
        text.push(say!(
            pen.words,
            ReportLeadAnswers {
                answered: n(lead.matters_answered),
                matters: n(lead.matters),
                intime: n(lead.matters_answered_in_time),
            }
        ));
    }
    text
}

/// The picture, where there is something to place; and what its numbers mean, where no font can write names.
fn drawing(pen: &Pen<'_>, report: &Report, glance: &Glance<'_>, private: bool) -> (Option<Document>, Option<String>) {
    if glance.placed.is_empty() {
        return (None, None);
    }
    let tells = match (private, picture::font()) {
        (false, _) => Tells::Totals,
        (true, Some(_)) => Tells::Names,
        (true, None) => Tells::Numbers,
    };
    let legend = (tells == Tells::Numbers).then(|| {
        let low = glance.placed.iter().filter(|it| it.cooperation.band.min(it.completion.band) <= Band::Fair);
        let names: Vec<String> = low.take(LEGEND_MAX).map(|it| format!("{} {}", it.no, it.department.name)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        say!(pen.words, ReportLegend { names: pen.list(&names) })
    });
    let svg = picture::svg(report, pen.words.lang, tells);
    (Some(Document::Drawn { svg }), legend)
}
