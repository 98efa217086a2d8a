//! The real program as a process of its own, and its sudden end.

use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use cuiban::failpoint::Point;
use cuiban::sandbox::Sandbox;

/// The token of the box it talks to.
pub(crate) const TOKEN: &str = "4242:SANDBOX-token-of-the-box";

/// `cuiban run`, until it is killed.
pub(crate) struct Process(Child);

impl Process {
    /// Starts it on this database, with the box for its chat app; it knows no other settings.
    pub(crate) fn start(sandbox: &Sandbox, database_url: &str, folder: &Path) -> Self {
        Self::logging(sandbox, database_url, folder, "error", Stdio::inherit())
    }

    /// The same, saying so much about itself into this.
    pub(crate) fn logging(sandbox: &Sandbox, database_url: &str, folder: &Path, level: &str, log: Stdio) -> Self {
        Self(command(sandbox, database_url, folder).env("RUST_LOG", level).stderr(log).spawn().unwrap())
    }

    /// It ends by itself at this place, the n-th time that it comes by.
    pub(crate) fn ending(sandbox: &Sandbox, database_url: &str, folder: &Path, (at, times): (Point, u64)) -> Self {
        let end = format!("{}:{times}", at.name());
        Self(command(sandbox, database_url, folder).env("CUIBAN_FAILPOINT", end).spawn().unwrap())
    }

    /// What it runs under is altered before it starts.
    pub(crate) fn altered(
        sandbox: &Sandbox,
        database_url: &str,
        folder: &Path,
        alter: impl FnOnce(&mut Command),
    ) -> Self {
        let mut command = command(sandbox, database_url, folder);
        alter(&mut command);
        Self(command.spawn().unwrap())
    }

    /// SIGKILL: nothing of it runs any more when this returns.
    pub(crate) fn kill(mut self) {
        self.end();
    }

    /// Whether it still runs.
    pub(crate) fn runs(&mut self) -> bool {
        self.0.try_wait().unwrap().is_none()
    }

    /// SIGTERM: asks for an end.
    pub(crate) fn ask_to_end(&self) {
        let asked = Command::new("kill").arg("-TERM").arg(self.0.id().to_string()).status().unwrap();
        assert!(asked.success(), "no signal could be sent");
    }

    /// How it ended, once it has.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().unwrap()
    }

    fn end(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

fn command(sandbox: &Sandbox, database_url: &str, folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cuiban"));
    command
        .arg("run")
        .env_clear()
        .env("TELOXIDE_TOKEN", TOKEN)
        .env("TELOXIDE_API_URL", sandbox.api_url().as_str())
        .env("DATABASE_URL", database_url)
        .env("CUIBAN_OPERATORS", "1")
        .env("CUIBAN_OPEN_SETUP", "true")
        .env("CUIBAN_FILES", folder.join("files"))
        .env("RUST_LOG", "error")
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit());
    command
}
