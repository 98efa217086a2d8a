//! What somebody got in a year, as a document: a table of months, then every message with its day and minute.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use chrono::{DateTime, Datelike as _, Utc};
use chrono_tz::Asia::Shanghai;
use cuiban::sandbox::LogEntry;

/// A message that nobody had asked for by a command or a press of that minute.
struct Got {
    at: DateTime<Utc>,
    kind: &'static str,
    text: String,
}

/// The contact's year.
pub(super) fn of_contact(log: &[LogEntry], chat: i64) -> String {
    let got: Vec<Got> = sent(log, chat).map(|(at, text)| Got { at, kind: kind_for_contact(&text), text }).collect();
    let mut out = String::from(
        "# 一位联络员的一年 · A contact's year\n\n\
         赵敏（市教育局）为三个牵头部门做联络员，一年120件。下面是她收到的全部消息，按日期排列。由程序实际跑出，不是手写。\n\n\
         Zhao Min answers for her bureau to three lead offices, 120 assignments in a year. Every message that she got, as the \
         real program sent it in a simulated 2026 (`cargo test --test it -- year`). Of her parts she promises and keeps about \
         two in five, hands one in five in at once, is late or silent with one in ten.\n\n",
    );
    months(&mut out, &got, &["通知 notices", "催办 nudges", "其他 other"]);
    calendar(&mut out, &got);
    out
}

/// The lead's year.
pub(super) fn of_lead(log: &[LogEntry], lead: i64, group: i64) -> String {
    let mut got: Vec<Got> = [lead, group]
        .into_iter()
        .flat_map(|chat| sent(log, chat))
        .filter(|(_, text)| kind_for_lead(text) != "回应 answers")
        .map(|(at, text)| Got { at, kind: kind_for_lead(&text), text })
        .collect();
    got.sort_by_key(|it| it.at);
    let mut out = String::from(
        "# 一位牵头人的一年 · A lead's year\n\n\
         安委办一年发40件、每件5家。下面是机器人主动发到群里和私聊里的全部消息；对命令的回应不算在内。\n\n\
         The office publishes 40 tasks a year for five departments each. Every message that came to the lead unasked, in the \
         group or in private; answers to commands are left out. A decision is one that \
         waits for the lead's word. What the lead does unasked is one command and one tap for each task.\n\n",
    );
    months(&mut out, &got, &["要您决定 decisions", "清单 lists", "其他 other"]);
    calendar(&mut out, &got);
    out
}

fn sent(log: &[LogEntry], of: i64) -> impl Iterator<Item = (DateTime<Utc>, String)> {
    log.iter().filter_map(move |entry| match entry {
        LogEntry::Answered { at, method, chat: Some(chat), parameters, .. }
            if method == "sendmessage" && *chat == of =>
        {
            parameters["text"].as_str().map(|text| (*at, plain(text)))
        }
        _ => None,
    })
}

/// Without the marks of bold letters.
fn plain(html: &str) -> String {
    ["<b>", "</b>", "<i>", "</i>"].iter().fold(html.to_owned(), |text, mark| text.replace(mark, ""))
}

fn kind_for_contact(text: &str) -> &'static str {
    if text.contains("请贵单位协助") || text.contains("新的事项请您协助") {
        "通知 notices"
    } else if text.contains("遇到什么困难") || text.contains("答复您") || text.contains("已转给") {
        "其他 other"
    } else {
        "催办 nudges"
    }
}

fn kind_for_lead(text: &str) -> &'static str {
    if text.contains("请直接回复这条消息") {
        "要您决定 decisions"
    } else if text.contains("没有报齐") || text.contains("没有回音") {
        "清单 lists"
    } else if text.contains("请核对") || text.contains("已发布") || text.contains("已转达") || text.contains("还差")
    {
        "回应 answers"
    } else {
        "其他 other"
    }
}

fn months(out: &mut String, got: &[Got], kinds: &[&'static str]) {
    writeln!(out, "| 月 | {} | 天 days |\n| --- |{} --- |", kinds.join(" | "), " --- |".repeat(kinds.len())).unwrap();
    let mut by_month: BTreeMap<(i32, u32), Vec<&Got>> = BTreeMap::new();
    for it in got {
        let day = it.at.with_timezone(&Shanghai);
        by_month.entry((day.year(), day.month())).or_default().push(it);
    }
    for ((year, month), of_month) in by_month {
        let mut days: Vec<u32> = of_month.iter().map(|it| it.at.with_timezone(&Shanghai).day()).collect();
        days.dedup();
        writeln!(out, "| {year}-{month:02} | {} | {} |", counts(&of_month, kinds), days.len()).unwrap();
    }
    let all: Vec<&Got> = got.iter().collect();
    writeln!(out, "| 合计 all | {} | |\n", counts(&all, kinds)).unwrap();
}

fn counts(got: &[&Got], kinds: &[&'static str]) -> String {
    let count = |kind: &&str| got.iter().filter(|it| it.kind == *kind).count().to_string();
    kinds.iter().map(count).collect::<Vec<_>>().join(" | ")
}

fn calendar(out: &mut String, got: &[Got]) {
    let mut last = None;
    for it in got {
        let local = it.at.with_timezone(&Shanghai);
        if last.replace((local.year(), local.month())) != Some((local.year(), local.month())) {
            writeln!(out, "\n## {}\n", local.format("%Y-%m")).unwrap();
        }
        let lines: Vec<&str> = it.text.lines().filter(|line| !line.trim().is_empty()).collect();
        writeln!(out, "- **{}** {}", local.format("%m-%d %H:%M"), lines.join("<br>")).unwrap();
    }
}

/// The document is the one that people read; `INSTA_UPDATE=always` writes it anew.
pub(super) fn holds(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if update() {
        return std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(text.lines()).find(|(kept, now)| kept != now);
    assert!(kept == text, "docs/{name} is not what the program does now: {differs:?}; INSTA_UPDATE=always writes it");
}

#[expect(clippy::disallowed_methods, reason = "the snapshots' own switch")]
fn update() -> bool {
    std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always")
}
