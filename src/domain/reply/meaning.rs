//! What one clause says: a row of the table where a form or its words are plain, a guess, nothing of its own, or not understood.

use super::Intent;
use super::clause::Clause;
use super::date;
use super::form::{has, words_of};
use super::not_ours::{self, Whose};
use super::{
    courtesy, difficulty, dispute, extension, handover, nil, promise, question, reason, refuse, submit, under_way,
};

/// What a clause is understood to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This row.
    Says(Intent),
    /// Perhaps this row: good to ask with.
    Seems(Intent),
    /// 经研究, 王主任, 因为停电: nothing of its own.
    Aside,
    /// Not understood.
    Unknown,
}

/// A clause's meaning, and the unit that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) meaning: Meaning,
    pub(super) unit: Option<String>,
}

impl From<Meaning> for Said {
    fn from(meaning: Meaning) -> Self {
        Self { meaning, unit: None }
    }
}

/// Reads a clause. It may hold two without a mark between: 收到周五报, 已报 请查收.
pub(super) fn read(clause: Clause) -> Vec<(Clause, Said)> {
    let whole = meaning(&clause);
    if !matches!(whole.meaning, Meaning::Unknown | Meaning::Seems(_)) {
        return vec![(clause, whole)];
    }
    let opening = courtesy::opening(&clause.text);
    if opening > 0 && opening < clause.text.len() {
        let (seen, rest) = (clause.part(&clause.text[..opening]), clause.part(&clause.text[opening..]));
        let said = meaning(&rest);
        if said.meaning != Meaning::Unknown {
            let seen_is = if courtesy::is_ack(&seen.text) { Intent::Ack } else { Intent::Chat };
            return vec![(seen, Meaning::Says(seen_is).into()), (rest, said)];
        }
    }
    if !clause.asks && !clause.text.is_ascii() {
        let parts: Vec<_> =
            clause.text.split_whitespace().map(|part| clause.part(part)).map(|part| (meaning(&part), part)).collect();
        if parts.len() > 1 && parts.iter().all(|(said, _)| said.meaning != Meaning::Unknown) {
            return parts.into_iter().map(|(said, part)| (part, said)).collect();
        }
    }
    vec![(clause, whole)]
}

/// 如果延期的话: nothing that is, only what might be. 如果方便的话 is mere politeness.
fn is_supposed(text: &str) -> bool {
    has(text, "如果|要是|假如|万一|假设|若是|的话|除非|不了就|if ") && !is_polite_if(text)
}

fn is_polite_if(text: &str) -> bool {
    has(text, "如果方便|方便的话|如果可以的话|可以的话|如果允许|if possible")
}

/// 小李说: what somebody else said.
fn is_reported(text: &str) -> bool {
    has(text, "听说|他说|她说|通知说|通知里说|上面说|据说|文件说|群里说|he said|she said|they said")
        || text.split_once('说').is_some_and(|(before, _)| before.starts_with('小') && before.chars().count() <= 3)
}

fn meaning(clause: &Clause) -> Said {
    let text = clause.text.as_str();
    if text.is_empty() {
        return Meaning::Unknown.into();
    }
    if is_supposed(text) {
        let asks = clause.asks || question::is_question(text);
        return if asks { Meaning::Says(Intent::Question) } else { Meaning::Unknown }.into();
    }
    let said = whose(clause).unwrap_or_else(|| plain(clause).into());
    match said.meaning {
        Meaning::Says(intent) if is_reported(text) => Meaning::Seems(intent).into(),
        _ => said,
    }
}

fn whose(clause: &Clause) -> Option<Said> {
    let asks = clause.asks || question::is_question(&clause.text);
    if nil::is_nil(&clause.text) || dispute::is_dispute(&clause.text) {
        return None;
    }
    Some(match not_ours::read(&clause.text, &clause.said)? {
        _ if asks => Meaning::Says(Intent::Question).into(),
        Whose::NotOurs => Meaning::Says(Intent::NotOurs).into(),
        Whose::Proposed(unit) => Said { meaning: Meaning::Says(Intent::NotOurs), unit: Some(unit) },
        Whose::Named(unit) => Said { meaning: Meaning::Seems(Intent::NotOurs), unit: Some(unit) },
    })
}

/// 请核实, 望理解.
fn is_plea(text: &str) -> bool {
    const PLEAS: &str = "\
        核实|知悉|协调|理解|谅解|见谅|包涵|支持|批准|同意|考虑|确认|海涵|悉知|转办|处理|指示|批示|体谅|予以支持|\
        核查|查证|改正|调整|协助|帮忙|关注|看一下|查看|核对|看看|稍等|等等|稍候|看下|留意|指导|重视|回复|转派|\
        转给他们|批复|答复|放心|查一下|查查";
    let rest = ["建议", "恳请", "敬请", "烦请", "请", "望", "麻烦", "还请", "特此"]
        .iter()
        .find_map(|opening| text.strip_prefix(opening));
    let rest = rest.map(|rest| {
        rest.trim_start_matches(['您', '你', '们'])
            .trim_start_matches("领导")
            .trim_start_matches("予以")
            .trim_start_matches("多多")
            .trim_start_matches("及时")
    });
    rest.is_some_and(|rest| {
        words_of(PLEAS).any(|plea| {
            rest.strip_prefix(plea).is_some_and(|behind| matches!(behind, "" | "一下" | "下" | "说明" | "哈" | "谢谢"))
        })
    }) || has_only(text)
}

