//! What the controls of the desk do.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use venue_protocol::id::{PassSecret, PlaceId, ReceiptSecret};
use venue_protocol::instant::Day;
use venue_protocol::wire::desk::Guest;
use venue_protocol::wire::manage::{ManagedPlace, ManagedVenue};
use venue_protocol::wire::venues::{Direction, Gate};
use yew::Callback;

use super::desk::{Desk, PASS, Subject, Turn};
use super::fields::{field_id, first_field};
use crate::console::context::Console;
use crate::console::state::desk::Edit;
use crate::console::state::pass_code::{self, PassCodeError};
use crate::console::state::places::only_direction;
use crate::console::state::shift::{Entry, Shift, Way};
use crate::json;
use crate::pages::own::Own;
use crate::platform::beep::Beeper;
use crate::platform::local::{BrowserLocal, LocalStore};
use crate::platform::random::{BrowserRandom, Random};
use crate::platform::vibrate::vibrate;
use crate::platform::{clock, dom, session};

/// So long the device vibrates when the camera sees a pass.
const VIBRATION_MS: u32 = 60;

/// Where guests were registered last, for this venue on this device.
#[derive(Serialize, Deserialize)]
struct Kept {
    place: PlaceId,
    direction: Direction,
}

fn place_key(venue: PlaceId) -> String {
    format!("venue-code/desk/{venue}")
}

fn shift_key(console: &Console, venue: PlaceId) -> Option<String> {
    console.me().map(|me| format!("venue-code/shift/{venue}/{}", me.account))
}

/// What the desk remembers as its page opens: place and direction as last time, the entries of this tab.
pub fn open(console: &Console, venue: PlaceId, places: &[ManagedPlace]) -> Desk {
    let mut salt = [0; 8];
    // Without random bytes nobody is registered anyway.
    let _ = BrowserRandom.fill(&mut salt);
    let entries: Option<Vec<Entry>> = shift_key(console, venue)
        .and_then(|key| session::get(&key))
        .and_then(|text| json::from_text(&text).ok());
    let shift = Shift::new(entries.unwrap_or_default(), u64::from_be_bytes(salt));
    let kept = BrowserLocal.get(&place_key(venue)).ok().flatten();
    let kept: Option<Kept> = kept.and_then(|text| json::from_text(&text).ok());
    let known = kept.filter(|kept| places.iter().any(|place| place.place == kept.place));
    let place = known.as_ref().map(|kept| kept.place).or(places.first().map(|place| place.place));
    let mut desk =
        Desk::new(shift, place.unwrap_or(venue), known.map_or(Direction::Entry, |kept| kept.direction));
    follow_gate(&mut desk, places);
    desk
}

/// A gate of one direction decides it.
fn follow_gate(desk: &mut Desk, places: &[ManagedPlace]) {
    let gate = places.iter().find(|place| place.place == desk.place).map_or(Gate::Both, |place| place.gate);
    desk.direction = only_direction(gate).unwrap_or(desk.direction);
}

/// The desk and what its controls do.
#[derive(Clone)]
pub struct Counter {
    /// What pages are given.
    pub console: Console,
    /// The venue.
    pub venue: Rc<ManagedVenue>,
    /// The places with a code in force.
    pub places: Rc<Vec<ManagedPlace>>,
    /// What the desk remembers.
    pub own: Own<Desk>,
}

impl Counter {
    /// The day that numbers are judged by.
    pub fn today() -> Day {
        clock::now().day()
    }

    /// What the form's controls do.
    pub fn edit(&self) -> Callback<Edit> {
        let counter = self.clone();
        Callback::from(move |edit: Edit| {
            let mut focus = None;
            counter.own.change(|desk| {
                if !matches!(edit, Edit::Left(_)) {
                    desk.begin();
                }
                focus = desk.form.apply(edit, Self::today());
                if desk.form.way != Way::Pass {
                    desk.camera = None;
                }
            });
            if let Some(field) = focus {
                dom::focus(field_id(field));
            }
        })
    }

    /// Moves the focus to where the next guest begins, once the page shows it.
    pub fn focus_soon(&self) {
        let own = self.own.clone();
        dom::after(0, move || {
            let first = first_field(own.get().form.way);
            dom::focus(first);
        })
        .forget();
    }

    /// Another place.
    pub fn choose_place(&self, place: PlaceId) {
        self.own.change(|desk| {
            desk.place = place;
            follow_gate(desk, &self.places);
        });
        self.keep_place();
    }

