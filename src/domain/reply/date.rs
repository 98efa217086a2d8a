//! The dates of a reply.

use super::clause::Clause;
use super::form::words_of;
use crate::domain::Moment;
use crate::domain::calendar::WorkTime;
use crate::domain::deadline::scan::{Scan, is_numeral};
use crate::domain::deadline::{Phrase, leading, resolve, sets_free};

/// What makes the date behind it the one that counts: 争取今天报, 最晚明天.
const LAST: &str = "最迟|最晚|至迟|延到|延期到|推迟到|宽限到|延长到|延后到|缓到|推到";

/// Before a number of days more.
const COUNTED: &str = "延期|宽限|推迟|延长|延后|顺延|延缓|晚|缓|延|多给|再给|给我们|宽延";

/// A date within a clause, and what stands around it.
pub(super) struct Dated<'a> {
    pub(super) before: &'a str,
    phrase: Phrase,
    pub(super) after: &'a str,
}

/// The length of the date that stands here.
pub(super) fn length(rest: &str) -> Option<usize> {
    let mut scan = Scan::new(rest);
    leading(&mut scan)?;
    Some(rest.len() - scan.tail().len())
}

/// The first date that stands free: 上周五 holds no 周五, 13月5日 no 5日, and 宽限两天 no 限两天.
pub(super) fn find(text: &str) -> Option<Dated<'_>> {
    let mut previous: Option<char> = None;
    for (start, letter) in text.char_indices() {
        // 延期两日 is a count.
        let is_counted = (letter.is_ascii_digit() || is_numeral(letter))
            && words_of(COUNTED).any(|word| text[..start].ends_with(word));
        // 附件2周五报
        let opens_day = "周星礼明后今下本".contains(letter);
        let is_free = letter != ' '
            && !is_counted
            && previous.is_none_or(|previous| {
                let follows_number = previous.is_ascii_digit() && opens_day;
                (follows_number || sets_free(previous, letter)) && (previous, letter) != ('宽', '限')
            });
        let mut scan = Scan::new(&text[start..]);
        if is_free
            && let Some(phrase) = leading(&mut scan)
            // 附件2周五: no 2周
            && !(phrase.is_mere_count() && scan.tail().starts_with(is_numeral))
        {
            return Some(Dated { before: &text[..start], phrase, after: scan.rest() });
        }
        previous = Some(letter);
    }
    None
}

/// The one moment that the clauses name; none if they name none, or two of which neither is the last one. Where a request stands
/// beside, 两天 is no date of its own.
pub(super) fn only<'a>(
    clauses: impl IntoIterator<Item = &'a Clause>,
    requests: bool,
    now: Moment,
    work: &WorkTime<'_>,
) -> Option<Moment> {
    let mut dates = Vec::new();
    let mut last = Vec::new();
    for clause in clauses {
        let mut text = clause.text.as_str();
        while let Some(dated) = find(text) {
            let moment = resolve(&dated.phrase, now, work).deadline;
            let is_mere_count = requests && dated.phrase.is_mere_count();
            if words_of(LAST).any(|word| dated.before.trim_end().ends_with(word)) {
                last.push(moment);
            }
            if !is_mere_count && (moment.is_some() || !requests) {
                dates.push(moment);
            }
            text = dated.after;
        }
    }
    let dates = if last.is_empty() { &mut dates } else { &mut last };
    dates.dedup();
    if let [date] = dates[..] { date } else { None }
}
