//! What is to be said to whom. Never the words: those are found when it is sent, from what is true then.

use serde::{Deserialize, Serialize};

use chrono::NaiveDate;

use super::assignment::{Request, Way};
use super::playbook::Stop;
use super::policy::Topic;
use super::series::Skipped;
use super::task::Was;
use super::{
    Alarm, Away, ChatNo, DeptNo, EntryNo, Handover, Matter, Moment, OfficeId, Part, PersonId, PublicationNo, Refusal,
    RunNo, Seat, SeriesNo, TaskNo, Touch, Words, WordsNo,
};

/// Order of sending: answers to people first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// Somebody is waiting for it.
    Answer,
    /// A new ask.
    Notice,
    /// A reminder.
    Nudge,
    /// Something that keeps itself current: nobody waits for it.
    Board,
}

/// Whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    /// Someone's private chat.
    Person(PersonId),
    /// An office's group.
    Office(OfficeId),
    /// A chat of which nothing is known yet.
    Chat(ChatNo),
    /// Whoever pressed: the short line that an app shows over the chat.
    Press {
        /// The press to be answered.
        press: String,
        /// Where it was pressed; decides the language.
        chat: ChatNo,
    },
}

/// A message of ours, where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Card {
    /// Its chat.
    pub chat: ChatNo,
    /// Its number there.
    pub message: i64,
}

/// One message to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tell {
    /// Whom.
    pub to: To,
    /// What.
    pub slot: Slot,
    /// In which order.
    pub lane: Lane,
    /// Not before this; none: now.
    pub at: Option<Moment>,
    /// Stands in place of this message.
    pub edits: Option<Card>,
    /// Answers this message of the same chat.
    pub replies_to: Option<i64>,
    /// The forum topic it was asked in.
    pub topic: Option<i64>,
    /// It leaves in its reader's hours alone, however long it was held up.
    #[serde(default)]
    pub keeps_hours: bool,
}

impl Tell {
    /// An answer, now.
    #[must_use]
    pub fn answer(to: To, slot: Slot) -> Self {
        Self { to, slot, lane: Lane::Answer, at: None, edits: None, replies_to: None, topic: None, keeps_hours: false }
    }

    /// What a contact has to know, in their hours and not before `at`; in an emergency (none) now.
    #[must_use]
    pub fn notice(person: PersonId, slot: Slot, at: Option<Moment>) -> Self {
        Self { lane: Lane::Notice, at, keeps_hours: at.is_some(), ..Self::answer(To::Person(person), slot) }
    }

    /// The same in place of an earlier message.
    #[must_use]
    pub fn editing(self, card: Card) -> Self {
        Self { edits: Some(card), ..self }
    }
}

/// What a card with buttons shows opened, below its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "open", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the one field is the part it is about")]
pub enum Focus {
    /// Days to choose from (打算哪天报?).
    Dates { part: Part },
    /// By which way it was handed in.
    Ways { part: Part },
    /// 更多: more time, or another's duty.
    More { part: Part },
    /// 更正: what is in, to be taken back or replaced.
    HandIns { part: Part },
}

impl Focus {
    /// The part it is about.
    #[must_use]
    pub fn part(self) -> Part {
        match self {
            Self::Dates { part } | Self::Ways { part } | Self::More { part } | Self::HandIns { part } => part,
        }
    }
}

/// What the lead's card of a request shows opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulingFocus {
    /// Other days to grant.
    Dates,
    /// The usual grounds on which it is refused.
    Grounds,
}

/// What the lead's card of a hand-in shows opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "open", rename_all = "snake_case")]
pub enum ReviewFocus {
    /// Which of its items is to be corrected.
    Items,
    /// Why this one is, or all of them.
    Reasons {
        /// Its place from 0; none for all.
        item: Option<usize>,
    },
}

