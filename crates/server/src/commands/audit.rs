//! `venue-server audit`

use std::path::PathBuf;

use super::Failure;
use crate::app::database_file;
use crate::audit::{CheckpointFile, End, Report, verify};
use crate::config::Config;
use crate::keys::{Ring, Rotating};
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

/// Why nothing was verified.
#[derive(Debug, thiserror::Error)]
enum AuditError {
    #[error("there is no database: {0}")]
    NoDatabase(PathBuf),
    #[error("there is no key of checkpoints in {0}")]
    NoKeys(PathBuf),
}

/// Writes nothing, not even what is missing: it may be evidence that is looked at.
pub(super) async fn run(command: Command, config: &Config) -> Result<(), Failure> {
    let Command::Verify { checkpoints } = command;
    let (database, keys_dir) = (database_file(config), config.keys_dir());
    if !database.try_exists()? {
        return Err(AuditError::NoDatabase(database).into());
    }
    let checkpoints = match checkpoints.or_else(|| config.audit.checkpoints.clone()) {
        None => None,
        Some(file) => match Ring::load(&keys_dir, Rotating::Audit)? {
            None => return Err(AuditError::NoKeys(keys_dir).into()),
            Some(keys) => Some(CheckpointFile::open(&file, &keys.verifying_keys())?),
        },
    };
    let store = SqliteStore::open_read_only(&database).await?;
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
