//! What cannot be, each with a sentence and a way on. A refusal changes nothing, and loses nothing that was typed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::task::Ended;
use super::{Moment, PersonId, SeriesNo, TaskNo};

/// Why an act was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the glossary's words")]
pub enum Refusal {
    /// Only administrators of the group may do this.
    NotStaff,
    /// An anonymous administrator or a channel: no person stands behind it.
    HiddenSender,
    /// The chat app could not say who administers the group: press or type again.
    RightsUnknown,
    /// This group is not set up.
    NoOffice,
    /// It is already another thing: a private chat cannot be an office.
    NotAGroup,
    /// Nobody could allow it: the service has no operator.
    NoOperator,
    /// Offices are opened by an operator here.
    SetupClosed,
    /// The person is no staff and no contact anywhere.
    Stranger,
    /// The command is for the lead.
    ForStaff,
    /// The command is for contacts.
    ForContacts,
    /// A code that is used, expired, revoked or invented: one sentence for all.
    BadCode,
    /// A code that opens only in private.
    CodeInGroup,
    /// The card belongs to somebody else, or the part is another department's.
    NotYours,
    /// They answered for the department once; now somebody else does.
    HandedOver { to: PersonId },
    /// A link to hand over, opened by who gave it.
    OwnLink,
    /// The link was opened, or it was taken back before.
    NoHandover,
    /// The deputy is gone.
    NoDeputy,
    /// No department is called so, said to somebody who has not joined.
    UnitUnknown { said: String },
    /// They tried too many names.
    UnitsTried,
    /// The lead of this office was asked to let them in, and has not answered yet.
    StillWaits { office: String },
    /// They asked too often, or too many wait.
    TooManyWait,
    /// Who waited was let in or turned away before.
    JoinerGone,
    /// Another sits there since the card was drawn.
    SeatChanged,
    /// They sit there already.
    SeatedAlready,
    /// The report of a period that runs cannot be final.
    PeriodRuns { until: Moment },
    /// Nothing of the period counts.
    PeriodEmpty,
    /// The report is final: nothing is added to it.
    ReportFinal,
    /// It could not be made.
    ReportFailed,
    /// The card is too old, or its data is none of ours.
    StaleCard,
    /// The draft was published or dropped before.
    DraftGone,
    /// There is no such task.
    NoSuchTask { said: String },
    /// Nothing of this task is on their own record.
    NotRecorded { task: TaskNo },
    /// No task number was given.
    WhichTask,
    /// The roster must come first.
    NoRoster,
    /// There is no such series.
    NoSuchSeries { said: String },
    /// The series has ended.
    SeriesOver { series: SeriesNo },
    /// The rule names no day that is still ahead.
    SeriesEmpty { said: String },
    /// The instance went out, or was skipped.
    InstanceOver { series: SeriesNo },
    /// Words that make sense for a series only.
    OnlyRepeated { field: String },
    /// Days between notice and deadline that are none.
    LeadDaysUnclear { said: String, days_max: u16 },
    /// None of 顺延, 保持 and 提前.
    RestDayUnclear { said: String },
    /// `/task` without words.
    TaskEmpty,
    /// `/task` without a name.
    TaskUntitled { said: String },
    /// Names that are in no roster, each with the nearest that is.
    UnknownDepartments { unknown: Vec<(String, Option<String>)>, said: String },
    /// One short name that several departments share.
    AmbiguousDepartment { said: String, could_be: Vec<String> },
    /// Nobody is left to ask.
    NobodyAsked { said: String },
    /// The deadline cannot be met by anybody.
    DeadlinePassed { at: Moment },
    /// 紧急 without saying why.
    EmergencyWithoutReason,
    /// Neither yes nor no behind 可零报告 or 逾期视为同意.
    TermUnclear { said: String },
    /// Weight is 1 to 3.
    WeightOutOfRange { said: String },
    /// More than a card can carry.
    TooLong { field: String, characters_max: usize },
    /// A date that is over.
    DatePassed { at: Moment },
    /// A date more than a year ahead.
    DateTooFar { at: Moment },
    /// The lead agreed that it is another's.
    Waived { task: TaskNo },
    /// Nothing is in that could be accepted or returned.
    NothingToReview,
    /// It was accepted before.
    AlreadyAccepted,
    /// It was accepted, and cannot be taken back any more.
    AcceptedMeanwhile,
    /// Somebody decided it before, or it was taken back.
    AlreadyRuled,
    /// It is not on this department's record, or it is a dispute itself.
    NotDisputable,
    /// It was looked at before.
    DisputeDecided,
    /// Who owns the task or made the entry does not decide; these may.
    NotByParty { others: Vec<String> },
    /// What was said on the telephone could not be understood.
    CallUnclear { said: String },
    /// More time that is not more.
    NotLater { at: Moment, deadline: Moment },
    /// A date that could not be understood.
    DateUnclear { said: String },
    /// Everything has been handed in.
    AlreadyComplete { task: TaskNo },
    /// The lead has called it off.
    TaskCancelled { task: TaskNo },
    /// The lead has enough, and awaits nothing more.
    TaskClosed { task: TaskNo },
    /// It ended before; who wants to change it comes too late.
    TaskOver { task: TaskNo, ended: Ended, at: Moment },
    /// It is ended with a reason.
    EndWithoutReason,
    /// So many parts are open: it must end first.
    StillOpen { task: TaskNo, count: usize },
    /// It left the lists before.
    ArchivedAlready { task: TaskNo },
    /// `/edit` with words that are no field, or of what is fixed.
    EditUnclear { task: TaskNo, said: String },
    /// It is as the words want it.
    NothingChanged { task: TaskNo },
    /// Somebody changed it since the card was made.
    EditedMeanwhile { task: TaskNo },
    /// It is not among the materials.
    NoSuchItem { said: String },
    /// A required material stays as it was published.
    ItemFixed { said: String },
    /// Of the task before this one nothing is in that could be taken over.
    NothingLastTime { task: TaskNo },
    /// Nobody has handed anything in.
    NothingToCollect { task: TaskNo },
    /// Its words and files were cleared after it was archived.
    MaterialPurged { task: TaskNo },
    /// Nothing is open for this person.
    NothingOpen,
    /// A sticker, voice, place: nothing that can be recorded.
    NotRecordable,
    /// A file in a group, or one that belongs to nothing.
    FileWithoutTask,
    /// Larger than can be fetched.
    FileTooLarge {
        megabytes_max: u32,
        #[serde(default)]
        name: Option<String>,
    },
    /// There is nothing in it.
    FileEmpty { name: Option<String> },
    /// It could not be fetched from the chat app.
    FileLost,
    /// An import could not be read.
    #[serde(alias = "roster_unreadable")]
    SheetUnreadable { problem: SheetProblem },
    /// No working hours in these words.
    HoursUnclear { said: String },
    /// No hours of a day in these words.
    WindowUnclear { said: String },
    /// Too little working time would be left.
    WindowTooShort { hours_min: i64 },
    /// No days in these words.
    AwayUnclear { said: String },
    /// They answer for no department.
    NoSeat,
    /// No playbook is called so.
    NoSuchPlaybook { said: String, known: Vec<String> },
    /// A playbook is started with a reason.
    StartWithoutReason,
    /// A card that was to be confirmed at once.
    CardExpired,
    /// The playbook was imported anew after the card was made.
    PlaybookChanged,
    /// The playbook was started after the card was made.
    StartedAlready { at: Moment },
    /// It was stopped before.
    PlaybookOver,
    /// Only those who operate the service may.
    ForOperators,
    /// A list of days off could not be read.
    CalendarUnreadable { problem: CalendarProblem },
    /// The command is not known.
    UnknownCommand { said: String },
    /// A reply in a group to something that waits for no answer.
    NothingToAnswer,
    /// The department is not known.
    NoSuchDepartment { said: String },
    /// What is to be audited could not be read.
    AuditUnclear,
    /// There is no board here.
    NoBoard,
    /// A period that could not be understood.
    PeriodUnclear { said: String },
    /// A time zone that is not one.
    BadZone { said: String },
}

