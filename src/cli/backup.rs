//! `cuiban backup` and `cuiban restore`: all that is remembered in one file, and back from it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use clap::Args;
use indicatif::ProgressBar;

use super::settings::Settings;
use super::{database, out};
use crate::backup::{self, Archive, BackupError, Manifest, Target, Wanted};
use crate::engine::{Clock as _, Files, SystemClock};
use crate::store::StoreError;

/// What both must be told.
#[derive(Args, Clone, Debug)]
pub(super) struct BackupArgs {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// With the material that was handed in
    #[arg(long)]
    files: bool,
}

/// Makes one, beside a running service.
pub(super) async fn backup(settings: &Settings, args: &BackupArgs) -> Result<ExitCode> {
    let key = settings.backup_key()?;
    let store = database::open_existing(settings).await?;
    let files = if args.files { Some(folder(settings)?) } else { None };
    let wanted = Wanted { file: &args.file, files: files.as_ref(), key: key.as_deref(), now: SystemClock.now() };
    let bar = ProgressBar::no_length();
    let made = backup::make(&store, wanted, &mut |done, total| show(&bar, done, total)).await;
    bar.finish_and_clear();
    store.close().await;
    let manifest = made.map_err(|error| told(&args.file, &error))?;
    out::line(&format!("✓ {}: {}", args.file.display(), summary(&manifest, key.is_some())))?;
    Ok(ExitCode::SUCCESS)
}

/// Loads one into an empty database.
pub(super) async fn restore(settings: &Settings, args: &BackupArgs) -> Result<ExitCode> {
    let key = settings.backup_key()?;
    let url = settings.database_url()?;
    let files = if args.files { Some(folder(settings)?) } else { None };
    let _lock = database::lock(&url)?;
    let bar = ProgressBar::no_length();
    let mut watch = |done, total| show(&bar, done, total);
    let restored = async {
        let mut archive = Archive::open(&args.file, key.as_deref(), &mut watch)?;
        let target = Target { url: &url, files: files.as_ref(), now: SystemClock.now() };
        let hold = backup::restore(&mut archive, target, &mut watch).await?;
        Ok((archive.manifest().clone(), hold))
    };
    let restored = restored.await;
    bar.finish_and_clear();
    let (manifest, _) = restored.map_err(|error| told(&args.file, &error))?;
    out::line(&format!("✓ {}: {}", args.file.display(), summary(&manifest, key.is_some())))?;
    if manifest.material.is_some() && files.is_none() {
        out::line("材料未恢复，需要时请加 --files / its material was left out; add --files to have it")?;
    }
    out::line(HELD)?;
    Ok(ExitCode::SUCCESS)
}

/// What holds of a copy, and what to do.
pub(super) const HELD: &str = "\
这是副本：照常收取和答复，但不发通知和提醒。请先确认原机已停用，再运行 cuiban resume。\n\
This is a copy: it listens and answers, and sends no notices and no nudges. Make sure that the original is stopped, then run `cuiban resume`.";

fn folder(settings: &Settings) -> Result<Files> {
    let folder = settings.files();
    Files::open(&folder).with_context(|| format!("CUIBAN_FILES: {} 无法使用 / cannot be used", folder.display()))
}

fn show(bar: &ProgressBar, done: u64, total: u64) {
    if bar.length() != Some(total) {
        bar.set_length(total);
    }
    bar.set_position(done);
}

fn summary(manifest: &Manifest, sealed: bool) -> String {
    let entries: i64 = manifest.heads.iter().map(|head| head.seq).sum();
    let material = manifest.material.map_or_else(
        || "不含材料 / without material".to_owned(),
        |it| format!("材料 {} 件 {} 字节 / {} files of material, {} bytes", it.files, it.bytes, it.files, it.bytes),
    );
    let sealed = if sealed { "已加密 / encrypted" } else { "未加密 / not encrypted" };
    format!(
        "{} 时的内容，{entries} 条台账，{} 行，{material}，{sealed}，已通读校验 / as of {0}, {entries} entries, {1} rows; read back and sound",
        manifest.made_at.format("%Y-%m-%dT%H:%M:%SZ"),
        manifest.rows(),
    )
}

fn told(file: &Path, error: &BackupError) -> anyhow::Error {
    let file = file.display();
    let words = match error {
        BackupError::Exists(path) => format!(
            "{}: 已存在，不会覆盖，请换个名字 / is there already and is not overwritten; choose another name",
            path.display()
        ),
        BackupError::Busy(path) => format!("{}: 另一个进程正在写 / another process is writing it", path.display()),
        BackupError::Io(why) => format!("{file}: 无法读写 / cannot be read or written: {why}"),
        BackupError::KeyMissing => {
            format!("{file}: 已加密，请在 CUIBAN_BACKUP_KEY 设置密钥 / is encrypted; set its key in CUIBAN_BACKUP_KEY")
        }
        BackupError::KeyWrong => format!(
            "{file}: CUIBAN_BACKUP_KEY 不是加密时的密钥 / CUIBAN_BACKUP_KEY is not the key that it was encrypted with"
        ),
        BackupError::Damaged(why) => format!("{file}: 不是备份，或已损坏 / is no backup, or damaged: {why}"),
        BackupError::Broken { office, entry, fault } => format!(
            "台账 {0} 第 {1} 条与写入时不同（{fault:?}），请运行 cuiban verify / ledger {0}, entry {1} is not as it was written ({fault:?}); run `cuiban verify`",
            office.0, entry.0
        ),
        BackupError::Newer { program, format, schema } => format!(
            "{file}: 由更新的版本 {program} 写成（格式 {format}，结构 {schema}），请升级本程序 / was written by version {program} (format {format}, schema {schema}), which is newer; update this program"
        ),
        BackupError::Store(StoreError::NotEmpty(tables)) => format!(
            "DATABASE_URL: 数据库不是空的，已有表 {0}；恢复只写入空库，请换一个 / the database is not empty, there are the tables {0}; a backup is restored into an empty one",
            some(tables)
        ),
        BackupError::Store(why) => format!("数据库 / database: {why}"),
        BackupError::Material { name, why } => format!(
            "{name}: 材料有误，不含材料的备份不受影响 / something is wrong with this material ({why}); without --files all else can be backed up"
        ),
    };
    anyhow!(words)
}

fn some(tables: &[String]) -> String {
    let shown = tables.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
    if tables.len() > 5 { format!("{shown}, …") } else { shown }
}
