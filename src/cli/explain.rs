//! `cuiban explain`: what the bot understands, as JSON.

use std::process::ExitCode;

use anyhow::Result;
use chrono::{DateTime, FixedOffset, SecondsFormat};
use chrono_tz::Tz;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::out;
use crate::domain::office::work_time;
use crate::domain::reply::{self, Intent};
use crate::domain::{Moment, deadline};
use crate::engine::{Clock as _, SystemClock};

/// What is to be explained.
#[derive(Subcommand, Clone, Debug)]
pub(super) enum Explain {
    /// A deadline as people write it: 8月5日前, 下周五下班前, within 3 working days
    Deadline {
        /// The phrase
        phrase: String,
        #[command(flatten)]
        when: When,
    },
    /// A contact's free text: 收到, 周五下班前给, 有困难
    Reply {
        /// What the contact wrote
        text: String,
        #[command(flatten)]
        when: When,
    },
}

/// When and where it was said.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct When {
    /// The moment at which it is said; now if not given
    #[arg(long, value_name = "RFC3339")]
    now: Option<DateTime<FixedOffset>>,
    /// The zone in which days begin
    #[arg(long, value_name = "ZONE", default_value = "Asia/Shanghai")]
    tz: Tz,
}

/// A reply as it is printed; null where the bot would ask.
#[derive(Debug, Serialize)]
struct ExplainedReply {
    intent: Option<Intent>,
    /// RFC 3339 with the zone's offset.
    date: Option<String>,
    /// The other unit to which it belongs, as named.
    unit: Option<String>,
    /// In the contact's words.
    reason: Option<String>,
    confidence: f64,
}

/// Prints what is understood.
pub(super) fn explain(what: &Explain) -> Result<ExitCode> {
    out::line(&explained(what)?)?;
    Ok(ExitCode::SUCCESS)
}

fn explained(what: &Explain) -> serde_json::Result<String> {
    match what {
        Explain::Deadline { phrase, when } => {
            serde_json::to_string(&deadline::explain(phrase, when.moment(), &work_time(when.tz)))
        }
        Explain::Reply { text, when } => serde_json::to_string(&explained_reply(text, *when)),
    }
}

fn explained_reply(text: &str, when: When) -> ExplainedReply {
    let understood = reply::understand(text, when.moment(), &work_time(when.tz));
    let written = |at: Moment| at.with_timezone(&when.tz).to_rfc3339_opts(SecondsFormat::Secs, false);
    ExplainedReply {
        intent: understood.sure(),
        date: understood.date.map(written),
        unit: understood.unit,
        reason: understood.reason,
        confidence: understood.confidence,
    }
}

impl When {
    fn moment(self) -> Moment {
        self.now.map_or_else(|| SystemClock.now(), |now| now.to_utc())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when() -> When {
        When { now: DateTime::parse_from_rfc3339("2026-07-20T10:00:00+08:00").ok(), tz: Tz::Asia__Shanghai }
    }

    fn reply(text: &str) -> String {
        explained(&Explain::Reply { text: text.into(), when: when() }).unwrap()
    }

    fn deadline(phrase: &str) -> String {
        explained(&Explain::Deadline { phrase: phrase.into(), when: when() }).unwrap()
    }

    #[test]
    fn a_deadline_is_told_with_its_rule_and_zone() {
        assert_eq!(
            deadline("8月5日前"),
            r#"{"deadline":"2026-08-05T17:30:00+08:00","recurrence":null,"rule":"date","flags":[],"candidates":[]}"#
        );
    }

    #[test]
    fn a_deadline_about_which_the_bot_would_ask_is_null() {
        for phrase in ["尽快", "哦豁"] {
            let told = deadline(phrase);
            assert!(told.starts_with(r#"{"deadline":null,"recurrence":null,"rule":null,"flags":["#), "{told}");
        }
    }

    #[test]
    fn a_reply_that_is_clear_has_its_intent() {
        assert_eq!(reply("收到"), r#"{"intent":"ack","date":null,"unit":null,"reason":null,"confidence":0.95}"#);
        assert_eq!(
            reply("周五下班前给"),
            r#"{"intent":"promise","date":"2026-07-24T17:30:00+08:00","unit":null,"reason":null,"confidence":0.95}"#
        );
    }

    #[test]
    fn a_unit_and_a_reason_are_told() {
        assert_eq!(
            reply("这个不归我们管,建议转住建局"),
            r#"{"intent":"not_ours","date":null,"unit":"住建局","reason":null,"confidence":0.95}"#
        );
        assert_eq!(
            reply("申请延期到下周三,因为统计局数据还没出"),
            r#"{"intent":"extension","date":"2026-07-29T17:30:00+08:00","unit":null,"reason":"统计局数据还没出","confidence":0.9}"#
        );
    }

    #[test]
    fn a_reply_about_which_the_bot_would_ask_has_none() {
        for text in ["争取周五报", "这个嘛", "哦豁"] {
            assert!(reply(text).starts_with(r#"{"intent":null,"#), "{text}: {}", reply(text));
        }
    }
}
