//! `cuiban ledger`: every entry as a line of JSON, for an outsider's own verifier.

use std::io::{BufWriter, Write as _};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use super::settings::Settings;
use super::{database, out};
use crate::domain::{EntryNo, OfficeId};
use crate::store::ledger;

/// What `ledger` must be told.
#[derive(Args, Clone, Debug)]
pub(super) struct LedgerArgs {
    /// Number of the lead office; 0 is the service's own ledger
    #[arg(long, value_name = "N")]
    office: i64,
    /// With the words and names that entries hold only digests of: personal data, for a verifier of those too
    #[arg(long)]
    words: bool,
    /// Only the head, as ENTRY:HASH
    #[arg(long, conflicts_with = "words")]
    head: bool,
}

/// Prints an office's ledger, as it stood at one moment.
pub(super) async fn ledger(settings: &Settings, args: &LedgerArgs) -> Result<ExitCode> {
    let store = database::open_existing(settings).await?;
    let mut reader = store.read().await?;
    let office = OfficeId(args.office);
    let Some(head) = ledger::find_head(&mut reader, office).await? else {
        bail!("没有 {office} 号台账 / there is no ledger {office}", office = office.0);
    };
    if args.head {
        out::line(&format!("{}:{}", head.seq.0, head.hash))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut out = BufWriter::new(std::io::stdout());
    let mut after = None;
    loop {
        let page = ledger::export(&mut reader, office, after, args.words).await?;
        let Some(last) = page.last() else { break };
        after = Some(EntryNo(last.seq));
        for line in &page {
            writeln!(out, "{}", line.to_json())?;
        }
    }
    out.flush()?;
    drop(reader);
    store.close().await;
    Ok(ExitCode::SUCCESS)
}
