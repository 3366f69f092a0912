//! Walking the chain beside its checkpoints. Neither is held in memory.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use ed25519_dalek::VerifyingKey;
use venue_protocol::instant::Instant;

use super::checkpoint::{Checkpoint, Mark};
use super::place::MAX_LINE;
use crate::store::StoreError;
use crate::store::audit::{AuditReads, Entry, Head, entry_hash};

/// So many entries are read at a time.
const PIECE: u32 = 1000;

/// What is wrong with the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// A number that no entry has.
    #[error("entry {n} was inserted: the chain begins with entry 1")]
    Inserted {
        /// The entry.
        n: i64,
    },
    /// A gap.
    #[error("entry {n} is missing")]
    Missing {
        /// The first one that is missing.
        n: i64,
    },
    /// The hash does not fit what stands there.
    #[error("entry {n} is not the one that its hash was made for: it was altered, moved or inserted")]
    Altered {
        /// The entry.
        n: i64,
    },
    /// The hashes fit each other, but not a checkpoint.
    #[error(
        "entries {first} to {last} do not lead to the checkpoint of {at}: they were written anew, one of them otherwise"
    )]
    Rewritten {
        /// The first entry that may be wrong.
        first: i64,
        /// The entry that the checkpoint was made at.
        last: i64,
        /// When it was made.
        at: Instant,
    },
    /// The chain ends before its checkpoints do.
    #[error(
        "the chain ends before entry {first}, but the checkpoint of {at} covers entries to {last}; \
         what is certain ends with entry {certain}"
    )]
    Cut {
        /// The last one that a checkpoint was compared at.
        certain: i64,
        /// The first one that is missing.
        first: i64,
        /// The last one that is known of.
        last: i64,
        /// When the checkpoint was made.
        at: Instant,
    },
}

/// What is wrong with a line of checkpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// Not a checkpoint.
    #[error("is damaged")]
    Damaged,
    /// None of the server's keys signed it to stand after the line before it.
    #[error("is not signed by a key of this server, or the line before it is another than then")]
    Unsigned,
    /// It stands behind one that covers more.
    #[error("does not stand in its place: the line before it covers more")]
    Moved,
}

/// Why chain and checkpoints do not hold together.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The database cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The checkpoints cannot be read.
    #[error("checkpoint file {file}")]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// They are not there.
    #[error("there is no checkpoint in {0}")]
    Empty(PathBuf),
    /// One of them cannot be believed.
    #[error("line {line} of {file} {fault}")]
    Line {
        /// Which file.
        file: PathBuf,
        /// Which line, from 1.
        line: u64,
        /// What is wrong.
        fault: LineFault,
    },
    /// The chain was tampered with.
    #[error(transparent)]
    Chain(#[from] Wrong),
}

/// What was found in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The chain's last entry.
    pub head: Head,
    /// How many entries there are of each kind.
    pub kinds: BTreeMap<String, u64>,
    /// The last checkpoint that was compared.
    pub covered: Option<Checkpoint>,
    /// From which entry on, and to which, checkpoints know of entries that went when a backup was restored.
    pub lost: Vec<(i64, i64)>,
}

/// What the chain's end must be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// No checkpoint covers more.
    Whole,
    /// Checkpoints may cover more: it is that of a backup.
    Earlier,
}

/// A file of checkpoints that were looked through once.
#[derive(Debug)]
pub struct CheckpointFile {
    path: PathBuf,
    reader: BufReader<io::Take<File>>,
    line: u64,
    /// Line and entry of what was restored.
    restored: Vec<(u64, i64)>,
    lost: Vec<(i64, i64)>,
}

impl CheckpointFile {
    /// Opens it, and looks at each line by itself.
    ///
    /// # Errors
    /// If it cannot be read, has no line, or one that cannot be believed.
    pub fn open(path: &Path, keys: &[VerifyingKey]) -> Result<Self, VerifyError> {
        let failed = |cause| VerifyError::File { file: path.to_owned(), cause };
        let file = File::open(path).map_err(failed)?;
        // Whatever stands in these bytes now, its entries stand in the chain already.
        let len = file.metadata().map_err(failed)?.len();
        let reader = BufReader::new(file.take(len));
        let mut this =
            Self { path: path.to_owned(), reader, line: 0, restored: Vec::new(), lost: Vec::new() };
        let (mut before, mut line_before) = (0, String::new());
        while let Some(checkpoint) = this.read()? {
            let Checkpoint { mark, head, .. } = checkpoint;
            if !checkpoint.is_signed_by(keys, line_before.as_bytes()) {
                return Err(this.fault(LineFault::Unsigned));
            }
            match mark {
                Mark::Restored => {
                    this.restored.push((this.line, head.n));
                    if head.n < before {
                        this.lost.push((head.n + 1, before));
                    }
                }
                Mark::Checkpoint if head.n < before => return Err(this.fault(LineFault::Moved)),
                Mark::Checkpoint => {}
            }
            before = head.n;
            line_before = checkpoint.to_string();
        }
        if this.line == 0 {
            return Err(VerifyError::Empty(path.to_owned()));
        }
        let inner = this.reader.get_mut();
        inner.get_mut().rewind().map_err(failed)?;
        inner.set_limit(len);
        this.line = 0;
        Ok(this)
    }

