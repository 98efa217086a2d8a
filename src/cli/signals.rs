//! SIGTERM and SIGINT: the first asks for a clean end, the second for an end at once.

use std::future::Future;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};

/// How long a clean end may take.
const BUDGET: Duration = Duration::from_secs(15);
/// As shells tell it of a process that was interrupted.
const INTERRUPTED: u8 = 130;

/// Listens for the signals that end a program.
pub(super) struct Signals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

impl Signals {
    /// From now on a signal no longer ends the program by itself.
    #[cfg(unix)]
    pub(super) fn listen() -> Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let listen = |kind| signal(kind).context("no signals can be heard");
        Ok(Self { terminate: listen(SignalKind::terminate())?, interrupt: listen(SignalKind::interrupt())? })
    }

    /// From now on a signal no longer ends the program by itself.
    #[cfg(not(unix))]
    pub(super) fn listen() -> Result<Self> {
        Ok(Self {})
    }

    /// Waits for the next signal.
    #[cfg(unix)]
    pub(super) async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    /// Waits for the next signal.
    #[cfg(not(unix))]
    pub(super) async fn next(&mut self) {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "no signals can be heard");
        }
    }

    /// Ends cleanly, unless that takes too long or another signal comes.
    pub(super) async fn end(&mut self, closing: impl Future<Output = Result<()>>) -> Result<ExitCode> {
        tracing::info!("stopping; another signal ends at once");
        tokio::select! {
            closed = tokio::time::timeout(BUDGET, closing) => {
                closed.context("停止超时，未完成的发送在下次启动时按“结果未知”处理 / it did not stop in time; \
                    what was under way counts as unknown at the next start")??;
                Ok(ExitCode::SUCCESS)
            }
            () = self.next() => Ok(ExitCode::from(INTERRUPTED)),
        }
    }
}
