//! `cargo xtask bench`: builds in release mode what is measured, and lets the package `venue-bench` measure it.

mod scanner;
mod trace;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::step::{self, StepError};
use crate::{build_site, needs};

/// What to measure.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Which side
    side: Side,
    /// With `scanner`: a folder of pictures with a `truth.json`
    pictures: Option<PathBuf>,
    /// Passed on to the benchmark; `-- --help` shows what it takes
    #[arg(last = true)]
    further: Vec<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Side {
    /// Sizes, times to paint and use, from frame to pass
    Client,
    /// Check-ins a second, and how long they wait
    Server,
    /// How soon the live tickers show check-ins
    Ticker,
    /// How long posters take, and how large their files are
    Poster,
    /// What the scanner reads and how long it takes, beside other decoders
    Scanner,
    /// From a person's tags to the contacts with names, at a million check-ins and at ten
    Trace,
}

/// Builds and measures.
pub fn run(root: &Path, options: &Options) -> Result<(), StepError> {
    if options.pictures.is_some() && !matches!(options.side, Side::Scanner) {
        return Err(StepError::Missing {
            what: "only the scanner is measured with pictures".to_owned(),
            mend: "cargo xtask bench scanner DIR".to_owned(),
        });
    }
    let side = match options.side {
        Side::Client => {
            needs::for_tests()?;
            build_site(root, false)?;
            "client"
        }
        Side::Server => {
            needs::for_server()?;
            "server"
        }
        Side::Ticker => {
            needs::for_server()?;
            "ticker"
        }
        Side::Poster => {
            needs::for_posters()?;
            "poster"
        }
        Side::Scanner => {
            needs::for_tests()?;
            "scanner"
        }
        Side::Trace => {
            needs::for_tests()?;
            "trace"
        }
    };
    step::say("what is measured, in release mode");
    let packages: &[&str] = match options.side {
        Side::Poster | Side::Scanner | Side::Trace => &["--package", "venue-bench"],
        Side::Client | Side::Server | Side::Ticker => {
            &["--package", "venue-server", "--package", "venue-bench"]
        }
    };
    step::run(
        step::cargo(root).args(["build", "--release"]).args(packages),
        "read the first error above; a fresh clone builds",
    )?;
    step::say(&format!("measuring the {side}"));
    let release = step::target_dir(root).join("release");
    let mut bench = std::process::Command::new(release.join("venue-bench"));
    bench.arg(side);
    if !matches!(options.side, Side::Poster | Side::Scanner | Side::Trace) {
        bench.arg("--server").arg(release.join("venue-server"));
    }
    if matches!(options.side, Side::Client) {
        bench.arg("--site").arg(root.join("dist"));
    }
    if matches!(options.side, Side::Scanner) {
        bench.arg("--parts").arg(scanner::prepare(root)?);
        if let Some(pictures) = &options.pictures {
            bench.arg("--pictures").arg(pictures);
        }
    }
    if matches!(options.side, Side::Trace) {
        bench.arg("--parts").arg(trace::prepare(root)?);
    }
    step::run(bench.args(&options.further), "a limit was missed: see FAIL in the table")
}
