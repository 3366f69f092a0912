//! Checking in and out, "wrong check-in", and the history.

use venue_protocol::id::EventSecret;
use venue_protocol::wire::check_ins::WithSecret;
use venue_protocol::wire::venues::Direction;

use super::Services;
use super::shelf::Key;
use crate::api::{self, ApiError};
use crate::platform::random::NoRandom;
use crate::state::Action;
use crate::state::direction::party_inside;
use crate::state::pass::{ExitOffer, Pass};
use crate::state::profile::PersonId;
use crate::state::settings::StayMinutes;
use crate::state::visit::{Delivery, ScannedCode, Status, VenueCard, Visit, VisitId};

/// A check-in as the visitor confirmed it. Present are the visitor and the ticked companions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCheckIn {
    /// The code.
    pub code: ScannedCode,
    /// What is known of the venue.
    pub venue: Option<VenueCard>,
    /// Entry or exit.
    pub direction: Direction,
    /// The planned stay.
    pub stay: Option<StayMinutes>,
}

/// Why nothing was checked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckInError {
    /// The visitor has not registered on this device.
    #[error("the visitor is not registered on this device")]
    NotRegistered,
    /// The visitor's registration is too old or was withdrawn.
    #[error("the visitor's registration has ended")]
    RegistrationEnded,
    /// No secrets on this browser.
    #[error(transparent)]
    NoRandom(#[from] NoRandom),
    /// There is no such visit, or nothing to leave.
    #[error("there is nothing to leave")]
    NothingToLeave,
}

impl Services {
    /// Queues a check-in durably and sets the sending going. It counts from here on, with or without a network.
    pub fn check_in(&self, new: NewCheckIn) -> Result<VisitId, CheckInError> {
        self.queue(new, None)
    }

    /// Queues a check-in of a party. Without one: of those who are ticked, and at an exit of the one-off guests who entered with
    /// them.
    fn queue(&self, new: NewCheckIn, party: Option<&[PersonId]>) -> Result<VisitId, CheckInError> {
        let today = self.now().day();
        let profile = self.profile();
        let visitor = profile.visitor.as_ref().ok_or(CheckInError::NotRegistered)?;
        if visitor.is_dead(today) {
            return Err(CheckInError::RegistrationEnded);
        }
        let NewCheckIn { code, venue, direction, stay } = new;
        let present = match (party, direction) {
            (Some(party), _) => profile.party(party, today),
            (None, Direction::Entry) => profile.present(today),
            (None, Direction::Exit) => {
                profile.leaving(party_inside(code.token.place, &self.history(), code.at), today)
            }
        };
        let visit = Visit {
            id: VisitId(self.random_number()?),
            secret: EventSecret(self.random()?),
            token: code.token,
            venue,
            nameless: false,
            direction,
            scanned_at: code.at,
            means: code.means,
            stay: stay.filter(|_| direction == Direction::Entry),
            labels: present.iter().map(|card| card.label.clone()).collect(),
            party: present.iter().map(|card| card.id).collect(),
            left_at: None,
            undo_failed: false,
            status: Status::Waiting(Delivery {
                persons: present.iter().map(|card| card.credential.clone()).collect(),
                tried: false,
            }),
        };
        self.put_visit(&visit);
        self.update_profile(|profile| profile.tick_guests(&visit.party, false));
        self.kick();
        Ok(visit.id)
    }

    /// Leaves a venue by hand: as an exit of those who entered where exits are registered, else as a note on this device. Returns
    /// the visit to show.
    ///
    /// The exit is sent with the means of the entry, since that is how its code came in.
    pub fn check_out(&self, id: VisitId) -> Result<VisitId, CheckInError> {
        let visit: Visit = self.0.shelf.load(Key::Visit(id)).ok_or(CheckInError::NothingToLeave)?;
        let now = self.now();
        match Pass::of(&visit, &self.history(), now).exit {
            ExitOffer::No => Err(CheckInError::NothingToLeave),
            ExitOffer::NoteOnly => {
                self.update_visit(id, |visit| visit.left_at = Some(now));
                Ok(id)
            }
            ExitOffer::CheckOut => {
                let code = ScannedCode { token: visit.token, means: visit.means, at: now };
                let exit = NewCheckIn { code, venue: visit.venue, direction: Direction::Exit, stay: None };
                // Earlier versions did not note who entered.
                self.queue(exit, Some(&visit.party[..]).filter(|party| !party.is_empty()))
            }
        }
    }

    /// "Wrong check-in": on the device at once, at the server when it is reached.
    pub fn undo(&self, id: VisitId) {
        let undone = self.update_visit(id, |visit| {
            visit.ask_undo();
            visit.clone()
        });
        if let Some(visit) = undone.filter(|visit| matches!(visit.status, Status::Undoing(_))) {
            self.tick_guests(&visit, true);
        }
        self.kick();
    }

    /// Ticks the one-off guests of an entry that does not count, or unticks them since it does.
    pub(super) fn tick_guests(&self, visit: &Visit, here: bool) {
        if visit.direction == Direction::Entry {
            self.update_profile(|profile| profile.tick_guests(&visit.party, here));
        }
    }

    /// Drops the one-off guests whose visits are over.
    pub(super) fn drop_guests(&self) {
        if self.profile().companions.iter().any(|card| card.once) {
            let (history, now) = (self.history(), self.now());
            self.update_profile(|profile| {
                profile.drop_guests(|id| {
                    let took_part = |visit: &&Visit| visit.counts() && visit.party.contains(&id);
                    let is_over = |visit| Pass::is_over(visit, &history, now);
                    history.visits().any(|visit| took_part(&visit))
                        && history.visits().filter(took_part).all(is_over)
                });
            });
        }
    }

    /// Asks for the shared words from now on.
    pub async fn refresh_words(&self, id: VisitId) -> Result<(), ApiError> {
        let Some(visit) = self.0.shelf.load::<Visit>(Key::Visit(id)) else { return Ok(()) };
        let event = WithSecret { secret: visit.secret.clone(), scanned_at: visit.scanned_at };
        let answer = api::check_ins::word(&*self.0.platform.http, &event).await?;
        self.update_visit(id, |visit| {
            if let Status::Registered(receipt) = &mut visit.status {
                receipt.words = answer.words;
            }
        });
        Ok(())
    }

    /// Deletes a visit, here only. `false` if it is still to be delivered, and stays.
    pub fn forget(&self, id: VisitId) -> bool {
        let visit: Option<Visit> = self.0.shelf.load(Key::Visit(id));
        let pending = visit.as_ref().is_some_and(Visit::is_pending);
        if !pending {
            self.remove_visits(vec![id]);
            self.update_notices(|_| ());
        }
        !pending
    }

    /// Deletes the history, here only. What is still to be delivered stays; returns how many that are.
    pub fn forget_all(&self) -> usize {
        let (stay, gone): (Vec<_>, Vec<_>) = self.0.shelf.visits().into_iter().partition(Visit::is_pending);
        self.remove_visits(gone.iter().map(|visit| visit.id).collect());
        self.update_notices(|_| ());
        stay.len()
    }

    /// Takes visits and their copies off the device.
    pub(super) fn remove_visits(&self, ids: Vec<VisitId>) {
        for id in &ids {
            self.0.shelf.remove(Key::Visit(*id));
            self.0.mirror.forget(*id);
        }
        if !self.profile().former.is_empty() {
            let history = self.history();
            let has_visit = |id| history.visits().any(|visit| visit.party.contains(&id));
            self.update_profile(|profile| profile.forget_former(has_visit));
        }
        self.dispatch(Action::Forgotten(ids));
    }
}
