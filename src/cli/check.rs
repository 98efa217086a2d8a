//! `cuiban check`: whether everything is fit for `run`, a line a point.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use chrono::Datelike as _;

use super::settings::{AllWrong, Settings};
use super::{bot_api, out};
use crate::chat::CallError;
use crate::chat::telegram::Me;
use crate::domain::calendar::Calendar;
use crate::engine::{Clock as _, SystemClock};
use crate::report::picture;
use crate::store::hold::{self, Hold};
use crate::store::{Engine, Store, projections};

/// What was found at a point: fit or not, and the words for it.
type Found = Result<String, String>;

/// Looks at each point and says what it found; fails if one is not fit.
pub(super) async fn check(settings: &Settings) -> Result<ExitCode> {
    let me = me(settings).await;
    let (database, calendar, copy) = database(settings).await;
    let points = [
        ("设置 settings", wrong_or(settings, "齐备 / all right")),
        ("数据库 database", database),
        ("副本 copy", copy),
        ("Bot API", me.as_ref().map(|me| format!("@{}", me.username)).map_err(Clone::clone)),
        ("群消息 privacy mode", privacy(me.as_ref().ok())),
        ("文件夹 files", files(&settings.files())),
        ("节假日 holidays", holidays(&calendar, SystemClock.now().year())),
        ("中文字体 font", Ok(font(picture::font()))),
    ];
    for (point, found) in &points {
        match found {
            Ok(words) => out::line(&format!("✓ {point}: {words}"))?,
            Err(words) => out::line(&format!("✗ {point}: {words}"))?,
        }
    }
    Ok(if points.iter().all(|(_, found)| found.is_ok()) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn wrong_or(settings: &Settings, words: &str) -> Found {
    match settings.service() {
        Ok(_) => Ok(words.to_owned()),
        Err(AllWrong(wrong)) => Err(wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")),
    }
}

/// The database, the days off that it knows, and whether it is a copy that is held.
async fn database(settings: &Settings) -> (Found, Calendar, Found) {
    let store = match settings.database_url() {
        Ok(url) => Store::open(&url).await.map_err(|error| error.to_string()),
        Err(_) => Err(unknown("DATABASE_URL")),
    };
    let store = match store {
        Ok(store) => store,
        Err(words) => return (Err(words), Calendar::default(), Err(unknown("DATABASE_URL"))),
    };
    let version = store.schema_version().await.map_err(|error| error.to_string());
    let found = match version {
        Ok(version) => schema(store.engine(), version),
        Err(words) => Err(words),
    };
    let (calendar, hold) = looked_up(&store).await.unwrap_or_default();
    store.close().await;
    (found, calendar, copy(hold.as_ref()))
}

/// The service's calendar, and the hold; none of a database that is not set up, or not by this program's version.
async fn looked_up(store: &Store) -> Option<(Calendar, Option<Hold>)> {
    let version = store.schema_version().await.ok()?;
    if version != Store::newest_schema_version() {
        return None;
    }
    let mut reader = store.read().await.ok()?;
    let service = projections::find_service(&mut reader).await.ok()?;
    Some((service.calendar, hold::find(&mut reader).await.ok()?))
}

fn copy(hold: Option<&Hold>) -> Found {
    match hold {
        None => Ok("不是 / none".to_owned()),
        Some(hold) => Err(format!(
            "是 {since} 的副本，不发通知和提醒；请确认原机已停用，再运行 cuiban resume \
             / a copy as of {since}: no notices and no nudges leave; make sure that the original is stopped, then run `cuiban resume`",
            since = hold.since.format("%Y-%m-%dT%H:%M:%SZ")
        )),
    }
}

fn schema(engine: Engine, version: Option<i64>) -> Found {
    let newest = Store::newest_schema_version();
    match version {
        None => Ok(format!("{engine}，空库，首次启动时建表 / {engine}, empty; the first start sets it up")),
        Some(version) if Some(version) < newest => {
            Ok(format!("{engine}，结构 {version}，启动时升级 / {engine}, schema {version}; the next start updates it"))
        }
        Some(version) if Some(version) > newest => Err(format!(
            "{engine}，结构 {version} 比本程序新，请升级程序 / {engine}, schema {version} is newer than this program; update it"
        )),
        Some(version) => Ok(format!("{engine}，结构 / schema {version}")),
    }
}

async fn me(settings: &Settings) -> Result<Me, String> {
    let telegram = settings.telegram().map_err(|wrong| unknown(wrong.name))?;
    telegram.me().await.map_err(|error| match error {
        CallError::Token => bot_api::TOKEN.to_owned(),
        error => format!("{error}。{}", bot_api::TRY),
    })
}

fn privacy(me: Option<&Me>) -> Found {
    match me {
        None => Err("未知，Bot API 没有应答 / not known, the Bot API did not answer".to_owned()),
        Some(me) if me.reads_all => Ok("可读全部群消息 / reads all messages of its groups".to_owned()),
        Some(_) => Ok("仅能读命令和回复；请在各牵头群把机器人设为管理员 \
                       / reads commands and replies only; make it an administrator of each lead group"
            .to_owned()),
    }
}

/// Proves it by writing.
fn files(folder: &Path) -> Found {
    let probe = folder.join(".cuiban-check");
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&probe, b""))
        .and_then(|()| std::fs::remove_file(&probe));
    match written {
        Ok(()) => Ok(format!("{} 可写 / can be written", folder.display())),
        Err(error) => Err(format!("CUIBAN_FILES: {} 不可写 / cannot be written: {error}", folder.display())),
    }
}

/// The lists come out each November for the year after.
fn holidays(calendar: &Calendar, year: i32) -> Found {
    let known = (year - 10..=year + 2).rev().find(|year| !calendar.is_provisional(*year));
    match known {
        Some(known) if known >= year => Ok(format!("已知至 {known} 年 / known until {known}")),
        Some(known) => Err(format!(
            "只知到 {known} 年，{year} 年按周末和法定日推算；请管理员用 /calendar 发来新的放假安排 \
             / known until {known} only; {year} is reckoned by weekends and fixed days; an operator sends a newer list with /calendar"
        )),
        None => Err("未知 / not known".to_owned()),
    }
}

/// Without one all works but for the names in the report's picture.
fn font(found: Option<&str>) -> String {
    found.map_or_else(
        || {
            "没有，报告图片只画编号；可安装 fonts-noto-cjk 后重启 \
             / none, so the report's picture has numbers for names; install fonts-noto-cjk and restart"
                .to_owned()
        },
        |name| format!("{name}，用于报告图片 / for the report's picture"),
    )
}

fn unknown(name: &str) -> String {
    format!("未检查，请先改正 {name} / not looked at; set {name} right first")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_are_fit_while_this_years_list_is_out() {
        let calendar = Calendar::built_in();
        assert_eq!(holidays(calendar, 2026), Ok("已知至 2026 年 / known until 2026".to_owned()));
        assert!(holidays(calendar, 2027).is_err_and(|words| words.contains("2026")));
    }

    #[test]
    fn settings_are_not_fit_while_one_is_wrong() {
        let settings = Settings::of([("CUIBAN_LANG".to_owned(), "fr".to_owned())]);
        let words = wrong_or(&settings, "fit").unwrap_err();
        assert!(words.contains("TELOXIDE_TOKEN") && words.contains("CUIBAN_LANG"), "{words}");
    }
}
