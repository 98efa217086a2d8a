//! The program as people run it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// `cuiban demo --empty` at work; it ends with the value.
pub(super) struct Demo {
    process: Child,
    /// Of the page.
    pub(super) address: String,
    _folder: TempDir,
}

impl Demo {
    /// Starts it, and reads the address that it tells people.
    pub(super) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary directory");
        let mut process = Command::new(env!("CARGO_BIN_EXE_cuiban"))
            .args(["demo", "--empty", "--keep"])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("our own program");
        let told = BufReader::new(process.stdout.take().expect("it was asked for"));
        let mut lines = told.lines().map_while(Result::ok);
        let address = lines.find_map(|line| Some(line.trim().to_owned()).filter(|line| line.starts_with("http://")));
        // It goes on writing: somebody must go on reading.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, address: address.expect("the demo says where it is"), _folder: folder }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
