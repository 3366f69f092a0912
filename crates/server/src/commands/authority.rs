//! `venue-server authority`

use std::path::{Path, PathBuf};

use venue_protocol::seal::{Authority, PrivateKey};

use super::Failure;
use super::desk::Desk;
use crate::clock::SharedClock;
use crate::config::Config;
use crate::keys::{Secret, write_new};
use crate::random::SharedRandom;
use crate::store::audit::Kind;

/// The authority's keys.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Draw both roles' key pairs; the private keys go to files, the public ones to the server
    New {
        /// Folder for tracer.key and approver.key; give each to its role and keep neither here
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Draw the technicians' key pair, which what is personal in problem reports is sealed to
    Technicians {
        /// Folder for technicians.key; give it to the technicians and keep it not here
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Draw the reviewers' key pair, which managers without an organisation seal their ID number to
    Reviewers {
        /// Folder for reviewers.key; give it to the reviewers and keep it not here
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

pub(super) async fn run(
    command: Command,
    config: &Config,
    clock: SharedClock,
    random: SharedRandom,
) -> Result<(), Failure> {
    match command {
        Command::New { out } => new(&out, config, clock, random).await,
        Command::Reviewers { out } => one_key(Holders::Reviewers, &out, config, clock, random).await,
        Command::Technicians { out } => one_key(Holders::Technicians, &out, config, clock, random).await,
    }
}

/// Who has one key together, beside the authority's two roles.
#[derive(Debug, Clone, Copy)]
enum Holders {
    Reviewers,
    Technicians,
}

impl Holders {
    const fn name(self) -> &'static str {
        match self {
            Self::Reviewers => "reviewers",
            Self::Technicians => "technicians",
        }
    }
}

async fn one_key(
    holders: Holders,
    out: &Path,
    config: &Config,
    clock: SharedClock,
    mut random: SharedRandom,
) -> Result<(), Failure> {
    let key = PrivateKey::generate(&mut random);
    let mut desk = Desk::open(config).await?;
    let now = clock.now();
    // Refused here if there is a key already; then no file is written.
    let kind = match holders {
        Holders::Reviewers => {
            desk.writer.applications().set_reviewers(now, &key.public()).await?;
            Kind::ReviewerKey
        }
        Holders::Technicians => {
            desk.writer.reports().set_technicians(now, &key.public()).await?;
            Kind::TechnicianKey
        }
    };
    desk.writer.audit(now, kind, key.public().as_bytes()).await?;
    let name = holders.name();
    let file = out.join(format!("{name}.key"));
    write_new(&file, &Secret::new(*key.as_bytes()))?;
    desk.writer.commit().await?;
    println!("{name} {}  {}", key.public().kid(), file.display());
    println!("Give the file to the {name}, who open it in their browsers, and keep it not on this machine.");
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
