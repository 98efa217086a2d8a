//! Every refusal in one sentence that says what to do instead; what was typed is given back where it must be sent again.

use crate::chat::{Outgoing, Text};
use crate::domain::task::Ended;
use crate::domain::{CalendarProblem, Refusal, SheetProblem};
use crate::say;
use crate::store::Result;

use super::pen::Pen;

/// As a message.
pub(super) async fn message(pen: &mut Pen<'_>, refusal: &Refusal) -> Result<Outgoing> {
    let text = Text::plain(said(pen, refusal).await?);
    let text = match typed(refusal) {
        Some(typed) if matches!(refusal, Refusal::TaskUntitled { .. }) => text.line().code(format!("/task … {typed}")),
        Some(typed) => text.line().code(typed),
        None if *refusal == Refusal::TaskEmpty => text.line().code(say!(pen.words, TaskExample)),
        None => text,
    };
    Ok(Outgoing { text, ..Outgoing::default() })
}

/// As a sentence; who has it now is looked up.
pub(super) async fn said(pen: &mut Pen<'_>, refusal: &Refusal) -> Result<String> {
    let Refusal::HandedOver { to } = refusal else { return Ok(sentence(pen, refusal)) };
    let name = pen.name(*to).await?;
    Ok(if name.is_empty() { sentence(pen, refusal) } else { say!(pen.words, HandedOverTo { name: name }) })
}

/// What is given back to be corrected.
fn typed(refusal: &Refusal) -> Option<&str> {
    match refusal {
        Refusal::TaskUntitled { said } | Refusal::UnknownDepartments { said, .. } | Refusal::NobodyAsked { said } => {
            Some(said.as_str()).filter(|said| !said.is_empty())
        }
        _ => None,
    }
}

