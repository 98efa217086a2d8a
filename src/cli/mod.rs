//! One file per subcommand; wires the rooms.
//!
//! | file | what it is for |
//! | --- | --- |
//! | `run`, `operators`, `health` | the service, who operates it, who watches it |
//! | `check`, `migrate`, `verify`, `rebuild`, `replay`, `erase` | looking after it |
//! | `backup`, `resume` | a copy of it, and what a copy may do |
//! | `ledger`, `report`, `explain` | what it holds, and what it understands |
//! | [`demo`] | all of it in a box |
//! | [`settings`] | the environment, read here alone |

mod backup;
mod bot_api;
mod check;
mod database;
pub mod demo;
mod erase;
mod explain;
mod health;
mod ledger;
mod log;
mod migrate;
mod operators;
mod out;
mod rebuild;
mod replay;
mod report;
mod resume;
mod run;
pub mod settings;
mod signals;
mod verify;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use self::settings::Settings;

/// 催办: asks the departments so that the lead office need not push, and keeps the record of who cooperated.
///
/// Settings come from the environment and from .env; .env.example lists them all.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The service: answers in Telegram until it is stopped
    Run,
    /// Looks whether settings, database and Bot API are fit for `run`
    Check,
    /// Brings the database's schema up to date
    Migrate,
    /// Checks every ledger, and heads of it that were handed out
    Verify(verify::VerifyArgs),
    /// Drops what was made of the ledger and replays it
    Rebuild,
    /// Removes a person's data; the ledger keeps its entries and still verifies
    Erase(erase::EraseArgs),
    /// Writes all that is remembered into a file, beside a running service, and reads it back
    Backup(backup::BackupArgs),
    /// Loads a backup into an empty database
    Restore(backup::BackupArgs),
    /// Handles again what could not be handled and was set aside
    Replay,
    /// Lets a restored copy send notices and nudges again
    Resume,
    /// Prints an office's ledger, one line of JSON per entry
    Ledger(ledger::LedgerArgs),
    /// Writes the cooperation report of an office
    Report(report::ReportArgs),
    /// Shows what the bot understands, as JSON
    #[command(subcommand)]
    Explain(explain::Explain),
    /// All of it on one machine with no account: a chat app in a box, a page, a clock that can be moved
    Demo(demo::DemoArgs),
}

/// Reads the arguments, does what they say, and tells how it went.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(anyhow::Error::from);
    let outcome = outcome.and_then(|runtime| {
        let outcome = runtime.block_on(dispatch(cli.command));
        // A name that is still being looked up must not hold up the end.
        runtime.shutdown_background();
        outcome
    });
    match outcome {
        Ok(code) => code,
        Err(error) if out::is_reader_gone(&error) => ExitCode::SUCCESS,
        Err(error) => {
            log::tell(&out::told(&error));
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(command: Command) -> Result<ExitCode> {
    if let Command::Explain(what) = &command {
        return explain::explain(what);
    }
    let settings = Settings::of_environment()?;
    log::start(&settings, !matches!(command, Command::Run))?;
    match command {
        Command::Run => run::run(&settings).await,
        Command::Check => check::check(&settings).await,
        Command::Migrate => migrate::migrate(&settings).await,
        Command::Verify(args) => verify::verify(&settings, &args).await,
        Command::Rebuild => rebuild::rebuild(&settings).await,
        Command::Erase(args) => erase::erase(&settings, &args).await,
        Command::Backup(args) => backup::backup(&settings, &args).await,
        Command::Restore(args) => backup::restore(&settings, &args).await,
        Command::Replay => replay::replay(&settings).await,
        Command::Resume => resume::resume(&settings).await,
        Command::Ledger(args) => ledger::ledger(&settings, &args).await,
        Command::Report(args) => report::report(&settings, &args).await,
        Command::Explain(what) => explain::explain(&what),
        Command::Demo(args) => demo::demo(args).await,
    }
}
