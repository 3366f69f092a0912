//! The drain: tells the server what it does not know yet, one tab at a time, until it knows all of it.
//!
//! Exactly once: each check-in carries its secret, by which the server knows it again, so that sending twice is harmless and the
//! drain only has to go on until every one is answered. The lock merely saves tabs from doing the same work.

use std::cell::Cell;

use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::check_ins::{CheckIn, CheckInBatch, CheckInResult, MAX_BATCH, WithSecret};
use venue_protocol::wire::persons::{Keepsake, PersonRole, WithCredential};
use venue_protocol::wire::venues::LookUp;

use super::Services;
use crate::api::{self, ApiError};
use crate::platform::locks::Guard;
use crate::state::Action;
use crate::state::queue::{self, UndoAnswer};
use crate::state::visit::{Delivery, Status, Undoing, Visit, VisitId};

/// How soon to look again after another tab had the lock, in milliseconds: it may not have seen what was queued just now.
const BUSY_PAUSE_MS: u32 = 1_000;
/// At most so many names of venues are asked for in one round.
const NAMES_A_ROUND: usize = 5;

/// Where the drain stands in this tab.
#[derive(Default)]
pub struct DrainState {
    running: Cell<bool>,
    /// Something new came while it was running.
    again: Cell<bool>,
    failures: Cell<u32>,
    /// Which pause counts; an earlier one that ends does nothing.
    pause: Cell<u64>,
}

/// How a round ended.
#[derive(Debug)]
enum Round {
    /// Nothing is left to tell.
    Done,
    /// Another tab is at it.
    Busy,
    /// It has to be tried again; the server may have said when, in seconds.
    Failed(Option<u32>),
}

impl From<ApiError> for Round {
    fn from(error: ApiError) -> Self {
        Self::Failed(error.retry_after_s())
    }
}

impl Services {
    /// Sets the drain going, now: something was queued, the network came back, the page became visible.
    pub fn kick(&self) {
        let drain = &self.0.drain;
        drain.again.set(true);
        if !drain.running.replace(true) {
            let this = self.clone();
            self.spawn(async move { this.run().await });
        }
    }

    async fn run(&self) {
        let drain = &self.0.drain;
        let mut pause_ms = None;
        while drain.again.replace(false) {
            pause_ms = match self.round().await {
                Round::Done => {
                    drain.failures.set(0);
                    None
                }
                Round::Busy => Some(BUSY_PAUSE_MS),
                Round::Failed(retry_after_s) => {
                    drain.failures.set(drain.failures.get().saturating_add(1));
                    let [chance] = self.random().unwrap_or_default();
                    Some(queue::pause_ms(drain.failures.get(), retry_after_s, chance))
                }
            };
        }
        drain.running.set(false);
        let this_pause = drain.pause.get() + 1;
        drain.pause.set(this_pause);
        if let Some(pause_ms) = pause_ms {
            let this = self.clone();
            self.spawn(async move {
                this.0.platform.clock.sleep(pause_ms).await;
                if this.0.drain.pause.get() == this_pause {
                    this.kick();
                }
            });
        }
    }

    async fn round(&self) -> Round {
        if !self.has_work() {
            return Round::Done;
        }
        let Some(guard) = self.0.platform.lock.try_lock().await else { return Round::Busy };
        self.dispatch(Action::Sending(true));
        let round = self.tell_all(&guard).await.err().unwrap_or(Round::Done);
        self.dispatch(Action::Sending(false));
        round
    }

    fn has_work(&self) -> bool {
        let (profile, today) = (self.profile(), self.now().day());
        !profile.leaving.is_empty()
            || profile.kept != profile.visitor.is_some()
            || profile.everybody().any(|card| card.wants_renewal(today))
            || self.0.shelf.visits().iter().any(|visit| visit.is_pending() || wants_name(visit))
    }

    async fn tell_all(&self, guard: &Guard) -> Result<(), Round> {
        // Undos first: one that came too late for a check-in whose receipt was lost makes it wait again.
        self.tell_undos(guard).await?;
        self.tell_check_ins(guard).await?;
        self.tell_leaving().await?;
        self.renew().await?;
        self.tell_keepsake().await?;
        self.ask_names().await
    }

