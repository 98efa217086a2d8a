//! Declares every sentence: its type, its key in `locales/`, its variables.

use super::Value;

/// One sentence with its variables.
pub trait Sentence {
    /// Its key in `locales/*/*.ftl`.
    const KEY: &'static str;
    /// Name and value of each variable.
    fn variables(&self) -> Vec<(&'static str, &Value)>;
}

macro_rules! sentences {
    ($($name:ident = $key:literal { $($variable:ident),* })*) => {
        $(
            #[doc = concat!("`", $key, "`")]
            #[derive(Clone, Debug)]
            pub struct $name {
                $(#[doc = concat!("`$", stringify!($variable), "`")] pub $variable: Value,)*
            }
            impl Sentence for $name {
                const KEY: &'static str = $key;
                fn variables(&self) -> Vec<(&'static str, &Value)> {
                    vec![$((stringify!($variable), &self.$variable)),*]
                }
            }
        )*

        /// Key and variables of every sentence.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &[&str])] = &[$(($key, &[$(stringify!($variable)),*])),*];
    };
}

sentences! {
    // times
    Today = "today" {}
    Tomorrow = "tomorrow" {}

    // emergencies
    DayAndClock = "day-and-clock" { day, clock }
    EmergencyNotice = "emergency-notice" { dept, name, lead, due, task, items }
    EmergencyNoticeHead = "emergency-notice-head" { name, lead, count }
    EmergencyReason = "emergency-reason" { reason }
    EmergencyBlock = "emergency-block" { due, task }
    EmergencyBlockDept = "emergency-block-dept" { due, task, dept }
    EmergencyNeeds = "emergency-needs" { items }
    EmergencyCheck = "emergency-check" { name, task, due }
    EmergencyBefore = "emergency-before" { name, task, due, items, lead }
    EmergencyPromise = "emergency-promise" { name, task, items }
    EmergencyDue = "emergency-due" { name, task, due, items }
    EmergencyOver = "emergency-over" { name, task, due, items, lead }
    EmergencyNudgeHead = "emergency-nudge-head" { name, count }
    EmergencyNudgeCheck = "emergency-nudge-check" {}
    EmergencyNudgeMissing = "emergency-nudge-missing" { items }
    EmergencyNudgeOver = "emergency-nudge-over" { lead }
    ButtonAcknowledgeAll = "button-acknowledge-all" {}
    ToastAcknowledgedAll = "toast-acknowledged-all" {}
    AskClock = "ask-clock" {}
    ReceiptProgressEmergency = "receipt-progress-emergency" { task, due }
    ReceiptQuietEmergency = "receipt-quiet-emergency" { task }
    CallHintHead = "call-hint-head" {}
    CallHintCount = "call-hint-count" { count }
    CallHintNone = "call-hint-none" {}
    CallHintDept = "call-hint-dept" { dept, people }
    CallHintDeputy = "call-hint-deputy" { person }
    CallHintNobody = "call-hint-nobody" {}
    CallHintNoPhone = "call-hint-no-phone" { name }
    CallHintTask = "call-hint-task" { code, task, due }
    CallHintTaskUnreached = "call-hint-task-unreached" { code, task, due }
    CallHintTaskOver = "call-hint-task-over" { code, task, due }
    PreviewEmergencyNudges = "preview-emergency-nudges" { ack, call, before }
    PreviewEmergencyAfter = "preview-emergency-after" {}

    // the first minutes in a group
    Hello = "hello" {}
    HelloNeedsRight = "hello-needs-right" {}
    ButtonSetup = "button-setup" {}
    OfficeReady = "office-ready" { name }
    OfficeKindAsk = "office-kind-ask" {}
    OfficeFacts = "office-facts" { kind, zone }
    KindOwn = "kind-own" {}
    KindJoint = "kind-joint" {}
    OfficeNext = "office-next" {}
    ButtonZone = "button-zone" {}
    ButtonBack = "button-back" {}
    ZonesAsk = "zones-ask" {}
    SetupAsked = "setup-asked" { name, title }
    ButtonAgree = "button-agree" {}
    OpenPrivate = "open-private" {}
    ButtonOpenPrivate = "button-open-private" {}
    OperatorWelcome = "operator-welcome" {}
    ButtonAddToGroup = "button-add-to-group" {}
    Languages = "languages" {}
    LanguageSet = "language-set" {}
    WhoStranger = "who-stranger" {}
    WhoHello = "who-hello" { name }
    WhoStaff = "who-staff" { office }
    WhoSeat = "who-seat" { office, dept, seat }
    WhoOperator = "who-operator" {}
    WhoNext = "who-next" {}
    SeatContact = "seat-contact" {}
    SeatDeputy = "seat-deputy" {}
    SeatLeader = "seat-leader" {}
    SentPrivately = "sent-privately" {}

    // help and commands
    HelpLead = "help-lead" {}
    HelpContact = "help-contact" {}
    HelpCommands = "help-commands" {}
    CommandSetup = "command-setup" {}
    CommandRoster = "command-roster" {}
    CommandCalendar = "command-calendar" {}
    CommandInvite = "command-invite" {}
    CommandTask = "command-task" {}
    CommandTasks = "command-tasks" {}
    CommandStatus = "command-status" {}
    CommandNudge = "command-nudge" {}
    CommandBoard = "command-board" {}
    CommandReport = "command-report" {}
    CommandPlaybook = "command-playbook" {}
    CommandMy = "command-my" {}
    CommandStart = "command-start" {}
    CommandLang = "command-lang" {}
    CommandHelp = "command-help" {}

    // the days that are worked
    CalendarKnown = "calendar-known" { years }
    CalendarNone = "calendar-none" {}
    CalendarUnknown = "calendar-unknown" { years }
    CalendarHow = "calendar-how" {}
    CalendarAskOperator = "calendar-ask-operator" {}
    CalendarYear = "calendar-year" { year }
    CalendarMadeUp = "calendar-made-up" { days }
    DayToDay = "day-to-day" { from, to }
    CalendarMoves = "calendar-moves" { offices, count }
    CalendarMovesNone = "calendar-moves-none" { offices }
    ButtonUseCalendar = "button-use-calendar" {}
    CalendarInForce = "calendar-in-force" { years, offices }
    CalendarInForceMoved = "calendar-in-force-moved" { years, offices, count }
    CalendarMovedLead = "calendar-moved-lead" {}
    CalendarMovedContact = "calendar-moved-contact" { name }
    CalendarMovedLine = "calendar-moved-line" { task, was, due }

    // playbooks
    PlaybooksNone = "playbooks-none" {}
    PlaybooksHead = "playbooks-head" { count }
    PlaybooksLine = "playbooks-line" { name, count, units }
    PlaybooksImportHow = "playbooks-import-how" {}
    PlaybookPlan = "playbook-plan" { name, count, units }
    PlaybookStep = "playbook-step" { code, due, who, action }
    PlaybookMore = "playbook-more" { count }
    PlaybookReplaces = "playbook-replaces" {}
    PlaybookBad = "playbook-bad" { name, count }
    PlaybookFixBad = "playbook-fix-bad" {}
    OffsetAtOnce = "offset-at-once" {}
    OffsetMinutes = "offset-minutes" { count }
    OffsetHours = "offset-hours" { count }
    OffsetDays = "offset-days" { count }
    FaultNoAction = "fault-no-action" {}
    FaultDue = "fault-due" { said }
    FaultUnknownUnits = "fault-unknown-units" { names }
    FaultSharedUnit = "fault-shared-unit" { said, names }
    FaultCodeTwice = "fault-code-twice" { code, line }
    FaultMinutes = "fault-minutes" { said }
    FaultUnknownStep = "fault-unknown-step" { said }
    FaultCircle = "fault-circle" { code }
    PlaybooksStartHow = "playbooks-start-how" {}
    PlaybooksUpdateHow = "playbooks-update-how" {}
    PlaybooksRunning = "playbooks-running" {}
    PlaybooksRun = "playbooks-run" { name, at, done, count }
    ButtonStartPlaybook = "button-start-playbook" { name }
    ButtonRun = "button-run" { name }
    StartHead = "start-head" {}
    StartHeadIncomplete = "start-head-incomplete" {}
    StartReason = "start-reason" { reason }
    StartReasonMissing = "start-reason-missing" {}
    StartNow = "start-now" { now }
    StartNowClosed = "start-now-closed" { now }
    StartPeople = "start-people" { count, people }
    StartLater = "start-later" { count }
    StartUnreached = "start-unreached" { count }
    StartUnreachedNames = "start-unreached-names" { count, names }
    StartRunsAlready = "start-runs-already" { at }
    ButtonStart = "button-start" {}
    NotStarted = "not-started" {}
    ToastStarted = "toast-started" {}
    RunStarted = "run-started" { at }
    RunNormal = "run-normal" { at, reason }
    RunCancelled = "run-cancelled" { at, reason }
    RunCounts = "run-counts" { count, done, missed }
    RunSilent = "run-silent" { count }
    RunStep = "run-step" { code, due, title, who }
    RunStepWaits = "run-step-waits" { codes }
    RunResult = "run-result" { who, said }
    RunRefreshed = "run-refreshed" { at }
    ButtonRefresh = "button-refresh" {}
    ButtonStop = "button-stop" {}
    StopAsk = "stop-ask" { name }
    StopCard = "stop-card" { name, reason, count }
    StopCardNormal = "stop-card-normal" {}
    StopCardCancel = "stop-card-cancel" {}
    ButtonNormal = "button-normal" {}
    ButtonCancelRest = "button-cancel-rest" {}
    ButtonDoNotStop = "button-do-not-stop" {}
    StoppedNormal = "stopped-normal" { name, plan, reason, count }
    StoppedCancelled = "stopped-cancelled" { name, plan, reason, count }
    StoppedLine = "stopped-line" { task }
    StoppedLineDue = "stopped-line-due" { task, due }
    StepCode = "step-code" { code, task }
    StepWaited = "step-waited" { code, task }
    StepWaits = "step-waits" { steps }
    StepNote = "step-note" { note }
    StepOf = "step-of" { plan, code }
    NoPlaybook = "no-playbook" {}
    NoSuchPlaybook = "no-such-playbook" { said, names }
    StartWithoutReason = "start-without-reason" {}
    CardExpired = "card-expired" {}
    PlaybookChanged = "playbook-changed" {}
    StartedAlready = "started-already" { at }
    PlaybookOver = "playbook-over" {}
    MeansResult = "means-result" {}
    StateLineCancelled = "state-line-cancelled" {}

    // roster and invitations
    RosterEmpty = "roster-empty" {}
    RosterColumns = "roster-columns" {}
    RosterTotals = "roster-totals" { total, joined, waiting }
    RosterLost = "roster-lost" { count }
    RosterUpdateHow = "roster-update-how" {}
    ButtonInvite = "button-invite" { count }
    ButtonPrivately = "button-privately" {}
    PageOf = "page-of" { page, pages }
    ButtonPrevious = "button-previous" {}
    ButtonNext = "button-next" {}
    RosterPlan = "roster-plan" { added, changed, unchanged }
    RosterSeats = "roster-seats" { count }
    RosterKept = "roster-kept" { count }
    RosterBad = "roster-bad" { count }
    RosterBadRow = "roster-bad-row" { line, fault }
    RosterMore = "roster-more" { count }
    RosterShared = "roster-shared" { alias }
    RosterIdle = "roster-idle" {}
    RosterFixBad = "roster-fix-bad" {}
    ButtonImport = "button-import" {}
    ButtonDrop = "button-drop" {}
    RosterDone = "roster-done" { added, changed }
    RosterDoneNext = "roster-done-next" {}
    FaultNoName = "fault-no-name" {}
    FaultLong = "fault-long" { characters }
    FaultDuplicate = "fault-duplicate" { line }
    FaultAmbiguous = "fault-ambiguous" { names }
    FaultAliases = "fault-aliases" { count }
    InviteSheet = "invite-sheet" { count, day }
    InviteOne = "invite-one" { dept, day }
    InviteSeat = "invite-seat" { seat, link }
    InviteFile = "invite-file" {}
    InviteTitle = "invite-title" { office }
    InviteHow = "invite-how" {}
    AllJoined = "all-joined" {}
    Welcome = "welcome" { name, office, dept, seat }
    WelcomeHow = "welcome-how" {}
    WelcomeLeader = "welcome-leader" {}
    WelcomeOpen = "welcome-open" { count }
    WelcomeNothing = "welcome-nothing" {}

    // tasks, for the lead
    TaskHow = "task-how" {}
    TaskExample = "task-example" {}
    TaskHowMore = "task-how-more" {}
    PreviewIncomplete = "preview-incomplete" {}
    PreviewHead = "preview-head" {}
    PreviewDueChosen = "preview-due-chosen" { due, count }
    PreviewDue = "preview-due" { due, count, said }
    PreviewDueClock = "preview-due-clock" { due, said }
    PreviewDueMissing = "preview-due-missing" {}
    PreviewDueRepeats = "preview-due-repeats" { said }
    PreviewDueUnclear = "preview-due-unclear" { said }
    PreviewRestDay = "preview-rest-day" { earlier, later }
    PreviewRestDayPassed = "preview-rest-day-passed" { later }
    PreviewShort = "preview-short" {}
    PreviewClash = "preview-clash" { people, most }
    PreviewProvisional = "preview-provisional" {}
    PreviewWho = "preview-who" { count }
    PreviewWhoNames = "preview-who-names" { count, names }
    PreviewWhoMissing = "preview-who-missing" {}
    PreviewItems = "preview-items" { items }
    PreviewItemsNone = "preview-items-none" {}
    PreviewWeight = "preview-weight" { weight }
    PreviewEmergency = "preview-emergency" { reason }
    PreviewNil = "preview-nil" {}
    PreviewConsent = "preview-consent" {}
    PreviewNudges = "preview-nudges" { days }
    PreviewLeavesNow = "preview-leaves-now" {}
    PreviewLeavesAt = "preview-leaves-at" { at }
    PreviewReach = "preview-reach" { reached, asked }
    PreviewUnreached = "preview-unreached" { count }
    PreviewUnreachedNames = "preview-unreached-names" { count, names }
    PreviewChangeHow = "preview-change-how" {}
    OptionalItem = "optional-item" { name }
    EtAl = "et-al" { names, count }
    ButtonPublish = "button-publish" {}
    ButtonChange = "button-change" {}
    ButtonAll = "button-all" {}
    ButtonMoveTo = "button-move-to" { day }
    ButtonKeepDay = "button-keep-day" {}
    ButtonEarlier = "button-earlier" {}
    ButtonLater = "button-later" {}
    TaskChange = "task-change" {}
    DraftDropped = "draft-dropped" {}
    TaskPublished = "task-published" { code }
    TaskDue = "task-due" { due }
    TaskConsented = "task-consented" { code, task, done, silent }
    ButtonStatus = "button-status" {}
    TasksNone = "tasks-none" {}
    TasksHead = "tasks-head" { count }
    TasksLine = "tasks-line" { code, title, due, done, asked }
    StatusTotals = "status-totals" { asked, done }
    StatusGroup = "status-group" { state, count, names }
    StatusCount = "status-count" { state, count }
    StateComplete = "state-complete" {}
    StatePart = "state-part" {}
    StatePromised = "state-promised" {}
    StateDifficulty = "state-difficulty" {}
    StateAcknowledged = "state-acknowledged" {}
    StateSilent = "state-silent" {}
    StateOverdue = "state-overdue" {}
    StateUnreached = "state-unreached" {}
    StateExempt = "state-exempt" {}
    StateWaiting = "state-waiting" {}
    NameWithDay = "name-with-day" { name, day }
    NudgeHead = "nudge-head" { code, task }
    NudgeNow = "nudge-now" {}
    NudgeLater = "nudge-later" { at }
    NudgeNobody = "nudge-nobody" {}
    EscalationHead = "escalation-head" { code, task, due, count }
    EscalationNone = "escalation-none" { code, task }
    EscalationCount = "escalation-count" {}
    EscalationHow = "escalation-how" {}
    EscalationLater = "escalation-later" { count }
    EscalationNobody = "escalation-nobody" { count }
    EscalationAsked = "escalation-asked" { dept, who }
    EscalationWarned = "escalation-warned" { dept, who, when }
    EscalationTold = "escalation-told" { dept, who, when }
    ButtonEscalation = "button-escalation" {}
    ButtonEscalate = "button-escalate" { dept, who }
    HeadsUp = "heads-up" { name, task, when, who }
    HeadsUpOff = "heads-up-off" { name, task }
    HeadsUpOffItem = "heads-up-off-item" {}
    HeadsUpItem = "heads-up-item" { when, who }
    ToLeader = "to-leader" { dept, task, due, items }
    ToLeaderHow = "to-leader-how" { lead }
    ToDeputy = "to-deputy" { name, dept, task, due, items }
    NudgeByTheClock = "nudge-by-the-clock" {}
    NudgeHeld = "nudge-held" {}
    NudgeUnderWay = "nudge-under-way" {}
    NudgeHushed = "nudge-hushed" {}
    NudgeToday = "nudge-today" {}
    NudgeSpent = "nudge-spent" {}
    NudgeDone = "nudge-done" { code, task, now, later, leftout }
    ButtonNudge = "button-nudge" {}
    ButtonSendNudge = "button-send-nudge" {}
    HoldOn = "hold-on" { code, task, dept }
    HoldOff = "hold-off" { code, task, dept }
    ButtonHold = "button-hold" {}
    ButtonResume = "button-resume" {}
    OverdueHead = "overdue-head" { code, task, due, count }
    OverdueNone = "overdue-none" { code, task }
    OverdueSilent = "overdue-silent" { count }
    OverduePromised = "overdue-promised" { count }
    OverdueBlocked = "overdue-blocked" { count }
    OverdueUnreachable = "overdue-unreachable" { count }
    OverdueNames = "overdue-names" {}
    OverduePhones = "overdue-phones" {}
    MatterDifficulty = "matter-difficulty" { dept, task }
    MatterQuestion = "matter-question" { dept, task }
    MatterHow = "matter-how" {}
    MatterPauses = "matter-pauses" {}
    MatterPassedOn = "matter-passed-on" { dept }

    // what a contact reads
    Notice = "notice" { dept, name, lead, task, items, due }
    NoticeHead = "notice-head" { name, count }
    NoticeBlock = "notice-block" { dept, lead, task, items, due }
    TermsNil = "terms-nil" {}
    TermsConsent = "terms-consent" {}
    Check = "check" { name, task, due }
    Friendly = "friendly" { name, task, left, due }
    LastDay = "last-day" { name, task, day, due, items }
    NormShare = "norm-share" { all, done }
    NormTrend = "norm-trend" { count }
    ForDepartment = "for-department" { dept }
    FromLead = "from-lead" { lead }
    FromLeadForDepartment = "from-lead-for-department" { lead, dept }
    Overdue1 = "overdue-1" { name, task, due }
    Overdue2 = "overdue-2" { name, task, dept, lead }
    PromiseDay = "promise-day" { name, task }
    PromiseNext = "promise-next" { name, task, when }
    PromiseMoved = "promise-moved" { task, day }
    DigestHead = "digest-head" { name, count, all }
    DigestItem = "digest-item" { no, task, from, due }
    DigestItemOver = "digest-item-over" { no, task, from, due }
    DigestFrom = "digest-from" { from }
    DigestMissing = "digest-missing" { items }
    DigestLast = "digest-last" { lead }
    DigestRest = "digest-rest" { count }
    StateLineAcknowledged = "state-line-acknowledged" {}
    StateLinePromised = "state-line-promised" { day }
    StateLinePart = "state-line-part" { items, missing }
    StateLineComplete = "state-line-complete" {}
    StateLineDifficulty = "state-line-difficulty" { lead }
    RecordedAs = "recorded-as" { entry }
    AskWhen = "ask-when" {}
    AskWays = "ask-ways" {}
    ButtonAcknowledge = "button-acknowledge" {}
    ButtonDates = "button-dates" {}
    ButtonDone = "button-done" {}
    ButtonDifficulty = "button-difficulty" {}
    ButtonNumbered = "button-numbered" { no, label }
    ButtonOwnDate = "button-own-date" {}
    ButtonSendFile = "button-send-file" {}
    ButtonOtherWay = "button-other-way" {}
    ButtonNil = "button-nil" {}
    AskDate = "ask-date" { task, due }
    AskDifficulty = "ask-difficulty" { task, lead }
    AskFile = "ask-file" { task, items }
    ReceiptAcknowledged = "receipt-acknowledged" { task }
    ReceiptDate = "receipt-date" { task, day }
    ReceiptProgress = "receipt-progress" { task }
    ReceiptQuiet = "receipt-quiet" { task }
    ReceiptThanks = "receipt-thanks" { task }
    ReceiptThanksWhole = "receipt-thanks-whole" { task }
    ReceiptNil = "receipt-nil" { task }
    ReceiptPart = "receipt-part" { task, items, missing }
    WhichOffice = "which-office" {}
    WhichPart = "which-part" {}
    WhichPartFile = "which-part-file" {}
    WhichItem = "which-item" { task, file }
    WhichItemUnnamed = "which-item-unnamed" { task }
    WhatMeant = "what-meant" { text, task }
    WhatMeantNil = "what-meant-nil" { task, items, text }
    WhatMeantLong = "what-meant-long" { task }
    MeansSeen = "means-seen" {}
    MeansDifficulty = "means-difficulty" {}
    MeansQuestion = "means-question" {}
    MatterSentDifficulty = "matter-sent-difficulty" { lead }
    MatterSentQuestion = "matter-sent-question" { lead }
    LeadSays = "lead-says" { lead, task }
    LeadSaysHow = "lead-says-how" {}
    Courtesy = "courtesy" {}
    MyNone = "my-none" {}
    MyHead = "my-head" { count }
    MyLine = "my-line" { code, task, from, due, state }

    // the board
    BoardHead = "board-head" { office, count }
    BoardNone = "board-none" {}
    BoardWaits = "board-waits" { count }
    BoardWaiting = "board-waiting" { count }
    BoardAllIn = "board-all-in" {}
    BoardRunning = "board-running" {}
    BoardDue = "board-due" { day, time }
    BoardOver = "board-over" { day }
    BoardRest = "board-rest" { count }
    BoardRestElsewhere = "board-rest-elsewhere" { count }
    BoardLedger = "board-ledger" { entry, hash }
    BoardMade = "board-made" { at }
    BoardPrivateHow = "board-private-how" {}
    BoardClosed = "board-closed" {}
    BoardRetired = "board-retired" {}
    BoardPinRight = "board-pin-right" {}
    BoardStoppedDeleted = "board-stopped-deleted" { office }
    BoardStoppedTopic = "board-stopped-topic" { office }
    BoardStoppedMuted = "board-stopped-muted" { office }
    LedgerDiffers = "ledger-differs" { office, entry }
    NoBoard = "no-board" {}

    // the report
    ReportHead = "report-head" { office }
    ReportPeriod = "report-period" { from, to }
    ReportNothing = "report-nothing" {}
    ReportParts = "report-parts" { tasks, parts }
    ReportStandings = "report-standings" { ontime, late, partial, missing }
    ReportOpen = "report-open" { count }
    ReportUnreached = "report-unreached" { count }
    ReportResponded = "report-responded" { responded, promises, kept }
    ReportNudges = "report-nudges" { before, after }
    ReportLeadNotice = "report-lead-notice" { count, all }
    ReportLeadAnswers = "report-lead-answers" { answered, matters, intime }
    ReportFileHow = "report-file-how" {}
    ReportPrivateHow = "report-private-how" {}
    ReportFile = "report-file" {}
    ReportLedger = "report-ledger" { entry }

    // the short line after a press
    ToastAcknowledged = "toast-acknowledged" {}
    ToastDated = "toast-dated" {}
    ToastHandedIn = "toast-handed-in" {}
    ToastAlready = "toast-already" {}
    ToastYourTurn = "toast-your-turn" {}
    ToastPublished = "toast-published" {}
    ToastImported = "toast-imported" {}
    ToastDropped = "toast-dropped" {}
    ToastSet = "toast-set" {}
    ToastSentPrivately = "toast-sent-privately" {}

    // what cannot be, and the way on
    NotStaff = "not-staff" {}
    HiddenSender = "hidden-sender" {}
    RightsUnknown = "rights-unknown" {}
    NoOffice = "no-office" {}
    NotAGroup = "not-agroup" {}
    NoOperator = "no-operator" {}
    SetupClosed = "setup-closed" {}
    Stranger = "stranger" {}
    ForStaff = "for-staff" {}
    ForContacts = "for-contacts" {}
    BadCode = "bad-code" {}
    CodeInGroup = "code-in-group" {}
    NotYours = "not-yours" {}
    StaleCard = "stale-card" {}
    DraftGone = "draft-gone" {}
    NoSuchTask = "no-such-task" { said }
    WhichTask = "which-task" {}
    NoRoster = "no-roster" {}
    TaskEmpty = "task-empty" {}
    TaskUntitled = "task-untitled" {}
    UnknownDepartments = "unknown-departments" { names }
    UnknownDepartmentNear = "unknown-department-near" { said, near }
    UnknownDepartment = "unknown-department" { said }
    AmbiguousDepartment = "ambiguous-department" { said, names }
    NobodyAsked = "nobody-asked" {}
    DeadlinePassed = "deadline-passed" { at }
    EmergencyWithoutReason = "emergency-without-reason" {}
    TermUnclear = "term-unclear" { said }
    WeightOutOfRange = "weight-out-of-range" { said }
    TooLong = "too-long" { limit }
    DatePassed = "date-passed" { at }
    DateBeyondDeadline = "date-beyond-deadline" { at, due }
    DateUnclear = "date-unclear" { said }
    AlreadyComplete = "already-complete" {}
    TaskCancelled = "task-cancelled" {}
    ForOperators = "for-operators" {}
    CalendarShape = "calendar-shape" { detail }
    CalendarEmpty = "calendar-empty" {}
    CalendarStray = "calendar-stray" { year, day }
    CalendarSame = "calendar-same" { years }
    CalendarTooLarge = "calendar-too-large" { megabytes }
    NothingOpen = "nothing-open" {}
    NotRecordable = "not-recordable" {}
    FileWithoutTask = "file-without-task" {}
    FileTooLarge = "file-too-large" { megabytes }
    FileLost = "file-lost" {}
    RosterTooLarge = "roster-too-large" { megabytes }
    RosterFormat = "roster-format" {}
    RosterEncoding = "roster-encoding" {}
    RosterBroken = "roster-broken" {}
    RosterNoRows = "roster-no-rows" {}
    RosterNoName = "roster-no-name" { found }
    PlaybookNoColumns = "playbook-no-columns" {}
    PlaybookNoColumnsFound = "playbook-no-columns-found" { found }
    RosterTooMany = "roster-too-many" { rows }
    UnknownCommand = "unknown-command" { said }
    NothingToAnswer = "nothing-to-answer" {}
    PeriodUnclear = "period-unclear" { said }
}
