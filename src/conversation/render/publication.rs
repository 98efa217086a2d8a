//! The preview of a report: how far it is, and each department's own line.

use crate::chat::{Button, Document, Outgoing, Text};
use crate::conversation::press::OnReport;
use crate::domain::{DeptNo, Office, OfficeId, PersonId, Publication, PublicationNo, Slot, WordsNo};
use crate::report::{Axis, Band, Labels, Left, Report, sheet};
use crate::say;
use crate::store::{Result, line, projections, words};

use super::pen::{Pen, button, lines};

/// Comments that are shown under the card of the preview.
const COMMENTS_MAX: usize = 10;
/// So many signs of a hash are enough to compare.
pub(super) const HASH_SIGNS: usize = 12;

/// Whatever it is of a preview.
pub(super) async fn draw(pen: &mut Pen<'_>, slot: &Slot) -> Result<Option<Outgoing>> {
    match slot {
        Slot::ReportPreview { office, publication, private } => preview(pen, *office, *publication, *private).await,
        Slot::ReportLine { office, publication, dept, person } => {
            own_line(pen, (*office, *publication), *dept, *person).await
        }
        Slot::ReportSheet { office, publication, dept, person } => {
            own_sheet(pen, (*office, *publication), *dept, *person).await
        }
        Slot::AskLineComment { .. } => Ok(Some(lines(&[say!(pen.words, AskLineComment)]))),
        _ => Ok(None),
    }
}

/// What stands below a report: whether departments have seen it, or the offer to show it to them.
pub(super) async fn below(
    pen: &mut Pen<'_>,
    office: &Office,
    report: &Report,
) -> Result<(Vec<String>, Vec<Vec<Button>>)> {
    let it = projections::find_publication_of(pen.conn, office.id, (report.from, report.to)).await?;
    if let Some(it) = it {
        let refresh = OnReport::Look(office.id, it.no);
        let buttons = if it.finished.is_some() {
            vec![]
        } else {
            vec![vec![button(say!(pen.words, ButtonRefreshPreview), refresh)]]
        };
        return Ok((stands(pen, office, &it), buttons));
    }
    if report.parts.is_empty() {
        return Ok((vec![], vec![]));
    }
    if pen.now < report.to {
        return Ok((vec![say!(pen.words, PublicationRuns)], vec![]));
    }
    let open = OnReport::Open(office.id, report.from, report.to);
    let offer = say!(pen.words, PublicationOffer { days: i64::from(office.policy.preview_days) });
    Ok((vec![offer], vec![vec![button(say!(pen.words, ButtonOpenPreview), open)]]))
}

fn stands(pen: &Pen<'_>, office: &Office, it: &Publication) -> Vec<String> {
    if let Some(end) = &it.finished {
        let hash: String = end.hash.chars().take(HASH_SIGNS).collect();
        return vec![say!(pen.words, PublicationFinal { entry: end.head.0, hash: hash })];
    }
    let (shown, agreed, comments) = it.counts();
    let all = it.lines.len();
    vec![
        say!(pen.words, PublicationProgress { shown: shown, all: all, agreed: agreed, comments: comments }),
        say!(pen.words, PublicationFinalAt { due: pen.times(office.zone).moment(it.final_at) }),
    ]
}

