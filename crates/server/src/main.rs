//! The `venue-server` program: reads the command line and does what it says.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use venue_server::clock::SystemClock;
use venue_server::commands::{CommandLine, run};
use venue_server::random::SharedRandom;

fn main() -> ExitCode {
    match run(CommandLine::parse(), Arc::new(SystemClock::default()), SharedRandom::system()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let mut cause: Option<&dyn std::error::Error> = Some(error.as_ref());
            let mut words = Vec::new();
            while let Some(error) = cause {
                words.push(error.to_string());
                cause = error.source();
            }
            // A cause whose words its effect repeats is not said twice.
            words.dedup();
            eprintln!("venue-server: {}", words.join(": "));
            ExitCode::FAILURE
        }
    }
}
