//! An office with departments whose contacts are at their phones, played against the running program.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::sandbox::{BoxClock, LogEntry, Role, Sandbox, SandboxConfig, Shown};

use super::process::TOKEN;

/// Departments; half of their contacts join before the first kill.
pub(crate) const DEPARTMENTS: i64 = 20;
/// Tasks that everybody is asked.
pub(crate) const TASKS: i64 = 4;
/// Contacts are numbered from here, in the order of the roster.
pub(crate) const CONTACT: i64 = 101;

const PATIENCE: Duration = Duration::from_mins(1);

/// The box, on the machine's own time.
pub(crate) fn open_box(now: DateTime<Utc>) -> Sandbox {
    let clock = BoxClock::at(now);
    clock.ticking(true);
    let config = SandboxConfig { token: TOKEN.into(), bot_username: "cuiban_killed_bot".into(), clock, port: None };
    let sandbox = Sandbox::start(&config).unwrap();
    sandbox.user(LEAD, "王主任", "zh-hans");
    sandbox.group(LEAD_GROUP, "安委办工作群");
    sandbox.join(LEAD_GROUP, LEAD, Role::Owner);
    for n in 0..DEPARTMENTS {
        sandbox.user(CONTACT + n, &format!("联络员{n}"), "zh-hans");
    }
    sandbox
}

/// The office is set up, its tasks are published; each department's code.
pub(crate) async fn set_up(sandbox: &Sandbox) -> Vec<String> {
    sandbox.start_bot(LEAD, None);
    wait(sandbox, LEAD, |shown| shown.text.contains("您好")).await;
    sandbox.add_bot(LEAD_GROUP, LEAD, true);
    sandbox.say(LEAD, LEAD_GROUP, "/setup 市安委办");
    press(sandbox, "内部群").await;
    let names = (0..DEPARTMENTS).map(|n| format!("第{n}局,联络员{n}\n"));
    let roster: String = std::iter::once("单位,联络员\n".to_owned()).chain(names).collect();
    sandbox.send_file(LEAD, LEAD_GROUP, "名册.csv", roster.as_bytes(), "/roster");
    press(sandbox, "导入").await;
    wait(sandbox, LEAD_GROUP, |shown| shown.text.contains("已导入")).await;
    for n in 1..=TASKS {
        sandbox.say(LEAD, LEAD_GROUP, &format!("/task 第{n}件 截止 90天内 部门 全体 材料 台账"));
        press(sandbox, "发布").await;
        wait(sandbox, LEAD_GROUP, |shown| shown.text.contains(&format!("T{n} 已发布"))).await;
    }
    sandbox.say(LEAD, LEAD_GROUP, "/invite");
    let sheet = wait(sandbox, LEAD, |shown| shown.file.is_some()).await.file.unwrap();
    let sheet = String::from_utf8(sandbox.file_bytes(&sheet.id).unwrap()).unwrap();
    let links = sheet.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"'));
    links.filter_map(|(link, _)| link.split_once("start=")).map(|(_, code)| code.to_owned()).collect()
}

async fn press(sandbox: &Sandbox, label: &str) {
    let has_it = |shown: &Shown| shown.buttons.iter().flatten().any(|button| button.label == label);
    let card = wait(sandbox, LEAD_GROUP, has_it).await;
    sandbox.press_label(LEAD, LEAD_GROUP, card.id, label).unwrap();
    wait(sandbox, LEAD_GROUP, |shown| shown.id != card.id || !has_it(shown)).await;
}

/// The newest message of the bot in a chat that is like this.
pub(crate) async fn wait(sandbox: &Sandbox, chat: i64, is_it: impl Fn(&Shown) -> bool) -> Shown {
    let find = || sandbox.messages(chat).into_iter().rev().find(|shown| shown.bot && is_it(shown));
    until(|| find().is_some(), || format!("chat {chat} shows {:?}", sandbox.messages(chat))).await;
    find().unwrap()
}

/// Looks again and again, until it is so.
pub(crate) async fn until(is_so: impl Fn() -> bool, or_else: impl Fn() -> String) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{}", or_else());
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// The number below which the program has confirmed every update.
pub(crate) fn confirmed(sandbox: &Sandbox) -> i64 {
    let offsets = sandbox.log().into_iter().filter_map(|entry| match entry {
        LogEntry::Confirmed { offset, .. } => Some(offset),
        _ => None,
    });
    offsets.max().unwrap_or_default()
}
