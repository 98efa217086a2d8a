//! One entry in a line of plain words, as its department reads it.
//!
//! The department's people are named, the lead is called by the office's name. Words are those of the department, or were said to it.

use chrono_tz::Tz;

use crate::domain::assignment::Way;
use crate::domain::department::Department;
use crate::domain::task::Ended;
use crate::domain::{
    Actor, Delivery, Entry, EntryNo, Event, LeftOut, Matter, Office, PersonId, Stage, Task, Unreachable, Words, WordsNo,
};
use crate::say;
use crate::store::{Result, words};

use super::help::seat_name;
use super::pen::Pen;
use super::request::ground;
use super::submission::flaw_words;

/// Longer words end with an ellipsis.
const WORDS_CHARACTERS_MAX: usize = 120;

/// Whose record an entry is read in.
pub(super) struct Whose<'a> {
    pub(super) office: &'a Office,
    pub(super) dept: &'a Department,
    /// None for what concerns the department itself.
    pub(super) task: Option<&'a Task>,
}

impl Whose<'_> {
    fn zone(&self) -> Tz {
        self.office.zone
    }

    /// 3-128: the 128th entry of office 3.
    pub(super) fn code(&self, seq: EntryNo) -> String {
        format!("{}-{}", self.office.id.0, seq.0)
    }
}

/// What was said with an entry.
pub(super) enum Said {
    /// These words.
    Words(String),
    /// They were erased since; the entry stands.
    Erased,
}

/// Who made it so.
pub(super) async fn who(pen: &mut Pen<'_>, whose: &Whose<'_>, actor: Actor) -> Result<String> {
    let Actor::Person(person) = actor else { return Ok(say!(pen.words, RecordMachine)) };
    let sits = whose.dept.seats.iter().any(|sitting| sitting.joined == Some(person));
    if !sits && whose.office.staff.contains(&person) {
        return Ok(whose.office.name.clone());
    }
    name(pen, whose, person).await
}

async fn name(pen: &mut Pen<'_>, whose: &Whose<'_>, person: PersonId) -> Result<String> {
    let sitting = whose.dept.seats.iter().find(|sitting| sitting.joined == Some(person));
    let name = pen.name(sitting.and_then(|sitting| sitting.named).unwrap_or(person)).await?;
    // A name that was erased leaves the department's.
    Ok(if name.is_empty() { whose.dept.profile.name.clone() } else { name })
}

/// What happened, without the words that were said.
pub(super) async fn what(pen: &mut Pen<'_>, whose: &Whose<'_>, event: &Event) -> Result<String> {
    if let Event::Relayed { way, answer, .. } = event {
        let answer = Box::pin(what(pen, whose, answer)).await?;
        return Ok(say!(pen.words, RecordRelayed { way: way_name(pen, *way), answer: answer }));
    }
    if let Some(said) = delivered(pen, whose, event).await? {
        return Ok(said);
    }
    let said = about_task(pen, whose, event)
        .or_else(|| answered(pen, whose, event))
        .or_else(|| decided(pen, whose, event))
        .or_else(|| disputed(pen, whose, event))
        .or_else(|| reminded(pen, whose, event));
    match said {
        Some(said) => Ok(said),
        None => about_people(pen, whose, event).await,
    }
}

/// What was said with it; none if nothing was.
pub(super) async fn said(pen: &mut Pen<'_>, event: &Event) -> Result<Option<Said>> {
    let Some(no) = words_of(event) else { return Ok(usual(pen, event).map(Said::Words)) };
    let Some(text) = words::find_words(pen.conn, no).await? else { return Ok(Some(Said::Erased)) };
    let text = match text.char_indices().nth(WORDS_CHARACTERS_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    };
    Ok((!text.trim().is_empty()).then(|| Said::Words(text.replace('\n', " "))))
}

fn words_of(event: &Event) -> Option<WordsNo> {
    let words: Option<&Words> = match event {
        Event::Submitted { words, .. }
        | Event::FileAdded { words, .. }
        | Event::Returned { words, .. }
        | Event::ExtensionAsked { words, .. }
        | Event::ExtensionRefused { words, .. }
        | Event::NotOursClaimed { words, .. }
        | Event::NotOursRejected { words, .. }
        | Event::DisputeRaised { words, .. }
        | Event::DisputeRuled { words, .. } => words.as_ref(),
        Event::MatterRaised { words, .. }
        | Event::MatterAnswered { words, .. }
        | Event::Relayed { words: Some(words), .. } => Some(words),
        Event::TaskChanged { reason, .. } => Some(reason),
        Event::TaskEnded { reason, .. } => reason.as_ref(),
        Event::Relayed { answer, .. } => return words_of(answer),
        _ => None,
    };
    words.map(|words| words.no)
}

