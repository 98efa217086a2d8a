//! A deadline inside of a sentence: 请认真填写,于7月29日17时前报送. Only what its own words or its neighbours mark as a deadline.

use super::grammar::{self, Reading};
use super::phrase::Phrase;
use super::scan::{Scan, is_numeral};
use super::wrapping::{HANDING_IN, MARKING, UNSETTLING};

/// The deadlines that a sentence names.
#[derive(Default)]
pub(super) struct Named {
    /// Marked as such.
    pub(super) marked: Vec<Phrase>,
    /// Dates beside, which may be anything.
    pub(super) likely: Vec<Phrase>,
}

/// Reads a normalised sentence.
pub(super) fn read(text: &str) -> Named {
    let mut named = Named::default();
    let mut previous = None;
    let mut read_to = 0;
    for (start, letter) in text.char_indices() {
        let is_free = start >= read_to && letter != ' ' && previous.is_none_or(|before| begins(before, letter));
        let before = previous.replace(letter);
        if !is_free {
            continue;
        }
        let mut scan = Scan::new(&text[start..]);
        let is_marked = scan.eat_all(MARKING);
        let Some(Reading { phrase, is_limited }) = grammar::read(&mut scan) else { continue };
        read_to = text.len() - scan.tail().len();
        // 会后3个工作日内 counts from a day that nobody knows.
        let is_counted = matches!(&phrase, Phrase::Within(within) if within.from.is_none());
        if !is_settled(scan) || (is_counted && matches!(before, Some('后' | '起'))) {
            continue;
        }
        let has_day = !matches!(&phrase, Phrase::Named(named) if named.days.is_empty());
        if is_marked || is_limited || scan.eat_any(HANDING_IN) {
            named.marked.push(phrase);
        } else if has_day {
            named.likely.push(phrase);
        }
    }
    named.settle()
}

impl Named {
    /// A clock time of its own (9:00前入场) says less than one with a day.
    fn settle(mut self) -> Self {
        let has_day = |phrase: &Phrase| !matches!(phrase, Phrase::Named(named) if named.days.is_empty());
        if self.marked.iter().any(has_day) {
            self.marked.retain(has_day);
        }
        self
    }
}

/// Whether a deadline may begin here: 三到五天 is no 五天, 重阳节 no festival with days off, and nobody reckons by 农历 here.
fn begins(previous: char, letter: char) -> bool {
    let is_other_festival = letter == '节' && previous.is_alphabetic() && !"请于在".contains(previous);
    sets_free(previous, letter) && !matches!(previous, '到' | '历') && !is_other_festival
}

/// Whether a date may begin at `letter`: 上周五 holds no 周五, 13月5日 no 5日, 不早于8月5日 nothing at all.
pub(in crate::domain) fn sets_free(previous: char, letter: char) -> bool {
    let joins = "上每第前过这近头约年月日号点时午晚早晨.:/-~、或和及至".contains(previous);
    let is_number = previous.is_ascii_digit() || is_numeral(previous);
    let is_one_word = previous.is_ascii_alphabetic() && letter.is_ascii_alphanumeric();
    !joins && !is_number && !is_one_word
}

/// Whether the date ends where it was read to: neither 8月5日后 nor 8月5日或6日, nor a number cut in two.
fn is_settled(mut scan: Scan<'_>) -> bool {
    let is_cut =
        scan.tail().starts_with(|c: char| c.is_ascii_alphanumeric() || is_numeral(c) || "点时月日号年:/-.".contains(c));
    !is_cut && !scan.eat_any(UNSETTLING)
}
