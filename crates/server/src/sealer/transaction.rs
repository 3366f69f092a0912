//! The work of one transaction, job by job.

use std::collections::{HashMap, HashSet};

use rand_core::CryptoRng;
use venue_protocol::id::{Credential, EventId};
use venue_protocol::instant::Instant;
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::chain::ChainTransaction;
use venue_protocol::seal::credential::{DEAD_AFTER_DAYS, Revocation};
use venue_protocol::seal::identity::Idx;
use venue_protocol::seal::{Authority, Holder, IndexKey, Pid, SealError, SlotKeys};
use venue_protocol::wire::persons::Registered;

use super::batch::{BatchError, Done};
use super::check_in::{self, Arrival, Opened, Outcome, Passage, Rows};
use super::desk::DeskVisit;
use super::job::Job;
use super::person::{self, Applicant, Newcomer, Registry};
use super::recent::{AtDesk, Recent};
use super::{CheckedIn, Parts, Refusal};
use crate::live::{Came, Gone, Happened};
use crate::store::desk::Slip;
use crate::store::{NewRow, Visit, Writer};

/// What a transaction means for the memory, once it is committed.
#[derive(Default)]
pub(super) struct Effects {
    pub(super) revoked: Vec<Revocation>,
    pub(super) received: Vec<(EventId, Instant)>,
    /// Check-ins at terminals.
    pub(super) at_desk: Vec<(EventId, AtDesk)>,
    /// What the tickers tell.
    pub(super) happened: Vec<Happened>,
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
        let desks: Vec<Result<DeskVisit<'_>, Refusal>> = jobs
            .iter()
            .filter_map(|job| match job {
                Job::Desk { body, terminal, .. } => Some(DeskVisit::parse(body, terminal)),
                _ => None,
            })
            .collect();
        let (outcomes, guests) = self.check_in(&arrivals, &desks).await?;
        let (mut outcomes, mut guests) = (outcomes.into_iter(), guests.into_iter());
        let mut done = Vec::with_capacity(jobs.len());
        for job in jobs {
            done.push(match job {
                Job::CheckIn { arrivals, .. } => {
                    Done::CheckIn(outcomes.by_ref().take(arrivals.len()).collect())
                }
                Job::Desk { .. } => {
                    Done::Desk(guests.next().unwrap_or_else(|| Err(ProblemType::Internal.into())))
                }
                Job::Undo { event, .. } => Done::Plain(self.undo(*event).await?),
                Job::Register { body, .. } => Done::Registered(self.register(body).await?),
                Job::Withdraw { credential, .. } => Done::Plain(self.withdraw(credential).await?),
                Job::Renew { credential, .. } => Done::Registered(self.renew(credential).await?),
                Job::IssuePass { body, terminal, .. } => Done::Pass(self.issue_pass(body, terminal).await?),
                Job::EndPass { venue, key, .. } => Done::Plain(self.end_pass(*venue, key).await?),
                // Retiring is no part of a batch.
                Job::Retire { .. } => Done::Plain(Err(ProblemType::Internal.into())),
            });
        }
        Ok(done)
    }

    /// Check-ins of devices and of terminals; the rows of both are written together.
    async fn check_in(
        &mut self,
        arrivals: &[&Arrival],
        desks: &[Result<DeskVisit<'_>, Refusal>],
    ) -> Result<(Vec<Outcome>, Vec<Result<CheckedIn, Refusal>>), BatchError> {
        if arrivals.is_empty() && desks.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let Some((slot, keys)) = self.slot else {
            let kind = ProblemType::NoAuthorityKeys;
            return Ok((vec![Outcome::Refused(kind); arrivals.len()], vec![Err(kind.into()); desks.len()]));
        };
        let opened: Vec<_> =
            arrivals.iter().map(|arrival| check_in::open(arrival, &self.parts.credential_keys)).collect();
        let of_desks = desks.iter().flatten().map(|visit| visit.event);
        let mut events: Vec<EventId> =
            opened.iter().flatten().map(|opened| opened.event).chain(of_desks).collect();
        events.sort_unstable();
        events.dedup();
        let stored: HashMap<_, _> =
            self.writer.events(&events).await?.into_iter().map(|stored| (stored.event, stored)).collect();
        let mut rows = Rows { slot, keys, stored, rows: Vec::with_capacity(events.len()) };
        let mut outcomes = Vec::with_capacity(arrivals.len());
        for (opened, arrival) in opened.iter().zip(arrivals) {
            outcomes.push(match opened {
                Err(kind) => Outcome::Refused(*kind),
                Ok(opened) => self.add_rows_of(opened, &mut rows, arrival.label.clone(), false)?,
            });
        }
        let mut guests = Vec::with_capacity(desks.len());
        for visit in desks {
            guests.push(match visit {
                Err(refusal) => Err(refusal.clone()),
                Ok(visit) => self.check_in_at_desk(visit, &mut rows).await?,
            });
        }
        let mut rows = rows.rows;
        shuffle(&mut rows, &mut self.parts.random.clone());
        self.writer.add_rows(&rows).await?;
        self.parts.metrics.rows.inc_by(rows.len() as u64);
        Ok((outcomes, guests))
    }

    /// Adds a check-in's rows, unless it is a repetition, and notes what that means for undos and the ticker.
    pub(super) fn add_rows_of(
        &mut self,
        opened: &Opened,
        rows: &mut Rows<'_>,
        label: Option<String>,
        by_staff: bool,
    ) -> Result<Outcome, SealError> {
        let before = rows.rows.len();
        let key = &self.parts.revocation_key;
        let withdrawn = |pid: &Pid| self.revoked.contains(&key.revocation(pid));
        let outcome = rows.add(opened, &mut self.rows, withdrawn)?;
        if let [first, rest @ ..] = &rows.rows[before..] {
            let persons = u8::try_from(rest.len() + 1).unwrap_or(u8::MAX);
            let Passage { place, occurred_at, received_at, .. } = opened.passage;
            let direction = first.direction;
            let came = Came {
                event: opened.event,
                place,
                direction,
                occurred_at,
                received_at,
                persons,
                label,
                by_staff,
            };
            self.effects.received.push((opened.event, received_at));
            self.effects.happened.push(Happened::Came(came));
        }
        Ok(outcome)
    }

    async fn undo(&mut self, event: EventId) -> Result<Result<(), Refusal>, BatchError> {
        let stored = self.writer.events(&[event]).await?;
        Ok(match stored.first() {
            None => Err(ProblemType::EventUnknown.into()),
            Some(stored) => match stored.visit {
                None => Ok(()),
                Some(visit) if self.recent.undoable(event, visit.minute, self.now) => {
                    let persons = self.writer.blank(event).await?;
                    self.effects.destroyed = true;
                    let persons = u8::try_from(persons).unwrap_or(u8::MAX);
                    let Visit { place, minute, direction } = visit;
                    let gone = Gone { event, place, direction, minute, persons };
                    self.effects.happened.push(Happened::Undone(gone));
                    if let Some(AtDesk { slip, guest }) = self.recent.at_desk(event) {
                        if let Some(slip) = slip {
                            self.writer.desk().set_slip(*slip, Slip::Unused).await?;
                        }
                        if let Some(pid) = guest {
                            self.writer.forget_identity(pid).await?;
                        }
                    }
                    Ok(())
                }
                Some(_) => Err(ProblemType::UndoTooLate.into()),
            },
        })
    }

    async fn register(&mut self, body: &[u8]) -> Result<Result<Registered, Refusal>, BatchError> {
        let today = self.now.day();
        let applicant = match Applicant::parse(body, today) {
            Ok(applicant) => applicant,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let replaced = match applicant.replaces() {
            None => None,
            Some(credential) => match person::holder(&self.parts.credential_keys, credential) {
                Ok(holder) => Some(holder),
                Err(kind) => return Ok(Err(kind.into())),
            },
        };
        let holder = match self.enrol(&applicant.newcomer()).await? {
            Ok(holder) => holder,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let key = &self.parts.credential_keys;
        let rng = &mut self.parts.random.clone();
        let registered = person::registered(&holder, key, applicant.warnings(), rng)?;
        if let Some(holder) = replaced {
            // Visits under the old registration stay traceable for as long as they are kept.
            self.writer.keep_identity_until(&holder.pid, today.plus(person::KEPT_AFTER_DAYS)).await?;
            self.revoke(&holder.pid).await?;
        }
        Ok(Ok(registered))
    }

    /// Seals and keeps a person's identity.
    pub(super) async fn enrol(
        &mut self,
        newcomer: &Newcomer<'_>,
    ) -> Result<Result<Holder, Refusal>, BatchError> {
        let (Some(authority), Some((index, key))) = (self.authority, self.index) else {
            return Ok(Err(ProblemType::NoAuthorityKeys.into()));
        };
        let mut registry = Registry {
            today: self.now.day(),
            index,
            key,
            chain: &mut self.registrations,
            authority: &authority,
            rng: self.parts.random.clone(),
        };
        let (identity, holder) = registry.register(newcomer)?;
        self.writer.add_identity(&identity).await?;
        Ok(Ok(holder))
    }

    async fn withdraw(&mut self, credential: &Credential) -> Result<Result<(), Refusal>, BatchError> {
        let holder = match person::holder(&self.parts.credential_keys, credential) {
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
        let mut holder = match person::holder(&self.parts.credential_keys, credential) {
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
        let key = &self.parts.credential_keys;
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
