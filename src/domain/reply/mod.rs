//! Plain replies (反馈) of a contact: what a free text means where that is clear, and a guess to ask with where it is not.
//!
//! A text is cut into clauses (`clause`); each is one row of the table of replies (`meaning`). What cannot well be taken back needs a form
//! that fits the whole clause (`form`, with the shapes of `name` and the words of `words`); what a person reads before anything follows
//! may act on its words. The upper row wins, and what stands beside it must leave it true.

mod beside;
mod clause;
mod courtesy;
mod date;
mod difficulty;
mod dispute;
mod extension;
mod form;
mod handover;
mod meaning;
mod name;
mod nil;
mod not_ours;
mod promise;
mod question;
mod reason;
mod refuse;
mod submit;
#[cfg(test)]
mod tests;
mod under_way;
mod words;

use serde::{Deserialize, Serialize};

use super::Moment;
use super::calendar::WorkTime;
use beside::{is_doubt, is_still_open, is_turn, leaves_true};
use clause::Clause;
use meaning::{Meaning, Said};

/// What a reply means, and how sure that is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Understood {
    /// What the contact seems to say; not sure below [`CONFIDENCE_TO_ACT_MIN`].
    pub intent: Option<Intent>,
    /// The date named in it. Where the intent is not sure it is only good enough to ask with.
    pub date: Option<Moment>,
    /// The other unit to which it belongs, as named: 住建局.
    pub unit: Option<String>,
    /// Why, in the contact's words.
    pub reason: Option<String>,
    /// 0 to 1; below [`CONFIDENCE_TO_ACT_MIN`] the bot asks with buttons.
    pub confidence: f64,
}

/// Below this the bot asks with buttons instead of acting.
pub const CONFIDENCE_TO_ACT_MIN: f64 = 0.8;

/// What a contact says, the upper row first: where several are said, the upper one wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// 记录不对.
    Dispute,
    /// 不归我们.
    NotOurs,
    /// 请联系张科.
    Handover,
    /// 能不能宽限两天.
    Extension,
    /// 发错了,以这版为准.
    Resubmit,
    /// 零报告: there is nothing to hand in.
    Nil,
    /// 先报一部分.
    Partial,
    /// 已报送.
    Submit,
    /// 有困难.
    Difficulty,
    /// 周五报.
    Promise,
    /// 这个填哪个口径?
    Question,
    /// 这个不报.
    Decline,
    /// 别催了.
    Stop,
    /// 正在走流程: in the leader's hands.
    Approval,
    /// 正在办理.
    InProgress,
    /// 在外出差.
    Absent,
    /// 收到.
    Ack,
    /// 谢谢.
    Chat,
}

/// Understands a contact's free text, said at `now`.
#[must_use]
pub fn understand(text: &str, now: Moment, work: &WorkTime<'_>) -> Understood {
    let read: Vec<_> = clause::split(text).into_iter().flat_map(meaning::read).collect();
    let reply = Reply { read };
    let Some(intent) = reply.upper() else { return reply.guessed(now, work) };
    let date = reply.date(intent, now, work);
    let confidence = if intent == Intent::Promise && date.is_none() { 0.5 } else { reply.confidence(intent) };
    Understood {
        intent: Some(intent),
        date,
        unit: reply.unit(intent),
        reason: reason::find(intent, &reply.read),
        confidence,
    }
}

impl Understood {
    /// What the bot may act on.
    #[must_use]
    pub fn sure(&self) -> Option<Intent> {
        self.intent.filter(|_| self.confidence >= CONFIDENCE_TO_ACT_MIN)
    }
}

/// A reply, clause by clause.
struct Reply {
    read: Vec<(Clause, Said)>,
}

impl Reply {
    fn meanings(&self) -> impl Iterator<Item = Meaning> {
        self.read.iter().map(|(_, said)| said.meaning)
    }

