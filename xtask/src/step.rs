//! One step of a command: said before it runs, and explained when it fails.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use venue_testkit::server::ServerError;
use venue_testkit::write::PictureError;

use crate::site::SiteError;

/// Why a step did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// Something that the machine must have is not there.
    #[error("{what}")]
    Missing {
        /// What is missing or too old.
        what: String,
        /// The command that installs it.
        mend: String,
    },
    /// A command could not be started.
    #[error("`{command}` cannot be started")]
    Start {
        /// The command line.
        command: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A command ended with an error; its own words stand above.
    #[error("`{command}` ended with {status}")]
    Failed {
        /// The command line.
        command: String,
        /// How it ended.
        status: ExitStatus,
        /// What to do.
        mend: String,
    },
    /// A file.
    #[error("{}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Tests failed; their own words stand above.
    #[error("{0} of the checks failed")]
    Tests(usize),
    /// The address cannot be listened on.
    #[error("port {port} cannot be used: {source}")]
    Port {
        /// The port.
        port: u16,
        /// Why.
        source: io::Error,
    },
    /// The site.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The server.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// A picture.
    #[error("writing a picture")]
    Picture(#[from] PictureError),
    /// A poster's text is too long for a QR code.
    #[error("drawing a QR code")]
    Code(#[from] qrcode::types::QrError),
    /// The certificate for the local network.
    #[error("making a certificate")]
    Certificate(#[from] rcgen::Error),
}

impl StepError {
    fn mend(&self) -> Option<String> {
        match self {
            Self::Missing { mend, .. } | Self::Failed { mend, .. } => Some(mend.clone()),
            Self::Port { port, .. } => Some(format!("choose another one: --port {}", port.saturating_add(1))),
            Self::Server(ServerError::Refused { command, .. }) if command.starts_with("venue") => {
                Some("if the data is of another version: rm -r target/run".to_owned())
            }
            _ => None,
        }
    }
}

/// Names a step before it runs.
pub fn say(what: &str) {
    println!("\n==> {what}");
}

/// Explains a failure with all its causes.
pub fn report(error: &StepError) {
    eprintln!("\nfailed: {error}");
    let mut cause = error.source();
    while let Some(inner) = cause {
        eprintln!("  because: {inner}");
        cause = inner.source();
    }
    if let Some(mend) = error.mend() {
        eprintln!("  mend: {mend}");
    }
}

/// Runs a command whose output the developer sees.
pub fn run(command: &mut Command, mend: &str) -> Result<(), StepError> {
    let line = line(command);
    println!("    {line}");
    let status = command.status().map_err(|source| StepError::Start { command: line.clone(), source })?;
    ended(line, status, mend)
}

/// Runs a command beside others: what it says is shown in one piece when it has ended.
pub fn run_beside(command: &mut Command, mend: &str) -> Result<(), StepError> {
    let line = line(command);
    let output = command.output().map_err(|source| StepError::Start { command: line.clone(), source })?;
    eprintln!("    {line}\n{}", String::from_utf8_lossy(&output.stderr));
    ended(line, output.status, mend)
}

fn ended(command: String, status: ExitStatus, mend: &str) -> Result<(), StepError> {
    if status.success() { Ok(()) } else { Err(StepError::Failed { command, status, mend: mend.to_owned() }) }
}

/// What a command prints, or nothing if it cannot be started or fails.
pub fn ask(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The same cargo that runs this, in the root of the repository.
pub fn cargo(root: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    cargo.current_dir(root);
    cargo
}

/// Where cargo builds.
pub fn target_dir(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir))
}

/// Names the file that an error is about.
pub fn at(path: &Path) -> impl FnOnce(io::Error) -> StepError {
    let path = path.to_owned();
    |source| StepError::File { path, source }
}

/// The command as one would type it; the folder of the program is left out.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
