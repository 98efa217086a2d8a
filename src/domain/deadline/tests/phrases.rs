//! Phrases that were written before the grammar was, and how many of them it understands.

use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat};

use super::*;

/// What is understood, and what not, a line each.
struct Score {
    right: usize,
    all: usize,
    misses: String,
}

/// Lines of `now`, phrase and what it means: a moment, a recurrence, or `ASK`.
fn score(lines: &str) -> Score {
    let mut score = Score { right: 0, all: 0, misses: String::new() };
    for line in lines.lines().filter(|line| !line.starts_with('#')) {
        let [now, phrase, expected] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {line}") };
        let now = DateTime::parse_from_rfc3339(now).unwrap().to_utc();
        let found = understand(phrase, now, &office());
        let at = |at: Moment| at.with_timezone(&office().zone).to_rfc3339_opts(SecondsFormat::Secs, false);
        let said = found.deadline.map(at).or(found.recurrence.as_ref().map(ToString::to_string));
        let said = said.unwrap_or_else(|| "ASK".to_owned());
        score.all += 1;
        if said == expected {
            score.right += 1;
        } else {
            writeln!(score.misses, "{phrase} said at {now}: {said} instead of {expected}").unwrap();
        }
    }
    score
}

/// Prints the score and what was missed; too many misses fail.
fn hold(name: &str, lines: &str, right_min: usize) {
    let Score { right, all, misses } = score(lines);
    println!("{name}: {right} of {all}\n{misses}");
    assert!(right >= right_min, "{name}: {right} of {all} are understood\n{misses}");
}

#[test]
fn phrases_of_officials_are_understood() {
    hold("deadlines", include_str!("../../../../tests/phrases/deadlines.tsv"), 298);
}

#[test]
fn phrases_that_it_never_saw_are_understood() {
    hold("fresh", include_str!("../../../../tests/phrases/deadlines-fresh.tsv"), 62);
}