/// As a sentence.
fn sentence(pen: &Pen<'_>, refusal: &Refusal) -> String {
    let words = pen.words;
    match refusal {
        Refusal::NotStaff => say!(words, NotStaff),
        Refusal::HiddenSender => say!(words, HiddenSender),
        Refusal::RightsUnknown => say!(words, RightsUnknown),
        Refusal::NoOffice => say!(words, NoOffice),
        Refusal::NotAGroup => say!(words, NotAGroup),
        Refusal::NoOperator => say!(words, NoOperator),
        Refusal::SetupClosed => say!(words, SetupClosed),
        Refusal::Stranger => say!(words, Stranger),
        Refusal::ForStaff => say!(words, ForStaff),
        Refusal::HoursUnclear { said } => say!(words, HoursUnclear { said: said }),
        Refusal::WindowUnclear { said } => say!(words, WindowUnclear { said: said }),
        Refusal::WindowTooShort { hours_min } => say!(words, WindowTooShort { hours: *hours_min }),
        Refusal::AwayUnclear { said } => say!(words, AwayUnclear { said: said }),
        Refusal::NoSeat => say!(words, NoSeat),
        Refusal::ForContacts => say!(words, ForContacts),
        Refusal::BadCode => say!(words, BadCode),
        Refusal::CodeInGroup => say!(words, CodeInGroup),
        Refusal::NotYours => say!(words, NotYours),
        Refusal::CallUnclear { said } => say!(words, CallUnclear { said: said }),
        Refusal::NotDisputable => say!(words, NotDisputable),
        Refusal::DisputeDecided => say!(words, DisputeDecided),
        Refusal::NotByParty { others } if others.is_empty() => say!(words, NotByParty),
        Refusal::NotByParty { others } => {
            let names: Vec<&str> = others.iter().map(String::as_str).collect();
            say!(words, NotByPartyNamed { names: pen.list(&names) })
        }
        Refusal::HandedOver { .. } => say!(words, HandedOverToColleague),
        Refusal::OwnLink => say!(words, OwnLink),
        Refusal::NoHandover => say!(words, NoHandover),
        Refusal::NoDeputy => say!(words, NoDeputy),
        Refusal::UnitUnknown { said } => say!(words, UnitUnknown { said: said }),
        Refusal::UnitsTried => say!(words, UnitsTried),
        Refusal::StillWaits { office } => say!(words, StillWaits { office: office }),
        Refusal::TooManyWait => say!(words, TooManyWait),
        Refusal::JoinerGone => say!(words, JoinerGone),
        Refusal::SeatChanged => say!(words, SeatTaken),
        Refusal::SeatedAlready => say!(words, SeatedAlready),
        Refusal::StaleCard => say!(words, StaleCard),
        Refusal::DraftGone => say!(words, DraftGone),
        Refusal::AlreadyComplete { .. } => say!(words, AlreadyComplete),
        Refusal::TaskCancelled { .. } => say!(words, TaskCancelled),
        Refusal::TaskClosed { .. } => say!(words, TaskClosed),
        Refusal::NothingOpen => say!(words, NothingOpen),
        Refusal::NotRecordable => say!(words, NotRecordable),
        Refusal::FileWithoutTask => say!(words, FileWithoutTask),
        Refusal::FileTooLarge { megabytes_max, name } => {
            say!(words, FileTooLarge { file: file_name(pen, name.as_deref()), megabytes: i64::from(*megabytes_max) })
        }
        Refusal::FileEmpty { name } => say!(words, FileEmpty { file: file_name(pen, name.as_deref()) }),
        Refusal::FileLost => say!(words, FileLost),
        Refusal::SheetUnreadable { problem } => roster(pen, problem),
        Refusal::UnknownCommand { said } => say!(words, UnknownCommand { said: said }),
        Refusal::NothingToAnswer => say!(words, NothingToAnswer),
        Refusal::AuditUnclear => say!(words, AuditUnclear),
        Refusal::NoBoard => say!(words, NoBoard),
        Refusal::PeriodUnclear { said } => say!(words, PeriodUnclear { said: said }),
        Refusal::NoSuchPlaybook { known, .. } if known.is_empty() => say!(words, NoPlaybook),
        Refusal::NoSuchPlaybook { said, known } => {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            say!(words, NoSuchPlaybook { said: said, names: pen.list(&known) })
        }
        Refusal::StartWithoutReason => say!(words, StartWithoutReason),
        Refusal::CardExpired => say!(words, CardExpired),
        Refusal::PlaybookChanged => say!(words, PlaybookChanged),
        Refusal::StartedAlready { at } => say!(words, StartedAlready { at: pen.own_times().moment(*at) }),
        Refusal::PlaybookOver => say!(words, PlaybookOver),
        Refusal::ForOperators => say!(words, ForOperators),
        Refusal::CalendarUnreadable { problem } => calendar(pen, problem),
        Refusal::DatePassed { at } => say!(words, DatePassed { at: pen.own_times().moment(*at) }),
        Refusal::DateTooFar { at } => say!(words, DateTooFar { at: pen.own_times().moment(*at) }),
        Refusal::NotLater { at, deadline } => {
            let times = pen.own_times();
            say!(words, NotLater { at: times.moment(*at), due: times.moment(*deadline) })
        }
        Refusal::NothingToReview => say!(words, NothingToReview),
        Refusal::PeriodRuns { until } => {
            let last = *until - chrono::TimeDelta::milliseconds(1);
            say!(words, PeriodRuns { until: pen.own_times().day_of(last) })
        }
        Refusal::PeriodEmpty => say!(words, PeriodEmpty),
        Refusal::ReportFinal => say!(words, ReportFinal),
        Refusal::ReportFailed => say!(words, ReportFailed),
        Refusal::AlreadyAccepted => say!(words, AlreadyAccepted),
        Refusal::NothingLastTime { task } => say!(words, NothingLastTime { code: task.to_string() }),
        Refusal::NothingToCollect { task } => say!(words, NothingToCollect { code: task.to_string() }),
        Refusal::MaterialPurged { task } => say!(words, MaterialPurged { code: task.to_string() }),
        Refusal::AcceptedMeanwhile => say!(words, AcceptedMeanwhile),
        Refusal::AlreadyRuled => say!(words, AlreadyRuled),
        Refusal::Waived { .. } => say!(words, Waived),
        Refusal::DateUnclear { said } => say!(words, DateUnclear { said: said }),
        task => about_a_task(pen, task),
    }
}

/// “月报.docx”, or a word for it.
fn file_name(pen: &Pen<'_>, name: Option<&str>) -> String {
    match name {
        Some(name) => say!(pen.words, FileNamed { file: name }),
        None => say!(pen.words, FileThis),
    }
}