/// A short line over the chat, after a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Toast {
    /// 收到 is on record.
    Acknowledged,
    /// 收到 for all of a card.
    AcknowledgedAll,
    /// A date is on record.
    Dated,
    /// A hand-in is on record.
    HandedIn,
    /// A hand-in was taken back.
    TakenBack,
    /// A hand-in stands in place of those before it.
    Replaced,
    /// A request is with the lead.
    Asked,
    /// A request was taken back.
    Withdrawn,
    /// It was on record before.
    Already,
    /// Type it, or send the file.
    YourTurn,
    /// Published.
    Published,
    /// Imported.
    Imported,
    /// A playbook runs.
    Started,
    /// Dropped.
    Dropped,
    /// Set.
    Set,
    /// Look into the private chat.
    SentPrivately,
    /// Nothing to say; stops the app's waiting sign.
    Silent,
}

/// A file that a report is laid out in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportFace {
    /// A page for a browser or for paper.
    Page,
    /// A workbook.
    Workbook,
}

/// What is to be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the glossary's words")]
pub enum Slot {
    // ── to anybody ──
    Refused {
        refusal: Refusal,
    },
    Toast {
        toast: Toast,
    },
    ToastRefused {
        refusal: Refusal,
    },
    /// `/start` without a code: who one is to the bot.
    WhoAmI {
        person: PersonId,
    },
    Help {
        chat: ChatNo,
        person: Option<PersonId>,
    },
    Languages,
    LanguageSet,
    /// A person became an operator.
    OperatorWelcome,

    // ── first minutes in a group ──
    Hello {
        administrator: bool,
        reads_all: bool,
    },
    /// An operator is asked to allow a group.
    SetupAsked {
        group: ChatNo,
        title: String,
        by: PersonId,
    },
    OfficeCard {
        office: OfficeId,
    },
    Zones {
        office: OfficeId,
    },
    /// Which years' days off are known, and how a newer list comes in.
    Calendar {
        operator: bool,
    },
    CalendarPreview {
        draft: i64,
    },
    CalendarInForce {
        years: Vec<i32>,
        offices: usize,
        moved: usize,
    },
    /// To a lead: deadlines that a newer list has moved, and what they were.
    CalendarMoved {
        office: OfficeId,
        moved: Vec<(TaskNo, Moment)>,
    },
    /// To a contact: the same of their parts.
    PartsMoved {
        person: PersonId,
        moved: Vec<(Part, Moment)>,
    },
    /// Staff who have not opened the private chat.
    OpenPrivate {
        office: OfficeId,
    },

    // ── roster and invitations ──
    Roster {
        office: OfficeId,
        page: usize,
        private: bool,
    },
    RosterPreview {
        draft: i64,
    },
    RosterDone {
        office: OfficeId,
        added: usize,
        changed: usize,
    },
    Invitations {
        office: OfficeId,
        links: Vec<Link>,
        sheet: bool,
    },
    /// In a group, when the answer went to the private chat of who asked.
    SentPrivately,
    AllJoined {
        office: OfficeId,
    },
    Welcome {
        office: OfficeId,
        dept: DeptNo,
        seat: Seat,
    },

    /// What an import of tasks would publish.
    TasksPreview {
        draft: i64,
        page: usize,
    },
    /// What it published: `later` of the tasks go out at their own moment, what is `over` fell due meanwhile, and
    /// what is `there` was published from another card.
    TasksPublished {
        office: OfficeId,
        tasks: Vec<TaskNo>,
        series: Vec<SeriesNo>,
        later: usize,
        over: Vec<String>,
        there: Vec<String>,
    },

    // ── the policy ──
    /// All of it, or one topic.
    Policy {
        office: OfficeId,
        topic: Option<Topic>,
    },
    /// Somebody changed it elsewhere.
    PolicyChanged {
        office: OfficeId,
        by: PersonId,
    },