    async fn tell_check_ins(&self, guard: &Guard) -> Result<(), Round> {
        let mut size = MAX_BATCH;
        loop {
            let visits = self.0.shelf.visits();
            let ids = queue::next_batch(&visits, size).iter().map(|visit| visit.id).collect::<Vec<_>>();
            let (ids, check_ins): (Vec<_>, Vec<_>) =
                ids.into_iter().filter_map(|id| Some((id, self.mark_tried(id)?))).unzip();
            if ids.is_empty() {
                return Ok(());
            }
            guard.extend();
            let batch = CheckInBatch { sent_at: self.now(), check_ins };
            match api::check_ins::send(&*self.0.platform.http, &batch).await {
                Ok(answer) => self.take_results(ids, answer.results)?,
                Err(ApiError::Problem(problem)) if queue::blames_content(problem.kind) => {
                    // One of them spoils the batch: each is sent alone, and only the one to blame is refused.
                    if let [only] = ids[..] {
                        self.take_results(vec![only], vec![CheckInResult::Refused(*problem)])?;
                    }
                    size = 1;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Notes on disk that a check-in may have reached the server, before it is sent. `None` if it is no longer to be sent.
    fn mark_tried(&self, id: VisitId) -> Option<CheckIn> {
        self.update_visit(id, |visit| {
            if let Status::Waiting(delivery) = &mut visit.status {
                delivery.tried = true;
            }
            visit.to_wire()
        })
        .flatten()
    }

    fn take_results(&self, ids: Vec<VisitId>, results: Vec<CheckInResult>) -> Result<(), Round> {
        let now = self.now();
        let mut again: Option<Problem> = None;
        for (id, result) in ids.into_iter().zip(results) {
            again = self.update_visit(id, |visit| queue::apply(visit, result, now)).flatten().or(again);
        }
        match again {
            Some(problem) => Err(Round::Failed(problem.retry_after_s)),
            None => Ok(()),
        }
    }

    async fn tell_undos(&self, guard: &Guard) -> Result<(), Round> {
        for visit in self.0.shelf.visits() {
            let answer = match &visit.status {
                // It never left the device.
                Status::Undoing(Undoing::Unconfirmed(Delivery { tried: false, .. })) => UndoAnswer::Done,
                Status::Undoing(_) => {
                    guard.extend();
                    self.ask_undo(&visit).await?
                }
                _ => continue,
            };
            self.update_visit(visit.id, |visit| queue::apply_undo(visit, answer));
        }
        Ok(())
    }

    async fn ask_undo(&self, visit: &Visit) -> Result<UndoAnswer, Round> {
        let event = WithSecret { secret: visit.secret.clone(), scanned_at: visit.scanned_at };
        match api::check_ins::undo(&*self.0.platform.http, &event).await {
            Ok(()) => Ok(UndoAnswer::Done),
            Err(error) => match error.problem() {
                // Sent, but it never arrived.
                Some(ProblemType::EventUnknown) => Ok(UndoAnswer::Done),
                Some(kind) if !queue::is_passing(kind) => Ok(UndoAnswer::TooLate),
                _ => Err(error.into()),
            },
        }
    }

    /// Withdraws the registrations of persons who were taken off the device.
    async fn tell_leaving(&self) -> Result<(), Round> {
        for credential in self.profile().leaving {
            let who = WithCredential { credential };
            match api::persons::withdraw(&*self.0.platform.http, &who).await {
                // A registration that the server does not take any more is as good as withdrawn.
                Err(error) if error.problem().is_none_or(queue::is_passing) => return Err(error.into()),
                _ => self.update_profile(|profile| profile.leaving.retain(|one| *one != who.credential)),
            }
        }
        Ok(())
    }

    /// Renews credentials that are due; what the server no longer takes is marked, so that the person registers again.
    async fn renew(&self) -> Result<(), Round> {
        let (profile, today) = (self.profile(), self.now().day());
        for card in profile.everybody().filter(|card| card.wants_renewal(today)) {
            let who = WithCredential { credential: card.credential.clone() };
            let answer = match api::persons::renew(&*self.0.platform.http, &who).await {
                Ok(answer) => Ok(answer),
                Err(error) => match error.problem() {
                    Some(kind) if !queue::is_passing(kind) => Err(kind),
                    _ => return Err(error.into()),
                },
            };
            self.update_profile(|profile| {
                // The person may have been corrected or removed meanwhile.
                let Some(card) = profile.person_mut(card.id).filter(|now| now.credential == who.credential)
                else {
                    return;
                };
                match answer {
                    Ok(answer) => {
                        card.renewed(&answer);
                        let is_visitor = card.role == PersonRole::Visitor;
                        profile.kept &= !is_visitor;
                    }
                    Err(kind) => card.ended = Some(kind),
                }
            });
        }
        Ok(())
    }

    /// Lets the browser keep the visitor's registration beside the script storage, or forget it (F19).
    async fn tell_keepsake(&self) -> Result<(), Round> {
        let profile = self.profile();
        let http = &*self.0.platform.http;
        let kept = match &profile.visitor {
            Some(card) if !profile.kept => {
                let keepsake = Keepsake { credential: card.credential.clone(), label: card.label.clone() };
                api::persons::keep(http, &keepsake).await
            }
            None if profile.kept => api::persons::forget_kept(http).await,
            _ => return Ok(()),
        };
        match kept {
            Err(error) if error.problem().is_none_or(queue::is_passing) => Err(error.into()),
            // If the server will not keep it, asking again does not help.
            _ => {
                self.update_profile(|now| {
                    if now.visitor == profile.visitor {
                        now.kept = now.visitor.is_some();
                    }
                });
                Ok(())
            }
        }
    }

    /// Asks for the names of venues that were first seen without a network.
    async fn ask_names(&self) -> Result<(), Round> {
        let nameless: Vec<_> =
            self.0.shelf.visits().into_iter().filter(wants_name).take(NAMES_A_ROUND).collect();
        for visit in nameless {
            match self.ask_for_venue(LookUp::Token(visit.token.to_string())).await {
                Ok(info) => {
                    self.update_visit(visit.id, |visit| visit.venue = Some((&info).into()));
                }
                Err(error) if error.problem().is_none_or(queue::is_passing) => return Err(error.into()),
                // The code was withdrawn meanwhile: its name does not follow.
                Err(_) => {
                    self.update_visit(visit.id, |visit| visit.nameless = true);
                }
            }
        }
        Ok(())
    }
}

fn wants_name(visit: &Visit) -> bool {
    visit.venue.is_none() && !visit.nameless && matches!(visit.status, Status::Registered(_))
}
