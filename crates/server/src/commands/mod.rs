//! The command line. `venue-server` alone serves; the other commands work on the same data, also while it serves.
//!
//! To add one: a file here, and its variant in [`Command`].

mod account;
mod ask;
mod audit;
mod authority;
mod backup;
mod codes;
mod desk;
mod keys;
mod logging;
mod restore;
mod serve;
mod venue;

use std::error::Error;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand};
use venue_protocol::id::AccountId;

use crate::clock::SharedClock;
use crate::config::{Config, Flags};
use crate::random::SharedRandom;

/// Where the audit chain names who did something: nobody with an account.
const COMMAND_LINE: AccountId = AccountId([0; 8]);

/// The service behind Venue Code.
#[derive(Debug, Parser)]
#[command(name = "venue-server", version, about, args_conflicts_with_subcommands = false)]
pub struct CommandLine {
    /// Settings file (TOML); see venue-server.sample.toml
    #[arg(long, global = true, env = "VENUE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site and the API (the default)
    Serve,
    /// The authority's keys
    #[command(subcommand)]
    Authority(authority::Command),
    /// Accounts of the consoles
    #[command(subcommand)]
    Account(account::Command),
    /// The audit chain
    #[command(subcommand)]
    Audit(audit::Command),
    /// Copy the database into a file, also while the server runs
    Backup(backup::Backup),
    /// Put a backup in the database's place, and destroy what is past its time in it; the server is stopped
    Restore(restore::Restore),
    /// The server's own keys
    #[command(subcommand)]
    Keys(keys::Command),
    /// Venues and their codes
    #[command(subcommand)]
    Venue(venue::Command),
}

/// So long threads are waited for at the end.
const END: Duration = Duration::from_secs(5);

/// Whatever a command fails with; it is shown with its causes.
pub type Failure = Box<dyn Error + Send + Sync>;

/// Does what the command line says.
///
/// # Errors
/// If it cannot be done; the error says why.
pub fn run(line: CommandLine, clock: SharedClock, random: SharedRandom) -> Result<(), Failure> {
    let config = Config::load(line.config.as_deref(), &line.flags)?;
    let mut runtime = match line.command {
        None | Some(Command::Serve) => tokio::runtime::Builder::new_multi_thread(),
        Some(_) => tokio::runtime::Builder::new_current_thread(),
    };
    let runtime = runtime.enable_all().build()?;
    let done = runtime.block_on(async {
        match line.command {
            None | Some(Command::Serve) => serve::serve(config, clock, random).await,
            Some(Command::Authority(command)) => authority::run(command, &config, clock, random).await,
            Some(Command::Account(command)) => account::run(command, &config, clock, random).await,
            Some(Command::Audit(command)) => audit::run(command, &config).await,
            Some(Command::Backup(backup)) => backup::run(backup, &config, clock).await,
            Some(Command::Restore(restore)) => restore::run(restore, &config, clock, random).await,
            Some(Command::Keys(command)) => keys::run(command, &config, clock, random).await,
            Some(Command::Venue(command)) => venue::run(command, &config, clock, random).await,
        }
    });
    // What still waits for a disk that hangs is not waited for.
    runtime.shutdown_timeout(END);
    done
}