/// One of the usual reasons, where it was tapped.
fn usual(pen: &Pen<'_>, event: &Event) -> Option<String> {
    match event {
        Event::Returned { flaw: Some(of), .. } => Some(flaw_words(pen, *of)),
        Event::ExtensionRefused { ground: Some(of), .. } | Event::NotOursRejected { ground: Some(of), .. } => {
            Some(ground(pen, *of))
        }
        Event::DisputeRaised { complaint: Some(of), .. } => Some(super::dispute::complaint(pen, *of)),
        Event::DisputeRuled { finding: Some(of), .. } => Some(super::dispute::finding(pen, *of)),
        _ => None,
    }
}

async fn delivered(pen: &mut Pen<'_>, whose: &Whose<'_>, event: &Event) -> Result<Option<String>> {
    let (person, delivery, stage) = match event {
        Event::NoticeSettled { person, delivery, .. } => (*person, *delivery, Stage::Notice),
        Event::NudgeSettled { person, delivery, touch, .. } => (*person, *delivery, touch.stage),
        _ => return Ok(None),
    };
    let name = name(pen, whose, person).await?;
    Ok(Some(match (stage, delivery) {
        (Stage::Notice, Delivery::Sent) => say!(pen.words, RecordNoticeSent { name: name }),
        (Stage::Notice, Delivery::Refused) => say!(pen.words, RecordNoticeRefused { name: name }),
        (Stage::Notice, Delivery::Unknown) => say!(pen.words, RecordNoticeUnknown { name: name }),
        (Stage::HeadsUp, Delivery::Sent) => say!(pen.words, RecordHeadsUp { name: name }),
        (Stage::ToLeader, Delivery::Sent) => say!(pen.words, RecordToLeader { name: name }),
        (_, Delivery::Sent) => say!(pen.words, RecordNudgeSent { name: name }),
        (_, Delivery::Refused) => say!(pen.words, RecordNudgeRefused { name: name }),
        (_, Delivery::Unknown) => say!(pen.words, RecordNudgeUnknown { name: name }),
    }))
}

fn about_task(pen: &Pen<'_>, whose: &Whose<'_>, event: &Event) -> Option<String> {
    let times = pen.times(whose.zone());
    Some(match event {
        Event::TaskPublished { deadline, .. } => say!(pen.words, RecordPublished { due: times.moment(deadline.at) }),
        Event::StepAsked { step, .. } => say!(pen.words, RecordStep { code: step }),
        Event::TaskChanged { .. } => say!(pen.words, RecordChanged),
        Event::DeadlineMoved { deadline, .. } => say!(pen.words, RecordMoved { due: times.moment(deadline.at) }),
        Event::EmergencyLifted { .. } => say!(pen.words, RecordLifted),
        Event::TaskEnded { why: Ended::Consent, .. } => say!(pen.words, RecordConsented),
        Event::TaskEnded { why: Ended::Cancelled, .. } => say!(pen.words, RecordCancelled),
        Event::TaskEnded { why: Ended::Closed, .. } => say!(pen.words, RecordClosed),
        Event::MaterialPurged { .. } => say!(pen.words, RecordPurged),
        Event::TaskArchived { .. } => say!(pen.words, RecordArchived),
        Event::Assigned { .. } => say!(pen.words, RecordAssigned),
        Event::NoticeUnreached { why, .. } => match why {
            Unreachable::NobodyJoined => say!(pen.words, RecordUnreachedNobody),
            Unreachable::Blocked => say!(pen.words, RecordUnreachedBlocked),
            Unreachable::Gone => say!(pen.words, RecordUnreachedGone),
        },
        Event::NoticeRenewed { .. } => say!(pen.words, RecordRenewed),
        _ => return None,
    })
}