fn about_a_task(pen: &Pen<'_>, refusal: &Refusal) -> String {
    let words = pen.words;
    match refusal {
        Refusal::NoSuchTask { said } => say!(words, NoSuchTask { said: said }),
        Refusal::NotRecorded { task } => say!(words, NotRecorded { code: task.to_string() }),
        Refusal::WhichTask => say!(words, WhichTask),
        Refusal::TaskOver { task, ended, at } => {
            let (code, at) = (task.to_string(), pen.own_times().moment(*at));
            match ended {
                Ended::Cancelled => say!(words, TaskOverCancelled { code: code, at: at }),
                Ended::Closed | Ended::Consent => say!(words, TaskOverClosed { code: code, at: at }),
            }
        }
        Refusal::EditUnclear { task, said } if said.is_empty() => say!(words, EditHow { code: task.to_string() }),
        Refusal::EditUnclear { task, said } => say!(words, EditUnclear { code: task.to_string(), said: said }),
        Refusal::NothingChanged { task } => say!(words, NothingChanged { code: task.to_string() }),
        Refusal::EditedMeanwhile { task } => say!(words, EditedMeanwhile { code: task.to_string() }),
        Refusal::NoSuchItem { said } => say!(words, NoSuchItem { said: said }),
        Refusal::ItemFixed { said } => say!(words, ItemFixed { said: said }),
        Refusal::EndWithoutReason => say!(words, EndWithoutReason),
        Refusal::StillOpen { task, count } => say!(words, StillOpen { code: task.to_string(), count: *count }),
        Refusal::ArchivedAlready { task } => say!(words, ArchivedAlready { code: task.to_string() }),
        Refusal::NoSuchSeries { said } => say!(words, NoSuchSeries { said: said }),
        Refusal::SeriesOver { series } => say!(words, SeriesOver { code: series.to_string() }),
        Refusal::SeriesEmpty { said } => say!(words, SeriesEmpty { said: said }),
        Refusal::InstanceOver { series } => say!(words, InstanceOver { code: series.to_string() }),
        Refusal::OnlyRepeated { field } => say!(words, OnlyRepeated { field: field }),
        Refusal::LeadDaysUnclear { said, days_max } => {
            say!(words, LeadDaysUnclear { said: said, limit: i64::from(*days_max) })
        }
        Refusal::RestDayUnclear { said } => say!(words, RestDayUnclear { said: said }),
        Refusal::NoRoster => say!(words, NoRoster),
        Refusal::TaskUntitled { .. } => say!(words, TaskUntitled),
        Refusal::UnknownDepartments { unknown, .. } => {
            let names: Vec<String> =
                unknown.iter().map(|(said, near)| unknown_name(pen, said, near.as_deref())).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            say!(words, UnknownDepartments { names: pen.list(&names) })
        }
        Refusal::AmbiguousDepartment { said, could_be } => {
            let names: Vec<&str> = could_be.iter().map(String::as_str).collect();
            say!(words, AmbiguousDepartment { said: said, names: pen.list(&names) })
        }
        Refusal::NobodyAsked { .. } => say!(words, NobodyAsked),
        Refusal::DeadlinePassed { at } => say!(words, DeadlinePassed { at: pen.own_times().moment(*at) }),
        Refusal::EmergencyWithoutReason => say!(words, EmergencyWithoutReason),
        Refusal::TermUnclear { said } => say!(words, TermUnclear { said: said }),
        Refusal::WeightOutOfRange { said } => say!(words, WeightOutOfRange { said: said }),
        Refusal::TooLong { characters_max, .. } => say!(words, TooLong { limit: *characters_max }),
        _ => say!(words, TaskEmpty),
    }
}

pub(super) fn unknown_name(pen: &Pen<'_>, said: &str, near: Option<&str>) -> String {
    match near {
        Some(near) => say!(pen.words, UnknownDepartmentNear { said: said, near: near }),
        None => say!(pen.words, UnknownDepartment { said: said }),
    }
}

fn roster(pen: &Pen<'_>, problem: &SheetProblem) -> String {
    let words = pen.words;
    match problem {
        SheetProblem::UnknownFormat => say!(words, RosterFormat),
        SheetProblem::UnknownEncoding => say!(words, RosterEncoding),
        SheetProblem::BrokenFile => say!(words, RosterBroken),
        SheetProblem::Empty => say!(words, RosterNoRows),
        SheetProblem::NoNameColumn { found } => {
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            say!(words, RosterNoName { found: pen.list(&found) })
        }
        SheetProblem::NoStepColumns { found } if found.is_empty() => say!(words, PlaybookNoColumns),
        SheetProblem::NoStepColumns { found } => {
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            say!(words, PlaybookNoColumnsFound { found: pen.list(&found) })
        }
        SheetProblem::NoTaskColumns { found } if found.is_empty() => say!(words, ImportNoColumns),
        SheetProblem::NoTaskColumns { found } => {
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            say!(words, ImportNoColumnsFound { found: pen.list(&found) })
        }
        SheetProblem::TooLarge { megabytes_max } => {
            say!(words, RosterTooLarge { megabytes: i64::from(*megabytes_max) })
        }
        SheetProblem::TooManyRows { rows_max } => say!(words, RosterTooMany { rows: *rows_max }),
    }
}

fn calendar(pen: &Pen<'_>, problem: &CalendarProblem) -> String {
    let words = pen.words;
    match problem {
        CalendarProblem::Shape { detail } => say!(words, CalendarShape { detail: detail }),
        CalendarProblem::Empty => say!(words, CalendarEmpty),
        CalendarProblem::Stray { year, date } => {
            say!(words, CalendarStray { year: year.to_string(), day: date.to_string() })
        }
        CalendarProblem::Known { years } => {
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            let years: Vec<&str> = years.iter().map(String::as_str).collect();
            say!(words, CalendarSame { years: pen.list(&years) })
        }
        CalendarProblem::TooLarge { megabytes_max } => {
            say!(words, CalendarTooLarge { megabytes: i64::from(*megabytes_max) })
        }
    }
}
