//! Drops the projections and replays the ledger.

use sqlx::Executor;

use super::{apply, look};
use crate::domain::{EntryNo, OfficeId};
use crate::store::{Result, Tx, ledger};

const PAGE: i64 = 1000;

/// Makes the projections anew if they were made for another schema: a column that a step added is empty in what was there.
pub async fn renew(tx: &mut Tx, schema: i64) -> Result<()> {
    // Of two that start at once the second waits here, and finds it done.
    (**tx).execute("UPDATE projection_schema SET version = version").await?;
    let made_for: i64 = sqlx::query_scalar("SELECT version FROM projection_schema").fetch_one(&mut **tx).await?;
    if made_for == schema {
        return Ok(());
    }
    tracing::info!(made_for, schema, "the projections are made anew");
    rebuild(tx).await?;
    sqlx::query("UPDATE projection_schema SET version = $1").bind(schema).execute(&mut **tx).await?;
    Ok(())
}

/// Drops all projections and makes them anew from the ledger, in this one turn.
pub async fn rebuild(tx: &mut Tx) -> Result<()> {
    for clear in [
        "DELETE FROM service",
        "DELETE FROM person_choice",
        "DELETE FROM office",
        "DELETE FROM staff",
        "DELETE FROM department",
        "DELETE FROM seat",
        "DELETE FROM playbook",
        "DELETE FROM playbook_run",
        "DELETE FROM publication",
        "DELETE FROM task",
        "DELETE FROM series",
        "DELETE FROM assignment",
        "DELETE FROM part_entry",
    ] {
        (**tx).execute(clear).await?;
    }
    for office in ledger::list_offices(tx).await? {
        replay(tx, office).await?;
        look::renew_office(tx, office).await?;
    }
    Ok(())
}

async fn replay(tx: &mut Tx, office: OfficeId) -> Result<()> {
    let mut after = EntryNo(0);
    loop {
        let page = ledger::list(tx, office, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.seq;
        for entry in &page {
            apply(tx, entry).await?;
        }
    }
}