fn answered(pen: &Pen<'_>, whose: &Whose<'_>, event: &Event) -> Option<String> {
    let times = pen.times(whose.zone());
    let items = |places: &[usize]| whose.task.map(|task| pen.items(task, places.iter().copied())).unwrap_or_default();
    Some(match event {
        Event::Acknowledged { .. } => say!(pen.words, RecordAcknowledged),
        Event::Promised { promise, .. } if promise.make_up => {
            say!(pen.words, RecordMakeUp { at: times.moment(promise.due_at) })
        }
        Event::Promised { promise, .. } => say!(pen.words, RecordPromised { at: times.moment(promise.due_at) }),
        Event::Progressed { .. } => say!(pen.words, RecordProgressed),
        Event::Hushed { on, .. } => say!(pen.words, RecordHushed { day: times.day(*on) }),
        Event::Submitted { items: places, .. } if items(places).is_empty() => say!(pen.words, RecordSubmittedWords),
        Event::Submitted { items: places, files, .. } if files.is_empty() => {
            say!(pen.words, RecordOtherWay { items: items(places) })
        }
        Event::Submitted { items: places, files, .. } => {
            say!(pen.words, RecordSubmitted { items: items(places), count: files.len() })
        }
        Event::FileKept { sha256, .. } => {
            say!(pen.words, RecordFileKept { digest: sha256.chars().take(8).collect::<String>() })
        }
        Event::MatterRaised { matter: Matter::Difficulty, .. } => say!(pen.words, RecordDifficulty),
        Event::MatterRaised { matter: Matter::Question, .. } => say!(pen.words, RecordQuestion),
        Event::ExtensionAsked { until, .. } => say!(pen.words, RecordExtensionAsked { until: times.moment(*until) }),
        Event::NotOursClaimed { unit: Some(unit), .. } => say!(pen.words, RecordNotOursUnit { unit: unit }),
        Event::NotOursClaimed { .. } => say!(pen.words, RecordNotOurs),
        Event::RequestWithdrawn { .. } => say!(pen.words, RecordRequestWithdrawn),
        Event::FileAdded { entry, .. } => say!(pen.words, RecordFileAdded { entry: whose.code(*entry) }),
        Event::HandInWithdrawn { of, .. } => say!(pen.words, RecordTakenBack { entry: whose.code(*of) }),
        _ => return None,
    })
}

fn decided(pen: &Pen<'_>, whose: &Whose<'_>, event: &Event) -> Option<String> {
    let times = pen.times(whose.zone());
    Some(match event {
        Event::Accepted { .. } => say!(pen.words, RecordAccepted),
        Event::Returned { items, by, .. } => {
            let items = whose.task.map(|task| pen.items(task, items.iter().copied())).unwrap_or_default();
            say!(pen.words, RecordReturned { items: items, by: times.moment(*by) })
        }
        Event::MatterAnswered { .. } => say!(pen.words, RecordAnswered),
        Event::ExtensionGranted { until, .. } => {
            say!(pen.words, RecordExtensionGranted { until: times.moment(*until) })
        }
        Event::ExtensionRefused { .. } => say!(pen.words, RecordExtensionRefused),
        Event::NotOursAgreed { .. } => say!(pen.words, RecordNotOursAgreed),
        Event::NotOursRejected { .. } => say!(pen.words, RecordNotOursRejected),
        Event::NudgeAsked { .. } => say!(pen.words, RecordNudgeAsked),
        Event::EscalationAsked { seat, .. } => {
            say!(pen.words, RecordEscalationAsked { seat: seat_name(pen, *seat) })
        }
        Event::NudgesHeld { .. } => say!(pen.words, RecordHeld),
        Event::NudgesResumed { .. } => say!(pen.words, RecordResumed),
        Event::CallLogged { way, .. } => say!(pen.words, RecordCall { way: way_name(pen, *way) }),
        _ => return None,
    })
}

fn disputed(pen: &Pen<'_>, whose: &Whose<'_>, event: &Event) -> Option<String> {
    Some(match event {
        Event::DisputeRaised { entry, .. } => say!(pen.words, RecordDisputeRaised { entry: whose.code(*entry) }),
        Event::DisputeRuled { entry, upheld, by_party, .. } => {
            let entry = whose.code(*entry);
            let ruled = if *upheld {
                say!(pen.words, RecordDisputeUpheld { entry: entry })
            } else {
                say!(pen.words, RecordDisputeDismissed { entry: entry })
            };
            if *by_party { format!("{ruled}{}", say!(pen.words, RecordDisputeAlone)) } else { ruled }
        }
        Event::DisputeWithdrawn { entry, .. } => {
            say!(pen.words, RecordDisputeWithdrawn { entry: whose.code(*entry) })
        }
        _ => return None,
    })
}