    fn fault(&self, fault: LineFault) -> VerifyError {
        VerifyError::Line { file: self.path.clone(), line: self.line, fault }
    }

    fn read(&mut self) -> Result<Option<Checkpoint>, VerifyError> {
        let mut line = Vec::new();
        let read = self.reader.by_ref().take(MAX_LINE).read_until(b'\n', &mut line);
        read.map_err(|cause| VerifyError::File { file: self.path.clone(), cause })?;
        if line.is_empty() {
            return Ok(None);
        }
        self.line += 1;
        let text = line.strip_suffix(b"\n").and_then(|line| std::str::from_utf8(line).ok());
        let checkpoint = text.and_then(|text| text.parse().ok());
        checkpoint.map(Some).ok_or_else(|| self.fault(LineFault::Damaged))
    }

    /// The next one whose entry was not lost since; their entries only grow.
    fn next(&mut self) -> Result<Option<Checkpoint>, VerifyError> {
        while let Some(checkpoint) = self.read()? {
            let line = self.line;
            let is_lost = |(at, n): &(u64, i64)| *at > line && *n < checkpoint.head.n;
            if !self.restored.iter().any(is_lost) {
                return Ok(Some(checkpoint));
            }
        }
        Ok(None)
    }
}

/// Walks the chain, and compares it with the checkpoints.
///
/// # Errors
/// With the first entry that is wrong, or if something cannot be read.
pub async fn verify(
    chain: &dyn AuditReads,
    mut checkpoints: Option<CheckpointFile>,
    end: End,
) -> Result<Report, VerifyError> {
    let next = |file: &mut Option<CheckpointFile>| match file {
        Some(file) => file.next(),
        None => Ok(None),
    };
    let (mut head, mut covered) = (Head::default(), None::<Checkpoint>);
    let mut kinds = BTreeMap::new();
    let mut due = next(&mut checkpoints)?;
    let mut from = i64::MIN;
    loop {
        // Checkpoints of an entry that was just walked, or of the empty chain.
        while let Some(checkpoint) = due.filter(|checkpoint| checkpoint.head.n <= head.n) {
            if checkpoint.head != head {
                let first = covered.map_or(0, |covered| covered.head.n) + 1;
                let last = checkpoint.head.n;
                return Err(Wrong::Rewritten { first, last, at: checkpoint.at }.into());
            }
            covered = Some(checkpoint);
            due = next(&mut checkpoints)?;
        }
        // As far as the next checkpoint at most, so that it is compared before what follows.
        let piece = due.map_or(PIECE, |due| {
            u32::try_from(due.head.n - head.n).map_or(PIECE, |distance| distance.min(PIECE))
        });
        let entries = chain.from(from, piece).await?;
        let Some(last) = entries.last() else { break };
        from = last.n.saturating_add(1);
        for entry in entries {
            head = follow(head, &entry)?;
            *kinds.entry(entry.kind).or_default() += 1;
        }
    }
    match due {
        Some(Checkpoint { head: Head { n: last, .. }, at, .. }) if end == End::Whole => {
            let certain = covered.map_or(0, |covered| covered.head.n);
            Err(Wrong::Cut { certain, first: head.n + 1, last, at }.into())
        }
        _ => {
            let lost = checkpoints.map(|file| file.lost).unwrap_or_default();
            Ok(Report { head, kinds, covered, lost })
        }
    }
}

/// The chain's end with this entry.
fn follow(head: Head, entry: &Entry) -> Result<Head, Wrong> {
    let Entry { n, at, kind, subject, hash } = entry;
    if *n < 1 {
        return Err(Wrong::Inserted { n: *n });
    }
    if *n != head.n + 1 {
        return Err(Wrong::Missing { n: head.n + 1 });
    }
    let followed = entry_hash(&head.hash, *at, kind, subject);
    if followed[..] != hash[..] {
        return Err(Wrong::Altered { n: *n });
    }
    Ok(Head { n: *n, hash: followed })
}
