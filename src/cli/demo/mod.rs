//! `cuiban demo`: all of it on one machine with no account: a chat app in a box, the real bot, a clock that can be moved.

mod habits;
mod host;
mod stage;
mod story;

pub use habits::{Habit, Habits};
pub use host::StageHost;
pub use stage::{MANNERS, OnBoxTime, Stage, monday};
pub use story::{LEAD, LEAD_GROUP, empty, told};

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;

use super::out;
use super::signals::Signals;

/// What `demo` can be told.
#[derive(Args, Clone, Debug)]
pub struct DemoArgs {
    /// Port on 127.0.0.1; any free one if not given.
    #[arg(long)]
    port: Option<u16>,
    /// Begins at `/setup` instead of with an office whose contacts have joined.
    #[arg(long)]
    empty: bool,
    /// Keeps database and files in this folder; otherwise nothing is kept.
    #[arg(long, value_name = "FOLDER")]
    keep: Option<PathBuf>,
}

/// Runs until it is stopped.
pub(super) async fn demo(args: DemoArgs) -> Result<ExitCode> {
    let mut signals = Signals::listen()?;
    let folder = Folder::open(args.keep)?;
    let stage = Stage::open(folder.path(), args.port).context("the demo could not be opened")?;
    let host = Arc::new(StageHost::new(stage.clone()));
    stage.sandbox().attach(host.clone());
    // The address is told when the story stands, so that nobody sees it half built.
    tokio::select! {
        begun = host.begin(if args.empty { story::EMPTY } else { story::TOLD }) => {
            begun?;
            out::line(&format!("催办 · cuiban demo\n\n    {}\n", stage.sandbox().page_url()))?;
            out::line("在浏览器里打开上面的地址。按 Ctrl+C 结束。\nOpen the address above in a browser. Ctrl+C ends it.")?;
            signals.next().await;
        }
        () = signals.next() => {}
    }
    let closing = async {
        stage.close().await;
        Ok(())
    };
    signals.end(closing).await
}

/// Where the demo's database lives: a folder that was asked for, or one that is removed in the end.
struct Folder {
    path: PathBuf,
    passing: bool,
}

impl Folder {
    fn open(keep: Option<PathBuf>) -> Result<Self> {
        let passing = keep.is_none();
        let path = keep.unwrap_or_else(|| std::env::temp_dir().join(format!("cuiban-demo-{}", std::process::id())));
        std::fs::create_dir_all(&path).with_context(|| format!("the folder {} cannot be made", path.display()))?;
        Ok(Self { path, passing })
    }

    fn path(&self) -> &std::path::Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.passing
            && let Err(error) = std::fs::remove_dir_all(&self.path)
        {
            tracing::warn!(%error, folder = %self.path.display(), "the demo's folder is left behind");
        }
    }
}
