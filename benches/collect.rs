//! 300 files of 1 to 20 MB handed in for one task, and collected into ZIPs by the real program: how much memory does it take?
//!
//! `cargo bench --bench collect` prints the program's peak before, with each fifty files that came and after the collection, and holds
//! every byte of every archive against what was sent. The box with its files is in this process, the program is one of its own.

#![expect(clippy::print_stdout, reason = "what was measured is printed")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has nothing to say")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use cuiban::cli::demo::{LEAD, LEAD_GROUP};
use cuiban::engine::{Clock as _, SystemClock};
use cuiban::sandbox::{BoxClock, Role, Sandbox, SandboxConfig, Shown};
use rand::rngs::SmallRng;
use rand::{Rng, RngExt, SeedableRng};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

const TOKEN: &str = "4242:SANDBOX-token-of-the-box";
const DEPARTMENTS: i64 = 50;
const ITEMS: usize = 6;
const CONTACT: i64 = 101;
/// The chat app lets a bot fetch so much.
const BYTES_MAX: usize = 20_000_000;
const PATIENCE: Duration = Duration::from_mins(5);

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let clock = BoxClock::at(SystemClock.now());
        clock.ticking(true);
        let config = SandboxConfig { token: TOKEN.into(), bot_username: "cuiban_bench_bot".into(), clock, port: None };
        let sandbox = Sandbox::start(&config).unwrap();
        let url = format!("sqlite://{}", folder.path().join("cuiban.db").display());
        let mut program = start(&sandbox, &url, folder.path());
        set_up(&sandbox).await;
        println!("peak before: {} MB", peak(&program));
        let sent = hand_in(&sandbox, &program).await;
        let parts = collect(&sandbox).await;
        println!("{} archives; peak after the collection: {} MB", parts.len(), peak(&program));
        check(&sandbox, &parts, sent);
        println!("every archive holds what was sent, and each file once");
        program.kill().unwrap();
        program.wait().unwrap();
    });
}

/// `cuiban run` on this database, with the box for its chat app.
fn start(sandbox: &Sandbox, database_url: &str, folder: &Path) -> Child {
    let mut program = Command::new(env!("CARGO_BIN_EXE_cuiban"));
    program.arg("run").env_clear().env("TELOXIDE_TOKEN", TOKEN).env("TELOXIDE_API_URL", sandbox.api_url().as_str());
    program.env("DATABASE_URL", database_url).env("CUIBAN_FILES", folder.join("files"));
    program.env("CUIBAN_OPERATORS", "1").env("CUIBAN_OPEN_SETUP", "true").env("RUST_LOG", "error");
    program.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap()
}

/// The program's peak of memory so far (`VmHWM`), in MB.
fn peak(program: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

async fn set_up(sandbox: &Sandbox) {
    sandbox.user(LEAD, "王主任", "zh-hans");
    sandbox.group(LEAD_GROUP, "安委办工作群");
    sandbox.join(LEAD_GROUP, LEAD, Role::Owner);
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
    for n in 0..DEPARTMENTS {
        sandbox.user(CONTACT + n, &format!("联络员{n}"), "zh-hans");
        sandbox.say(LEAD, LEAD, &format!("/invite 第{n}局"));
        let card =
            wait(sandbox, LEAD, |shown| shown.text.contains(&format!("第{n}局")) && shown.text.contains("start="))
                .await;
        let code = card.text.split("start=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        sandbox.start_bot(CONTACT + n, Some(&code));
    }
    let items: Vec<String> = (1..=ITEMS).map(|n| format!("附表{n}")).collect();
    sandbox.say(
        LEAD,
        LEAD_GROUP,
        &format!("/task 年度台账 截止 20个工作日内 紧急(压力测试) 部门 全体 材料 {}", items.join("、")),
    );
    press(sandbox, "发布").await;
    for n in 0..DEPARTMENTS {
        wait(sandbox, CONTACT + n, |shown| shown.text.contains("年度台账")).await;
    }
}

/// Digest and size of each file that was sent.
async fn hand_in(sandbox: &Sandbox, program: &Child) -> BTreeMap<String, usize> {
    let mut random = SmallRng::seed_from_u64(7);
    let mut sent = BTreeMap::new();
    for item in 1..=ITEMS {
        for n in 0..DEPARTMENTS {
            let mut bytes = vec![0; random.random_range(1_000_000..BYTES_MAX)];
            random.fill_bytes(&mut bytes);
            sent.insert(hex::encode(Sha256::digest(&bytes)), bytes.len());
            sandbox.send_file(CONTACT + n, CONTACT + n, &format!("附表{item}.pdf"), &bytes, "");
        }
        for n in 0..DEPARTMENTS {
            let came = |shown: &Shown| {
                shown.text.contains(&format!("附表{item}")) && shown.text.contains("已收到")
                    || shown.text.contains("感谢支持")
            };
            wait(sandbox, CONTACT + n, came).await;
        }
        let megabytes: usize = sent.values().sum::<usize>() / 1_000_000;
        println!("{} files, {megabytes} MB; peak after they came: {} MB", sent.len(), peak(program));
    }
    sent
}

async fn collect(sandbox: &Sandbox) -> Vec<Shown> {
    loop {
        sandbox.say(LEAD, LEAD, "/collect T1");
        let begun = wait(sandbox, LEAD, |shown| shown.text.contains("正在打包")).await;
        let first = wait(sandbox, LEAD, |shown| shown.id > begun.id && shown.file.is_some()).await;
        let of: usize = number(&first.text, "共");
        until(|| parts_after(sandbox, begun.id).len() == of).await;
        // What was still being fetched is left out, and said so.
        if !begun.text.contains("还没存好") {
            return parts_after(sandbox, begun.id);
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}

fn number(text: &str, behind: &str) -> usize {
    let digits = text.split(behind).nth(1).unwrap().chars().take_while(char::is_ascii_digit);
    digits.collect::<String>().parse().unwrap()
}

fn parts_after(sandbox: &Sandbox, id: i64) -> Vec<Shown> {
    sandbox.messages(LEAD).into_iter().filter(|shown| shown.bot && shown.id > id && shown.file.is_some()).collect()
}

fn check(sandbox: &Sandbox, parts: &[Shown], mut sent: BTreeMap<String, usize>) {
    for part in parts {
        let bytes = sandbox.file_bytes(&part.file.as_ref().unwrap().id).unwrap();
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        for at in 0..zip.len() {
            let mut entry = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            let digest = hex::encode(Sha256::digest(&bytes));
            let is_contents = entry.name().unwrap().ends_with(".xlsx");
            assert_eq!(sent.remove(&digest).is_none(), is_contents, "{}", entry.name().unwrap());
        }
    }
    assert!(sent.is_empty(), "{} files are missing", sent.len());
}

async fn press(sandbox: &Sandbox, label: &str) {
    let has_it = |shown: &Shown| shown.buttons.iter().flatten().any(|button| button.label == label);
    let card = wait(sandbox, LEAD_GROUP, has_it).await;
    sandbox.press_label(LEAD, LEAD_GROUP, card.id, label).unwrap();
    wait(sandbox, LEAD_GROUP, |shown| shown.id != card.id || !has_it(shown)).await;
}

async fn wait(sandbox: &Sandbox, chat: i64, is_it: impl Fn(&Shown) -> bool) -> Shown {
    let find = || sandbox.messages(chat).into_iter().rev().find(|shown| shown.bot && is_it(shown));
    until(|| find().is_some()).await;
    find().unwrap()
}

async fn until(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "nothing happens any more");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
