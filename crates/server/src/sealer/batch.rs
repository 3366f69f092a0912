//! One batch: what waited, in one transaction, answered after the commit.

use std::collections::{HashMap, HashSet};

use tracing::{error, warn};
use venue_protocol::id::{Credential, EventId};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::chain::ChainTransaction;
use venue_protocol::seal::credential::{DEAD_AFTER_DAYS, Revocation};
use venue_protocol::seal::identity::Idx;
use venue_protocol::seal::{Authority, Chain, Pid, SealError};
use venue_protocol::wire::persons::Registered;

use super::check_in::{self, Arrival, Outcome, Rows};
use super::job::Job;
use super::live::{BeginError, Birth, Index, Slot};
use super::person::{self, Applicant, Desk};
use super::recent::Recent;
use super::{Parts, Refusal};
use crate::store::audit::Kind;
use crate::store::{NewRow, Retired, StoreError, Writer};

/// What the thread holds.
pub(super) struct Worker {
    parts: Parts,
    writer: Option<Box<dyn Writer>>,
    slot: Option<Slot>,
    index: Option<Index>,
    revoked: Option<HashSet<Revocation>>,
    recent: Recent,
}

/// What a job came to.
enum Done {
    CheckIn(Vec<Outcome>),
    Plain(Result<(), Refusal>),
    Registered(Result<Registered, Refusal>),
}

/// Why a batch was not written.
#[derive(Debug, thiserror::Error)]
enum BatchError {
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

/// What a transaction means for the memory, once it is committed.
#[derive(Default)]
struct Effects {
    revoked: Vec<Revocation>,
    received: Vec<(EventId, Instant)>,
}

impl Worker {
    pub(super) fn new(parts: Parts) -> Self {
        let now = parts.clock.now();
        Self { parts, writer: None, slot: None, index: None, revoked: None, recent: Recent::new(now) }
    }

