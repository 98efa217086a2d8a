//! How the demo begins: a lead group with its people, and, unless one wants to start from empty, an office set up by the
//! same conversation that anybody would have: `/setup`, the roster, the links, and each contact opening theirs.

use anyhow::{Context, Result, anyhow, bail};

use super::habits::{Habit, Habits};
use super::stage::Stage;
use crate::sandbox::{Role, Sandbox, Shown};

/// The story that begins with an office whose contacts have joined.
pub(super) const TOLD: &str = "story";
/// The story that begins at `/setup`.
pub(super) const EMPTY: &str = "empty";
/// The lead group.
pub const LEAD_GROUP: i64 = -1_001_000_000_001;
/// Who leads: its owner.
pub const LEAD: i64 = 1;

const ROSTER: &str = include_str!("../../../samples/roster.csv");
const FIRST_CONTACT: i64 = 101;
/// How long one step of the conversation may take, in real milliseconds.
const STEP_MS_MAX: u64 = 20_000;

/// Only the people and the group; everything else is to be done by hand.
#[must_use]
pub fn empty(stage: &Stage) -> Habits {
    let sandbox = stage.sandbox();
    people(sandbox);
    sandbox.add_bot(LEAD_GROUP, LEAD, true);
    habits(sandbox)
}

/// The office stands, and all but a few contacts have joined.
pub async fn told(stage: &Stage) -> Result<Habits> {
    let sandbox = stage.sandbox();
    people(sandbox);
    sandbox.start_bot(LEAD, None);
    sandbox.add_bot(LEAD_GROUP, LEAD, true);
    sandbox.say(LEAD, LEAD_GROUP, "/setup 市安委办");
    press(sandbox, LEAD_GROUP, LEAD, "内部群").await?;
    sandbox.send_file(LEAD, LEAD_GROUP, "名册.csv", ROSTER.as_bytes(), "/roster");
    press(sandbox, LEAD_GROUP, LEAD, "导入").await?;
    sandbox.say(LEAD, LEAD_GROUP, "/invite");
    let sheet = wait(sandbox, LEAD, Wanted::File).await?;
    let file = sheet.file.ok_or_else(|| anyhow!("the sheet is missing"))?;
    let bytes = sandbox.file_bytes(&file.id).context("the sheet has no bytes")?;
    let mut joined = 0;
    for (contact, code) in (FIRST_CONTACT..).zip(codes(&String::from_utf8_lossy(&bytes))) {
        if Habit::of(contact - FIRST_CONTACT) != Habit::Absent {
            sandbox.start_bot(contact, Some(&code));
            joined += 1;
        }
    }
    if joined == 0 {
        bail!("the sheet held no links");
    }
    settle(stage).await?;
    Ok(habits(sandbox))
}

fn people(sandbox: &Sandbox) {
    sandbox.user(LEAD, "王主任", "zh-hans");
    sandbox.user(2, "小陈", "zh-hans");
    sandbox.group(LEAD_GROUP, "安委办工作群");
    sandbox.join(LEAD_GROUP, LEAD, Role::Owner);
    sandbox.join(LEAD_GROUP, 2, Role::Member);
    for (contact, name) in contacts() {
        sandbox.user(contact, &name, "zh-hans");
    }
}

/// One person per department of the sample, named after it so that they are found on the page.
fn contacts() -> Vec<(i64, String)> {
    let rows = ROSTER.lines().skip(2).map(|row| row.split(',').collect::<Vec<_>>());
    let short = rows.filter_map(|row| {
        let short = row.get(2)?.split('|').next().filter(|alias| !alias.is_empty()).or(row.get(1).copied())?;
        Some(format!("{short}·{}", row.get(5)?))
    });
    (FIRST_CONTACT..).zip(short).collect()
}

fn habits(sandbox: &Sandbox) -> Habits {
    Habits::of(contacts().into_iter().map(|(contact, _)| (contact, Habit::of(contact - FIRST_CONTACT))), sandbox)
}

/// Codes in the order of the sheet, which is the roster's.
fn codes(sheet: &str) -> Vec<String> {
    sheet
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"')?.0.split_once("start=").map(|(_, code)| code.to_owned()))
        .collect()
}

/// Presses a button of the newest card that has it.
async fn press(sandbox: &Sandbox, chat: i64, user: i64, label: &str) -> Result<()> {
    let card = wait(sandbox, chat, Wanted::Button(label)).await?;
    sandbox.press_label(user, chat, card.id, label).map_err(|error| anyhow!("{label}: {error}"))?;
    Ok(())
}

/// What a message must have.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    Button(&'a str),
    File,
}

impl Wanted<'_> {
    fn is_in(self, shown: &Shown) -> bool {
        match self {
            Self::Button(label) => shown.buttons.iter().flatten().any(|button| button.label == label),
            Self::File => shown.file.is_some(),
        }
    }
}

async fn wait(sandbox: &Sandbox, chat: i64, wanted: Wanted<'_>) -> Result<Shown> {
    for _ in 0..STEP_MS_MAX / 5 {
        if let Some(shown) = sandbox.messages(chat).into_iter().rev().find(|shown| shown.bot && wanted.is_in(shown)) {
            return Ok(shown);
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    bail!("the bot did not answer in chat {chat}")
}

/// Until everything that was said has been answered.
async fn settle(stage: &Stage) -> Result<()> {
    let service = stage.service().await.context("nothing runs")?;
    for _ in 0..STEP_MS_MAX / 5 {
        if stage.sandbox().unconfirmed() == 0 && service.is_settled().await? {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    bail!("the bot did not come to rest")
}
