//! Measures against the limits of the design: `cargo xtask bench server`, `client`, `ticker`, `poster`,
//! `scanner`, `trace`.
//!
//! Each prints a table of what was measured beside its limit, and fails if a limit was missed. To add a figure,
//! push a [`table::Line`] where the others of its side are.

mod client;
mod error;
mod http;
mod poster;
mod register;
mod scanner;
mod server;
mod table;
mod ticker;
mod trace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::BenchError;

#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    side: Side,
}

#[derive(Debug, Subcommand)]
enum Side {
    /// Check-ins a second, and how long they wait
    Server(server::Options),
    /// Sizes, times to paint and use, from frame to pass
    Client(client::Options),
    /// How soon the live tickers show check-ins
    Ticker(ticker::Options),
    /// How long posters take, and how large their files are
    Poster(poster::Options),
    /// What the scanner reads and how long it takes, beside other decoders
    Scanner(scanner::Options),
    /// From a person's tags to the contacts with names, at a million check-ins and at ten
    Trace(trace::Options),
}

/// What both sides need.
#[derive(Debug, Clone, clap::Args)]
struct Parts {
    /// The binary venue-server, built in release mode
    #[arg(long)]
    server: PathBuf,
}

fn main() -> ExitCode {
    match measure(Arguments::parse().side) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("failed: {error}");
            let mut cause = std::error::Error::source(&error);
            while let Some(inner) = cause {
                eprintln!("  because: {inner}");
                cause = inner.source();
            }
            ExitCode::FAILURE
        }
    }
}

/// Whether every limit was kept.
fn measure(side: Side) -> Result<bool, BenchError> {
    // One thread for the load: the server has the machine's other core.
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(BenchError::Load)?;
    let lines = runtime.block_on(async {
        match side {
            Side::Server(options) => server::measure(&options).await,
            Side::Client(options) => client::measure(&options).await,
            Side::Ticker(options) => ticker::measure(&options).await,
            Side::Poster(options) => poster::measure(&options),
            Side::Scanner(options) => scanner::measure(&options).await,
            Side::Trace(options) => trace::measure(&options).await,
        }
    })?;
    Ok(table::print(&lines))
}
