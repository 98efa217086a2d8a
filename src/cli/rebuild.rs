//! `cuiban rebuild`: the projections, dropped and replayed from the ledger.

use std::process::ExitCode;

use anyhow::Result;
use futures::FutureExt as _;

use super::settings::Settings;
use super::{database, out};
use crate::store::{StoreError, projections};

/// Replays, and says whether anything came out differently.
pub(super) async fn rebuild(settings: &Settings) -> Result<ExitCode> {
    let _lock = database::lock(&settings.database_url()?)?;
    let store = database::open_existing(settings).await?;
    // One turn: what a running service writes on PostgreSQL comes before or after it.
    let (before, after) = store
        .write(|tx| {
            async move {
                let before = projections::projections_digest(tx).await?;
                projections::rebuild(tx).await?;
                Ok::<_, StoreError>((before, projections::projections_digest(tx).await?))
            }
            .boxed()
        })
        .await?;
    store.close().await;
    out::line(&if before == after {
        format!("已重建，与原来一致 / rebuilt, the same as before: {after}")
    } else {
        format!("已重建，与原来不同 / rebuilt, and different: {before} → {after}")
    })?;
    Ok(ExitCode::SUCCESS)
}
