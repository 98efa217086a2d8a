//! `/report`: the facts of a period as a message of a few lines, and all of them as a file for who may see names.

use crate::chat::{Document, Outgoing, Text};
use crate::domain::{Moment, Office, OfficeId};
use crate::report::{self, Labels, Report, xlsx};
use crate::say;
use crate::store::{Result, StoreError};

use super::pen::{Pen, lines};
use super::publication;

pub(super) async fn report(
    pen: &mut Pen<'_>,
    id: OfficeId,
    from: Moment,
    to: Moment,
    private: bool,
) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let report = report::published(pen.conn, &office, (from, to), pen.now).await?;
    let mut text = summary(pen, &office, &report);
    if report.tasks.is_empty() {
        return Ok(Some(lines(&text)));
    }
    let (below, buttons) = publication::below(pen, &office, &report).await?;
    text.extend(below);
    if !private {
        text.push(say!(pen.words, ReportPrivateHow));
        return Ok(Some(Outgoing { buttons, ..lines(&text) }));
    }
    text.push(say!(pen.words, ReportFileHow));
    let bytes = xlsx::render(&report, &Labels::of(pen.words.lang))
        .map_err(|error| StoreError::Unsupported(format!("the report cannot be laid out: {error}")))?;
    let (first, last) = report.days();
    let name = format!("{}-{first}-{last}.xlsx", say!(pen.words, ReportFile));
    let text = Text::plain(text.join("\n"));
    Ok(Some(Outgoing { text, document: Some(Document::Made { name, bytes }), buttons, ..Outgoing::default() }))
}

fn summary(pen: &Pen<'_>, office: &Office, report: &Report) -> Vec<String> {
    let times = pen.times(office.zone);
    let (first, last) = report.days();
    let mut text = vec![
        say!(pen.words, ReportHead { office: &office.name }),
        say!(pen.words, ReportPeriod { from: times.day(first), to: times.day(last) }),
    ];
    if report.tasks.is_empty() {
        text.push(say!(pen.words, ReportNothing));
        return text;
    }
    let (totals, lead) = (&report.totals, &report.lead);
    let n = i64::from;
    text.push(String::new());
    text.push(say!(pen.words, ReportParts { tasks: report.tasks.len(), parts: n(totals.parts) }));
    text.push(say!(
        pen.words,
        ReportStandings {
            ontime: n(totals.on_time),
            late: n(totals.late),
            partial: n(totals.partial),
            missing: n(totals.missing),
        }
    ));
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
    text.push(say!(pen.words, ReportLeadNotice { count: n(lead.notice.met), all: n(lead.notice.of) }));
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
    if let Some(head) = report.head {
        text.push(say!(pen.words, ReportLedger { entry: head.0 }));
    }
    text
}
