//! Sending a guest, what came of it, and taking it back.

use venue_protocol::problem::ProblemType;
use venue_protocol::wire::desk::{DeskCheckIn, DeskReceipt, Guest};
use venue_protocol::wire::venues::Direction;
use wasm_bindgen_futures::spawn_local;

use super::desk::{Counter, DeskFault, Receipt, Turn};
use super::fields::field_id;
use crate::api::{self, ApiError};
use crate::console::state::attempt::{self, Wanted};
use crate::console::state::shift::{Done, Way};
use crate::i18n::clock_with_seconds;
use crate::i18n::text::console::Desk as Text;
use crate::platform::random::BrowserRandom;
use crate::platform::{clock, dom};

impl Counter {
    /// Sends a guest, unless the same one came just now and that was not asked about yet.
    pub(super) fn send(&self, guest: Guest, way: Way, identity: &[u8]) {
        let now = clock::now();
        let (direction, minutes, asked) = {
            let desk = self.own.get();
            (desk.direction, desk.shift.minutes_since(identity, desk.direction, now), desk.twice.is_some())
        };
        if minutes.is_some() && !asked {
            return self.own.change(|desk| {
                desk.begin();
                desk.twice = minutes;
            });
        }
        let message = {
            let desk = self.own.get();
            let wanted = Wanted { place: desk.place, direction, at: None, slip: None, guest };
            attempt::next(&wanted, desk.unanswered.as_ref(), now, &BrowserRandom)
        };
        let Ok(message) = message else {
            return self.own.change(|desk| desk.fault = Some(DeskFault::NoRandom));
        };
        self.own.change(|desk| {
            desk.begin();
            desk.busy = true;
            desk.unanswered = Some(message.clone());
        });
        let (counter, identity) = (self.clone(), identity.to_vec());
        spawn_local(async move {
            let answer = api::desk::check_in(&*counter.console.server, counter.venue.venue, &message).await;
            counter.own.change(|desk| desk.busy = false);
            match answer {
                Ok(receipt) => counter.done(&message, receipt, way, &identity),
                Err(error) => counter.failed(error),
            }
        });
    }

    fn done(&self, message: &DeskCheckIn, receipt: DeskReceipt, way: Way, identity: &[u8]) {
        let now = clock::now();
        let words = self.console.words;
        self.own.change(|desk| {
            desk.unanswered = None;
            desk.shift.note(identity, message.direction, now);
            let entry = desk.shift.add(
                Done {
                    at: receipt.occurred_at,
                    label: receipt.label.clone(),
                    way,
                    direction: message.direction,
                    place: message.place,
                    secret: message.secret.clone(),
                    sent_as: message.occurred_at,
                },
                now,
            );
            let done = match message.direction {
                Direction::Entry => Text::DoneEntry,
                Direction::Exit => Text::DoneExit,
            };
            // With the time, so that two guests of one masked name are told as two.
            let label = receipt.label.clone().unwrap_or_default();
            desk.said = format!("{} {label} {}", words.of(done), clock_with_seconds(receipt.occurred_at));
            desk.receipt = Some(Receipt {
                entry,
                label: receipt.label,
                direction: message.direction,
                warnings: receipt.warnings,
                left: receipt.left_this_hour,
            });
            desk.form.clear();
            desk.pass.clear();
            desk.turn = Turn::Staff;
        });
        self.keep_shift();
        self.focus_soon();
    }

    fn failed(&self, error: ApiError) {
        self.console.notice(&error);
        let ApiError::Problem(problem) = &error else {
            return self.own.change(|desk| desk.fault = Some(DeskFault::Api(error)));
        };
        let focus = problem.fields.first().map(|wrong| field_id(wrong.field));
        self.own.change(|desk| match problem.kind {
            ProblemType::Invalid if !problem.fields.is_empty() => {
                desk.form.refused(&problem.fields);
                desk.back_to_guest();
            }
            ProblemType::DeskLimit => {
                let wait = i64::from(problem.retry_after_s.unwrap_or(60));
                desk.limited_until = Some(clock::now().plus_millis(wait * 1000));
            }
            kind => {
                if kind == ProblemType::EventConflict {
                    desk.unanswered = None;
                }
                desk.fault = Some(DeskFault::Api(error.clone()));
            }
        });
        if let Some(field) = focus {
            dom::focus(field);
        }
    }

    /// Takes an entry back.
    pub fn undo(&self, entry: u32) {
        let Some(event) = self.own.get().shift.undo(entry, clock::now()) else { return };
        let counter = self.clone();
        spawn_local(async move {
            match api::check_ins::undo(&*counter.console.server, &event).await {
                Ok(()) => {
                    let said = counter.console.words.of(Text::Undone);
                    counter.own.change(|desk| {
                        desk.shift.undone(entry);
                        desk.receipt.take_if(|receipt| receipt.entry == entry);
                        desk.undo_fault = None;
                        desk.said = said.to_owned();
                    });
                    counter.console.say.emit(said.to_owned());
                    counter.keep_shift();
                    counter.focus_soon();
                }
                Err(error) => counter.own.change(|desk| desk.undo_fault = Some(error)),
            }
        });
    }

    /// Takes the last entry back.
    pub fn undo_last(&self) {
        let last = self.own.get().shift.entries().iter().find(|entry| !entry.undone).map(|entry| entry.id);
        if let Some(entry) = last {
            self.undo(entry);
        }
    }
}
