//! `cuiban migrate`: the schema.

use std::process::ExitCode;

use anyhow::Result;

use super::settings::Settings;
use super::{database, out};

/// Brings the schema up to date and says to which version.
pub(super) async fn migrate(settings: &Settings) -> Result<ExitCode> {
    let url = settings.database_url()?;
    let _lock = database::lock(&url)?;
    let store = database::open(&url).await?;
    let version = store.schema_version().await?.unwrap_or_default();
    out::line(&format!("{}: 结构版本 / schema version {version}", store.engine()))?;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}
