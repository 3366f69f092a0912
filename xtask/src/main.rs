//! Developer commands: `cargo xtask run`, `test`, `bench`, `site`, `doctor`.
//!
//! Each prints its steps and, when one fails, why and the command that mends it. Nothing but git, rustup's stable
//! Rust, Node and apt is expected of the machine. To add a command: a variant of [`Task`] and a file named by it.

mod bench;
mod demo;
mod demo_accounts;
mod lan;
mod needs;
mod run;
mod site;
mod step;
mod test;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::step::StepError;

/// Commands for working on Venue Code.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build everything, start the server with demo venues, and print where to go
    Run(run::Options),
    /// Format, lints, unit, integration and browser tests
    Test(test::Options),
    /// Measure against the limits: `bench client`, `bench server`
    Bench(bench::Options),
    /// Build the static site into dist/
    Site {
        /// Build even if nothing changed
        #[arg(long)]
        force: bool,
    },
    /// Name what this machine lacks, with the command that installs it
    Doctor,
}

fn main() -> ExitCode {
    let root = root();
    let done = match Arguments::parse().task {
        Task::Run(options) => run::run(&root, &options),
        Task::Test(options) => test::run(&root, &options),
        Task::Bench(options) => bench::run(&root, &options),
        Task::Site { force } => build_site(&root, force),
        Task::Doctor => needs::doctor(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            step::report(&error);
            ExitCode::FAILURE
        }
    }
}

/// The root of the repository, wherever the command was called.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or_else(|| here.clone(), PathBuf::from)
}

/// Builds the site with what it needs in place.
fn build_site(root: &Path, force: bool) -> Result<(), StepError> {
    build_site_beside(root, force, || ())
}

/// The same beside something that reads the old one, and is waited for before that goes.
fn build_site_beside(root: &Path, force: bool, wait: impl FnOnce()) -> Result<(), StepError> {
    needs::for_site()?;
    step::say("the site, built into dist/");
    site::build(&site::Options { root: root.to_owned(), force }, wait)?;
    Ok(())
}
