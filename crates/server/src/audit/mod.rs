//! Checkpoints of the audit chain at a second place, and comparing the chain with them.
//!
//! The chain's hashes alone show a careless change; whoever may write the database can compute all of them anew. A
//! checkpoint says, signed, how far the chain had come: what it covers cannot be altered unseen from then on, unless
//! the checkpoints are altered, too, which is why they belong to another machine, or another owner.

mod checkpoint;
mod place;
mod verify;

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ed25519_dalek::SigningKey;
use tokio::sync::Mutex as Turn;
use tokio::time::timeout;
use tracing::error;
use venue_protocol::instant::Instant;

use crate::clock::SharedClock;
use crate::metrics::Metrics;
use crate::store::audit::Head;
use crate::store::{Store, StoreError};

pub use checkpoint::{Checkpoint, CheckpointError, Mark};
use place::Place;
pub use verify::{CheckpointFile, End, LineFault, Report, VerifyError, Wrong, verify};

/// So long it is waited for the second place.
const PATIENCE: Duration = Duration::from_secs(10);

/// When a checkpoint is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// If the chain has grown since the last one.
    IfGrown,
    /// In any case: the server starts or stops.
    Always,
}

/// Why no checkpoint was made.
#[derive(Debug, thiserror::Error)]
pub enum NoteError {
    /// The chain's end cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The second place cannot be written.
    #[error("the checkpoint file {file} cannot be written")]
    Place {
        /// Where it should be.
        file: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// The second place does not answer.
    #[error("the checkpoint file {0} was not written in time")]
    Slow(PathBuf),
}

/// Makes the checkpoints of one server.
pub struct Checkpoints {
    store: Arc<dyn Store>,
    clock: SharedClock,
    metrics: Arc<Metrics>,
    key: SigningKey,
    place: Option<Place>,
    /// One is made at a time, and none while one hangs.
    turn: Arc<Turn<()>>,
    last: Mutex<Option<Checkpoint>>,
}

impl Checkpoints {
    /// At this file, if any, signed by this key.
    pub fn new(
        store: Arc<dyn Store>,
        clock: SharedClock,
        metrics: Arc<Metrics>,
        key: SigningKey,
        file: Option<PathBuf>,
    ) -> Self {
        Self {
            store,
            clock,
            metrics,
            key,
            place: file.map(Place),
            turn: Arc::default(),
            last: Mutex::default(),
        }
    }

    /// Whether there is a second place.
    pub const fn has_place(&self) -> bool {
        self.place.is_some()
    }

    /// The last one that was made since the server started.
    pub fn last(&self) -> Option<Checkpoint> {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes one if it is time. Where that fails, it stands in log and counts, and is tried again with the next.
    pub async fn note(&self, when: When) {
        if let Err(error) = self.try_note(when).await {
            error!(error = &error as &dyn std::error::Error, "the audit chain has no new checkpoint");
            self.metrics.failed_checkpoints.inc();
        }
    }

    async fn try_note(&self, when: When) -> Result<(), NoteError> {
        let Some(place) = &self.place else { return Ok(()) };
        let noted = timeout(PATIENCE, async {
            let turn = Arc::clone(&self.turn).lock_owned().await;
            let head = self.store.audit().head().await?;
            if when == When::IfGrown && self.last().is_some_and(|last| last.head == head) {
                return Ok(());
            }
            let (place, at, key) = (place.clone(), self.clock.now(), self.key.clone());
            let checkpoint = append(place, Mark::Checkpoint, head, at, key, turn).await?;
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(checkpoint);
            Ok(())
        });
        noted.await.unwrap_or_else(|_| Err(NoteError::Slow(place.0.clone())))
    }
}

impl std::fmt::Debug for Checkpoints {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Checkpoints({:?}, ..)", self.place)
    }
}

/// Notes that the chain was set back to an entry, so that checkpoints of later ones are not missed.
///
/// # Errors
/// If the file cannot be written.
pub async fn note_restored(
    file: PathBuf,
    head: Head,
    clock: &SharedClock,
    key: &SigningKey,
) -> Result<(), NoteError> {
    append(Place(file), Mark::Restored, head, clock.now(), key.clone(), ()).await.map(drop)
}

/// On a thread of its own: a place on another machine may be slow. The turn is over when the place has answered, also if
/// nobody waits any more.
async fn append(
    place: Place,
    mark: Mark,
    head: Head,
    at: Instant,
    key: SigningKey,
    turn: impl Send + 'static,
) -> Result<Checkpoint, NoteError> {
    let file = place.0.clone();
    let written = tokio::task::spawn_blocking(move || {
        let written = place.append(mark, head, at, &key);
        drop(turn);
        written
    });
    let written = written.await.map_err(io::Error::other).and_then(|written| written);
    written.map_err(|cause| NoteError::Place { file, cause })
}
