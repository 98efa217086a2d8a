//! One writer per SQLite file, and no older program on a newer schema: by the real program.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use cuiban::cli::demo::LEAD;
use cuiban::engine::{Clock as _, SystemClock};
use cuiban::sandbox::{BoxClock, Sandbox, SandboxConfig};
use libtest_mimic::Trial;
use sqlx::Executor;

use crate::killed::process::{Process, TOKEN};
use crate::support::db::{TestDb, on_both, on_sqlite};

/// Starts at once.
const STARTS: usize = 20;

pub(crate) fn trials() -> Vec<Trial> {
    [
        on_sqlite("backups::of_twenty_starts_at_once_one_runs", starts),
        on_both("backups::an_older_program_refuses_a_newer_schema", newer_schema),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A command on this database, which knows no other settings.
pub(crate) fn command(url: &str, folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cuiban"));
    command
        .args(args)
        .env_clear()
        .env("DATABASE_URL", url)
        .env("CUIBAN_FILES", folder.join("files"))
        .current_dir(folder)
        .stdin(Stdio::null());
    command
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn open_box() -> Sandbox {
    let clock = BoxClock::at(SystemClock.now());
    clock.ticking(true);
    let config = SandboxConfig { token: TOKEN.into(), bot_username: "cuiban_writers_bot".into(), clock, port: None };
    let sandbox = Sandbox::start(&config).unwrap();
    sandbox.user(LEAD, "王主任", "zh-hans");
    sandbox
}

async fn starts(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = open_box();
    let mut all: Vec<Process> = (0..STARTS).map(|_| Process::start(&sandbox, &db.url, folder.path())).collect();
    let begun = Instant::now();
    loop {
        let running = all.iter_mut().map(Process::runs).filter(|runs| *runs).count();
        assert!(running > 0, "one must stay");
        if running == 1 {
            break;
        }
        assert!(begun.elapsed() < Duration::from_mins(1), "{running} still run");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    for args in [&["migrate"][..], &["rebuild"]] {
        let refused = command(&db.url, folder.path(), args).output().unwrap();
        assert!(
            !refused.status.success() && words(&refused).contains("stop it first"),
            "{args:?}: {}",
            words(&refused)
        );
    }
    let beside = folder.path().join("beside.zip");
    for args in [&["verify"][..], &["backup", beside.to_str().unwrap()], &["resume"]] {
        let done = command(&db.url, folder.path(), args).output().unwrap();
        assert!(done.status.success(), "{args:?}: {}", words(&done));
    }
    // A link to the file is the same file.
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(db.url.trim_start_matches("sqlite://"), &link).unwrap();
    let refused = command(&format!("sqlite://{}", link.display()), folder.path(), &["migrate"]).output().unwrap();
    assert!(!refused.status.success(), "through a link");
    let mut last = all.into_iter().find_map(|mut it| it.runs().then_some(it)).unwrap();
    assert!(last.runs());
    last.kill();
    // Whoever was killed holds nothing.
    let done = command(&db.url, folder.path(), &["rebuild"]).output().unwrap();
    assert!(done.status.success(), "{}", words(&done));
}

async fn newer_schema(db: TestDb) {
    let store = db.open().await;
    store.close().await;
    let newer = "UPDATE _sqlx_migrations SET version = 20991231000000 WHERE version = \
                 (SELECT MAX(version) FROM _sqlx_migrations)";
    db.raw().await.execute(newer).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    for args in [&["run"][..], &["migrate"], &["verify"], &["rebuild"], &["backup", "night.zip"]] {
        let refused = command(&db.url, folder.path(), args).env("TELOXIDE_TOKEN", TOKEN).output().unwrap();
        assert!(!refused.status.success(), "{args:?}");
        let words = words(&refused);
        assert!(words.contains("schema") || words.contains("newer"), "{args:?}: {words}");
    }
}
