//! Replies that were written before the grammar was, and how many of them it understands.

use std::fmt::Write as _;

use super::*;

/// Shares of a hundred that a set of replies must reach, and must stay below.
const RIGHT_PERCENT_MIN: usize = 90;
const WRONG_PERCENT_MAX: usize = 2;

/// What is understood, what would be entered wrongly, and what not, a line each.
struct Score {
    right: usize,
    /// Acted on with the wrong intent or date.
    wrong: usize,
    all: usize,
    misses: String,
}

/// Lines of a reply, its intent or `ASK`, its date, the unit named, and `y` for a reason.
fn score(lines: &str) -> Score {
    let mut score = Score { right: 0, wrong: 0, all: 0, misses: String::new() };
    for line in lines.lines().filter(|line| !line.starts_with('#')) {
        let [text, intent, at, unit, reason] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("five columns: {line}")
        };
        let found = read(text);
        let said = found
            .sure()
            .map_or("ASK".to_owned(), |intent| serde_json::to_value(intent).unwrap().as_str().unwrap().to_owned());
        let date = date(text).unwrap_or_default();
        let is_date = said == "ASK" || date == at;
        let is_beside = said == "ASK"
            || (found.unit.as_deref().unwrap_or_default() == unit && found.reason.is_some() == (reason == "y"));
        score.all += 1;
        if said == intent && is_date && is_beside {
            score.right += 1;
        } else {
            let is_wrong = said != "ASK" && (said != intent || !is_date);
            score.wrong += usize::from(is_wrong);
            let how = if is_wrong { "WRONG" } else { "missed" };
            writeln!(score.misses, "{how}: {text}: {found:?} instead of {intent} {at} {unit} {reason}").unwrap();
        }
    }
    score
}

/// Prints the score and what was missed; too many misses or wrong entries fail.
fn hold(name: &str, lines: &str) {
    let Score { right, wrong, all, misses } = score(lines);
    println!("{name}: {right} of {all}, {wrong} wrong\n{misses}");
    assert!(right * 100 >= all * RIGHT_PERCENT_MIN, "{name}: {right} of {all} are understood\n{misses}");
    assert!(wrong * 100 < all * WRONG_PERCENT_MAX, "{name}: {wrong} of {all} are entered wrongly\n{misses}");
}

#[test]
fn replies_of_officials_are_understood() {
    hold("replies", include_str!("../../../../tests/phrases/replies.tsv"));
}

#[test]
fn replies_of_the_rounds_are_understood() {
    hold("rounds", include_str!("../../../../tests/phrases/replies-rounds.tsv"));
}

#[test]
fn replies_that_it_never_saw_are_understood() {
    hold("fresh", include_str!("../../../../tests/phrases/replies-fresh.tsv"));
}
