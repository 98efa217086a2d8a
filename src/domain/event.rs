//! What can be on the ledger. Every fact is one of these; nothing else is remembered.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::assignment::{Complaint, Finding, Flaw, Ground, Request, Way};
use super::calendar::{Hours, YearList};
use super::ids::{
    ChatNo, DeptNo, EntryNo, OfficeId, PersonId, PlaybookNo, PublicationNo, RunNo, SeriesNo, TaskNo, WordsNo,
};
use super::person::{Away, Window};
use super::playbook::{Step, Stop};
use super::policy::Policy;
use super::series::{Origin, Over, Plan, Skipped};
use super::task::{Ended, Terms};
use super::{Deadline, Item, Lang, Profile, Seat, Stage, Touch};

/// An instant, UTC, to the millisecond.
pub type Moment = DateTime<Utc>;

/// A fact as it stands on its office's ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Whose ledger.
    pub office: OfficeId,
    /// Place in it, without gaps.
    pub seq: EntryNo,
    /// When it was entered.
    pub at: Moment,
    /// When it was said, if it is an answer that was heard later.
    pub given_at: Option<Moment>,
    /// Who made it so.
    pub actor: Actor,
    /// The message or press it came from, as `m:chat:message:0`, in a private chat `m:p` and the person's number, or `p:` and a digest of
    /// the press; none for the machine's own.
    pub source: Option<String>,
    /// What happened.
    pub event: Event,
}

impl Entry {
    /// From when it counts: an answer from the moment at which it was said, all else from its entry.
    #[must_use]
    pub fn said_at(&self) -> Moment {
        self.given_at.unwrap_or(self.at)
    }
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The service itself, following the rules.
    Machine,
    /// A natural person.
    Person(PersonId),
}

/// A person's words: on the ledger by number and salted digest, so that they can be erased while the chain holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Where they are kept.
    pub no: WordsNo,
    /// SHA-256 over salt and text, hex.
    pub digest: String,
}

/// A person as named by the lead: number, and the salted digest of the name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Who.
    pub person: PersonId,
    /// SHA-256 over salt and name, hex.
    pub digest: String,
}

/// Whether the group is the office's own (内部群) or joint with the departments (联络群).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// 内部群: names may be shown.
    Own,
    /// 联络群: totals only.
    Joint,
}

/// Why a contact cannot be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unreachable {
    /// Nobody of the department has joined.
    NobodyJoined,
    /// The bot was blocked, or never started.
    Blocked,
    /// The account is gone.
    Gone,
}

/// A date given by a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The moment promised; a day without a time is its end of business.
    pub due_at: Moment,
    /// Given after the deadline: a make-up date (补报), which does not move it.
    pub make_up: bool,
}

/// A file handed in, as the chat app knows it; the name is among the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// The chat app's handle.
    pub file: String,
    /// Its name, words since it may name a person.
    pub name: Words,
    /// Bytes, as said by the chat app.
    pub size: Option<i64>,
    /// A photo, not a document.
    #[serde(default)]
    pub photo: bool,
}

/// What a contact brings before the lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// 困难: touches pause until the lead answers.
    Difficulty,
    /// A plain question: the clock and the touches go on.
    Question,
}

/// Why a planned touch was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// An answer made it needless before it was sent.
    Answered,
    /// The contact's cap for these days is reached.
    Cap,
    /// Nobody can be written to.
    Unreachable,
    /// A later touch of the same assignment speaks for it.
    Superseded,
    /// Another has the seat since, and was told all that is open.
    Replaced,
    /// The task ended before it was sent.
    Ended,
    /// The lead sees to this department in person.
    Held,
    /// The contact, or one of their offices, wants fewer of them.
    Cadence,
    /// The contact is away, nobody stands in, and it is of no use later.
    Away,
}

/// Why a planned touch waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PutOff {
    /// Outside working hours.
    Hours,
    /// The contact already has today's messages.
    Cap,
    /// The contact is away, and nobody stands in.
    Away,
}

/// What became of a message that left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// The chat app confirmed it.
    Sent,
    /// The chat app refused it for good.
    Refused,
    /// It may or may not have arrived; never counted, never blindly repeated.
    Unknown,
}

