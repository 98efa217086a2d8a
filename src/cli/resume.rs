//! `cuiban resume`: a copy of the database may speak again.

use std::process::ExitCode;

use anyhow::Result;
use futures::FutureExt as _;

use super::settings::Settings;
use super::{database, out};
use crate::conversation;
use crate::engine::{Clock as _, SystemClock};

/// Lets it speak, beside a running service or before its start.
pub(super) async fn resume(settings: &Settings) -> Result<ExitCode> {
    let store = database::open_existing(settings).await?;
    let now = SystemClock.now();
    let held = store.write(move |tx| conversation::resume(tx, now).boxed()).await?;
    store.close().await;
    out::line(&held.map_or_else(
        || "没有被暂停的副本，无需操作 / nothing is held; there is nothing to do".to_owned(),
        |held| {
            let since = held.since.format("%Y-%m-%dT%H:%M:%SZ");
            format!(
                "✓ 已恢复通知和提醒。{since} 至今已在台账记为服务中断，不计任何单位的责任。\n\
                 ✓ Notices and nudges leave again. From {since} until now is entered as an absence of the service, and is nobody's fault."
            )
        },
    ))?;
    Ok(ExitCode::SUCCESS)
}