/// Said beside, and whole: 稍等, 你看看.
fn has_only(text: &str) -> bool {
    const BESIDE: &str = "\
        特此说明|你看看|您看看|你看下|您看下|你看一下|您看一下|稍等|等一下|稍等一下|稍候|请放心|放心|您放心|马上|\
        快了|核实一下吧|核实一下|核实下|查一下|查查|你查查|你们查查|特此报告|特此回复|特此函复|特此告知|\
        please confirm|please check|please advise|please let me know|please note|fyi|please see";
    words_of(BESIDE).any(|word| word == text)
}

/// A telephone number.
fn is_number(text: &str) -> bool {
    text.len() >= 7 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '+'))
}

fn plain(clause: &Clause) -> Meaning {
    let (text, asks) = (clause.text.as_str(), clause.asks);
    if !asks && nil::is_nil(text) {
        return Meaning::Says(Intent::Nil);
    }
    if dispute::is_dispute(text) {
        return Meaning::Says(Intent::Dispute);
    }
    if nil::is_opening(text)
        || courtesy::is_address(text)
        || refuse::is_weary(text)
        || not_ours::is_beside(text)
        || is_number(text)
        || extension::is_denied(text)
        || difficulty::is_denied(text)
        || text.starts_with("不是不")
        || is_plea(text)
        || is_polite_if(text) && text.chars().count() <= 10
    {
        return Meaning::Aside;
    }
    if extension::is_extension(text, asks) {
        return Meaning::Says(Intent::Extension);
    }
    if let Some(intent) = form(text) {
        // 收到? and 明天报? say neither this nor that.
        return if asks { Meaning::Unknown } else { Meaning::Says(intent) };
    }
    words(clause)
}

/// Whether a clause is such a one.
type Fits = fn(&str) -> bool;

/// The rows for which a form must fit the whole clause.
fn form(text: &str) -> Option<Intent> {
    let is_question = question::is_question(text);
    let forms: [(bool, Fits, Intent); 11] = [
        (true, handover::is_left, Intent::Handover),
        (true, handover::is_referred, Intent::Handover),
        (false, submit::is_resubmit, Intent::Resubmit),
        (false, submit::is_partial, Intent::Partial),
        (true, submit::is_submit, Intent::Submit),
        (true, promise::is_promise, Intent::Promise),
        (true, refuse::is_decline, Intent::Decline),
        (true, refuse::is_stop, Intent::Stop),
        (true, under_way::is_in_progress, Intent::InProgress),
        (true, courtesy::is_ack, Intent::Ack),
        (true, courtesy::is_chat, Intent::Chat),
    ];
    forms.iter().find(|(is_whole, fits, _)| (*is_whole || !is_question) && fits(text)).map(|(.., intent)| *intent)
}

/// The rows that are known by their words, and guesses.
fn words(clause: &Clause) -> Meaning {
    let (text, asks) = (clause.text.as_str(), clause.asks);
    let is_question = question::is_question(text);
    let says = |intent| Meaning::Says(intent);
    if is_question && text.ends_with(['吗', '么']) {
        return says(Intent::Question);
    }
    if difficulty::is_difficulty(text) {
        return says(Intent::Difficulty);
    }
    if is_question || asks {
        return says(Intent::Question);
    }
    if under_way::is_approval(text) {
        return says(Intent::Approval);
    }
    if under_way::is_absent(text) {
        return says(Intent::Absent);
    }
    if reason::is_marked(text) {
        return Meaning::Aside;
    }
    guess(text).map_or(Meaning::Unknown, Meaning::Seems)
}

fn guess(text: &str) -> Option<Intent> {
    let guesses: [(Fits, Intent); 9] = [
        (dispute::seems_dispute, Intent::Dispute),
        (extension::seems_extension, Intent::Extension),
        (nil::seems_nil, Intent::Nil),
        (under_way::is_later, Intent::Absent),
        (promise::is_vague, Intent::Promise),
        (refuse::seems_decline, Intent::Decline),
        (under_way::is_of_another, Intent::Approval),
        (
            |text| date::find(text).is_some_and(|dated| dated.before.is_empty() && dated.after.is_empty()),
            Intent::Promise,
        ),
        (|text| has(text, "转给|转交|换岗") && !has(text, "不|别"), Intent::Handover),
    ];
    guesses.iter().find(|(fits, _)| fits(text)).map(|(_, intent)| *intent)
}
