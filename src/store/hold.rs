//! A copy that is held: it may be from before the last word, so it listens and answers, and says nothing by itself until an operator
//! lets it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;

use super::codec::{self, Cell};
use super::{Result, Tx, setting};
use crate::domain::Moment;

/// Why, and since when nothing is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Until then the copy knows what happened.
    pub since: Moment,
    /// What showed that it is a copy.
    pub why: Why,
}

/// What showed that it is a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It was restored from a backup.
    Restored,
    /// A pinned board names an entry that its ledger does not have.
    Older,
}

// `outbox::claim_due` asks for this name.
const HELD: &str = "held";
const SETTLED: &str = "held_settled";

/// The hold; none if all is said as it comes.
pub async fn find(conn: &mut AnyConnection) -> Result<Option<Hold>> {
    let held = setting::find(conn, HELD).await?;
    let cell = Cell { table: "setting", row: &HELD, column: "value" };
    held.map(|doc| cell.doc(&doc)).transpose()
}

/// From now on it is held; the first reason stands.
pub async fn set(tx: &mut Tx, hold: &Hold) -> Result<()> {
    if find(tx).await?.is_none() {
        setting::set(tx, HELD, &codec::doc(hold)).await?;
    }
    Ok(())
}

/// From now on it is not.
pub async fn release(tx: &mut Tx) -> Result<()> {
    setting::remove(tx, HELD).await
}

/// Signs of a later ledger that an operator knows of, or that led to a hold: they lead to no second one.
pub async fn list_settled(conn: &mut AnyConnection) -> Result<BTreeSet<String>> {
    let settled = setting::find(conn, SETTLED).await?;
    let cell = Cell { table: "setting", row: &SETTLED, column: "value" };
    Ok(settled.map(|doc| cell.doc(&doc)).transpose()?.unwrap_or_default())
}

/// Notes such a sign.
pub async fn note_settled(tx: &mut Tx, sign: String) -> Result<()> {
    let mut settled = list_settled(tx).await?;
    settled.insert(sign);
    setting::set(tx, SETTLED, &codec::doc(&settled)).await
}