    /// Another direction, where the gate has both.
    pub fn choose_direction(&self, direction: Direction) {
        self.own.change(|desk| {
            desk.direction = direction;
            desk.begin();
            follow_gate(desk, &self.places);
        });
        self.keep_place();
    }

    fn keep_place(&self) {
        let kept = {
            let desk = self.own.get();
            Kept { place: desk.place, direction: desk.direction }
        };
        if let Ok(text) = json::to_text(&kept) {
            // Without storage it is chosen anew next time.
            let _ = BrowserLocal.set(&place_key(self.venue.venue), &text);
        }
    }

    pub(super) fn keep_shift(&self) {
        let text = json::to_text(self.own.get().shift.entries());
        if let (Some(key), Ok(text)) = (shift_key(&self.console, self.venue.venue), text) {
            session::set(&key, &text);
        }
    }

    /// Empties the form.
    pub fn clear(&self) {
        self.own.change(|desk| {
            desk.begin();
            desk.form.clear();
            (desk.pass, desk.pass_wrong) = (String::new(), None);
            (desk.undo_fault, desk.turn) = (None, Turn::Staff);
        });
        self.focus_soon();
        self.go_on();
    }

    /// Staff have seen who was not registered.
    pub fn forget_missed(&self) {
        self.own.change(|desk| desk.missed.clear());
    }

    /// Opens the camera for passes, or closes it. A tone may sound only after a tap, which this is.
    pub fn toggle_camera(&self) {
        self.own.change(|desk| {
            desk.camera = if desk.camera.is_some() { None } else { Some(Beeper::new()) };
            desk.camera_failed = false;
        });
    }

    /// Whose turn it is.
    pub fn turn(&self, turn: Turn) {
        self.own.change(|desk| {
            if desk.turn == Turn::Staff {
                desk.begin();
                desk.form.clear();
                desk.form.way = Way::Certificate;
            }
            desk.turn = turn;
        });
    }

    /// Enter, or the button.
    pub fn submit(&self) {
        if self.is_limited() {
            return;
        }
        if self.own.get().form.way == Way::Pass {
            let text = self.own.get().pass.clone();
            return self.submit_pass(&text, false);
        }
        if self.own.get().is_busy() {
            return;
        }
        let today = Self::today();
        let wrong = self.own.get().form.first_wrong(today);
        if let Some(field) = wrong {
            self.own.change(|desk| {
                desk.form.touch_all();
                desk.back_to_guest();
            });
            return dom::focus(field_id(field));
        }
        let (subject, guest, identity) = {
            let form = &self.own.get().form;
            // The receipt's secret is drawn when the message is made.
            let person = form.person(ReceiptSecret([0; ReceiptSecret::LEN]));
            let identity = form.identity(today).unwrap_or_default();
            (Subject::Person(form.clone()), Guest::Person(person), identity)
        };
        self.send(subject, guest, identity);
    }

    /// A pass was scanned.
    pub fn submit_pass(&self, text: &str, by_camera: bool) {
        let pass = match pass_code::parse(text) {
            Ok(pass) => pass,
            // Nothing new: those who wait go on.
            Err(PassCodeError::Empty) if !self.own.get().waiting.is_empty() => return self.go_on(),
            Err(error) => {
                self.own.change(|desk| {
                    desk.begin();
                    desk.pass_wrong = Some(error);
                });
                if !by_camera {
                    dom::select_soon(PASS);
                }
                return;
            }
        };
        if by_camera {
            if self.is_limited() || self.own.get().knows(&pass, clock::now()) {
                return;
            }
            if let Some(beeper) = &self.own.get().camera {
                beeper.beep();
            }
            vibrate(VIBRATION_MS);
        }
        let mut turn = None;
        self.own.change(|desk| turn = desk.scanned(pass));
        if let Some(pass) = turn {
            self.send_pass(pass);
        }
    }

    /// The pass that waits longest has its turn.
    pub(super) fn go_on(&self) {
        if self.is_limited() {
            return;
        }
        let mut turn = None;
        self.own.change(|desk| turn = desk.next_waiting());
        if let Some(pass) = turn {
            self.send_pass(pass);
        }
    }

    fn send_pass(&self, pass: PassSecret) {
        let identity = pass.as_bytes().to_vec();
        self.send(Subject::Pass(pass.clone()), Guest::Pass(pass), identity);
    }

    /// Whether the hourly limit still holds.
    pub fn is_limited(&self) -> bool {
        self.own.get().limited_until.is_some_and(|until| until > clock::now())
    }
}
