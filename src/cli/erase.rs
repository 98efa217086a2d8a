//! `cuiban erase`: a person's data goes, and the ledger still verifies.

use std::io::{BufRead as _, IsTerminal as _};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use futures::FutureExt as _;

use super::settings::Settings;
use super::{database, out};
use crate::conversation::{self, Erasure};
use crate::domain::PersonId;
use crate::engine::{Clock as _, SystemClock};
use crate::store::person::PersonRow;
use crate::store::{Conn, Engine, Store, StoreError, erasure};

/// What `erase` must be told.
#[derive(Args, Clone, Debug)]
#[group(required = true, multiple = true)]
pub(super) struct EraseArgs {
    /// Numbers of the people, as `--find` shows them
    #[arg(value_name = "PERSON", conflicts_with_all = ["find", "list"])]
    people: Vec<i64>,
    /// Shows who goes by this name, telephone or number at the chat app
    #[arg(long, value_name = "NAME", conflicts_with = "list")]
    find: Option<String>,
    /// Shows the numbers of all who were erased, to be erased again after an older copy was restored
    #[arg(long)]
    list: bool,
    /// Does not ask
    #[arg(long, requires = "people")]
    yes: bool,
}

/// Finds people, lists the erased, or erases. Numbers that a restored copy does not know are left out.
pub(super) async fn erase(settings: &Settings, args: &EraseArgs) -> Result<ExitCode> {
    let store = database::open_existing(settings).await?;
    if let Some(said) = &args.find {
        let mut reader = store.read().await?;
        for row in erasure::find_people(&mut reader, said.trim()).await? {
            let it = conversation::look_for(&mut reader, row.id).await?;
            out::line(&shown(&mut reader, &row, it.as_ref()).await?)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    if args.list {
        for person in erasure::list_erased(&mut *store.read().await?).await? {
            out::line(&person.0.to_string())?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut all = Vec::new();
    for person in &args.people {
        let mut reader = store.read().await?;
        let Some(it) = conversation::look_for(&mut reader, PersonId(*person)).await? else {
            out::line(&format!("没有 {person} 号人员，略过 / there is no person {person}; left out"))?;
            continue;
        };
        tell(&mut reader, &it).await?;
        all.push(it);
    }
    if all.is_empty() {
        bail!(
            "没有可删除的；先用 cuiban erase --find 姓名 查编号 / nobody to erase; `cuiban erase --find NAME` shows numbers"
        );
    }
    if !args.yes && !agreed()? {
        out::line("没有删除 / nothing was erased")?;
        return Ok(ExitCode::FAILURE);
    }
    for it in &all {
        take_away(&store, it.people[0].id).await?;
    }
    let scrubbed = store.scrub().await?;
    out::line(
        "已删除；早先的备份里仍有，见 docs/erasing.md / erased; earlier backups still hold it, see docs/erasing.md",
    )?;
    if store.engine() == Engine::Postgres {
        out::line("PostgreSQL 的旧行由 VACUUM 清除 / old rows leave PostgreSQL with its VACUUM")?;
    }
    if !scrubbed {
        bail!(
            "数据库正被读取，日志文件还没有清空；稍后再运行一次 \
             / others read the database, and its write-ahead log could not be emptied; run this again in a while"
        );
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// In one turn with a fresh look: what they did since they were shown goes too.
async fn take_away(store: &Store, person: PersonId) -> Result<()> {
    let now = SystemClock.now();
    let done = store.write(move |tx| {
        async move {
            let Some(it) = conversation::look_for(tx, person).await? else { return Ok(true) };
            for row in &it.people {
                if erasure::is_in_flight(tx, row).await? {
                    return Ok(false);
                }
            }
            conversation::erase(tx, &it, now).await?;
            Ok::<_, StoreError>(true)
        }
        .boxed()
    });
    if !done.await? {
        bail!(
            "正有消息发给 {no} 号人员，过一分钟再试 / a message to person {no} is just on its way; try again in a minute",
            no = person.0
        );
    }
    Ok(())
}

async fn shown(conn: &mut Conn, row: &PersonRow, it: Option<&Erasure>) -> Result<String> {
    let mut seats = Vec::new();
    for (office, dept, seat) in it.map(|it| it.seats.as_slice()).unwrap_or_default() {
        let dept = crate::store::projections::find_department(conn, *office, *dept).await?;
        let name = dept.map(|dept| dept.profile.name).unwrap_or_default();
        seats.push(format!("{name} ({seat:?}, office {})", office.0));
    }
    let user = row.user_id.map_or_else(|| "-".to_owned(), |user| user.to_string());
    let (name, phone) = (row.name.as_deref().unwrap_or("-"), row.phone.as_deref().unwrap_or("-"));
    Ok(format!("{}  {name}  ☎ {phone}  chat {user}  {}", row.id.0, seats.join("; ")))
}

async fn tell(conn: &mut Conn, it: &Erasure) -> Result<()> {
    out::line("删除 / goes:")?;
    for row in &it.people {
        out::line(&format!("  {}", shown(conn, row, (row.id == it.people[0].id).then_some(it)).await?))?;
    }
    let (words, seats) = (it.traces.words.len(), it.seats.len());
    out::line(&format!(
        "  写过的话 {words} 段，消息、草稿和未送出的内容，席位 {seats} 个 / {words} texts they wrote, messages, drafts, what waits to be sent, {seats} seats"
    ))?;
    let (entries, offices) = (it.traces.entries, it.traces.offices.len());
    out::line("保留 / stays:")?;
    out::line(&format!(
        "  台账 {entries} 条（{offices} 个牵头部门），只剩编号；报送的材料 / {entries} ledger entries of {offices} offices, by number alone; material that was handed in"
    ))?;
    Ok(())
}

fn agreed() -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        bail!("请加 --yes 确认 / confirm with --yes");
    }
    out::line("确认删除请输入 yes / type yes to erase:")?;
    let mut said = String::new();
    std::io::stdin().lock().read_line(&mut said)?;
    Ok(said.trim().eq_ignore_ascii_case("yes"))
}