fn reminded(pen: &Pen<'_>, whose: &Whose<'_>, event: &Event) -> Option<String> {
    let times = pen.times(whose.zone());
    Some(match event {
        Event::NudgePutOff { until, .. } => say!(pen.words, RecordPutOff { until: times.moment(*until) }),
        Event::NudgeLeftOut { why, .. } => {
            let why = match why {
                LeftOut::Answered => say!(pen.words, LeftOutAnswered),
                LeftOut::Cap => say!(pen.words, LeftOutCap),
                LeftOut::Unreachable => say!(pen.words, LeftOutUnreachable),
                LeftOut::Superseded => say!(pen.words, LeftOutSuperseded),
                LeftOut::Replaced => say!(pen.words, LeftOutReplaced),
                LeftOut::Ended => say!(pen.words, LeftOutEnded),
                LeftOut::Held => say!(pen.words, LeftOutHeld),
                LeftOut::Cadence => say!(pen.words, LeftOutCadence),
                LeftOut::Away => say!(pen.words, LeftOutAway),
            };
            say!(pen.words, RecordLeftOut { why: why })
        }
        Event::HoursOverridden { reason, .. } => say!(pen.words, RecordHours { reason: reason }),
        Event::CallAdvised { .. } => say!(pen.words, RecordCallAdvised),
        _ => return None,
    })
}

async fn about_people(pen: &mut Pen<'_>, whose: &Whose<'_>, event: &Event) -> Result<String> {
    Ok(match event {
        Event::DepartmentAdded { .. } => say!(pen.words, RecordAdded),
        Event::DepartmentChanged { .. } => say!(pen.words, RecordProfile),
        Event::SeatNamed { seat, named, .. } => {
            let name = name(pen, whose, named.person).await?;
            say!(pen.words, RecordNamed { seat: seat_name(pen, *seat), name: name })
        }
        Event::SeatJoined { seat, person, .. } => {
            let name = name(pen, whose, *person).await?;
            say!(pen.words, RecordJoined { seat: seat_name(pen, *seat), name: name })
        }
        Event::StandInJoined { person, until, .. } => {
            let name = name(pen, whose, *person).await?;
            say!(pen.words, RecordStandIn { name: name, until: pen.times(whose.zone()).moment(*until) })
        }
        Event::SeatLeft { seat, .. } => say!(pen.words, RecordLeft { seat: seat_name(pen, *seat) }),
        Event::SeatLost { seat, .. } => say!(pen.words, RecordLost { seat: seat_name(pen, *seat) }),
        Event::SeatBack { seat, .. } => say!(pen.words, RecordBack { seat: seat_name(pen, *seat) }),
        _ => say!(pen.words, RecordOther),
    })
}

/// 电话, 当面, 纸质, 其他渠道.
pub(super) fn way_name(pen: &Pen<'_>, way: Way) -> String {
    match way {
        Way::Phone => say!(pen.words, HowPhone),
        Way::InPerson => say!(pen.words, HowInPerson),
        Way::Paper => say!(pen.words, HowPaper),
        Way::Other => say!(pen.words, HowOther),
    }
}

/// The line of an entry: when, who, what, what was said, and its place on the ledger.
pub(super) async fn line(
    pen: &mut Pen<'_>,
    whose: &Whose<'_>,
    entry: &Entry,
    hash: &str,
    no: Option<usize>,
) -> Result<String> {
    let when = pen.times(whose.zone()).moment(entry.said_at());
    let who = who(pen, whose, entry.actor).await?;
    let what = what(pen, whose, &entry.event).await?;
    let line = match no {
        Some(no) => say!(pen.words, RecordEntry { no: no, when: when, who: who, what: what }),
        None => say!(pen.words, RecordEntryPlain { when: when, who: who, what: what }),
    };
    let said = match said(pen, &entry.event).await? {
        Some(Said::Words(words)) => format!("\n   {}", say!(pen.words, RecordWords { words: words })),
        Some(Said::Erased) => format!("\n   {}", say!(pen.words, RecordErased)),
        None => String::new(),
    };
    let hash: String = hash.chars().take(8).collect();
    Ok(format!("{line}{said}\n   {} · {hash}", whose.code(entry.seq)))
}
