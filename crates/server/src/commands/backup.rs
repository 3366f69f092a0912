//! `venue-server backup`

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::Failure;
use super::desk::Desk;
use crate::app::database_file;
use crate::clock::SharedClock;
use crate::config::Config;
use crate::keys::{read, write_new};
use crate::store::audit::Kind;
use crate::store::sqlite::SqliteStore;

/// A backup.
#[derive(Debug, clap::Args)]
pub(super) struct Backup {
    /// The file to write; one that is there is not replaced
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Copy the server's own keys, too, into this new folder; keep it apart from the backup
    #[arg(long, value_name = "DIR")]
    keys: Option<PathBuf>,
}

/// Why no backup is made.
#[derive(Debug, thiserror::Error)]
enum BackupError {
    #[error("{0} exists already")]
    Exists(PathBuf),
    #[error("the folder {dir} cannot be read")]
    Keys {
        dir: PathBuf,
        #[source]
        cause: io::Error,
    },
}

pub(super) async fn run(backup: Backup, config: &Config, clock: SharedClock) -> Result<(), Failure> {
    let Backup { out, keys } = backup;
    for place in [Some(&out), keys.as_ref()].into_iter().flatten() {
        if place.try_exists()? {
            return Err(BackupError::Exists(place.clone()).into());
        }
    }
    let mut desk = Desk::open(config).await?;
    // Before the copy, which has the entry, too.
    desk.writer.audit(clock.now(), Kind::BackedUp, &[u8::from(keys.is_some())]).await?;
    desk.writer.commit().await?;
    SqliteStore::open(&database_file(config)).await?.back_up(&out).await?;
    println!("backup  {}", out.display());
    if let Some(dir) = keys {
        copy_keys(&config.keys_dir(), &dir)?;
        println!("keys    {}", dir.display());
    }
    println!(
        "The shelf is not in it, and must not be kept with it: its one mirror is the setting shelf_mirror."
    );
    Ok(())
}

fn copy_keys(from: &Path, to: &Path) -> Result<(), Failure> {
    let failed = |cause| BackupError::Keys { dir: from.to_owned(), cause };
    for entry in fs::read_dir(from).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        if let Some(name) = file.file_name().filter(|_| file.extension().is_some_and(|end| end == "key")) {
            write_new(&to.join(name), &read(&file)?)?;
        }
    }
    Ok(())
}
