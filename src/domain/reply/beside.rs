//! What may stand beside a row, and what makes it doubtful.

use super::Intent;
use super::clause::Clause;
use super::form::has;
use super::meaning::Meaning;
use super::name::names_thing;

/// A material that is not handed in yet, beside one that is.
pub(super) fn is_still_open(clause: &Clause, meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Says(Intent::Promise | Intent::InProgress | Intent::Approval) | Meaning::Seems(Intent::Promise)
    ) && names_thing(&clause.text)
}

/// Whether this may be said beside, without making it doubtful.
pub(super) fn leaves_true(meaning: Meaning, intent: Intent) -> bool {
    match (meaning, intent) {
        (Meaning::Unknown, _) => false,
        // 零报告,要盖章吗? is not over with the hand-in.
        (Meaning::Says(other), Intent::Nil) => {
            matches!(other, Intent::Nil | Intent::Submit | Intent::Ack | Intent::Chat)
        }
        (Meaning::Aside | Meaning::Says(_), _)
        | (Meaning::Seems(Intent::Approval), Intent::Extension | Intent::Difficulty | Intent::Promise)
        | (Meaning::Seems(Intent::Promise), Intent::Partial) => true,
        (Meaning::Seems(Intent::Absent), _) => !matches!(intent, Intent::Nil | Intent::Submit),
        (Meaning::Seems(other), _) => other == intent,
    }
}

/// 不过可以先报: it may take back what was said.
pub(super) fn is_turn(text: &str) -> bool {
    has(text, "但|不过|可是|然而|只是|先|but |however|though")
}

/// Words that might limit or deny what stands beside them.
pub(super) fn is_doubt(text: &str) -> bool {
    const WORDS: &str = "\
        不|没|无|未|别|非|但|可能|如果|要是|或|争取|尽量|看|吗|吧|先|再|等|只|除|还差|剩|部分|其余|有点|说|问|应该|\
        not|n't|only|except|still|if |maybe|or |估计|也许|好像|至于";
    is_turn(text) || has(text, WORDS) || text.chars().count() > if text.is_ascii() { 60 } else { 16 }
}
