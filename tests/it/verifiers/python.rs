//! `docs/verify.py`, asked about many ledgers at once; and the same with each of its checks taken out.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

/// Loads the verifier as it stands, or with one check after the other taken out, and asks each about all ledgers.
const ASKED: &str = r#"
import json, sys
asked = json.load(sys.stdin)
lines = open(asked["verifier"], encoding="utf-8").read().split("\n")
checks = [no for no, line in enumerate(lines) if line.strip().startswith("must(")]
answers = []
for out in [None] + (checks if asked["without"] else []):
    # A call becomes a function that nobody calls.
    text = "\n".join(line.replace("must(", "lambda: (") if no == out else line for no, line in enumerate(lines))
    module = {"__name__": "verifier"}
    exec(compile(text, "verify.py", "exec"), module)
    found = []
    for it in asked["ledgers"]:
        try:
            module["check"](it["lines"], it["heads"], it["last"])
            found.append(None)
        except module["Broken"] as broken:
            found.append(broken.args[0])
        except Exception as error:
            found.append(-1)
    answers.append({"without": None if out is None else lines[out].strip(), "found": found})
json.dump(answers, sys.stdout)
"#;

/// A ledger as the verifier is shown it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Shown {
    /// As `cuiban ledger` prints them.
    pub(crate) lines: Vec<String>,
    /// What was handed out.
    pub(crate) heads: Vec<(i64, String)>,
    /// What must be the last entry.
    pub(crate) last: Option<(i64, String)>,
}

/// What a verifier says of each ledger.
#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    /// The line that was taken out of it.
    pub(crate) without: Option<String>,
    /// The entry that it names; none if it finds nothing.
    pub(crate) found: Vec<Option<i64>>,
}

/// The entry that the verifier names of each.
pub(crate) fn verify(ledgers: &[Shown]) -> Vec<Option<i64>> {
    ask(ledgers, false).remove(0).found
}

/// The same, followed by what it says with each of its checks taken out.
pub(crate) fn verify_without_each(ledgers: &[Shown]) -> Vec<Answer> {
    ask(ledgers, true)
}

/// Why the second verifier cannot be tried here.
pub(crate) fn missing() -> Option<(&'static str, String)> {
    let there = Command::new("python3").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let works = there.is_ok_and(|status| status.success());
    (!works).then(|| ("python", "python3 is not here; install it to try the second verifier".to_owned()))
}

/// Runs the script as an outsider does: how it ends, and all that it says.
pub(crate) fn run<'a>(args: impl Iterator<Item = &'a str>) -> (Option<i32>, String) {
    let output = Command::new("python3").arg(path()).args(args).env("PYTHONUTF8", "1").output().unwrap();
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(told).unwrap())
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/verify.py")
}

fn ask(ledgers: &[Shown], without: bool) -> Vec<Answer> {
    let asked = serde_json::json!({ "verifier": path(), "without": without, "ledgers": ledgers });
    let mut python =
        Command::new("python3").args(["-c", ASKED]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = python.stdin.take().unwrap();
    let writing = std::thread::spawn(move || stdin.write_all(asked.to_string().as_bytes()));
    let output = python.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    assert!(output.status.success(), "the verifier could not be asked");
    serde_json::from_slice(&output.stdout).unwrap()
}
