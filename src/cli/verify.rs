//! `cuiban verify`: whether every ledger is as it was written, and still holds what was handed out of it.

use std::process::ExitCode;
use std::str::FromStr;

use anyhow::Result;
use clap::Args;

use super::settings::Settings;
use super::{database, out};
use crate::domain::{EntryNo, OfficeId};
use crate::store::ledger::{self, Fault, Verdict};

/// Digits that a receipt shows; fewer say too little.
const DIGITS_MIN: usize = 8;

/// What `verify` may be told.
#[derive(Args, Clone, Debug)]
pub(super) struct VerifyArgs {
    /// A head that was handed out, from a forwarded board, a receipt or a report: OFFICE:ENTRY:HASH, at least 8 digits of it
    #[arg(long = "head", value_name = "OFFICE:ENTRY:HASH")]
    heads: Vec<HandedOut>,
}

/// An entry of an office, and what its hash began with when it was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct HandedOut {
    office: OfficeId,
    entry: EntryNo,
    digits: String,
}

impl FromStr for HandedOut {
    type Err = String;

    fn from_str(said: &str) -> std::result::Result<Self, String> {
        let wrong = || "写作 单位:条目:校验值 / it is OFFICE:ENTRY:HASH, as in 1:1284:3fa9c1d27b60e5f4".to_owned();
        let mut parts = said.splitn(3, ':').map(str::trim);
        let mut next = || parts.next().ok_or_else(wrong);
        let (office, entry, digits) = (next()?, next()?, next()?);
        let number = |text: &str| text.trim_start_matches('#').parse::<i64>().map_err(|_| wrong());
        let is_hash = (DIGITS_MIN..=64).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_hexdigit());
        if !is_hash {
            return Err(wrong());
        }
        Ok(Self { office: OfficeId(number(office)?), entry: EntryNo(number(entry)?), digits: digits.to_owned() })
    }
}

/// Reads every ledger from its beginning; fails if one is broken or is not the one that was handed out.
pub(super) async fn verify(settings: &Settings, args: &VerifyArgs) -> Result<ExitCode> {
    let store = database::open_existing(settings).await?;
    let mut reader = store.read().await?;
    let mut code = ExitCode::SUCCESS;
    for (office, verdict) in ledger::verify_all(&mut reader).await? {
        if matches!(verdict, Verdict::Broken { .. }) {
            code = ExitCode::FAILURE;
        }
        out::line(&told(office, &verdict))?;
    }
    for it in &args.heads {
        let differs = ledger::hold_against(&mut reader, it.office, it.entry, &it.digits).await?;
        let (office, entry, digits) = (it.office.0, it.entry.0, &it.digits);
        let line = if let Some((at, fault)) = differs {
            code = ExitCode::FAILURE;
            told(it.office, &Verdict::Broken { at, fault })
        } else {
            format!("✓ office {office}: 第 {entry} 条 / entry {entry}: {digits}，仍在 / still there")
        };
        out::line(&line)?;
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
        Fault::OutOfPlace => ("重复，或不在应有的位置", "stands twice, or where none belongs"),
        Fault::Unreadable => ("无法读取", "cannot be read"),
        Fault::Unlinked => ("未接上前一条", "not linked to the one before it"),
        Fault::Changed => ("内容被改动", "changed after it was written"),
        Fault::WordsChanged => ("所引的文字或姓名被改动", "words or a name of it were changed"),
        Fault::CutTail => ("从此处起被截去", "cut off from here on"),
        Fault::BehindHead => ("多于末条记录", "stands behind the head"),
        Fault::OtherHead => ("与末条记录不符", "is not what the head says"),
        Fault::OtherThanHandedOut => ("与当时发出的校验值不符", "is not what was handed out"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_handed_out_is_read_as_it_is_shown() {
        let read = |said: &str| said.parse::<HandedOut>().ok().map(|it| (it.office.0, it.entry.0, it.digits));
        for said in ["1:1284:3fa9c1d2", "1:#1284:3fa9c1d2", " 1 : 1284 : 3fa9c1d2 "] {
            assert_eq!(read(said), Some((1, 1284, "3fa9c1d2".to_owned())), "{said}");
        }
        for said in ["", "1:2", "1:2:3fa9", "1:2:3fa9c1dz", "x:2:3fa9c1d2", "1:2:3fa9c1d2:4"] {
            assert_eq!(read(said), None, "{said}");
        }
    }
}