async fn preview(pen: &mut Pen<'_>, id: OfficeId, no: PublicationNo, private: bool) -> Result<Option<Outgoing>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(it) = projections::find_publication(pen.conn, id, no).await? else { return Ok(None) };
    let times = pen.times(office.zone);
    let (from, to) = days(&office, &it);
    let head = say!(pen.words, PublicationOpen { from: times.day(from), to: times.day(to) });
    let mut text = Text::new().bold(head);
    for line in stands(pen, &office, &it) {
        text = text.line().then(line);
    }
    if private {
        for line in comments(pen, &office, &it).await? {
            text = text.line().then(line);
        }
    }
    let refresh = button(say!(pen.words, ButtonRefreshPreview), OnReport::Look(id, no));
    let buttons = if it.finished.is_some() { vec![] } else { vec![vec![refresh]] };
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

fn days(office: &Office, it: &Publication) -> (chrono::NaiveDate, chrono::NaiveDate) {
    let day = |at: crate::domain::Moment| at.with_timezone(&office.zone).date_naive();
    (day(it.from), day(it.to - chrono::TimeDelta::milliseconds(1)))
}

async fn comments(pen: &mut Pen<'_>, office: &Office, it: &Publication) -> Result<Vec<String>> {
    let said = it.lines.iter().filter_map(|(dept, line)| Some((*dept, line.comment.as_ref()?.words.no)));
    let said: Vec<(DeptNo, WordsNo)> = said.take(COMMENTS_MAX).collect();
    let mut found = Vec::new();
    for (dept, no) in said {
        let department = projections::find_department(pen.conn, office.id, dept).await?;
        let dept = department.map(|it| it.profile.name).unwrap_or_default();
        found.push(match words::find_words(pen.conn, no).await? {
            Some(said) => say!(pen.words, PublicationComment { dept: dept, said: said }),
            None => say!(pen.words, PublicationCommentErased { dept: dept }),
        });
    }
    Ok(found)
}

/// A department's line, for whoever sits for it.
struct OwnLine {
    office: Office,
    it: Publication,
    /// The report of this department alone; none if nothing of it counts any more.
    report: Option<Report>,
}

async fn load_line(
    pen: &mut Pen<'_>,
    (id, no): (OfficeId, PublicationNo),
    dept: DeptNo,
    person: PersonId,
) -> Result<Option<OwnLine>> {
    let Some(office) = pen.office(id).await? else { return Ok(None) };
    let Some(it) = projections::find_publication(pen.conn, id, no).await? else { return Ok(None) };
    let seats = projections::list_seats_of(pen.conn, person).await?;
    if !seats.iter().any(|(of, whose, _)| (*of, *whose) == (id, dept)) {
        return Ok(None);
    }
    let report = line::find::<Report>(pen.conn, (id, no), dept).await?;
    Ok(Some(OwnLine { office, it, report }))
}

async fn own_line(
    pen: &mut Pen<'_>,
    key: (OfficeId, PublicationNo),
    dept: DeptNo,
    person: PersonId,
) -> Result<Option<Outgoing>> {
    let Some(OwnLine { office, it, report }) = load_line(pen, key, dept, person).await? else { return Ok(None) };
    let Some(answers) = it.lines.get(&dept) else { return Ok(None) };
    let Some(report) = report else { return Ok(Some(lines(&[say!(pen.words, LineFinal)]))) };
    let name = report.departments.first().map_or("", |it| it.name.as_str());
    let head = if it.finished.is_some() {
        say!(pen.words, LineHeadFinal { office: &office.name, dept: name })
    } else {
        say!(pen.words, LineHead { office: &office.name, dept: name })
    };
    let mut text = Text::new().bold(head);
    for line in figures(pen, &report) {
        text = text.line().then(line);
    }
    let said = match &answers.comment {
        Some(comment) => words::find_words(pen.conn, comment.words.no).await?,
        None => None,
    };
    if let Some(said) = said {
        text = text.line().line().then(say!(pen.words, LineSaid { said: said }));
    }
    let (id, no) = key;
    let due = pen.times(office.zone).moment(it.final_at);
    let mut row = Vec::new();
    text = text.line().line();
    if it.finished.is_some() {
        text = text.then(say!(pen.words, LineFinal));
    } else if answers.agreed_at.is_some() {
        text = text.then(say!(pen.words, LineAgreed { due: due }));
    } else {
        text = text.then(say!(pen.words, LineHow { due: due }));
        row.push(button(say!(pen.words, ButtonAllRight), OnReport::Agree(id, no, dept)));
    }
    if it.finished.is_none() {
        row.push(button(say!(pen.words, ButtonLineComment), OnReport::Comment(id, no, dept)));
    }
    let check = button(say!(pen.words, ButtonCheckEntries), OnReport::Check(id, dept));
    let sheet = button(say!(pen.words, ButtonOwnSheet), OnReport::Sheet(id, no, dept));
    let buttons = [row, vec![check, sheet]].into_iter().filter(|row| !row.is_empty()).collect();
    Ok(Some(Outgoing { text, buttons, ..Outgoing::default() }))
}

/// The department's page, as it stands now.
async fn own_sheet(
    pen: &mut Pen<'_>,
    key: (OfficeId, PublicationNo),
    dept: DeptNo,
    person: PersonId,
) -> Result<Option<Outgoing>> {
    let Some(OwnLine { report: Some(report), .. }) = load_line(pen, key, dept, person).await? else {
        return Ok(None);
    };
    let Some(bytes) = sheet::render(&report, dept, &Labels::of(pen.words.lang)) else { return Ok(None) };
    let (first, last) = report.days();
    let name = format!("{}-{first}-{last}.docx", say!(pen.words, ReportFile));
    let document = Some(Document::Made { name, bytes });
    Ok(Some(Outgoing { document, ..lines(&[say!(pen.words, OwnSheetHow)]) }))
}

/// The line itself.
fn figures(pen: &Pen<'_>, report: &Report) -> Vec<String> {
    let times = pen.times(report.office.zone);
    let (first, last) = report.days();
    let (scores, totals) = (&report.scores, &report.totals);
    let n = i64::from;
    let mut text =
        vec![say!(pen.words, LinePeriod { from: times.day(first), to: times.day(last), count: n(scores.n) })];
    match (&scores.cooperation, &scores.completion) {
        (Some(cooperation), Some(_)) if cooperation.adjusted.is_none() => text.push(say!(pen.words, LineFew)),
        (Some(cooperation), Some(completion)) => {
            let (cooperation, completion) = (axis(pen, cooperation), axis(pen, completion));
            text.push(say!(pen.words, LineCooperation { score: cooperation }));
            text.push(say!(pen.words, LineCompletion { score: completion }));
            let names = [
                say!(pen.words, ShareResponse),
                say!(pen.words, ShareWarning),
                say!(pen.words, SharePromises),
                say!(pen.words, ShareFirstGo),
                say!(pen.words, ShareEffort),
            ];
            let shares = names.into_iter().zip(&scores.shares).filter_map(|(name, share)| {
                let percent = share.as_ref()?.value.percent();
                Some(say!(pen.words, LineShare { name: name, percent: percent }))
            });
            let shares: Vec<String> = shares.collect();
            let shares = pen.list(&shares.iter().map(String::as_str).collect::<Vec<_>>());
            text.push(say!(pen.words, LineShares { shares: shares }));
        }
        _ => text.push(say!(pen.words, LineNone)),
    }
    let standings = [
        (totals.on_time, say!(pen.words, LineOnTime { count: n(totals.on_time) })),
        (totals.late, say!(pen.words, LineLate { count: n(totals.late) })),
        (totals.partial, say!(pen.words, LinePartial { count: n(totals.partial) })),
        (totals.missing, say!(pen.words, LineMissing { count: n(totals.missing) })),
    ];
    let standings: Vec<&str> =
        standings.iter().filter(|(count, _)| *count > 0).map(|(_, words)| words.as_str()).collect();
    if !standings.is_empty() {
        text.push(pen.list(&standings));
    }
    let left = left(pen, report);
    if !left.is_empty() {
        let left = pen.list(&left.iter().map(String::as_str).collect::<Vec<_>>());
        text.push(say!(pen.words, LineLeft { parts: left }));
    }
    text
}

fn axis(pen: &Pen<'_>, axis: &Axis) -> String {
    let score = axis.raw.to_string();
    match &axis.adjusted {
        None => score,
        Some(it) => {
            let band = band(pen, it.band);
            say!(pen.words, LineAdjusted { score: score, adjusted: it.value.to_string(), band: band })
        }
    }
}

fn left(pen: &Pen<'_>, report: &Report) -> Vec<String> {
    let count = |why: Left| i64::try_from(report.parts.iter().filter(|part| part.left == Some(why)).count());
    let said = |why: Left| {
        let count = count(why).ok().filter(|count| *count > 0)?;
        Some(match why {
            Left::Open => say!(pen.words, LeftOpen { count: count }),
            Left::Unreached => say!(pen.words, LeftUnreached { count: count }),
            Left::Exempt => say!(pen.words, LeftExempt { count: count }),
            Left::Disputed => say!(pen.words, LeftDisputed { count: count }),
            Left::InReview => say!(pen.words, LeftInReview { count: count }),
        })
    };
    [Left::Open, Left::Unreached, Left::Exempt, Left::Disputed, Left::InReview].into_iter().filter_map(said).collect()
}

/// 优, 良, 中, 待改进.
pub(super) fn band(pen: &Pen<'_>, band: Band) -> String {
    match band {
        Band::Excellent => say!(pen.words, BandExcellent),
        Band::Good => say!(pen.words, BandGood),
        Band::Fair => say!(pen.words, BandFair),
        Band::ToImprove => say!(pen.words, BandToImprove),
    }
}
