//! `venue-server restore`

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use venue_protocol::instant::Instant;

use super::Failure;
use crate::app::{database_file, shelf_file};
use crate::audit::{CheckpointFile, End, note_restored, verify};
use crate::clock::SharedClock;
use crate::config::Config;
use crate::jobs::retention::over;
use crate::keys::ServerKeys;
use crate::lease::Lease;
use crate::random::SharedRandom;
use crate::store::Over;
use crate::store::sqlite::{Candidate, Purge, Purged, SqliteShelf};

/// What is to be restored.
#[derive(Debug, clap::Args)]
pub(super) struct Restore {
    /// The backup
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// Replace the database that is there
    #[arg(long)]
    replace: bool,
    /// Go on without the shelf and its mirror, which are lost: no check-in in the backup opens then, and all are destroyed
    #[arg(long)]
    new_shelf: bool,
}

/// Why nothing was restored.
#[derive(Debug, thiserror::Error)]
enum RestoreError {
    #[error("there is a database already: {0}; to lose what it holds, say --replace")]
    Exists(PathBuf),
    #[error("there is no shelf: {0}; put its mirror there, or say --new-shelf if both are lost")]
    NoShelf(PathBuf),
    #[error("there are no keys: {0}; put their copy there first, or nothing that they made will be accepted")]
    NoKeys(PathBuf),
    #[error("the backup {file} cannot be read")]
    Read {
        file: PathBuf,
        #[source]
        cause: io::Error,
    },
    #[error("the backup cannot be written to {file}")]
    Write {
        file: PathBuf,
        #[source]
        cause: io::Error,
    },
}

/// The copy that is made ready. What comes of it is moved away; else it holds what may be past its time, and goes.
struct Beside(PathBuf);

impl Beside {
    /// Removes it, with its log.
    fn clear(&self) -> io::Result<()> {
        for suffix in ["", "-wal", "-shm"] {
            let mut file = self.0.as_os_str().to_owned();
            file.push(suffix);
            match fs::remove_file(file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // The error that led here is the one to tell.
        drop(self.clear());
    }
}

pub(super) async fn run(
    restore: Restore,
    config: &Config,
    clock: SharedClock,
    mut random: SharedRandom,
) -> Result<(), Failure> {
    let Restore { from, replace, new_shelf } = restore;
    let (database, shelf) = (database_file(config), shelf_file(config));
    let _alone = Lease::alone(&config.data_dir)?;
    let is_there = database.try_exists()?;
    if is_there && !replace {
        return Err(RestoreError::Exists(database).into());
    }
    if !shelf.try_exists()? && !new_shelf {
        return Err(RestoreError::NoShelf(shelf).into());
    }
    let keys = config.keys_dir();
    if !keys.join("token.key").try_exists()? {
        return Err(RestoreError::NoKeys(keys).into());
    }
    let keys = ServerKeys::load_or_create(&keys, &mut random)?;

    let beside = Beside(database.with_extension("restoring"));
    let hash = copy(&from, &beside)?;
    let candidate = Candidate::open(beside.0.clone()).await?;
    let checkpoints = config.audit.checkpoints.as_ref().filter(|file| file.exists());
    let of_file = checkpoints.map(|file| CheckpointFile::open(file, &keys.audit_public_keys()));
    let chain = verify(candidate.audit(), of_file.transpose()?, End::Earlier).await?;
    let forgotten = if is_there { candidate.forget_as(&database).await } else { Ok(false) };

    let now = clock.now();
    // All sessions and links: whoever had one when the backup was made may have lost it since.
    let ever = Instant::MAX;
    let over = over(now, config.retention_days);
    let over = Over { link_ends: ever, session_begun: ever, session_seen: ever, ..over };
    let mut shelf = SqliteShelf::open(&shelf, config.shelf_mirror.clone()).await?;
    shelf.skip_to(candidate.highest_record().await?).await?;
    let records = shelf.records().await?;
    let purged = candidate
        .purge(Purge {
            now,
            first_day: now.day().minus(config.retention_days),
            over: &over,
            records: &records,
            keep_identities: new_shelf,
            subject: &hash,
        })
        .await?;
    if let Some(file) = &config.audit.checkpoints {
        note_restored(file.clone(), chain.head, &clock, &keys.audit_key()).await?;
    }
    candidate.put(&database).await.map_err(|cause| RestoreError::Write { file: database.clone(), cause })?;
    tell(&database, purged);
    match forgotten {
        Ok(true) => println!("What was withdrawn, undone or ended since the backup is gone here, too."),
        Ok(false) => {
            println!(
                "What was withdrawn, undone or ended since the backup is not known, and stands here again."
            )
        }
        Err(error) => println!(
            "What was withdrawn, undone or ended since the backup stands here again: \
             the database that was there could not be read ({error})."
        ),
    }
    Ok(())
}

fn tell(database: &Path, purged: Purged) {
    let Purged { retired, rows, identities, consoles } = purged;
    println!("restored    {}", database.display());
    println!("destroyed   {} days, {} check-ins without a key", retired.days, rows + retired.odd_rows);
    println!("            {} identities", identities + retired.identities);
    println!("            {consoles} sessions, links, applications and problem reports");
}

/// Copies the backup into a file for its owner; its SHA-256.
fn copy(from: &Path, to: &Beside) -> Result<[u8; 32], RestoreError> {
    let unread = |cause| RestoreError::Read { file: from.to_owned(), cause };
    let unwritten = |cause| RestoreError::Write { file: to.0.clone(), cause };
    let mut source = File::open(from).map_err(unread)?;
    // What a try left that was cut off.
    to.clear().map_err(unwritten)?;
    let mut target =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&to.0).map_err(unwritten)?;
    let (mut hash, mut piece) = (Sha256::new(), vec![0; 1 << 20]);
    loop {
        let read = source.read(&mut piece).map_err(unread)?;
        if read == 0 {
            break;
        }
        hash.update(&piece[..read]);
        target.write_all(&piece[..read]).map_err(unwritten)?;
    }
    target.sync_all().map_err(unwritten)?;
    Ok(hash.finalize().into())
}
