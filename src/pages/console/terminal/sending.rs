//! Sending a guest, what came of it, and taking it back.

use venue_protocol::wire::desk::{DeskCheckIn, DeskReceipt, Guest};
use venue_protocol::wire::venues::Direction;
use wasm_bindgen_futures::spawn_local;

use super::counter::Counter;
use super::desk::{DeskFault, PASS, Receipt, Stopped, Subject};
use crate::api;
use crate::console::state::attempt::Wanted;
use crate::console::state::shift::{Done, Way};
use crate::i18n::clock_with_seconds;
use crate::i18n::text::console::Desk as Text;
use crate::platform::random::{BrowserRandom, NoRandom};
use crate::platform::{clock, dom};

impl Counter {
    /// Sends a guest, unless the same one came just now and that was not asked about yet.
    pub(super) fn send(&self, subject: Subject, guest: Guest, identity: Vec<u8>) {
        let now = clock::now();
        let (wanted, minutes) = {
            let desk = self.own.get();
            let minutes = desk.shift.minutes_since(&identity, desk.direction, now);
            let wanted = Wanted { place: desk.place, direction: desk.direction, at: None, slip: None, guest };
            (wanted, minutes.filter(|_| desk.twice.is_none()))
        };
        if let Some(minutes) = minutes {
            return self.stopped(&subject, None, DeskFault::Twice(minutes));
        }
        let mut message = Err(NoRandom);
        self.own.change(|desk| message = desk.unanswered.next(&wanted, now, &BrowserRandom));
        let Ok(message) = message else {
            return self.stopped(&subject, None, DeskFault::NoRandom);
        };
        self.own.change(|desk| {
            desk.begin();
            desk.sent = Some(subject.clone());
        });
        let counter = self.clone();
        spawn_local(async move {
            match api::desk::check_in(&*counter.console.server, counter.venue.venue, &message).await {
                Ok(receipt) => counter.done(&subject, &message, receipt, &identity),
                Err(error) => {
                    counter.console.notice(&error);
                    counter.stopped(&subject, Some(&message), DeskFault::Api(error));
                }
            }
        });
    }

    fn done(&self, subject: &Subject, message: &DeskCheckIn, receipt: DeskReceipt, identity: &[u8]) {
        let now = clock::now();
        let words = self.console.words;
        let mut emptied = false;
        self.own.change(|desk| {
            emptied = desk.registered(subject, &message.secret);
            let way = if let Subject::Person(form) = subject { form.way } else { Way::Pass };
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
            desk.shift.note(entry, identity, message.direction, now);
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
            desk.undo_fault = None;
        });
        self.keep_shift();
        if emptied {
            self.focus_soon();
        }
        self.go_on();
    }

    /// A guest was not registered. Passes wait on while one stands in the form that staff have to look at.
    fn stopped(&self, subject: &Subject, message: Option<&DeskCheckIn>, fault: DeskFault) {
        let secret = message.map(|message| message.secret.clone());
        let mut stopped = Stopped::Missed;
        self.own.change(|desk| stopped = desk.stopped(subject, secret, fault, clock::now()));
        match stopped {
            Stopped::Shown(Some(PASS)) => {
                // Once the page shows it.
                dom::select_soon(PASS);
            }
            Stopped::Shown(Some(control)) => dom::focus(control),
            Stopped::Shown(None) => {}
            Stopped::Missed => self.go_on(),
        }
    }

    /// Takes an entry back.
    pub fn undo(&self, entry: u32) {
        let Some(event) = self.own.get().shift.undo(entry, clock::now()) else { return };
        self.own.change(|desk| desk.undo_fault = None);
        let counter = self.clone();
        spawn_local(async move {
            match api::check_ins::undo(&*counter.console.server, &event).await {
                Ok(()) => {
                    let said = counter.console.words.of(Text::Undone);
                    counter.own.change(|desk| {
                        desk.shift.undone(entry);
                        desk.receipt.take_if(|receipt| receipt.entry == entry);
                        desk.said = said.to_owned();
                    });
                    counter.console.say.emit(said.to_owned());
                    counter.keep_shift();
                    counter.focus_soon();
                }
                Err(error) => {
                    counter.console.notice(&error);
                    counter.own.change(|desk| desk.undo_fault = Some(error));
                }
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
