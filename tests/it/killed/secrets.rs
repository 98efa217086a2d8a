//! What the running program says of itself: never its token, however much it says and whatever goes wrong; and as a service does, no
//! name and no word of anybody.

use std::fs::File;
use std::process::{Command, Stdio};
use std::time::Duration;

use cuiban::engine::{Clock, SystemClock};
use cuiban::sandbox::{Fault, FaultKind, Lost, Sandbox};
use libtest_mimic::Trial;
use serde_json::json;

use super::office::{self, CONTACT, DEPARTMENTS, wait};
use super::process::{Process, TOKEN};
use super::rest;
use crate::support::db::{TestDb, on_sqlite};

pub(super) fn trials() -> Vec<Trial> {
    [
        on_sqlite("secrets::no_token_at_trace_level_whatever_goes_wrong", |db| said_by_a_run(db, "trace")),
        on_sqlite("secrets::no_name_and_no_word_as_a_service_logs", |db| said_by_a_run(db, "info")),
        on_sqlite("secrets::no_token_when_it_cannot_start", |db| async move { cannot_start(&db) }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every way in which a call can fail, for every method that matters.
fn faults() -> Vec<Fault> {
    let refuse =
        |code, description: &str, parameters| FaultKind::Refuse { code, description: description.into(), parameters };
    let methods =
        ["getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery", "getChatAdministrators", "getFile"];
    let kinds = || {
        vec![
            refuse(400, "Bad Request: something is odd", None),
            refuse(403, "Forbidden: bot was blocked by the user", None),
            refuse(429, "Too Many Requests: retry after 1", Some(json!({"retry_after": 1}))),
            refuse(500, "Internal Server Error", None),
            FaultKind::Applied(Lost::Cut),
            FaultKind::Applied(Lost::Half),
            FaultKind::NotApplied(Lost::Page502),
        ]
    };
    methods.iter().flat_map(|method| kinds().into_iter().map(|kind| Fault::once(method, kind))).collect()
}

async fn said_by_a_run(db: TestDb, level: &'static str) {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let sandbox = office::open_box(SystemClock.now());
    let to = File::create(&log).unwrap();
    let process = Process::logging(&sandbox, &db.url, folder.path(), level, Stdio::from(to));
    let codes = office::set_up(&sandbox).await;
    for (user, code) in (CONTACT..).zip(&codes) {
        sandbox.start_bot(user, Some(code));
        wait(&sandbox, user, |shown| shown.text.contains("件新的事项")).await;
    }
    everybody_speaks(&sandbox);
    rest(&db, &sandbox).await;
    for fault in faults() {
        sandbox.fault(fault);
    }
    for _ in 0..3 {
        everybody_speaks(&sandbox);
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
    process.kill();

    let said = std::fs::read_to_string(&log).unwrap();
    assert!(level == "info" || said.contains("TRACE"), "it says nothing");
    assert!(!said.contains(TOKEN) && !said.contains("SANDBOX-token"), "the token is shown");
    if level == "info" {
        let names = (0..DEPARTMENTS).map(|n| format!("联络员{n}")).chain(["王主任".to_owned()]);
        for it in names.chain(["口径不清楚", "月报表"].map(str::to_owned)) {
            let line = said.lines().find(|line| line.contains(&it));
            assert_eq!(line, None, "{it} is shown");
        }
    }
}

fn everybody_speaks(sandbox: &Sandbox) {
    for user in CONTACT..CONTACT + DEPARTMENTS {
        sandbox.say(user, user, "有困难，口径不清楚");
        sandbox.send_file(user, user, "月报表.docx", b"7", "");
    }
}

/// Nobody listens there, it is no token at all, or the setting beside it is wrong.
fn cannot_start(db: &TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let nobody = "http://127.0.0.1:9/";
    let split = format!("{} {}", &TOKEN[..9], &TOKEN[9..]);
    for (token, url, command) in [(TOKEN, nobody, "check"), (&*split, nobody, "run"), (TOKEN, "no address", "run")] {
        let output = Command::new(env!("CARGO_BIN_EXE_cuiban"))
            .arg(command)
            .env_clear()
            .env("TELOXIDE_TOKEN", token)
            .env("TELOXIDE_API_URL", url)
            .env("DATABASE_URL", &db.url)
            .env("RUST_LOG", "trace")
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(!output.status.success());
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!said.is_empty());
        assert!(!said.contains("token-of-the-box") && !said.contains(&TOKEN[5..]), "{said}");
    }
}