/// Everything that can happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the glossary's words")]
pub enum Event {
    // ── the service's own ledger ──
    /// A person may verify, replay, and allow offices.
    OperatorAdded {
        person: PersonId,
    },
    /// A group became a lead office.
    OfficeOpened {
        office: OfficeId,
        group: ChatNo,
    },
    /// An operator lets a group's administrators open an office.
    GroupAllowed {
        group: ChatNo,
    },
    /// A year's holiday list was dropped in; every office has it entered too.
    HolidaysListed {
        list: YearList,
    },
    /// A person chose a language.
    LanguageChosen {
        person: PersonId,
        lang: Lang,
    },

    /// A person chose when they want to be written to.
    WindowChosen {
        person: PersonId,
        window: Option<Window>,
    },
    /// A person asked for fewer reminders, or for the usual ones again.
    PaceChosen {
        person: PersonId,
        slow: bool,
    },
    /// A person said when they are not there; none: they are back.
    AwayChosen {
        person: PersonId,
        away: Option<Away>,
    },

    /// What was known of a person was taken away, on request: from here on entries name them by number alone.
    PersonErased {
        person: PersonId,
    },

    // ── office ──
    OfficeSetUp {
        name: String,
        group: ChatNo,
        kind: GroupKind,
        zone: Tz,
        lang: Lang,
    },
    OfficeNamed {
        name: String,
    },
    OfficeKindSet {
        kind: GroupKind,
    },
    OfficeZoneSet {
        zone: Tz,
    },
    OfficeLangSet {
        lang: Lang,
    },
    /// A year's holiday list, as it was dropped into the service.
    CalendarSet {
        list: YearList,
    },
    HoursSet {
        hours: Hours,
    },
    PolicySet {
        policy: Policy,
    },
    /// The group was upgraded and has a new number.
    GroupMoved {
        group: ChatNo,
    },
    /// The service was away: what was pressed or said meanwhile may be lost, and the working time of it is nobody's.
    ServiceAway {
        from: Moment,
        until: Moment,
    },
    /// The actor asked for what their rights do not allow, this act for the first time on that day; nothing came of it.
    ActRefused {
        act: String,
    },
    /// A group administrator acted as staff for the first time.
    StaffJoined {
        person: PersonId,
    },

    // ── department ──
    DepartmentAdded {
        dept: DeptNo,
        profile: Profile,
    },
    DepartmentChanged {
        dept: DeptNo,
        profile: Profile,
    },
    /// The roster names who should sit here; they have not joined yet.
    SeatNamed {
        dept: DeptNo,
        seat: Seat,
        named: Named,
    },
    SeatJoined {
        dept: DeptNo,
        seat: Seat,
        person: PersonId,
    },
    /// This person has it from the contact until then.
    StandInJoined {
        dept: DeptNo,
        person: PersonId,
        until: Moment,
    },
    /// Nobody sits there any more.
    SeatLeft {
        dept: DeptNo,
        seat: Seat,
    },
    /// The person in this seat cannot be written to any more.
    SeatLost {
        dept: DeptNo,
        seat: Seat,
        why: Unreachable,
    },
    /// They can again.
    SeatBack {
        dept: DeptNo,
        seat: Seat,
    },

    // ── playbook ──
    /// A plan was imported; one of the same number before is replaced for what is started from now on.
    PlaybookKept {
        playbook: PlaybookNo,
        name: String,
        steps: Vec<Step>,
    },

    /// A lead started one: its steps became these tasks, each by its time after `t0`.
    PlaybookStarted {
        run: RunNo,
        playbook: PlaybookNo,
        name: String,
        t0: Moment,
        reason: String,
        tasks: Vec<TaskNo>,
    },
    /// It was stopped before all of it was done.
    PlaybookStopped {
        run: RunNo,
        how: Stop,
        reason: String,
    },

