//! The real program, started against the box.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use cuiban::sandbox::Sandbox;

/// The bot's token, which nobody may see.
pub(super) const TOKEN: &str = "4242:SECRET-token-of-the-attacked-bot";

/// Where its database is.
pub(super) fn database(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("cuiban.db").display())
}

/// Where it logs.
pub(super) fn log(folder: &Path) -> PathBuf {
    folder.join("log")
}

/// `cuiban run`, with open setup or without, and a log of this level.
pub(super) fn launch(sandbox: &Sandbox, folder: &Path, port: u16, (open_setup, level): (bool, &str)) -> Child {
    let log = File::options().create(true).append(true).open(log(folder)).unwrap();
    Command::new(env!("CARGO_BIN_EXE_cuiban"))
        .arg("run")
        .env_clear()
        .env("TELOXIDE_TOKEN", TOKEN)
        .env("TELOXIDE_API_URL", sandbox.api_url().as_str())
        .env("DATABASE_URL", database(folder))
        .env("CUIBAN_OPERATORS", "1")
        .env("CUIBAN_OPEN_SETUP", open_setup.to_string())
        .env("CUIBAN_FILES", folder.join("files"))
        .env("CUIBAN_LISTEN", format!("127.0.0.1:{port}"))
        .env("RUST_LOG", level)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .unwrap()
}
