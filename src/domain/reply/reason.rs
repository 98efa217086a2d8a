//! Why: 因为…, 由于…, or what else was said beside what is asked for.

use super::Intent;
use super::clause::Clause;
use super::difficulty;
use super::form::{has, words_of};
use super::meaning::{Meaning, Said};

const MARKS: &str = "因为|由于|主要是|原因是|是因为|鉴于|考虑到|because |since |due to |as the |owing to ";

/// Where what is asked for begins again: 因系统升级|申请延期.
const REQUESTS: &str = "\
    申请|请求|恳请|想延|希望|能不能|能否|可否|需要延|需延|特申请|所以|故|不归|不是我|可以晚|能晚|可以延|能延|无法按|\
    不能";

/// Whether the clause begins with the mark of a reason.
pub(super) fn is_marked(text: &str) -> bool {
    start(text).is_some_and(|at| at <= "主要还是".len())
}

/// Where the words of a reason begin, behind their mark.
fn start(text: &str) -> Option<usize> {
    let marked =
        words_of(MARKS).filter_map(|mark| Some((text.find(mark)?, mark.len()))).min().map(|(at, length)| at + length);
    // 因系统升级; but 原因, 因此
    marked.or_else(|| {
        let is_word = text.starts_with('因') && !text.starts_with("因此") && !text.starts_with("因而");
        is_word.then_some('因'.len_utf8())
    })
}

/// The reason that a reply with this intent gives, in the words of the contact.
pub(super) fn find(intent: Intent, read: &[(Clause, Said)]) -> Option<String> {
    if !matches!(intent, Intent::Extension | Intent::Difficulty | Intent::NotOurs | Intent::Decline | Intent::Handover)
    {
        return None;
    }
    if let Some(marked) = marked(read) {
        return Some(marked);
    }
    let gives = |(clause, said): &&(Clause, Said)| match said.meaning {
        _ if clause.asks => false,
        Meaning::Unknown => clause.text.chars().count() > 2,
        // 机构改革已划转到数据局
        Meaning::Says(Intent::NotOurs) | Meaning::Seems(Intent::NotOurs) => has(&clause.text, "改革|划转|划到|移交"),
        Meaning::Says(Intent::Difficulty) => !difficulty::is_bare(&clause.text),
        Meaning::Says(other) => {
            intent != Intent::Difficulty
                && other != intent
                && matches!(other, Intent::Absent | Intent::Approval | Intent::InProgress)
        }
        Meaning::Seems(other) => other != intent && matches!(other, Intent::Approval | Intent::Absent),
        Meaning::Aside => false,
    };
    let words: Vec<_> = read.iter().filter(gives).map(|(clause, _)| clause.said.as_str()).collect();
    let words = words.join(if words.iter().all(|word| word.is_ascii()) { ", " } else { "，" });
    (!words.is_empty() && intent != Intent::Handover).then_some(words)
}

/// Behind a mark: to the next request of the same clause, and with the clauses that follow as its continuation.
fn marked(read: &[(Clause, Said)]) -> Option<String> {
    let (first, at) = read.iter().enumerate().find_map(|(n, (clause, _))| Some((n, start(&clause.text)?)))?;
    let (clause, _) = &read[first];
    let letters = clause.text[..at].chars().count();
    let behind: String = clause.said.chars().skip(letters).collect();
    let end =
        words_of(REQUESTS).filter_map(|word| behind.find(word)).filter(|at| *at > 0).min().unwrap_or(behind.len());
    let mut words = vec![behind[..end].trim().to_owned()];
    if end == behind.len() {
        let follows = read[first + 1..].iter().take_while(|(clause, said)| {
            matches!(said.meaning, Meaning::Unknown | Meaning::Says(Intent::Difficulty)) && !has(&clause.text, REQUESTS)
        });
        words.extend(follows.map(|(clause, _)| clause.said.clone()));
    }
    let words = words.join(if words.iter().all(|word| word.is_ascii()) { ", " } else { "，" });
    (!words.is_empty()).then_some(words)
}
