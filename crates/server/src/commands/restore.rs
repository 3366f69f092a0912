//! `venue-server restore`

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use venue_protocol::instant::Instant;

use super::Failure;
use crate::app::{database_file, restoring_file, shelf_file};
use crate::audit::{CheckpointFile, End, NoteError, note_restored, verify};
use crate::clock::SharedClock;
use crate::config::Config;
use crate::jobs::retention::over;
use crate::keys::ServerKeys;
use crate::lease::Lease;
use crate::random::SharedRandom;
use crate::store::Over;
use crate::store::sqlite::{Candidate, Purge, Purged, SqliteShelf, remove};

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
    /// Go on without the file of checkpoints, which is lost: the backup's chain is compared with nothing
    #[arg(long)]
    no_checkpoints: bool,
}

/// Why nothing was restored.
#[derive(Debug, thiserror::Error)]
enum RestoreError {
    #[error("there is a database already: {0}; to lose what it holds, say --replace")]
    Exists(PathBuf),
    #[error("there is no shelf: {0}; put its mirror there, or say --new-shelf if both are lost")]
    NoShelf(PathBuf),
    #[error(
        "{0} is there, and --new-shelf is for when shelf and mirror are lost: put the mirror in the shelf's place, \
         and move away what is damaged"
    )]
    Shelf(PathBuf),
    #[error(
        "the checkpoints are not there: {0}; mount their disk, or say --no-checkpoints if they are lost: \
         then nothing tells whether somebody wrote the backup's chain anew"
    )]
    NoCheckpoints(PathBuf),
    #[error("the checkpoints could not be told of a restore: {file}")]
    Checkpoints {
        file: PathBuf,
        #[source]
        cause: io::Error,
    },
    #[error(
        "the backup is in its place, but its checkpoints were not told: restore it once more before the server starts"
    )]
    Untold(#[source] NoteError),
    #[error(
        "beside {0} lies a log with its newest changes: that is a copy of a database in use, which may not fit together; \
         restore what venue-server backup wrote"
    )]
    Log(PathBuf),
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

impl Drop for Beside {
    fn drop(&mut self) {
        // The error that led here is the one to tell.
        drop(remove(&self.0));
    }
}

pub(super) async fn run(
    restore: Restore,
    config: &Config,
    clock: SharedClock,
    mut random: SharedRandom,
) -> Result<(), Failure> {
    let Restore { from, replace, new_shelf, no_checkpoints } = restore;
    let (database, shelf) = (database_file(config), shelf_file(config));
    let _alone = Lease::alone(&config.data_dir)?;
    let is_there = database.try_exists()?;
    if is_there && !replace {
        return Err(RestoreError::Exists(database).into());
    }
    if new_shelf {
        for lost in [Some(&shelf), config.shelf_mirror.as_ref()].into_iter().flatten() {
            if lost.try_exists()? {
                return Err(RestoreError::Shelf(lost.clone()).into());
            }
        }
    } else if !shelf.try_exists()? {
        return Err(RestoreError::NoShelf(shelf).into());
    }
    let mut checkpoints = config.audit.checkpoints.clone();
    if let Some(file) = checkpoints.take_if(|file| !file.exists())
        && !no_checkpoints
    {
        return Err(RestoreError::NoCheckpoints(file).into());
    }
    let keys = config.keys_dir();
    if !keys.join("token.key").try_exists()? {
        return Err(RestoreError::NoKeys(keys).into());
    }
    let keys = ServerKeys::load_or_create(&keys, &mut random)?;

    let beside = Beside(restoring_file(config));
    let hash = copy(&from, &beside)?;
    let candidate = Candidate::open(beside.0.clone()).await?;
    let of_file = checkpoints.as_ref().map(|file| CheckpointFile::open(file, &keys.audit_public_keys()));
    let chain = verify(candidate.audit(), of_file.transpose()?, End::Earlier).await?;
    let forgotten = if is_there { candidate.forget_as(&database).await } else { Ok(false) };

    let now = clock.now();
    // All sessions and links: whoever had one when the backup was made may have lost it since.
    let ever = Instant::MAX;
    let over = over(now, config.retention_days);
    let over = Over { link_ends: ever, session_begun: ever, session_seen: ever, ..over };
    let (mirror, named) = (config.shelf_mirror.clone(), candidate.highest_record().await?);
    let records = match new_shelf {
        true => Vec::new(),
        false => SqliteShelf::open(&shelf, mirror.clone(), named).await?.records().await?,
    };
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
    // A line that tells of entries lost before they are would hide what somebody does to them until then. So it is
    // written last, once it is known that it can be: without it the server's next checkpoints fail and say so.
    if let Some(file) = &checkpoints {
        let opened = OpenOptions::new().append(true).open(file);
        opened.map_err(|cause| RestoreError::Checkpoints { file: file.clone(), cause })?;
    }
    candidate.put(&database).await.map_err(|cause| RestoreError::Write { file: database.clone(), cause })?;
    if let Some(file) = checkpoints {
        let told = note_restored(file, chain.head, &clock, &keys.audit_key()).await;
        told.map_err(RestoreError::Untold)?;
    }
    if new_shelf {
        // Last: until there is one, no server starts, and this can be done again.
        SqliteShelf::open(&shelf, mirror, 0).await?.skip_to(named).await?;
    }
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
    let mut log = from.as_os_str().to_owned();
    log.push("-wal");
    if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        return Err(RestoreError::Log(from.to_owned()));
    }
    // What a try left that was cut off.
    remove(&to.0).map_err(unwritten)?;
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
