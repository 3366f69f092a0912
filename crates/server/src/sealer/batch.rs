//! One batch: what waited, in one transaction, answered after the commit.

use std::collections::HashSet;
use std::time::Duration;

use tracing::{error, warn};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::credential::Revocation;
use venue_protocol::seal::{Authority, Chain, SealError};
use venue_protocol::wire::persons::Registered;

use super::check_in::Outcome;
use super::folding::{Folding, LAST_PATIENCE, PATIENCE};
use super::job::Job;
use super::live::{BeginError, Birth, Index, Slot};
use super::pass::IssuedPass;
use super::recent::Recent;
use super::transaction::{Effects, Transaction};
use super::{CheckedIn, Parts, Refusal};
use crate::store::audit::Kind;
use crate::store::{Retired, StoreError, Writer};

/// What the thread holds.
pub(super) struct Worker {
    parts: Parts,
    writer: Option<Box<dyn Writer>>,
    slot: Option<Slot>,
    index: Option<Index>,
    revoked: Option<HashSet<Revocation>>,
    recent: Recent,
    folding: Folding,
}

/// What a job came to.
pub(super) enum Done {
    CheckIn(Vec<Outcome>),
    Plain(Result<(), Refusal>),
    Registered(Result<Registered, Refusal>),
    Desk(Result<CheckedIn, Refusal>),
    Pass(Result<IssuedPass, Refusal>),
}

/// Why a batch was not written.
#[derive(Debug, thiserror::Error)]
pub(super) enum BatchError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("sealing failed")]
    Seal(#[from] SealError),
}

impl From<BeginError> for BatchError {
    fn from(error: BeginError) -> Self {
        match error {
            BeginError::Store(error) => Self::Store(error),
            BeginError::Seal(error) => Self::Seal(error),
        }
    }
}

impl Worker {
    pub(super) fn new(parts: Parts) -> Self {
        let now = parts.clock.now();
        let recent = Recent::new(now);
        let folding = Folding::default();
        Self { parts, writer: None, slot: None, index: None, revoked: None, recent, folding }
    }

    /// Wipes what is past its time.
    pub(super) fn tend(&mut self) {
        let now = self.parts.clock.now();
        self.slot = self.slot.take().filter(|slot| slot.serves(now));
        self.index = self.index.take().filter(|index| index.serves(now));
        self.recent.tend(now);
    }

    /// Folds what was destroyed out of the database's log, at most once a minute.
    pub(super) async fn fold_if_due(&mut self) {
        let now = self.parts.clock.ticks();
        if self.folding.is_due(now) {
            self.fold(now, PATIENCE).await;
        }
    }

    /// Folds what is still to be folded, before the end.
    pub(super) async fn finish(&mut self) {
        if self.folding.is_owed() {
            self.fold(self.parts.clock.ticks(), LAST_PATIENCE).await;
        }
    }

    async fn fold(&mut self, now: Duration, patience: Duration) {
        let folded = match writer(&mut self.writer, &self.parts).await {
            Ok(writer) => writer.fold(patience).await,
            Err(error) => Err(error),
        };
        match folded {
            Ok(true) => self.folding.done(now),
            Ok(false) => self.folding.failed(now),
            Err(error) => {
                warn!(error = &error as &dyn std::error::Error, "the database's log could not be folded");
                self.folding.failed(now);
                self.writer = None;
            }
        }
    }

    /// Does all of it, and answers.
    pub(super) async fn work(&mut self, jobs: &mut Vec<Job>) {
        self.tend();
        let mut batch = Vec::with_capacity(jobs.len());
        for job in jobs.drain(..) {
            match job {
                Job::Retire { first_day, answer } => {
                    let retired = self.retire(first_day).await.map_err(|error| self.failed(&error));
                    drop(answer.send(retired));
                }
                other => batch.push(other),
            }
        }
        if batch.is_empty() {
            return;
        }
        self.parts.metrics.batch_jobs.observe(batch.len() as f64);
        match self.write(&batch).await {
            Ok(done) => batch.into_iter().zip(done).for_each(|(job, done)| answer(job, done)),
            Err(error) => {
                let refusal = self.failed(&error);
                batch.into_iter().for_each(|job| job.refuse(refusal.clone()));
            }
        }
    }

    /// Notes a failure. Keys begin anew: after a commit of unknown outcome the counts in memory may be wrong, a full chain
    /// needs a new slot, and pages of a transaction that was rolled back may lie in the log, so that its tags, which
    /// the nonces come from, must not be made again.
    fn failed(&mut self, error: &BatchError) -> Refusal {
        error!(error = error as &dyn std::error::Error, "a transaction failed");
        self.parts.metrics.failed_transactions.inc();
        self.slot = None;
        self.index = None;
        self.writer = None;
        Refusal::Store
    }

