//! Conversations: who says what and what everyone sees, over the wire, on both databases.

mod alarms;
mod away;
mod bad_input;
mod board;
mod briefing;
mod calendar;
mod calls;
mod choices;
mod collect;
mod contact;
mod edit;
mod emergency;
mod escalation;
mod fair_times;
mod fairness;
mod finish;
mod heads;
mod import;
mod joiners;
mod lead;
mod material;
mod nudge;
mod one_of_each;
mod overdue;
mod people;
mod playbook;
mod policy;
mod publication;
mod race;
mod record;
mod refusals;
mod report;
mod requests;
mod review;
mod series;
mod terms;
mod tone;

use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use libtest_mimic::Trial;

use crate::support::db::TestDb;
use crate::support::world::World;

const MONTHLY: &str = "/task 7月安全生产月报 截止 7月31日17:00 部门 全体 材料 月报表、隐患台账";

/// An own group whose departments were all just asked for this.
async fn published(db: &TestDb, departments: &[&str], task: &str) -> World {
    let mut w = World::with_departments(db, departments).await;
    w.say(LEAD, LEAD_GROUP, task).await;
    w.tap(LEAD, LEAD_GROUP, "发布").await;
    w
}

/// All conversations.
pub(crate) fn trials() -> Vec<Trial> {
    [
        alarms::trials(),
        away::trials(),
        bad_input::trials(),
        board::trials(),
        briefing::trials(),
        one_of_each::trials(),
        calendar::trials(),
        calls::trials(),
        choices::trials(),
        collect::trials(),
        contact::trials(),
        edit::trials(),
        emergency::trials(),
        escalation::trials(),
        fair_times::trials(),
        fairness::trials(),
        finish::trials(),
        heads::trials(),
        import::trials(),
        joiners::trials(),
        lead::trials(),
        material::trials(),
        nudge::trials(),
        overdue::trials(),
        people::trials(),
        playbook::trials(),
        policy::trials(),
        publication::trials(),
        race::trials(),
        record::trials(),
        refusals::trials(),
        report::trials(),
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
