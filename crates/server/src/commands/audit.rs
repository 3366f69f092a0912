//! `venue-server audit`

use std::path::PathBuf;

use super::Failure;
use crate::app::database_file;
use crate::audit::{CheckpointFile, End, Report, verify};
use crate::config::Config;
use crate::keys::ServerKeys;
use crate::random::SharedRandom;
use crate::store::Store as _;
use crate::store::sqlite::SqliteStore;

/// The audit chain.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Walk the chain and its checkpoints, and find the first entry that was altered, removed, inserted or moved
    Verify {
        /// The file of checkpoints; default: the setting [audit] checkpoints
        #[arg(long, value_name = "FILE")]
        checkpoints: Option<PathBuf>,
    },
}

pub(super) async fn run(command: Command, config: &Config, mut random: SharedRandom) -> Result<(), Failure> {
    let Command::Verify { checkpoints } = command;
    let file = checkpoints.or_else(|| config.audit.checkpoints.clone());
    let keys = ServerKeys::load_or_create(&config.keys_dir(), &mut random)?;
    let keys = keys.audit_public_keys();
    let checkpoints = file.map(|file| CheckpointFile::open(&file, &keys)).transpose()?;
    let store = SqliteStore::open(&database_file(config)).await?;
    let Report { head, kinds, covered, lost } = verify(store.audit(), checkpoints, End::Whole).await?;
    println!("entries      {} hold together", head.n);
    for (kind, count) in kinds {
        println!("             {count} {}", kind.escape_debug());
    }
    for (first, last) in lost {
        println!("lost         {first} to {last}, when a backup was restored");
    }
    match covered {
        Some(checkpoint) => println!("checkpoints  cover 1 to {}, of {}", checkpoint.head.n, checkpoint.at),
        None => println!("checkpoints  none were compared: a chain that was computed anew would not show"),
    }
    Ok(())
}
