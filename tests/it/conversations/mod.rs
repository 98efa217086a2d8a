//! Conversations: who says what and what everyone sees, over the wire, on both databases.

mod board;
mod calendar;
mod choices;
mod contact;
mod edit;
mod emergency;
mod escalation;
mod fairness;
mod finish;
mod import;
mod lead;
mod nudge;
mod one_of_each;
mod overdue;
mod playbook;
mod policy;
mod refusals;
mod requests;
mod review;
mod series;
mod terms;
mod tone;

use libtest_mimic::Trial;

/// All conversations.
pub(crate) fn trials() -> Vec<Trial> {
    [
        board::trials(),
        one_of_each::trials(),
        calendar::trials(),
        choices::trials(),
        contact::trials(),
        edit::trials(),
        emergency::trials(),
        escalation::trials(),
        fairness::trials(),
        finish::trials(),
        import::trials(),
        lead::trials(),
        nudge::trials(),
        overdue::trials(),
        playbook::trials(),
        policy::trials(),
        refusals::trials(),
        requests::trials(),
        review::trials(),
        series::trials(),
        terms::trials(),
        tone::trials(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
