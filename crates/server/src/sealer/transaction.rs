//! The work of one transaction, job by job.

use std::collections::{HashMap, HashSet};

use rand_core::CryptoRng;
use venue_protocol::id::{Credential, EventId};
use venue_protocol::instant::Instant;
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::chain::ChainTransaction;
use venue_protocol::seal::credential::{DEAD_AFTER_DAYS, Revocation};
use venue_protocol::seal::identity::Idx;
use venue_protocol::seal::{Authority, IndexKey, Pid, SealError, SlotKeys};
use venue_protocol::wire::persons::Registered;

use super::batch::{BatchError, Done};
use super::check_in::{self, Arrival, Outcome, Rows};
use super::job::Job;
use super::person::{self, Applicant, Desk};
use super::recent::Recent;
use super::{Parts, Refusal};
use crate::store::{NewRow, Writer};

/// What a transaction means for the memory, once it is committed.
#[derive(Default)]
pub(super) struct Effects {
    pub(super) revoked: Vec<Revocation>,
    pub(super) received: Vec<(EventId, Instant)>,
    /// Something was destroyed that still stands in the log.
    pub(super) destroyed: bool,
}

/// One transaction's work.
pub(super) struct Transaction<'a, 'c> {
    pub(super) now: Instant,
    pub(super) parts: &'a Parts,
    pub(super) writer: &'a mut dyn Writer,
    pub(super) authority: Option<Authority>,
    pub(super) slot: Option<(u32, &'a SlotKeys)>,
    pub(super) rows: ChainTransaction<'c, Pid>,
    pub(super) index: Option<(u32, &'a IndexKey)>,
    pub(super) registrations: ChainTransaction<'c, Idx>,
    pub(super) revoked: &'a HashSet<Revocation>,
    pub(super) recent: &'a Recent,
    pub(super) effects: Effects,
}

impl Transaction<'_, '_> {
    pub(super) async fn run(&mut self, jobs: &[Job]) -> Result<Vec<Done>, BatchError> {
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
                    self.effects.destroyed = true;
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
        self.effects.destroyed = true;
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
fn shuffle(rows: &mut [NewRow], rng: &mut impl CryptoRng) {
    for last in (1..rows.len()).rev() {
        // The bias of the remainder is below 2^-50.
        rows.swap(last, (rng.next_u64() % (last as u64 + 1)) as usize);
    }
}