    // ── task ──
    TaskPublished {
        task: TaskNo,
        title: String,
        items: Vec<Item>,
        deadline: Deadline,
        weight: u8,
        #[serde(default)]
        terms: Terms,
        #[serde(default)]
        origin: Option<Origin>,
        /// It goes out from this moment on; none: from now.
        #[serde(default)]
        from: Option<Moment>,
    },
    /// The task is a step of a playbook that runs.
    StepAsked {
        task: TaskNo,
        run: RunNo,
        step: String,
        waits_for: Vec<TaskNo>,
        note: Option<String>,
    },
    /// The lead changed it, with a reason: its name, its materials; a deadline and departments are entered behind it.
    TaskChanged {
        task: TaskNo,
        #[serde(default)]
        title: Option<String>,
        /// All of them, those from before at their places.
        #[serde(default)]
        items: Option<Vec<Item>>,
        reason: Words,
    },
    /// Another deadline is in force.
    DeadlineMoved {
        task: TaskNo,
        deadline: Deadline,
    },
    /// 转入常态: it keeps working hours and caps from now on, and its deadline.
    EmergencyLifted {
        task: TaskNo,
        reason: String,
    },
    /// Nothing more is awaited, though not everything is in.
    TaskEnded {
        task: TaskNo,
        why: Ended,
        /// In the words of the lead who ended it.
        #[serde(default)]
        reason: Option<Words>,
    },
    /// All is said about it: it leaves the lists.
    TaskArchived {
        task: TaskNo,
    },
    /// Its words and files were cleared on schedule; what entries hold of them tells nothing any more.
    MaterialPurged {
        task: TaskNo,
    },
    /// After the deadline it was looked what is open, so many parts; the task's owner was told, if it was any.
    OverdueListed {
        task: TaskNo,
        open: u32,
    },
    /// Its owner was offered to inform deputies or leaders: so many departments were silent.
    EscalationOffered {
        task: TaskNo,
        silent: u32,
    },

    // ── series ──
    SeriesRegistered {
        series: SeriesNo,
        plan: Box<Plan>,
    },
    SeriesChanged {
        series: SeriesNo,
        plan: Box<Plan>,
    },
    SeriesPaused {
        series: SeriesNo,
    },
    SeriesResumed {
        series: SeriesNo,
    },
    SeriesEnded {
        series: SeriesNo,
        why: Over,
    },
    /// The lead was shown the next instance, with this deadline. `day` is the one that the rule names, here and below.
    InstanceShown {
        series: SeriesNo,
        day: NaiveDate,
        at: Moment,
    },
    /// The lead gave the next instance another deadline.
    InstanceMoved {
        series: SeriesNo,
        day: NaiveDate,
        to: Moment,
    },
    /// An instance, due at this moment by its rule, does not go out.
    InstanceSkipped {
        series: SeriesNo,
        day: NaiveDate,
        at: Moment,
        why: Skipped,
    },
    /// An instance, due at this moment by its rule, went out as this task.
    InstancePublished {
        series: SeriesNo,
        day: NaiveDate,
        at: Moment,
        task: TaskNo,
    },

    // ── report ──
    /// The preview of a period's report began: these departments see their own line, and may answer until it is final.
    ReportOpened {
        publication: PublicationNo,
        from: Moment,
        to: Moment,
        final_at: Moment,
        lines: Vec<DeptNo>,
    },
    /// A department's line arrived at this person.
    LineShown {
        publication: PublicationNo,
        dept: DeptNo,
        person: PersonId,
    },
    /// The department finds its line right.
    LineAgreed {
        publication: PublicationNo,
        dept: DeptNo,
    },
    /// The department's words, to be printed beside its line.
    LineCommented {
        publication: PublicationNo,
        dept: DeptNo,
        words: Words,
    },
    /// The report is final: it rests on all up to this entry, whose hash it carries.
    ReportFinished {
        publication: PublicationNo,
        head: EntryNo,
        hash: String,
        digest: String,
    },