    /// The upper row of those that are said, also by two clauses together.
    fn upper(&self) -> Option<Intent> {
        let clause = |fits: fn(&str, bool) -> bool| self.read.iter().any(|(clause, _)| fits(&clause.text, clause.asks));
        // 明天报,可以吗? asks; it does not promise.
        let asks_leave = clause(question::asks_leave);
        let said = self.meanings().filter_map(|meaning| match meaning {
            Meaning::Says(intent) if !(asks_leave && intent == Intent::Promise) => Some(intent),
            _ => None,
        });
        let mut rows: Vec<_> = said.collect();
        // 周五交不了,下周二行不行
        if rows.contains(&Intent::Difficulty) && clause(extension::is_day_proposed) {
            rows.push(Intent::Extension);
        }
        if rows.contains(&Intent::Submit) && self.read.iter().any(|(clause, said)| is_still_open(clause, said.meaning))
        {
            rows.push(Intent::Partial);
        }
        // 不对吧,我们报过的
        if rows.contains(&Intent::Submit) && self.meanings().any(|meaning| meaning == Meaning::Seems(Intent::Dispute)) {
            rows.push(Intent::Dispute);
        }
        rows.into_iter().min()
    }

    fn confidence(&self, intent: Intent) -> f64 {
        let is_whole = self.meanings().all(|meaning| leaves_true(meaning, intent));
        let turns = || self.read.iter().any(|(clause, said)| said.meaning == Meaning::Unknown && is_turn(&clause.text));
        let doubts = || {
            self.read.iter().any(|(clause, said)| match said.meaning {
                Meaning::Unknown => is_doubt(&clause.text),
                meaning => !leaves_true(meaning, intent),
            })
        };
        match intent {
            Intent::Dispute | Intent::Extension | Intent::Difficulty | Intent::Question if is_whole => 0.9,
            Intent::Dispute | Intent::Extension | Intent::Difficulty | Intent::Question => 0.85,
            _ if is_whole => 0.95,
            // The lead rules on the one, a button confirms the other, and both see the words.
            Intent::NotOurs | Intent::Handover | Intent::Resubmit if !turns() => 0.85,
            // A date or an excuse beside it, in words that are not known, takes nothing back.
            Intent::Promise
            | Intent::Partial
            | Intent::Approval
            | Intent::InProgress
            | Intent::Absent
            | Intent::Stop
                if !doubts() =>
            {
                0.8
            }
            _ => 0.5,
        }
    }

    fn unit(&self, intent: Intent) -> Option<String> {
        let named = || self.read.iter().find_map(|(_, said)| said.unit.clone());
        (intent == Intent::NotOurs).then(named).flatten()
    }

    /// The date of the clauses that say it; where they name none, that of the others.
    fn date(&self, intent: Intent, now: Moment, work: &WorkTime<'_>) -> Option<Moment> {
        if matches!(intent, Intent::Dispute | Intent::Resubmit | Intent::Nil | Intent::Submit | Intent::Stop) {
            return None; // it is of what is over, or today
        }
        let of_intent = |(clause, said): &&(Clause, Said)| {
            said.meaning == Meaning::Says(intent)
                || said.meaning == Meaning::Seems(intent)
                || (intent == Intent::Extension && extension::is_day_proposed(&clause.text, clause.asks))
        };
        let requests = intent == Intent::Extension;
        let own: Vec<_> = self.read.iter().filter(of_intent).map(|(clause, _)| clause).collect();
        let is_named = own.iter().any(|clause| date::find(&clause.text).is_some());
        if intent == Intent::Absent {
            // 今天在外面开会 says nothing of when it ends.
            let back = own.iter().rev().copied().find(|clause| under_way::says_when_back(&clause.text));
            return back.and_then(|back| date::only([back], false, now, work));
        }
        let date = date::only(own, requests, now, work);
        if date.is_some() || (is_named && !requests) {
            return date;
        }
        date::only(self.read.iter().map(|(clause, _)| clause), requests, now, work)
    }

    /// What it seems to be where nothing is said for sure.
    fn guessed(&self, now: Moment, work: &WorkTime<'_>) -> Understood {
        let seems = self.meanings().filter_map(|meaning| match meaning {
            Meaning::Seems(intent) => Some(intent),
            _ => None,
        });
        let intent = seems.min();
        let date = date::only(self.read.iter().map(|(clause, _)| clause), false, now, work);
        let unit = self.read.iter().find_map(|(_, said)| said.unit.clone());
        Understood { intent, date, unit, reason: None, confidence: if intent.is_some() { 0.5 } else { 0.2 } }
    }
}
