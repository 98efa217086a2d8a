//! `cuiban replay`: what was set aside is to be handled again, by the service that runs or the next that starts.

use std::process::ExitCode;

use anyhow::Result;
use futures::FutureExt as _;

use super::settings::Settings;
use super::{database, out};
use crate::engine::{Clock as _, SystemClock};
use crate::store::set_aside;

/// So many are named; the rest is counted.
const NAMED_MAX: i64 = 20;

/// Names them with their reasons, and asks for them to be handled again.
pub(super) async fn replay(settings: &Settings) -> Result<ExitCode> {
    let store = database::open_existing(settings).await?;
    let (rows, count) = {
        let mut reader = store.read().await?;
        (set_aside::list(&mut reader, 0, NAMED_MAX).await?, set_aside::count(&mut reader).await?)
    };
    for row in &rows {
        out::line(&format!("{} {} {}", row.id, row.at.to_rfc3339(), row.error))?;
    }
    let now = SystemClock.now();
    let asked = store.write(move |tx| async move { set_aside::ask_replay(tx, now).await }.boxed()).await?;
    store.close().await;
    if count == 0 {
        out::line("没有搁置的消息 / nothing is set aside")?;
    } else {
        out::line(&format!(
            "{asked} 条搁置的消息将重新处理：服务在运行则半分钟内，否则在下次启动后；仍处理不了的继续保留 / \
             {asked} updates will be handled again, within half a minute if the service runs, else when it starts; what still fails stays aside"
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}