    // ── assignment ──
    Assigned {
        task: TaskNo,
        dept: DeptNo,
        /// The notice is not due before; none: now.
        #[serde(default)]
        from: Option<Moment>,
    },
    /// The notice is on its way to this person.
    NoticeQueued {
        task: TaskNo,
        dept: DeptNo,
        person: PersonId,
    },
    /// What became of it. The notice counts from the moment of `Sent`.
    NoticeSettled {
        task: TaskNo,
        dept: DeptNo,
        person: PersonId,
        delivery: Delivery,
    },
    /// It could not even be tried.
    NoticeUnreached {
        task: TaskNo,
        dept: DeptNo,
        why: Unreachable,
    },
    /// Somebody can be reached now: notify as if new, at once, since they are there.
    NoticeRenewed {
        task: TaskNo,
        dept: DeptNo,
    },
    Acknowledged {
        task: TaskNo,
        dept: DeptNo,
    },
    Promised {
        task: TaskNo,
        dept: DeptNo,
        promise: Promise,
    },
    /// Under way, or waiting for a signature.
    Progressed {
        task: TaskNo,
        dept: DeptNo,
    },
    /// "Not today, please": no more nudges on this date.
    Hushed {
        task: TaskNo,
        dept: DeptNo,
        on: NaiveDate,
    },
    /// Items (from 0) handed in with these files, or in another way when there are none.
    Submitted {
        task: TaskNo,
        dept: DeptNo,
        items: Vec<usize>,
        files: Vec<FileRef>,
        words: Option<Words>,
    },
    /// The department takes these items of the hand-in `of` back; the hand-in `by` stands in their place, if any.
    HandInWithdrawn {
        task: TaskNo,
        dept: DeptNo,
        of: EntryNo,
        items: Vec<usize>,
        by: Option<EntryNo>,
    },
    /// A further file of the hand-in of that entry: it came in the same album.
    FileAdded {
        task: TaskNo,
        dept: DeptNo,
        entry: EntryNo,
        item: usize,
        file: FileRef,
        words: Option<Words>,
    },
    /// Somebody of the lead was told that so many things wait for a decision, beyond the lead's own targets.
    LeadReminded {
        person: PersonId,
        waiting: u32,
    },
    /// The lead looked at what is in, and nothing is missing.
    Accepted {
        task: TaskNo,
        dept: DeptNo,
    },
    /// These items are to be corrected; what comes by then counts as of its first hand-in.
    Returned {
        task: TaskNo,
        dept: DeptNo,
        items: Vec<usize>,
        flaw: Option<Flaw>,
        words: Option<Words>,
        by: Moment,
    },
    /// A file of a submission is kept, with its digest.
    FileKept {
        task: TaskNo,
        dept: DeptNo,
        file: String,
        sha256: String,
        size: i64,
    },
    /// A difficulty or a question, for the lead.
    MatterRaised {
        task: TaskNo,
        dept: DeptNo,
        matter: Matter,
        words: Words,
    },
    /// More time is asked for: another deadline, which the lead rules on.
    ExtensionAsked {
        task: TaskNo,
        dept: DeptNo,
        until: Moment,
        words: Option<Words>,
    },
    /// This department's deadline is another from now on; the lead may grant another than was asked for.
    ExtensionGranted {
        task: TaskNo,
        dept: DeptNo,
        until: Moment,
    },
    /// The deadline stays.
    ExtensionRefused {
        task: TaskNo,
        dept: DeptNo,
        ground: Option<Ground>,
        words: Option<Words>,
    },
    /// 不归我们: another's duty, of this unit if it was named as on the roster or as it was said.
    NotOursClaimed {
        task: TaskNo,
        dept: DeptNo,
        unit: Option<String>,
        words: Option<Words>,
    },
    /// Nothing is wanted of this department any more; it may have been given to another.
    NotOursAgreed {
        task: TaskNo,
        dept: DeptNo,
        to: Option<DeptNo>,
    },
    /// It stays theirs.
    NotOursRejected {
        task: TaskNo,
        dept: DeptNo,
        ground: Option<Ground>,
        words: Option<Words>,
    },
    /// The department takes back what it asked for.
    RequestWithdrawn {
        task: TaskNo,
        dept: DeptNo,
        request: Request,
    },
    /// The department holds this entry to be wrong.
    DisputeRaised {
        task: TaskNo,
        dept: DeptNo,
        entry: EntryNo,
        complaint: Option<Complaint>,
        words: Option<Words>,
    },
    /// It is wrong, and counts as not entered; or it stands.
    DisputeRuled {
        task: TaskNo,
        dept: DeptNo,
        entry: EntryNo,
        upheld: bool,
        finding: Option<Finding>,
        words: Option<Words>,
        /// Decided by who owns the task or made the entry, since there was nobody else.
        #[serde(default)]
        by_party: bool,
    },
    /// The department took it back.
    DisputeWithdrawn {
        task: TaskNo,
        dept: DeptNo,
        entry: EntryNo,
    },
    /// The lead got this answer another way; it counts as if it had been given here.
    Relayed {
        task: TaskNo,
        dept: DeptNo,
        way: Way,
        /// How the lead put it.
        words: Option<Words>,
        answer: Box<Event>,
    },
    /// The lead called or went there, and got no answer.
    CallLogged {
        task: TaskNo,
        dept: DeptNo,
        way: Way,
    },
    /// The lead's reply to it; the touches resume.
    MatterAnswered {
        task: TaskNo,
        dept: DeptNo,
        matter: Matter,
        words: Words,
    },
    /// The lead wants a nudge now; what becomes of it is entered as of any touch.
    NudgeAsked {
        task: TaskNo,
        dept: DeptNo,
    },
    /// The lead asks that who sits there be told of an open part, the contact first.
    EscalationAsked {
        task: TaskNo,
        dept: DeptNo,
        seat: Seat,
    },
    /// The lead sees to this department in person: the machine keeps away.
    NudgesHeld {
        task: TaskNo,
        dept: DeptNo,
    },
    /// The machine may speak again.
    NudgesResumed {
        task: TaskNo,
        dept: DeptNo,
    },
    /// The planner gave this touch to the outbox.
    NudgeQueued {
        task: TaskNo,
        dept: DeptNo,
        touch: Touch,
        person: PersonId,
    },
    NudgeSettled {
        task: TaskNo,
        dept: DeptNo,
        touch: Touch,
        person: PersonId,
        delivery: Delivery,
    },
    NudgePutOff {
        task: TaskNo,
        dept: DeptNo,
        touch: Touch,
        until: Moment,
        why: PutOff,
    },
    NudgeLeftOut {
        task: TaskNo,
        dept: DeptNo,
        touch: Touch,
        why: LeftOut,
    },
    /// A notice or touch of an emergency went to the outbox outside of working hours, and why it may.
    HoursOverridden {
        task: TaskNo,
        dept: DeptNo,
        stage: Stage,
        reason: String,
    },
    /// The lead is told to phone: an emergency is not answered, or nobody can be written to.
    CallAdvised {
        task: TaskNo,
        dept: DeptNo,
    },
}

