//! Opening the database for a command: made by `run` and `migrate`, expected by all others.

use anyhow::{Context, Result, anyhow, bail};

use super::settings::Settings;
use crate::domain::{Office, OfficeId};
use crate::store::{Conn, Lock, Store, StoreError, projections};

/// Holds a SQLite file for as long as this is kept: there is one writer.
pub(super) fn lock(url: &str) -> Result<Lock> {
    Lock::take(url).map_err(|error| match error {
        StoreError::InUse(file) => anyhow!(
            "DATABASE_URL: 另一个 cuiban 正在使用 {0}，请先停止它 / another cuiban works on {0}; stop it first",
            file.display()
        ),
        error => anyhow!(error).context("DATABASE_URL: 数据库无法打开 / the database cannot be opened"),
    })
}

/// Opens the database and brings it up to date.
pub(super) async fn open(url: &str) -> Result<Store> {
    let store = Store::open(url).await.context("DATABASE_URL: 数据库无法打开 / the database cannot be opened")?;
    store.migrate().await.context("数据库结构无法升级 / the schema cannot be brought up to date")?;
    Ok(store)
}

/// Opens a database that must be there and up to date.
pub(super) async fn open_existing(settings: &Settings) -> Result<Store> {
    let store = Store::open_existing(&settings.database_url()?).await.context(
        "DATABASE_URL: 数据库打不开，还没有建立时请先运行 cuiban migrate \
         / the database cannot be opened; if there is none yet, run `cuiban migrate` first",
    )?;
    let (found, newest) = (store.schema_version().await?, Store::newest_schema_version());
    if found < newest {
        bail!(
            "数据库结构不是最新的，请先运行 cuiban migrate / the schema is not up to date; run `cuiban migrate` first"
        );
    }
    if found > newest {
        bail!("数据库由更新的版本使用，请升级本程序 / a newer version uses this database; update this program");
    }
    Ok(store)
}

/// The office of this number, or which there are.
pub(super) async fn office(conn: &mut Conn, id: OfficeId) -> Result<Office> {
    if let Some(office) = projections::find_office(conn, id).await? {
        return Ok(office);
    }
    let offices = projections::list_offices(conn).await?;
    let there: Vec<String> = offices.iter().map(|office| format!("{} {}", office.id.0, office.name)).collect();
    bail!("没有 {} 号牵头部门，现有 / there is no office {}; there are: [{}]", id.0, id.0, there.join(", "))
}