    // ── a contact's own choices ──
    /// Their hours, and how often.
    Choices {
        person: PersonId,
    },
    /// Their days away.
    AwayCard {
        person: PersonId,
    },
    /// To whoever stands in.
    StandIn {
        office: OfficeId,
        dept: DeptNo,
        contact: PersonId,
        away: Away,
    },
    // ── the link that anybody may open ──
    /// To the lead: it stands open, or not; shown once, when it was made.
    OpenLink {
        office: OfficeId,
        code: Option<String>,
    },
    /// To who opened it: of which department?
    JoinAsk {
        office: OfficeId,
    },
    /// And in which seat?
    JoinSeat {
        said: String,
    },
    /// The lead was asked.
    JoinWaits {
        office: OfficeId,
    },
    /// To staff: somebody wants to join.
    JoinerCard {
        office: OfficeId,
        id: i64,
    },
    /// What staff decided.
    JoinerDecided {
        office: OfficeId,
        person: PersonId,
        dept: DeptNo,
        seat: Seat,
        admitted: bool,
    },
    NotLetIn {
        office: OfficeId,
    },
    // ── who answers ──
    /// To whom, and until when? Of all their departments, or of one.
    HandoverCard {
        person: PersonId,
        scope: Option<(OfficeId, DeptNo)>,
        until: Option<NaiveDate>,
    },
    /// To be forwarded to the colleague.
    HandoverLink {
        code: String,
        doc: Handover,
    },
    /// To who gives: the link waits.
    HandoverWaits {
        person: PersonId,
    },
    HandoverWithdrawn,
    /// To who gave it.
    HandedOver {
        to: PersonId,
        of: Vec<(OfficeId, DeptNo)>,
        until: Option<NaiveDate>,
    },
    /// To who took over, with all that is open; `lost`: since the other cannot be written to.
    TookOver {
        person: PersonId,
        from: PersonId,
        of: Vec<(OfficeId, DeptNo)>,
        until: Option<NaiveDate>,
        lost: bool,
    },
    /// To staff: another has this seat, or has it until then.
    SeatChanged {
        office: OfficeId,
        dept: DeptNo,
        seat: Seat,
        from: PersonId,
        to: PersonId,
        until: Option<Moment>,
    },
    /// To staff: who answered cannot be written to any more.
    SeatLost {
        office: OfficeId,
        dept: DeptNo,
        seat: Seat,
        person: PersonId,
    },
    /// To staff: who sat here had their personal data erased, and the seat is free.
    SeatErased {
        office: OfficeId,
        dept: DeptNo,
        seat: Seat,
        answered: bool,
    },
    /// To somebody who wants to be forgotten: an operator was asked, or there is none to ask.
    ErasureNoted {
        told: bool,
    },
    /// To operators: heads of ledgers that nobody outside has seen yet, as many as one message holds.
    Heads,
    /// To staff: nobody outside of the database sees their ledger's head.
    HeadNotPosted {
        office: OfficeId,
    },
    /// Whether the ledger is as it was written, and still holds what was handed out.
    Audit {
        office: OfficeId,
        held: Option<(EntryNo, String)>,
    },
    /// To operators: what only they can look into.
    Alarm {
        alarm: Alarm,
    },
    /// To operators: this person wants to be forgotten.
    ErasureAsked {
        person: PersonId,
    },
    /// To who sat there before.
    Replaced {
        office: OfficeId,
        dept: DeptNo,
        seat: Seat,
        person: PersonId,
        to: PersonId,
    },
    /// This person stands in no more: to them, or to the contact.
    StandInOver {
        office: OfficeId,
        dept: DeptNo,
        person: PersonId,
        reader: PersonId,
    },
    /// 别催了, for all that is open.
    HushedAll {
        count: usize,
    },

    // ── playbooks ──
    Playbooks {
        office: OfficeId,
    },
    PlaybookPreview {
        draft: i64,
    },
    /// What 启动 would do.
    StartCard {
        draft: i64,
    },
    NotStarted,
    /// How the steps of a plan stand. `private`: departments may be named.
    Run {
        office: OfficeId,
        run: RunNo,
        page: usize,
        private: bool,
    },
    /// Why is it to be stopped?
    StopAsk {
        office: OfficeId,
        run: RunNo,
    },
    /// How is it to be stopped?
    StopCard {
        draft: i64,
    },
    /// To a contact: these parts are over, or go on by day.
    RunStopped {
        person: PersonId,
        office: OfficeId,
        run: RunNo,
        how: Stop,
        parts: Vec<Part>,
    },

