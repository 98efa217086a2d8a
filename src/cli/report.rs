//! `cuiban report`: the cooperation report without the chat.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;
use chrono_tz::Tz;
use clap::{Args, ValueEnum};
use indicatif::ProgressBar;

use super::settings::Settings;
use super::{database, out};
use crate::domain::plain::key;
use crate::domain::{DeptNo, EntryNo, Lang, Moment, Office, OfficeId};
use crate::engine::{Clock as _, SystemClock};
use crate::report::html::{self, Look};
use crate::report::picture::{self, Tells};
use crate::report::{self, Labels, Report, csv, docx, json, period, sheet, xlsx};
use crate::store::{Conn, ledger};

/// What `report` can be told.
#[derive(Args, Clone, Debug)]
pub(super) struct ReportArgs {
    /// Number of the lead office
    #[arg(long, value_name = "N")]
    office: i64,
    /// First day, in the office's time zone
    #[arg(long, value_name = "YYYY-MM-DD", requires = "to", conflicts_with = "period")]
    from: Option<NaiveDate>,
    /// Last day, included
    #[arg(long, value_name = "YYYY-MM-DD", requires = "from")]
    to: Option<NaiveDate>,
    /// The period in words: 2026Q3, 三季度, 上月, last month; the current quarter if nothing is said
    #[arg(long, value_name = "P")]
    period: Option<String>,
    /// How it is laid out
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Name or number of the department whose page it is
    #[arg(long, value_name = "NAME_OR_NO", required_if_eq("format", "sheet"))]
    department: Option<String>,
    /// In a letter: add the annex with each department's facts, for internal reference
    #[arg(long)]
    names: bool,
    /// File to write; standard output if not given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Language of the headings, zh-CN or en; the office's if not given
    #[arg(long, value_parser = lang_of)]
    lang: Option<Lang>,
}

/// A face of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The value itself, for programs
    Json,
    /// One row per department and task
    Csv,
    /// A workbook
    Xlsx,
    /// A letter to be signed: 情况报告, or a memo in English
    Docx,
    /// One page for one department, DOCX
    Sheet,
    /// A page that needs nothing else, for a browser or for paper
    Html,
    /// A picture for a phone, with names
    Png,
}

/// Folds the report and writes it.
pub(super) async fn report(settings: &Settings, args: &ReportArgs) -> Result<ExitCode> {
    let is_packed = matches!(args.format, Format::Xlsx | Format::Docx | Format::Sheet | Format::Png);
    if is_packed && args.output.is_none() && std::io::stdout().is_terminal() {
        bail!("这种文件不能显示在终端，请用 -o 文件名 / this is not for a terminal; name a file with -o FILE");
    }
    let store = database::open_existing(settings).await?;
    let mut reader = store.read().await?;
    let office = database::office(&mut reader, OfficeId(args.office)).await?;
    let now = SystemClock.now();
    let (from, to) = args.period(office.zone, now)?;
    let report = folded(&mut reader, &office, (from, to), now).await?;
    drop(reader);
    store.close().await;
    let look = Look { lang: args.lang.unwrap_or(office.lang), ranking: office.policy.ranking };
    let bytes = render(&report, args, look)?;
    match &args.output {
        None => out::bytes(&bytes)?,
        Some(file) => {
            std::fs::write(file, bytes).with_context(|| format!("{}: 无法写入 / cannot be written", file.display()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

impl ReportArgs {
    fn period(&self, zone: Tz, now: Moment) -> Result<(Moment, Moment)> {
        let said = match (self.from, self.to) {
            (Some(from), Some(to)) if from > to => bail!("--from 晚于 --to / --from is later than --to"),
            (Some(from), Some(to)) => format!("{from}..{to}"),
            _ => self.period.clone().unwrap_or_default(),
        };
        period::parse(&said, zone, now).with_context(|| {
            format!(
                "看不懂这个期间，例如 2026Q3、上月 / no period is understood, for example 2026Q3, last month: {said}"
            )
        })
    }
}

/// Shows on a terminal how far it has come.
async fn folded(conn: &mut Conn, office: &Office, period: (Moment, Moment), now: Moment) -> Result<Report> {
    let head = ledger::find_head(conn, office.id).await?.map_or(0, |head| head.seq.0);
    let bar = ProgressBar::new(u64::try_from(head).unwrap_or(0));
    let mut at = |entry: EntryNo| bar.set_position(u64::try_from(entry.0).unwrap_or(0));
    let report = report::published_watched(conn, office, period, now, &mut at).await?;
    bar.finish_and_clear();
    Ok(report)
}

fn render(report: &Report, args: &ReportArgs, look: Look) -> Result<Vec<u8>> {
    let labels = Labels::of(look.lang);
    match args.format {
        Format::Json => Ok(json::render(report).into_bytes()),
        Format::Csv => Ok(csv::render(report, &labels)),
        Format::Html => Ok(html::render(report, look)),
        Format::Xlsx => xlsx::render(report, &labels).context("the workbook cannot be laid out"),
        Format::Docx => Ok(docx::render(report, &labels, args.names)),
        Format::Sheet => {
            let said = args.department.as_deref().unwrap_or_default();
            let page = department(report, said).and_then(|dept| sheet::render(report, dept, &labels));
            page.with_context(|| {
                format!(
                    "这段时间没有这个单位的事项：{said} / no department of this name or number has a part in the period"
                )
            })
        }
        Format::Png => {
            let tells = if picture::font().is_some() { Tells::Names } else { Tells::Numbers };
            picture::png(&picture::svg(report, look.lang, tells))
                .context("没有字体，画不了图 / no font is there to draw with")
        }
    }
}

/// By its number, or by its name as people type it.
fn department(report: &Report, said: &str) -> Option<DeptNo> {
    let named = report.departments.iter().find(|it| key(&it.name) == key(said));
    named.map(|it| it.dept).or_else(|| said.trim().parse().ok().map(DeptNo))
}

fn lang_of(tag: &str) -> Result<Lang, String> {
    Lang::of_tag(tag).ok_or_else(|| "zh-CN, en".to_owned())
}
