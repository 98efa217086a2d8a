//! `cuiban ledger`: every entry as a line of JSON, for an outsider's own verifier.

use std::io::{BufWriter, Write as _};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use super::database;
use super::settings::Settings;
use crate::domain::{EntryNo, OfficeId};
use crate::store::ledger;

/// Entries read at once.
const PAGE: i64 = 1000;

/// What `ledger` must be told.
#[derive(Args, Clone, Debug)]
pub(super) struct LedgerArgs {
    /// Number of the lead office; 0 is the service's own ledger
    #[arg(long, value_name = "N")]
    office: i64,
}

/// Prints an office's ledger, as it stood at one moment.
pub(super) async fn ledger(settings: &Settings, args: &LedgerArgs) -> Result<ExitCode> {
    let store = database::open_existing(settings).await?;
    let mut reader = store.read().await?;
    let office = OfficeId(args.office);
    if ledger::find_head(&mut reader, office).await?.is_none() {
        bail!("没有 {office} 号台账 / there is no ledger {office}", office = office.0);
    }
    let mut out = BufWriter::new(std::io::stdout());
    let mut after = EntryNo(0);
    loop {
        let page = ledger::export(&mut reader, office, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = EntryNo(last.seq);
        for line in &page {
            writeln!(out, "{}", line.to_json())?;
        }
    }
    out.flush()?;
    drop(reader);
    store.close().await;
    Ok(ExitCode::SUCCESS)
}