    // ── tasks, for the lead ──
    TaskHow {
        office: OfficeId,
    },
    TaskPreview {
        draft: i64,
    },
    TaskChange {
        draft: i64,
    },
    DraftDropped,
    TaskCard {
        office: OfficeId,
        task: TaskNo,
    },
    /// Emergencies that are not answered: phone them. `private`: names and numbers may be shown.
    CallHint {
        office: OfficeId,
        parts: Vec<Part>,
        private: bool,
    },
    /// A task closed by itself: whoever was silent has consented.
    TaskConsented {
        office: OfficeId,
        task: TaskNo,
    },
    /// Who would be reminded by hand now, and who not.
    NudgePreview {
        draft: i64,
        private: bool,
    },
    /// A nudge by hand is on its way: to so many now, to so many later.
    NudgeDone {
        office: OfficeId,
        task: TaskNo,
        now: usize,
        later: usize,
        left_out: usize,
    },
    /// What ending or archiving a task would do.
    FinishCard {
        draft: i64,
    },
    /// It ended, or left the lists.
    Finished {
        office: OfficeId,
        task: TaskNo,
    },
    /// To a contact: these parts are not awaited any more.
    PartsEnded {
        person: PersonId,
        parts: Vec<Part>,
    },
    /// To a contact who handed in: thank you, at the end of it all.
    TaskThanks {
        person: PersonId,
        parts: Vec<Part>,
    },
    /// What a change of a task would come to.
    EditCard {
        draft: i64,
    },
    /// It was changed, and so many departments came in.
    Edited {
        office: OfficeId,
        task: TaskNo,
        was: Was,
        added: usize,
        reason: Words,
    },
    /// To a contact: the ask of these parts has changed.
    PartsEdited {
        person: PersonId,
        parts: Vec<Part>,
        was: Was,
        reason: Words,
    },
    /// Whether the lead sees to a department in person.
    Hold {
        part: Part,
    },
    /// Who stays silent after the deadline, and whether deputy or leader should hear of it.
    EscalationOffer {
        office: OfficeId,
        task: TaskNo,
        private: bool,
    },
    /// What is open after the deadline, and what could be done about it.
    OverdueList {
        office: OfficeId,
        task: TaskNo,
        private: bool,
    },
    Tasks {
        office: OfficeId,
        page: usize,
        private: bool,
    },
    Status {
        office: OfficeId,
        task: TaskNo,
        private: bool,
    },
    /// The series of an office.
    SeriesList {
        office: OfficeId,
        page: usize,
    },
    /// One series; `ending` asks whether it is really to end.
    Series {
        office: OfficeId,
        series: SeriesNo,
        #[serde(default)]
        ending: bool,
    },
    /// The next instance, before it goes out.
    SeriesAhead {
        office: OfficeId,
        series: SeriesNo,
        day: NaiveDate,
        #[serde(default)]
        confirmed: bool,
    },
    /// Which deadline an instance is to have.
    SeriesMove {
        office: OfficeId,
        series: SeriesNo,
        day: NaiveDate,
    },
    /// What became of an instance, due at `at`, other than was planned.
    SeriesNote {
        office: OfficeId,
        series: SeriesNo,
        day: NaiveDate,
        at: Moment,
        note: SeriesNote,
    },
    /// No further instance will come.
    SeriesDone {
        office: OfficeId,
        series: SeriesNo,
    },
    /// The service was away: whoever pressed then may press again.
    TapAgain {
        office: OfficeId,
        from: Moment,
        until: Moment,
    },
    /// How far the preview of a report is, or that it is final. `private`: what departments said may be shown.
    ReportPreview {
        office: OfficeId,
        publication: PublicationNo,
        private: bool,
    },
    /// A department's own line of a report, to be answered.
    ReportLine {
        office: OfficeId,
        publication: PublicationNo,
        dept: DeptNo,
        person: PersonId,
    },
    /// The same as a page of its own, as a file.
    ReportSheet {
        office: OfficeId,
        publication: PublicationNo,
        dept: DeptNo,
        person: PersonId,
    },
    /// What is to be printed beside it, to be typed.
    AskLineComment {
        office: OfficeId,
        publication: PublicationNo,
    },
    /// A difficulty or question of a department, for the lead to answer by replying.
    MatterCard {
        part: Part,
        matter: Matter,
        words: Words,
        by: PersonId,
        answered: bool,
    },
    MatterPassedOn {
        part: Part,
    },
    /// A request of a department, for the lead to rule on.
    RequestCard {
        part: Part,
        request: Request,
        #[serde(default)]
        focus: Option<RulingFocus>,
    },
    /// What is handed in of one task and waits to be looked at.
    Submissions {
        office: OfficeId,
        task: TaskNo,
        page: usize,
    },
    /// One hand-in, for the lead to accept or send back.
    SubmissionCard {
        part: Part,
        #[serde(default)]
        focus: Option<ReviewFocus>,
    },
    /// Material of a task is being packed.
    Collecting {
        office: OfficeId,
        task: TaskNo,
        private: bool,
    },
    /// It could not be.
    CollectFailed {
        office: OfficeId,
        task: TaskNo,
    },
    /// An archive of it, the `no`-th of so many; it lies at `path` until it has left.
    Collected {
        office: OfficeId,
        task: TaskNo,
        no: usize,
        of: usize,
        name: String,
        path: String,
        files: usize,
        damaged: Vec<String>,
    },
    /// A file of a hand-in, by its place among them.
    HandedFile {
        part: Part,
        no: usize,
    },
    /// Whom to phone.
    Calls {
        office: OfficeId,
        page: usize,
        private: bool,
    },
    /// One of them, and what may have come of it; days to choose from may be open.
    CallCard {
        part: Part,
        way: Way,
        #[serde(default)]
        dates: bool,
    },
    /// What words about a call would be entered as.
    CallPreview {
        draft: i64,
    },
    /// It is entered.
    CallDone {
        part: Part,
        entry: EntryNo,
    },
    /// A dispute, for the lead to decide; the reasons for one outcome may be open.
    DisputeCard {
        part: Part,
        entry: EntryNo,
        #[serde(default)]
        upheld: Option<bool>,
    },
    /// All that waits for the lead's decision.
    Review {
        office: OfficeId,
        page: usize,
        private: bool,
    },
    // ── boards ──
    Board {
        office: OfficeId,
    },
    PinBoard {
        card: Card,
    },
    UnpinBoard {
        card: Card,
    },
    DeleteBoard {
        card: Card,
    },
    /// In place of an earlier board that cannot be deleted any more.
    BoardRetired,
    BoardClosed,
    /// The right to pin is missing.
    BoardPinRight,
    /// To who put it up.
    BoardStopped {
        office: OfficeId,
        why: BoardStop,
    },
    /// To operators: a pinned board names an entry that our ledger does not have so.
    LedgerDiffers {
        office: OfficeId,
        entry: EntryNo,
    },
    Report {
        office: OfficeId,
        from: Moment,
        to: Moment,
        private: bool,
        /// As of when, so that the message and its files say the same; of an older version: when it is sent.
        #[serde(default)]
        at: Option<Moment>,
    },
    /// The report as a file, with all names.
    ReportFile {
        office: OfficeId,
        from: Moment,
        to: Moment,
        at: Moment,
        face: ReportFace,
    },

