//! What every engine must do: one text, two databases.

pub(crate) mod history;
mod ledger;
mod outbox;
mod people;
mod projections;
mod queue;
mod schema;
mod tampering;
mod working;

use libtest_mimic::Trial;

/// All tests of the store.
pub(crate) fn trials() -> Vec<Trial> {
    [
        ledger::trials(),
        tampering::trials(),
        projections::trials(),
        queue::trials(),
        outbox::trials(),
        people::trials(),
        working::trials(),
        schema::trials(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