    /// Wipes what is past its time.
    pub(super) fn tend(&mut self) {
        let now = self.parts.clock.now();
        self.slot = self.slot.take().filter(|slot| slot.serves(now));
        self.index = self.index.take().filter(|index| index.serves(now));
        self.recent.tend(now);
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

    /// Notes a failure. After a commit of unknown outcome counts in memory may be wrong, and a full chain needs a new
    /// slot: keys begin anew.
    fn failed(&mut self, error: &BatchError) -> Refusal {
        error!(error = error as &dyn std::error::Error, "a transaction failed");
        self.parts.metrics.failed_transactions.inc();
        if matches!(error, BatchError::Store(StoreError::Unknown(_)) | BatchError::Seal(_)) {
            self.slot = None;
            self.index = None;
        }
        self.writer = None;
        Refusal::Store
    }

    /// Keys for what the batch needs, and a writer.
    async fn prepare(&mut self, now: Instant, authority: Authority, jobs: &[Job]) -> Result<(), BatchError> {
        let wants_slot = jobs.iter().any(|job| matches!(job, Job::CheckIn { .. }));
        let wants_index = jobs.iter().any(|job| matches!(job, Job::Register { .. }));
        self.slot = self.slot.take().filter(|slot| slot.fits(&authority));
        self.index = self.index.take().filter(|index| index.authority == authority);
        let (no_slot, no_index) = (wants_slot && self.slot.is_none(), wants_index && self.index.is_none());
        if !no_slot && !no_index {
            return Ok(());
        }
        let writer = writer(&mut self.writer, &self.parts).await?;
        let Parts { shelf, record_key, random, .. } = &mut self.parts;
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
                writer.commit().await?;
                rows.commit();
                registrations.commit();
                revoked.extend(effects.revoked);
                for (event, received) in effects.received {
                    self.recent.add(event, received);
                }
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
            self.parts.shelf.destroy_before(first_day.start().minute(), &in_use).await?;
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
        (Job::Undo { answer, .. } | Job::Withdraw { answer, .. }, Done::Plain(result)) => {
            drop(answer.send(result));
        }
        (Job::Register { answer, .. } | Job::Renew { answer, .. }, Done::Registered(result)) => {
            drop(answer.send(result));
        }
        (job, _) => job.refuse(ProblemType::Internal.into()),
    }
}

/// One transaction's work.
struct Transaction<'a, 'c> {
    now: Instant,
    parts: &'a Parts,
    writer: &'a mut dyn Writer,
    authority: Option<Authority>,
    slot: Option<(u32, &'a venue_protocol::seal::SlotKeys)>,
    rows: ChainTransaction<'c, Pid>,
    index: Option<(u32, &'a venue_protocol::seal::IndexKey)>,
    registrations: ChainTransaction<'c, Idx>,
    revoked: &'a HashSet<Revocation>,
    recent: &'a Recent,
    effects: Effects,
}

impl Transaction<'_, '_> {
    async fn run(&mut self, jobs: &[Job]) -> Result<Vec<Done>, BatchError> {
        let arrivals: Vec<&Arrival> = jobs
            .iter()
            .filter_map(|job| match job {
                Job::CheckIn { arrivals, .. } => Some(arrivals.as_slice()),
                _ => None,
            })
            .flatten()
            .collect();
        let mut outcomes = self.check_in(&arrivals).await?.into_iter();
        let mut done = Vec::with_capacity(jobs.len());
        for job in jobs {
            done.push(match job {
                Job::CheckIn { arrivals, .. } => {
                    Done::CheckIn(outcomes.by_ref().take(arrivals.len()).collect())
                }
                Job::Undo { event, .. } => Done::Plain(self.undo(*event).await?),
                Job::Register { body, .. } => Done::Registered(self.register(body).await?),
                Job::Withdraw { credential, .. } => Done::Plain(self.withdraw(credential).await?),
                Job::Renew { credential, .. } => Done::Registered(self.renew(credential).await?),
                // Retiring is no part of a batch.
                Job::Retire { .. } => Done::Plain(Err(ProblemType::Internal.into())),
            });
        }
        Ok(done)
    }

    async fn check_in(&mut self, arrivals: &[&Arrival]) -> Result<Vec<Outcome>, BatchError> {
        if arrivals.is_empty() {
            return Ok(Vec::new());
        }
        let Some((slot, keys)) = self.slot else {
            return Ok(vec![Outcome::Refused(ProblemType::NoAuthorityKeys); arrivals.len()]);
        };
        let opened: Vec<_> =
            arrivals.iter().map(|arrival| check_in::open(arrival, &self.parts.credential_key)).collect();
        let mut events: Vec<EventId> = opened.iter().flatten().map(|opened| opened.event).collect();
        events.sort_unstable();
        events.dedup();
        let stored: HashMap<_, _> =
            self.writer.events(&events).await?.into_iter().map(|stored| (stored.event, stored)).collect();
        let mut rows =
            Rows { slot, keys, chain: &mut self.rows, stored, rows: Vec::with_capacity(arrivals.len()) };
        let key = &self.parts.revocation_key;
        let outcomes: Vec<Outcome> = opened
            .iter()
            .zip(arrivals)
            .map(|(opened, arrival)| match opened {
                Err(kind) => Ok(Outcome::Refused(*kind)),
                Ok(opened) => {
                    let before = rows.rows.len();
                    let outcome = rows.add(opened, |pid| self.revoked.contains(&key.revocation(pid)))?;
                    if rows.rows.len() > before {
                        self.effects.received.push((opened.event, arrival.received_at));
                    }
                    Ok(outcome)
                }
            })
            .collect::<Result<_, SealError>>()?;
        let mut rows = rows.rows;
        shuffle(&mut rows, &mut self.parts.random.clone());
        self.writer.add_rows(&rows).await?;
        self.parts.metrics.rows.inc_by(rows.len() as u64);
        Ok(outcomes)
    }

    async fn undo(&mut self, event: EventId) -> Result<Result<(), Refusal>, BatchError> {
        let stored = self.writer.events(&[event]).await?;
        Ok(match stored.first() {
            None => Err(ProblemType::EventUnknown.into()),
            Some(stored) => match stored.visit {
                None => Ok(()),
                Some(visit) if self.recent.undoable(event, visit.minute, self.now) => {
                    self.writer.blank(event).await?;
                    Ok(())
                }
                Some(_) => Err(ProblemType::UndoTooLate.into()),
            },
        })
    }

    async fn register(&mut self, body: &[u8]) -> Result<Result<Registered, Refusal>, BatchError> {
        let (Some(authority), Some((index, key))) = (self.authority, self.index) else {
            return Ok(Err(ProblemType::NoAuthorityKeys.into()));
        };
        let today = self.now.day();
        let applicant = match Applicant::parse(body, today) {
            Ok(applicant) => applicant,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let replaced = match applicant.replaces() {
            None => None,
            Some(credential) => match person::holder(&self.parts.credential_key, credential) {
                Ok(holder) => Some(holder),
                Err(kind) => return Ok(Err(kind.into())),
            },
        };
        let mut desk = Desk {
            today,
            index,
            key,
            chain: &mut self.registrations,
            authority: &authority,
            credential_key: &self.parts.credential_key,
            rng: self.parts.random.clone(),
        };
        let (identity, registered) = desk.register(&applicant)?;
        self.writer.add_identity(&identity).await?;
        if let Some(holder) = replaced {
            // Visits under the old registration stay traceable for as long as they are kept.
            self.writer.keep_identity_until(&holder.pid, today.plus(person::KEPT_AFTER_DAYS)).await?;
            self.revoke(&holder.pid).await?;
        }
        Ok(Ok(registered))
    }

    async fn withdraw(&mut self, credential: &Credential) -> Result<Result<(), Refusal>, BatchError> {
        let holder = match person::holder(&self.parts.credential_key, credential) {
            Ok(holder) => holder,
            Err(kind) => return Ok(Err(kind.into())),
        };
        self.writer.forget_identity(&holder.pid).await?;
        self.revoke(&holder.pid).await?;
        Ok(Ok(()))
    }

    async fn revoke(&mut self, pid: &Pid) -> Result<(), BatchError> {
        // By then every credential of this registration is dead, however late it was renewed.
        let until = self.now.day().plus(DEAD_AFTER_DAYS);
        let revocation = self.parts.revocation_key.revocation(pid);
        self.writer.revoke(revocation, until).await?;
        self.effects.revoked.push(revocation);
        Ok(())
    }

    async fn renew(&mut self, credential: &Credential) -> Result<Result<Registered, Refusal>, BatchError> {
        let mut holder = match person::holder(&self.parts.credential_key, credential) {
            Ok(holder) => holder,
            Err(kind) => return Ok(Err(kind.into())),
        };
        let today = self.now.day();
        if holder.is_dead_on(today) {
            return Ok(Err(ProblemType::CredentialExpired.into()));
        }
        let revocation = self.parts.revocation_key.revocation(&holder.pid);
        if self.revoked.contains(&revocation) || self.effects.revoked.contains(&revocation) {
            return Ok(Err(ProblemType::CredentialWithdrawn.into()));
        }
        holder.issued = today;
        let kept = self.writer.keep_identity_until(&holder.pid, person::identity_expires(&holder)).await?;
        if !kept {
            return Ok(Err(ProblemType::CredentialUnknown.into()));
        }
        let key = &self.parts.credential_key;
        Ok(Ok(person::registered(&holder, key, Vec::new(), &mut self.parts.random.clone())?))
    }
}

/// The rows of a commit stand in no order that tells who came with whom.
fn shuffle(rows: &mut [NewRow], rng: &mut impl rand_core::CryptoRng) {
    for last in (1..rows.len()).rev() {
        // The bias of the remainder is below 2^-50.
        rows.swap(last, (rng.next_u64() % (last as u64 + 1)) as usize);
    }
}