    // ── for a contact ──
    /// A paper of the lead's that goes with the ask, by its place among them.
    Form {
        office: OfficeId,
        task: TaskNo,
        no: usize,
    },
    Notice {
        person: PersonId,
        parts: Vec<Part>,
        focus: Option<Focus>,
    },
    Digest {
        person: PersonId,
        touches: Vec<(Part, Touch)>,
        focus: Option<Focus>,
    },
    /// One open part as a card of its own.
    PartCard {
        person: PersonId,
        part: Part,
        focus: Option<Focus>,
    },
    My {
        person: PersonId,
        page: usize,
    },
    AskDate {
        part: Part,
    },
    AskDifficulty {
        part: Part,
    },
    AskFile {
        part: Part,
    },
    Receipt {
        part: Part,
        entry: i64,
        what: ReceiptOf,
    },
    /// What came in behind this entry, what waits, what is due next.
    DaySummary {
        office: OfficeId,
        after: i64,
    },
    /// What waits for this person's decision beyond the lead's targets.
    LeadReminder {
        office: OfficeId,
        person: PersonId,
    },
    /// A message was changed after this entry was made of it: the entry stands.
    RecordStands {
        part: Part,
        entry: i64,
        person: Option<PersonId>,
    },
    /// The receipt of this entry once more: more came with it since.
    ReceiptAgain {
        part: Part,
        entry: i64,
    },
    /// Somebody leads for several offices: which is meant?
    WhichOffice {
        draft: i64,
    },
    /// Several tasks are open: which is meant?
    WhichPart {
        draft: i64,
    },
    /// Several items are open: which is this file?
    WhichItem {
        draft: i64,
    },
    /// Not understood: what is meant?
    WhatMeant {
        draft: i64,
    },
    MatterSent {
        part: Part,
        matter: Matter,
    },
    /// To who asked: it is with the lead.
    RequestSent {
        part: Part,
        request: Request,
        entry: EntryNo,
    },
    /// Until when is it to be put off?
    AskUntil {
        part: Part,
    },
    /// To the contact: what is to be corrected, by this entry.
    SentBack {
        part: Part,
        entry: EntryNo,
    },
    /// To the contact: what the lead ruled, in this entry.
    Ruled {
        part: Part,
        request: Request,
        entry: EntryNo,
    },
    /// The record of a department, by task; none is chosen yet where a person serves several. `said` is what they dispute, in their words.
    Record {
        person: PersonId,
        of: Option<(OfficeId, DeptNo)>,
        page: usize,
        #[serde(default)]
        said: Option<WordsNo>,
    },
    /// Every entry about one part; of task 0, about the department itself.
    RecordEntries {
        part: Part,
        page: usize,
        #[serde(default)]
        said: Option<WordsNo>,
        /// Who reads it, and may serve others too.
        #[serde(default)]
        person: Option<PersonId>,
    },
    /// What is wrong with this entry?
    DisputeWhy {
        part: Part,
        entry: EntryNo,
    },
    /// To who disputed this entry: where that stands.
    DisputeSent {
        part: Part,
        entry: EntryNo,
    },
    /// To the contact: what was entered on their behalf, or of a call to them.
    RelayNote {
        part: Part,
        entry: EntryNo,
    },
    /// To the department: the outcome, in this entry.
    DisputeTold {
        part: Part,
        entry: EntryNo,
    },
    LeadSays {
        part: Part,
        matter: Matter,
        words: Words,
    },
    Courtesy,
}

