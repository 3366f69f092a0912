//! `cargo xtask test`: everything that must hold before a change lands.

use std::io::{self, BufRead, BufReader, Write};
use std::panic::resume_unwind;
use std::path::Path;
use std::process::Stdio;
use std::thread;

use clap::ValueEnum;

use crate::step::{self, StepError};
use crate::{build_site_beside, needs};

const WASM: &str = "wasm32-unknown-unknown";

/// Which checks.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Only these, separated by commas
    #[arg(long, value_delimiter = ',')]
    only: Vec<Check>,
}

/// In the order in which they run: the quick ones first, the lints beside the site, and that before the server that embeds
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Check {
    /// rustfmt
    Format,
    /// clippy, for this machine and for the browser
    Lint,
    /// The site builds
    Site,
    /// Unit and integration tests
    Unit,
    /// A real browser, with a camera, against a real server
    Browser,
}

/// Sums of `test result:` lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    passed: usize,
    failed: usize,
}

/// Runs the checks; a later one runs although an earlier one failed, unless it needs that one's result.
pub fn run(root: &Path, options: &Options) -> Result<(), StepError> {
    let wanted = |check| options.only.is_empty() || options.only.contains(&check);
    needs::for_tests()?;
    let mut counts = Counts::default();
    let mut broken = Vec::new();
    if wanted(Check::Format) {
        step::say("format");
        let done = step::run(step::cargo(root).args(["fmt", "--all", "--check"]), "cargo fmt --all");
        broken.extend(done.err());
    }
    let site = wanted(Check::Site) || wanted(Check::Browser);
    lints_and_site(root, wanted(Check::Lint), site, &mut broken)?;
    if wanted(Check::Unit) {
        step::say("unit and integration tests");
        counts.add(cargo_test(root, &["--workspace", "--no-fail-fast"], &mut broken)?);
    }
    if wanted(Check::Browser) {
        step::say("end-to-end tests in Chromium");
        // Always the whole workspace, so that features, and with them what is built, are those of the tests before.
        // The server's own tests bring its binary, which the browser's tests start.
        let build = ["test", "--workspace", "--test", "api", "--test", "e2e", "--no-run"];
        step::run(step::cargo(root).args(build), "read the first error above")?;
        // A browser waits as long as it works: two for each processor keep it busy.
        let at_once = (2 * thread::available_parallelism().map_or(1, usize::from)).to_string();
        let e2e = ["--workspace", "--test", "e2e", "--no-fail-fast", "--", "--test-threads", &at_once];
        counts.add(cargo_test(root, &e2e, &mut broken)?);
    }
    for error in &broken {
        step::report(error);
    }
    println!("\n{} passed, {} failed", counts.passed, counts.failed);
    if broken.is_empty() { Ok(()) } else { Err(StepError::Tests(broken.len())) }
}

/// Side by side: for minutes the site's compiler has work for one core only.
fn lints_and_site(
    root: &Path,
    lints: bool,
    site: bool,
    broken: &mut Vec<StepError>,
) -> Result<(), StepError> {
    thread::scope(|scope| {
        let mut running = lints.then(|| {
            step::say("lints");
            scope.spawn(|| lint(root))
        });
        // The server that the lints read has the old site in it.
        let mut wait = || {
            let linted =
                running.take().map(|lints| lints.join().unwrap_or_else(|panic| resume_unwind(panic)));
            broken.extend(linted.and_then(Result::err));
        };
        let built = if site { build_site_beside(root, false, &mut wait) } else { Ok(()) };
        wait();
        built
    })
}

fn lint(root: &Path) -> Result<(), StepError> {
    let mend = "mend what clippy names above";
    let clippy = |arguments: &[&str]| {
        let mut command = step::cargo(root);
        step::run_beside(command.arg("clippy").args(arguments).args(["--", "--deny", "warnings"]), mend)
    };
    clippy(&["--workspace", "--all-targets"])?;
    clippy(&["--workspace", "--test", "e2e"])?;
    clippy(&["--package", "venue-code", "--lib", "--bins", "--target", WASM])?;
    clippy(&["--package", "venue-poster", "--target", WASM])?;
    clippy(&["--package", "venue-protocol", "--features", "seal", "--target", WASM])
}

/// Runs `cargo test`, shows what it prints, and counts.
fn cargo_test(root: &Path, arguments: &[&str], broken: &mut Vec<StepError>) -> Result<Counts, StepError> {
    let mut command = step::cargo(root);
    command.arg("test").args(arguments);
    let line = step::line(&command);
    println!("    {line}");
    let start = |source| StepError::Start { command: line.clone(), source };
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(start)?;
    let mut counts = Counts::default();
    if let Some(stdout) = child.stdout.take() {
        counts = count(BufReader::new(stdout), &mut io::stdout()).map_err(start)?;
    }
    let status = child.wait().map_err(start)?;
    if !status.success() {
        let mend = "read the failures above; a browser test leaves a screenshot in target/screenshots/failed"
            .to_owned();
        broken.push(StepError::Failed { command: line, status, mend });
    }
    Ok(counts)
}

/// Passes lines on and adds up the results.
fn count(printed: impl BufRead, shown: &mut impl Write) -> io::Result<Counts> {
    let mut counts = Counts::default();
    for line in printed.lines() {
        let line = line?;
        writeln!(shown, "{line}")?;
        counts.add(Counts::of_line(&line));
    }
    Ok(counts)
}

impl Counts {
    /// "test result: ok. 5 passed; 0 failed; 0 ignored; ..": the numbers before the words.
    fn of_line(line: &str) -> Self {
        let Some(result) = line.strip_prefix("test result: ") else { return Self::default() };
        let before = |word: &str| {
            let words: Vec<&str> = result.split([' ', ';', '.']).filter(|part| !part.is_empty()).collect();
            let at = words.iter().position(|part| *part == word)?;
            words.get(at.checked_sub(1)?)?.parse().ok()
        };
        Self { passed: before("passed").unwrap_or(0), failed: before("failed").unwrap_or(0) }
    }

    const fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_added_up_and_every_line_is_shown() {
        let printed = "running 2 tests\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\n";
        let mut shown = Vec::new();
        let counts = count(printed.as_bytes(), &mut shown).unwrap();
        assert_eq!(counts, Counts { passed: 15, failed: 2 });
        assert_eq!(shown, printed.as_bytes());
    }
}
