//! `venue-server authority`

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use venue_protocol::seal::key_file::{Cost, KeyFile, KeyFileKind, MIN_PASSPHRASE};
use venue_protocol::seal::roster::{RoleKeys, Roster, SignedRoster};
use venue_protocol::seal::{Authority, PrivateKey};

use super::ask::ask;
use super::desk::Desk;
use super::{COMMAND_LINE, Failure};
use crate::clock::SharedClock;
use crate::config::Config;
use crate::keys::{Secret, write_new};
use crate::random::SharedRandom;
use crate::store::audit::Kind;
use crate::store::authority::NewRoster;

/// The authority's keys.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Draw both roles' key pairs; the private keys go to files, the public ones to the server
    New {
        /// Folder for tracer.key and approver.key; give each to its role and keep neither here
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Draw a key pair on a machine that need not be the server's; the private key goes to a file under a passphrase
    Key {
        /// The file; it must not be there yet
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Draw a role's key, for founding the role and for its recovery, rather than a member's own
        #[arg(long)]
        role: Option<RoleName>,
    },
    /// Draw the reviewers' key pair, which managers without an organisation seal their ID number to
    Reviewers {
        /// Folder for reviewers.key; give it to the reviewers and keep it not here
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

/// A role of the authority on the command line.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum RoleName {
    Tracer,
    Approver,
}

/// Why no key file is made.
#[derive(Debug, thiserror::Error)]
enum KeyError {
    #[error("a passphrase has at least {MIN_PASSPHRASE} characters")]
    Short,
    #[error("the key file {0} cannot be written")]
    File(PathBuf, #[source] std::io::Error),
}

pub(super) async fn run(
    command: Command,
    config: &Config,
    clock: SharedClock,
    random: SharedRandom,
) -> Result<(), Failure> {
    match command {
        Command::Key { out, role } => key(&out, role, random),
        Command::New { out } => new(&out, config, clock, random).await,
        Command::Reviewers { out } => reviewers(&out, config, clock, random).await,
    }
}

fn key(out: &Path, role: Option<RoleName>, mut random: SharedRandom) -> Result<(), Failure> {
    let passphrase = ask("Passphrase")?;
    if passphrase.0.chars().count() < MIN_PASSPHRASE {
        return Err(KeyError::Short.into());
    }
    let key = PrivateKey::generate(&mut random);
    let kind = if role.is_some() { KeyFileKind::Role } else { KeyFileKind::Member };
    let file = KeyFile::wrap(kind, &key, &passphrase.0, Cost::USUAL, &mut random)?;
    write_private(out, &file.to_bytes()).map_err(|error| KeyError::File(out.to_owned(), error))?;
    let whose = match role {
        None => "member",
        Some(RoleName::Tracer) => "tracer",
        Some(RoleName::Approver) => "approver",
    };
    println!("{whose}  {}  {}", key.public().kid(), key.public());
    println!("Whoever has {} and its passphrase has the key. Without either it is lost.", out.display());
    Ok(())
}

/// Writes a new file that only its owner reads, durably.
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

async fn reviewers(
    out: &Path,
    config: &Config,
    clock: SharedClock,
    mut random: SharedRandom,
) -> Result<(), Failure> {
    let key = PrivateKey::generate(&mut random);
    let mut desk = Desk::open(config).await?;
    let now = clock.now();
    // Refused here if there is a key already; then no file is written.
    desk.writer.applications().set_reviewers(now, &key.public()).await?;
    desk.writer.audit(now, Kind::ReviewerKey, key.public().as_bytes()).await?;
    let file = out.join("reviewers.key");
    write_new(&file, &Secret::new(*key.as_bytes()))?;
    desk.writer.commit().await?;
    println!("reviewers {}  {}", key.public().kid(), file.display());
    println!(
        "Give the file to the reviewers, who open it in their browsers, and keep it not on this machine."
    );
    Ok(())
}

async fn new(
    out: &Path,
    config: &Config,
    clock: SharedClock,
    mut random: SharedRandom,
) -> Result<(), Failure> {
    let (tracer, approver) = (PrivateKey::generate(&mut random), PrivateKey::generate(&mut random));
    let authority = Authority::new(tracer.public(), approver.public())?;
    let mut desk = Desk::open(config).await?;
    let now = clock.now();
    // Refused here if there are keys already; then no file is written.
    desk.writer.set_authority(now, &authority).await?;
    let subject = [*authority.tracer().as_bytes(), *authority.approver().as_bytes()].concat();
    desk.writer.audit(now, Kind::RoleKeys, &subject).await?;
    // Without members: they join by a roster that the holders of both files sign.
    let roster = Roster::first(RoleKeys::of(&tracer), RoleKeys::of(&approver), Vec::new())?;
    let (by_tracer, by_approver) = (roster.sign(&tracer), roster.sign(&approver));
    let subject = [&COMMAND_LINE.0[..], &roster.hash()].concat();
    let roster = SignedRoster::first(roster, &by_tracer, &by_approver)?;
    let first = NewRoster { roster, tracer: by_tracer, approver: by_approver };
    desk.writer.authority().put_in_force(now, &first).await?;
    desk.writer.audit(now, Kind::RosterInForce, &subject).await?;
    let files = [("tracer.key", &tracer), ("approver.key", &approver)];
    for (name, key) in files {
        write_new(&out.join(name), &Secret::new(*key.as_bytes()))?;
    }
    desk.writer.commit().await?;
    println!("tracer    {}  {}", authority.tracer().kid(), out.join("tracer.key").display());
    println!("approver  {}  {}", authority.approver().kid(), out.join("approver.key").display());
    println!(
        "Give each file to its role and keep neither on this machine: whoever has both reads everything."
    );
    Ok(())
}