impl Slot {
    /// Reminders of emergencies, which stand outside of caps and digests.
    #[must_use]
    pub fn is_emergency(&self) -> bool {
        matches!(self, Self::Digest { touches, .. } if touches.iter().any(|(_, touch)| touch.stage.is_emergency()))
    }

    /// A board itself, or what is done about one.
    #[must_use]
    pub fn is_board(&self) -> bool {
        matches!(
            self,
            Self::Board { .. }
                | Self::PinBoard { .. }
                | Self::UnpinBoard { .. }
                | Self::DeleteBoard { .. }
                | Self::BoardRetired
        )
    }
}

/// Why a board stands no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoardStop {
    /// Somebody deleted it twice.
    Deleted,
    /// Its forum topic is closed or gone.
    Topic,
    /// The bot may not write there.
    Muted,
}

/// What the lead must know of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the glossary's words")]
pub enum SeriesNote {
    /// It was held up since `meant_at`, and went out as this task now.
    Late { task: TaskNo, meant_at: Moment },
    /// It did not go out.
    Skipped { why: Skipped },
}

/// What a receipt confirms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptOf {
    /// 收到.
    Acknowledgement,
    /// A date.
    Date,
    /// A hand-in, whole or in part.
    HandIn,
    /// A hand-in was taken back.
    TakenBack,
    /// A hand-in stands in place of those before it.
    Replaced,
    /// Nothing to hand in, where that is an answer.
    Nil,
    /// Under way.
    Progress,
    /// Quiet for today.
    Quiet,
}

/// A personal invitation, as it is handed out; only its hash is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// For which department.
    pub dept: DeptNo,
    /// For which seat.
    pub seat: Seat,
    /// The code itself.
    pub code: String,
    /// Valid until.
    pub expires_at: Moment,
}
