//! `cuiban verify`: whether every ledger is as it was written.

use std::process::ExitCode;

use anyhow::Result;

use super::settings::Settings;
use super::{database, out};
use crate::domain::OfficeId;
use crate::store::ledger::{self, Fault, Verdict};

/// Reads every ledger from its beginning; fails if one is broken.
pub(super) async fn verify(settings: &Settings) -> Result<ExitCode> {
    let store = database::open_existing(settings).await?;
    let mut reader = store.read().await?;
    let mut code = ExitCode::SUCCESS;
    for office in ledger::list_offices(&mut reader).await? {
        let verdict = ledger::verify(&mut reader, office).await?;
        if matches!(verdict, Verdict::Broken { .. }) {
            code = ExitCode::FAILURE;
        }
        out::line(&told(office, &verdict))?;
    }
    drop(reader);
    store.close().await;
    Ok(code)
}

fn told(office: OfficeId, verdict: &Verdict) -> String {
    let office = office.0;
    match verdict {
        Verdict::Sound(head) => {
            format!("✓ office {office}: {} 条，完好 / entries, sound; head {}", head.seq.0, head.hash)
        }
        Verdict::Broken { at, fault } => {
            let (zh, en) = words(*fault);
            format!("✗ office {office}: 第 {} 条 / entry {}: {zh} / {en}", at.0, at.0)
        }
    }
}

fn words(fault: Fault) -> (&'static str, &'static str) {
    match fault {
        Fault::Missing => ("缺失，其后仍有条目", "missing, though later ones are there"),
        Fault::Unlinked => ("未接上前一条", "not linked to the one before it"),
        Fault::Changed => ("内容被改动", "changed after it was written"),
        Fault::CutTail => ("从此处起被截去", "cut off from here on"),
        Fault::BehindHead => ("多于末条记录", "stands behind the head"),
        Fault::OtherHead => ("与末条记录不符", "is not what the head says"),
    }
}