/// What an event changes: exactly one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the fields are the glossary's words")]
pub enum Subject {
    /// The service: operators, offices.
    Service,
    Person(PersonId),
    Office,
    Department(DeptNo),
    Playbook(PlaybookNo),
    Run(RunNo),
    Task(TaskNo),
    Series(SeriesNo),
    Publication(PublicationNo),
    Assignment(TaskNo, DeptNo),
}

impl Event {
    /// Whether a department reads it in its record: not what only says that a message is on its way, since what became of it is
    /// entered too, nor counts over all departments.
    #[must_use]
    pub fn is_on_record(&self) -> bool {
        !matches!(
            self,
            Self::NoticeQueued { .. }
                | Self::NudgeQueued { .. }
                | Self::OverdueListed { .. }
                | Self::EscalationOffered { .. }
        )
    }

    /// Whether a department says it, or the lead in its place: it counts from when it was said.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        matches!(
            self,
            Self::Acknowledged { .. }
                | Self::Promised { .. }
                | Self::Progressed { .. }
                | Self::Hushed { .. }
                | Self::Submitted { .. }
                | Self::FileAdded { .. }
                | Self::HandInWithdrawn { .. }
                | Self::MatterRaised { .. }
                | Self::ExtensionAsked { .. }
                | Self::NotOursClaimed { .. }
                | Self::RequestWithdrawn { .. }
                | Self::DisputeRaised { .. }
                | Self::DisputeWithdrawn { .. }
                | Self::Relayed { .. }
        )
    }

    /// The words of people that it names.
    #[must_use]
    pub fn words(&self) -> Vec<&Words> {
        match self {
            Self::Submitted { files, words, .. } => files.iter().map(|file| &file.name).chain(words).collect(),
            Self::FileAdded { file, words, .. } => std::iter::once(&file.name).chain(words).collect(),
            Self::Relayed { answer, words, .. } => answer.words().into_iter().chain(words).collect(),
            Self::MatterRaised { words, .. }
            | Self::MatterAnswered { words, .. }
            | Self::LineCommented { words, .. }
            | Self::TaskChanged { reason: words, .. } => vec![words],
            Self::TaskEnded { reason: words, .. }
            | Self::Returned { words, .. }
            | Self::ExtensionAsked { words, .. }
            | Self::ExtensionRefused { words, .. }
            | Self::NotOursClaimed { words, .. }
            | Self::NotOursRejected { words, .. }
            | Self::DisputeRaised { words, .. }
            | Self::DisputeRuled { words, .. } => words.iter().collect(),
            _ => vec![],
        }
    }

    /// The person whom it names by the digest of their name.
    #[must_use]
    pub fn named(&self) -> Option<&Named> {
        match self {
            Self::SeatNamed { named, .. } => Some(named),
            _ => None,
        }
    }

    /// The one thing that this event changes.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match *self {
            Self::OperatorAdded { .. }
            | Self::OfficeOpened { .. }
            | Self::GroupAllowed { .. }
            | Self::HolidaysListed { .. } => Subject::Service,
            Self::LanguageChosen { person, .. }
            | Self::WindowChosen { person, .. }
            | Self::PaceChosen { person, .. }
            | Self::AwayChosen { person, .. }
            | Self::PersonErased { person } => Subject::Person(person),
            Self::OfficeSetUp { .. }
            | Self::OfficeNamed { .. }
            | Self::OfficeKindSet { .. }
            | Self::OfficeZoneSet { .. }
            | Self::OfficeLangSet { .. }
            | Self::CalendarSet { .. }
            | Self::HoursSet { .. }
            | Self::PolicySet { .. }
            | Self::GroupMoved { .. }
            | Self::LeadReminded { .. }
            | Self::ServiceAway { .. }
            | Self::ActRefused { .. }
            | Self::StaffJoined { .. } => Subject::Office,
            Self::DepartmentAdded { dept, .. }
            | Self::DepartmentChanged { dept, .. }
            | Self::SeatNamed { dept, .. }
            | Self::SeatJoined { dept, .. }
            | Self::StandInJoined { dept, .. }
            | Self::SeatLeft { dept, .. }
            | Self::SeatLost { dept, .. }
            | Self::SeatBack { dept, .. } => Subject::Department(dept),
            Self::PlaybookKept { playbook, .. } => Subject::Playbook(playbook),
            Self::PlaybookStarted { run, .. } | Self::PlaybookStopped { run, .. } => Subject::Run(run),
            Self::TaskPublished { task, .. }
            | Self::StepAsked { task, .. }
            | Self::TaskChanged { task, .. }
            | Self::DeadlineMoved { task, .. }
            | Self::EmergencyLifted { task, .. }
            | Self::TaskEnded { task, .. }
            | Self::TaskArchived { task }
            | Self::MaterialPurged { task }
            | Self::OverdueListed { task, .. }
            | Self::EscalationOffered { task, .. } => Subject::Task(task),
            Self::SeriesRegistered { series, .. }
            | Self::SeriesChanged { series, .. }
            | Self::SeriesPaused { series }
            | Self::SeriesResumed { series }
            | Self::SeriesEnded { series, .. }
            | Self::InstanceShown { series, .. }
            | Self::InstanceMoved { series, .. }
            | Self::InstanceSkipped { series, .. }
            | Self::InstancePublished { series, .. } => Subject::Series(series),
            Self::ReportOpened { publication, .. }
            | Self::LineShown { publication, .. }
            | Self::LineAgreed { publication, .. }
            | Self::LineCommented { publication, .. }
            | Self::ReportFinished { publication, .. } => Subject::Publication(publication),
            Self::Assigned { task, dept, .. }
            | Self::NoticeQueued { task, dept, .. }
            | Self::NoticeSettled { task, dept, .. }
            | Self::NoticeUnreached { task, dept, .. }
            | Self::NoticeRenewed { task, dept }
            | Self::Acknowledged { task, dept }
            | Self::Promised { task, dept, .. }
            | Self::Progressed { task, dept }
            | Self::Hushed { task, dept, .. }
            | Self::Submitted { task, dept, .. }
            | Self::HandInWithdrawn { task, dept, .. }
            | Self::FileAdded { task, dept, .. }
            | Self::Accepted { task, dept }
            | Self::Returned { task, dept, .. }
            | Self::FileKept { task, dept, .. }
            | Self::MatterRaised { task, dept, .. }
            | Self::MatterAnswered { task, dept, .. }
            | Self::ExtensionAsked { task, dept, .. }
            | Self::ExtensionGranted { task, dept, .. }
            | Self::ExtensionRefused { task, dept, .. }
            | Self::NotOursClaimed { task, dept, .. }
            | Self::NotOursAgreed { task, dept, .. }
            | Self::NotOursRejected { task, dept, .. }
            | Self::RequestWithdrawn { task, dept, .. }
            | Self::NudgeAsked { task, dept }
            | Self::EscalationAsked { task, dept, .. }
            | Self::NudgesHeld { task, dept }
            | Self::NudgesResumed { task, dept }
            | Self::NudgeQueued { task, dept, .. }
            | Self::NudgeSettled { task, dept, .. }
            | Self::NudgePutOff { task, dept, .. }
            | Self::NudgeLeftOut { task, dept, .. }
            | Self::HoursOverridden { task, dept, .. }
            | Self::DisputeRaised { task, dept, .. }
            | Self::DisputeRuled { task, dept, .. }
            | Self::DisputeWithdrawn { task, dept, .. }
            | Self::Relayed { task, dept, .. }
            | Self::CallLogged { task, dept, .. }
            | Self::CallAdvised { task, dept } => Subject::Assignment(task, dept),
        }
    }
}
