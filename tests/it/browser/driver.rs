//! A Chromium of one's own for each trial, led by chromedriver.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;

/// How large the page is, and whether it is touched.
#[derive(Clone, Copy)]
pub(super) struct Width {
    /// Names its pictures.
    pub(super) name: &'static str,
    size: (u32, u32),
    phone: bool,
}

impl Width {
    pub(super) const DESKTOP: Self = Self { name: "desktop", size: (1440, 900), phone: false };
    pub(super) const PHONE: Self = Self { name: "phone", size: (390, 844), phone: true };

    /// One chat at a time, with a way back to the list.
    pub(super) fn is_phone(self) -> bool {
        self.phone
    }
}

/// What must be installed.
pub(super) struct Programs {
    chromedriver: PathBuf,
    chromium: PathBuf,
}

impl Programs {
    /// Finds them, or says in a line what is missing.
    pub(super) fn find() -> Result<Self, String> {
        let find = |names: &[&str]| {
            program(names).ok_or_else(|| format!("{} is neither in PATH nor in /usr/bin", names.join(" or ")))
        };
        Ok(Self {
            chromedriver: find(&["chromedriver"])?,
            chromium: find(&["chromium", "chromium-browser", "google-chrome"])?,
        })
    }
}

fn program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let dirs: Vec<PathBuf> = std::env::split_paths(&path).chain([PathBuf::from("/usr/bin")]).collect();
    names.iter().find_map(|name| dirs.iter().map(|dir| dir.join(name)).find(|file| file.is_file()))
}

/// A running chromedriver; it and its browser end with the value.
pub(super) struct Driver {
    process: Child,
    address: String,
    profile: TempDir,
}

impl Driver {
    /// Starts it on a free port.
    pub(super) fn start(programs: &Programs) -> Self {
        let mut process = Command::new(&programs.chromedriver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver");
        let mut lines = BufReader::new(process.stdout.take().expect("it was asked for")).lines().map_while(Result::ok);
        let port = lines.find_map(|line| port_in(&line)).expect("chromedriver says its port");
        std::thread::spawn(move || lines.for_each(drop));
        let profile = tempfile::tempdir().expect("a temporary directory");
        Self { process, address: format!("http://127.0.0.1:{port}"), profile }
    }

    /// Opens a browser of this width, with nothing in its memory.
    pub(super) async fn browser(&self, programs: &Programs, width: Width) -> Client {
        let capabilities = json!({ "goog:chromeOptions": self.options(&programs.chromium, width) });
        let capabilities = capabilities.as_object().cloned().expect("an object");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities).connect(&self.address).await.expect("a browser")
    }

    fn options(&self, chromium: &Path, Width { size: (width, height), phone, .. }: Width) -> serde_json::Value {
        let mut args: Vec<String> = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--no-proxy-server",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-color-profile=srgb",
        ]
        .map(String::from)
        .to_vec();
        args.push(format!("--window-size={width},{height}"));
        args.push(format!("--user-data-dir={}", self.profile.path().display()));
        let ratio = if phone { 2 } else { 1 };
        // The window's own size counts its frame; these are the page's.
        let metrics = json!({ "width": width, "height": height, "pixelRatio": ratio, "touch": phone, "mobile": phone });
        json!({ "binary": chromium, "args": args, "mobileEmulation": { "deviceMetrics": metrics } })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// `… was started successfully on port 41234.`
fn port_in(line: &str) -> Option<u16> {
    line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
}