impl Refusal {
    /// Whether it is refused because of who asks, not because of what is asked.
    #[must_use]
    pub fn is_of_rights(&self) -> bool {
        matches!(
            self,
            Self::NotStaff
                | Self::HiddenSender
                | Self::SetupClosed
                | Self::Stranger
                | Self::ForStaff
                | Self::BadCode
                | Self::NotYours
                | Self::HandedOver { .. }
                | Self::NotByParty { .. }
                | Self::ForOperators
        )
    }
}

/// Why an import could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the glossary's words")]
pub enum SheetProblem {
    /// Neither CSV nor XLSX.
    UnknownFormat,
    /// Not a text in UTF-8 or GBK.
    UnknownEncoding,
    /// A broken spreadsheet.
    BrokenFile,
    /// No rows.
    Empty,
    /// The one column that is required is missing; what was found instead.
    NoNameColumn { found: Vec<String> },
    /// A playbook needs when, who and what; what was found instead, if none of it is there.
    NoStepColumns { found: Vec<String> },
    /// A table of tasks needs what, who and by when; what was found instead, if none of it is there.
    NoTaskColumns { found: Vec<String> },
    /// More bytes than an import may have.
    TooLarge { megabytes_max: u32 },
    /// More rows than an import may have.
    TooManyRows { rows_max: usize },
}

/// Why a list of days off could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what was found")]
pub enum CalendarProblem {
    /// Not the `holiday-cn` shape; what the reader says of it.
    Shape { detail: String },
    /// No year in it.
    Empty,
    /// A day that is not of its year, nor of the December before.
    Stray { year: i32, date: NaiveDate },
    /// The same list is in force already.
    Known { years: Vec<i32> },
    /// More bytes than a list may have.
    TooLarge { megabytes_max: u32 },
}
