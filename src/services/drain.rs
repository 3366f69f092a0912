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
use crate::state::history::History;
use crate::state::profile::PersonCard;
use crate::state::queue::{self, UndoAnswer};
use crate::state::visit::{Status, Visit, VisitId};

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

/// What could not be told in a round, so far.
#[derive(Default)]
struct Untold(Option<ApiError>);

impl Untold {
    /// Goes on if the server did not take this one: that is no reason to hold the others back. `Err` if it takes none now.
    fn note(&mut self, told: Result<(), ApiError>) -> Result<(), ApiError> {
        let Err(error) = told else { return Ok(()) };
        if error.problem().is_none_or(queue::is_busy) {
            return Err(error);
        }
        if self.0.as_ref().is_none_or(|known| known.retry_after_s() <= error.retry_after_s()) {
            self.0 = Some(error);
        }
        Ok(())
    }

    fn end(self) -> Result<(), ApiError> {
        self.0.map_or(Ok(()), Err)
    }
}

/// What the server said for good; `Err` if the same may succeed later.
fn said<T>(answer: Result<T, ApiError>) -> Result<Result<T, ProblemType>, ApiError> {
    match answer {
        Ok(answer) => Ok(Ok(answer)),
        Err(error) => match error.problem() {
            Some(kind) if !queue::is_passing(kind) => Ok(Err(kind)),
            _ => Err(error),
        },
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
        self.drop_guests();
        if !self.has_work() {
            return Round::Done;
        }
        let Some(guard) = self.0.platform.lock.try_lock().await else { return Round::Busy };
        self.dispatch(Action::Sending(true));
        let told = self.tell_all(&guard).await;
        self.dispatch(Action::Sending(false));
        told.map_or_else(|error| Round::Failed(error.retry_after_s()), |()| Round::Done)
    }

    fn has_work(&self) -> bool {
        let (profile, today) = (self.profile(), self.now().day());
        !profile.leaving.is_empty()
            || profile.kept != profile.visitor.is_some()
            || profile.everybody().any(|card| card.wants_renewal(today))
            || self.0.shelf.visits().iter().any(|visit| visit.is_pending() || wants_name(visit))
    }

    async fn tell_all(&self, guard: &Guard) -> Result<(), ApiError> {
        let mut untold = Untold::default();
        // Undos first: one that came too late for a check-in whose receipt was lost makes it wait again.
        untold.note(self.tell_undos(guard).await)?;
        untold.note(self.tell_check_ins(guard).await)?;
        untold.note(self.tell_leaving().await)?;
        untold.note(self.renew().await)?;
        untold.note(self.tell_keepsake().await)?;
        untold.note(self.ask_names().await)?;
        untold.end()
    }

    /// Sends every check-in that waits, once.
    pub(super) async fn tell_check_ins(&self, guard: &Guard) -> Result<(), ApiError> {
        let mut untold = Untold::default();
        let (mut size, mut sent) = (MAX_BATCH, Vec::new());
        loop {
            let visits = self.0.shelf.visits().into_iter();
            let unsent: History =
                visits.filter(|visit| visit.is_pending() && !sent.contains(&visit.id)).collect();
            let batch = queue::next_batch(&unsent, size);
            let (ids, check_ins): (Vec<_>, Vec<_>) =
                batch.filter_map(|visit| Some((visit.id, self.mark_tried(visit.id)?))).unzip();
            if ids.is_empty() {
                return untold.end();
            }
            guard.extend();
            let batch = CheckInBatch { sent_at: self.now(), check_ins };
            let told = match api::check_ins::send(&*self.0.platform.http, &batch).await {
                Ok(answer) => self.take_results(&ids, answer.results),
                Err(ApiError::Problem(problem)) if queue::blames_content(problem.kind) => {
                    // One of them spoils the batch: each is sent alone, and only the one to blame is refused.
                    if ids.len() > 1 {
                        size = 1;
                        continue;
                    }
                    self.take_results(&ids, vec![CheckInResult::Refused(*problem)])
                }
                Err(error) => return Err(error),
            };
            untold.note(told)?;
            sent.extend(ids);
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

    fn take_results(&self, ids: &[VisitId], results: Vec<CheckInResult>) -> Result<(), ApiError> {
        let mut again = Ok(());
        for (id, result) in ids.iter().zip(results) {
            if let Some(problem) = self.take_result(*id, result) {
                again = Err(ApiError::Problem(Box::new(problem)));
            }
        }
        again
    }

    fn take_result(&self, id: VisitId, result: CheckInResult) -> Option<Problem> {
        let now = self.now();
        let (before, after, again) = self.update_visit(id, |visit| {
            let before = visit.clone();
            let again = queue::apply(visit, result, now);
            (before, visit.clone(), again)
        })?;
        if let (Some(delivery), Status::Refused(problem)) = (before.delivery(), &after.status) {
            self.tick_guests(&after, true);
            if queue::blames_registration(problem.kind) {
                self.update_profile(|profile| profile.doubt(&delivery.persons));
            }
        }
        again
    }

    async fn tell_undos(&self, guard: &Guard) -> Result<(), ApiError> {
        let mut untold = Untold::default();
        for visit in self.0.shelf.visits() {
            if matches!(visit.status, Status::Undoing(_)) {
                untold.note(self.tell_undo(&visit, guard).await)?;
            }
        }
        untold.end()
    }

    async fn tell_undo(&self, visit: &Visit, guard: &Guard) -> Result<(), ApiError> {
        let mut answer = UndoAnswer::Done;
        // Else it never left the device.
        if visit.delivery().is_none_or(|delivery| delivery.tried) {
            guard.extend();
            let event = WithSecret { secret: visit.secret.clone(), scanned_at: visit.scanned_at };
            answer = match said(api::check_ins::undo(&*self.0.platform.http, &event).await)? {
                // Unknown: it was sent, but never arrived.
                Ok(()) | Err(ProblemType::EventUnknown) => UndoAnswer::Done,
                Err(_) => UndoAnswer::TooLate,
            };
        }
        self.update_visit(visit.id, |visit| queue::apply_undo(visit, answer));
        if answer == UndoAnswer::TooLate {
            self.tick_guests(visit, false);
        }
        Ok(())
    }

    /// Withdraws the registrations of persons who were taken off the device, but none that a check-in still to be delivered needs.
    async fn tell_leaving(&self) -> Result<(), ApiError> {
        let mut untold = Untold::default();
        for credential in self.profile().leaving {
            let needs_it = |visit: &Visit| matches!(&visit.status, Status::Waiting(one) if one.persons.contains(&credential));
            if !self.0.shelf.visits().iter().any(needs_it) {
                untold.note(self.withdraw(WithCredential { credential }).await)?;
            }
        }
        untold.end()
    }

    async fn withdraw(&self, who: WithCredential) -> Result<(), ApiError> {
        // A registration that the server does not take any more is as good as withdrawn.
        let _ = said(api::persons::withdraw(&*self.0.platform.http, &who).await)?;
        self.update_profile(|profile| profile.leaving.retain(|one| *one != who.credential));
        Ok(())
    }

    /// Renews credentials that are due.
    async fn renew(&self) -> Result<(), ApiError> {
        let mut untold = Untold::default();
        let (profile, today) = (self.profile(), self.now().day());
        for card in profile.everybody().filter(|card| card.wants_renewal(today)) {
            untold.note(self.renew_one(card).await)?;
        }
        untold.end()
    }

    /// Renews a credential; what the server no longer takes is marked, so that the person registers again.
    async fn renew_one(&self, card: &PersonCard) -> Result<(), ApiError> {
        let who = WithCredential { credential: card.credential.clone() };
        let answer = said(api::persons::renew(&*self.0.platform.http, &who).await)?;
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
        Ok(())
    }

    /// Lets the browser keep the visitor's registration beside the script storage, or forget it (F19).
    async fn tell_keepsake(&self) -> Result<(), ApiError> {
        let profile = self.profile();
        let http = &*self.0.platform.http;
        let kept = match &profile.visitor {
            Some(card) if !profile.kept => {
                let keepsake = Keepsake { credential: card.credential.clone(), label: card.label.clone() };
                api::persons::keep(http, &keepsake)
            }
            None if profile.kept => api::persons::forget_kept(http),
            _ => return Ok(()),
        };
        // If the server will not keep it, asking again does not help.
        let _ = said(kept.await)?;
        self.update_profile(|now| {
            if now.visitor == profile.visitor {
                now.kept = now.visitor.is_some();
            }
        });
        Ok(())
    }

    /// Asks for the names of venues that were first seen without a network.
    async fn ask_names(&self) -> Result<(), ApiError> {
        let mut untold = Untold::default();
        let visits = self.0.shelf.visits().into_iter();
        for visit in visits.filter(wants_name).take(NAMES_A_ROUND) {
            untold.note(self.ask_name(&visit).await)?;
        }
        untold.end()
    }

    async fn ask_name(&self, visit: &Visit) -> Result<(), ApiError> {
        let answer = said(self.ask_for_venue(LookUp::Token(visit.token.to_string())).await)?;
        self.update_visit(visit.id, |visit| match answer {
            Ok(info) => visit.venue = Some((&info).into()),
            // The code was withdrawn meanwhile: its name does not follow.
            Err(_) => visit.nameless = true,
        });
        Ok(())
    }
}

fn wants_name(visit: &Visit) -> bool {
    visit.venue.is_none() && !visit.nameless && matches!(visit.status, Status::Registered(_))
}