    /// Keys for what the batch needs, and a writer.
    async fn prepare(&mut self, now: Instant, authority: Authority, jobs: &[Job]) -> Result<(), BatchError> {
        let wants_slot = jobs.iter().any(|job| matches!(job, Job::CheckIn { .. } | Job::Desk { .. }));
        let registers =
            |job: &Job| matches!(job, Job::Register { .. } | Job::Desk { .. } | Job::IssuePass { .. });
        let wants_index = jobs.iter().any(registers);
        self.slot = self.slot.take().filter(|slot| slot.fits(&authority));
        self.index = self.index.take().filter(|index| index.authority == authority);
        let (no_slot, no_index) = (wants_slot && self.slot.is_none(), wants_index && self.index.is_none());
        if !no_slot && !no_index {
            return Ok(());
        }
        let writer = writer(&mut self.writer, &self.parts).await?;
        let Parts { shelf, record_key, random, .. } = &self.parts;
        let mut shelf = shelf.lock().await;
        if no_slot {
            let (shelf, rng) = (shelf.as_mut(), random.clone());
            self.slot = Some(Birth { now, authority, shelf, writer, record_key, rng }.slot().await?);
        }
        if no_index {
            let (shelf, rng) = (shelf.as_mut(), random.clone());
            self.index = Some(Birth { now, authority, shelf, writer, record_key, rng }.index().await?);
        }
        Ok(())
    }

    async fn write(&mut self, jobs: &[Job]) -> Result<Vec<Done>, BatchError> {
        let now = self.parts.clock.now();
        let authority = self.parts.directory.current().authority;
        if let Some(authority) = authority {
            self.prepare(now, authority, jobs).await?;
        }
        let writer = writer(&mut self.writer, &self.parts).await?;
        let revoked = match &mut self.revoked {
            Some(revoked) => revoked,
            none => none.insert(self.parts.store.revoked().await?.into_iter().collect()),
        };
        let (mut no_rows, mut no_registrations) = (Chain::default(), Chain::default());
        let (slot, rows) = match &mut self.slot {
            Some(slot) => (Some((slot.id, &slot.keys)), slot.rows.transaction()),
            None => (None, no_rows.transaction()),
        };
        let (index, registrations) = match &mut self.index {
            Some(index) => (Some((index.id, &index.key)), index.registrations.transaction()),
            None => (None, no_registrations.transaction()),
        };
        writer.begin().await?;
        let mut transaction = Transaction {
            now,
            parts: &self.parts,
            writer,
            authority,
            slot,
            rows,
            index,
            registrations,
            revoked,
            recent: &self.recent,
            effects: Effects::default(),
        };
        let done = transaction.run(jobs).await;
        let Transaction { writer, rows, registrations, effects, .. } = transaction;
        match done {
            Ok(done) => {
                if effects.destroyed {
                    self.folding.owe();
                }
                writer.commit().await?;
                rows.commit();
                registrations.commit();
                revoked.extend(effects.revoked);
                for (event, received) in effects.received {
                    self.recent.add(event, received);
                }
                for (event, what) in effects.at_desk {
                    self.recent.add_at_desk(event, what);
                }
                self.parts.live.publish(now, &self.parts.directory.current(), effects.happened);
                Ok(done)
            }
            Err(error) => {
                // If this fails, too, the connection is dropped, which rolls back.
                if let Err(error) = writer.rollback().await {
                    warn!(error = &error as &dyn std::error::Error, "a rollback failed");
                }
                Err(error)
            }
        }
    }

    async fn retire(&mut self, first_day: Day) -> Result<Retired, BatchError> {
        let now = self.parts.clock.now();
        let writer = writer(&mut self.writer, &self.parts).await?;
        // Keys first: once they are gone, rows that a crash leaves behind open nowhere.
        let in_use = writer.indexes_in_use().await?;
        let (first_slot, records) =
            self.parts.shelf.lock().await.destroy_before(first_day.start().minute(), &in_use).await?;
        writer.begin().await?;
        let retired = match writer.retire(first_day, first_slot, now.day()).await {
            Ok(retired) => retired,
            Err(error) => {
                writer.rollback().await?;
                return Err(error.into());
            }
        };
        if retired != Retired::default() || records > 0 {
            let counts = [retired.days, retired.odd_rows, retired.identities, records];
            let subject: Vec<u8> = counts.into_iter().flat_map(u64::to_be_bytes).collect();
            writer.audit(now, Kind::Retired, &subject).await?;
        }
        // Also if nothing was past its time: an earlier run may have ended without folding.
        self.folding.owe();
        writer.commit().await?;
        // Revocations of credentials that are dead by themselves went, too.
        self.revoked = None;
        Ok(retired)
    }
}

/// The writer, opened if there is none.
async fn writer<'a>(
    writer: &'a mut Option<Box<dyn Writer>>,
    parts: &Parts,
) -> Result<&'a mut dyn Writer, StoreError> {
    let writer = match writer {
        Some(writer) => writer,
        none => none.insert(parts.store.writer().await?),
    };
    Ok(writer.as_mut())
}

fn answer(job: Job, done: Done) {
    // Whoever asked may have gone.
    match (job, done) {
        (Job::CheckIn { answer, .. }, Done::CheckIn(outcomes)) => drop(answer.send(Ok(outcomes))),
        (
            Job::Undo { answer, .. } | Job::Withdraw { answer, .. } | Job::EndPass { answer, .. },
            Done::Plain(result),
        ) => drop(answer.send(result)),
        (Job::Desk { answer, .. }, Done::Desk(result)) => drop(answer.send(result)),
        (Job::IssuePass { answer, .. }, Done::Pass(result)) => drop(answer.send(result)),
        (Job::Register { answer, .. } | Job::Renew { answer, .. }, Done::Registered(result)) => {
            drop(answer.send(result));
        }
        (job, _) => job.refuse(ProblemType::Internal.into()),
    }
}
