//! What the desk remembers while its page is shown, and what it does.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use venue_protocol::id::PlaceId;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::wire::desk::{DeskCheckIn, Guest};
use venue_protocol::wire::manage::{ManagedPlace, ManagedVenue};
use venue_protocol::wire::persons::Warning;
use venue_protocol::wire::venues::{Direction, Gate};
use yew::Callback;

use super::fields::{field_id, first_field};
use crate::api::ApiError;
use crate::console::context::Console;
use crate::console::state::desk::{DeskForm, Edit};
use crate::console::state::pass_code::{self, PassCodeError};
use crate::console::state::places::only_direction;
use crate::console::state::shift::{Entry, Shift, Way};
use crate::i18n::text::console::GuestLanguage;
use crate::json;
use crate::pages::own::Own;
use crate::platform::local::{BrowserLocal, LocalStore};
use crate::platform::random::{BrowserRandom, Random};
use crate::platform::{clock, dom, session};

/// What went wrong with a guest.
#[derive(Debug, Clone, PartialEq)]
pub enum DeskFault {
    /// The call failed.
    Api(ApiError),
    /// The browser makes no secrets.
    NoRandom,
}

/// What is said about the guest that was registered last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The entry in the shift's list.
    pub entry: u32,
    /// The masked name.
    pub label: Option<String>,
    /// Entry or exit.
    pub direction: Direction,
    /// What staff should look at.
    pub warnings: Vec<Warning>,
    /// How many more this staff member may register in this hour.
    pub left: u16,
}

/// Whose turn it is at the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The staff's.
    Staff,
    /// The guest types, in this language.
    Guest(GuestLanguage),
    /// The guest is done and turns the screen back.
    HandBack(GuestLanguage),
    /// Staff confirm what the guest typed, and see it masked.
    Review(GuestLanguage),
}

/// What the desk remembers.
pub struct Desk {
    pub form: DeskForm,
    pub pass: String,
    pub pass_wrong: Option<PassCodeError>,
    pub camera: bool,
    pub camera_failed: bool,
    pub shift: Shift,
    pub receipt: Option<Receipt>,
    /// Minutes since the same guest came, if that is asked about.
    pub twice: Option<i64>,
    pub fault: Option<DeskFault>,
    pub undo_fault: Option<ApiError>,
    pub limited_until: Option<Instant>,
    pub turn: Turn,
    pub place: PlaceId,
    pub direction: Direction,
    pub busy: bool,
    /// What screen readers are told.
    pub said: String,
    /// What was sent without an answer.
    pub(super) unanswered: Option<DeskCheckIn>,
}

/// Where guests were registered last, for this venue on this device.
#[derive(Serialize, Deserialize)]
struct Kept {
    place: PlaceId,
    direction: Direction,
}

fn place_key(venue: PlaceId) -> String {
    format!("venue-code/desk/{venue}")
}

impl Desk {
    /// As the page opens: place and direction as last time, the entries of this tab.
    pub fn open(console: &Console, venue: PlaceId, places: &[ManagedPlace]) -> Self {
        let mut salt = [0; 8];
        // Without random bytes nobody is registered anyway.
        let _ = BrowserRandom.fill(&mut salt);
        let kept = BrowserLocal.get(&place_key(venue)).ok().flatten();
        let kept: Option<Kept> = kept.and_then(|text| json::from_text(&text).ok());
        let first = places.first();
        let known = kept.filter(|kept| places.iter().any(|place| place.place == kept.place));
        let entries: Option<Vec<Entry>> = shift_key(console, venue)
            .and_then(|key| session::get(&key))
            .and_then(|text| json::from_text(&text).ok());
        let mut desk = Self {
            form: DeskForm::default(),
            pass: String::new(),
            pass_wrong: None,
            camera: false,
            camera_failed: false,
            shift: Shift::new(entries.unwrap_or_default(), u64::from_be_bytes(salt)),
            receipt: None,
            twice: None,
            fault: None,
            undo_fault: None,
            limited_until: None,
            turn: Turn::Staff,
            place: known.as_ref().map(|kept| kept.place).or(first.map(|place| place.place)).unwrap_or(venue),
            direction: known.map_or(Direction::Entry, |kept| kept.direction),
            busy: false,
            said: String::new(),
            unanswered: None,
        };
        desk.follow_gate(places);
        desk
    }

    /// A gate of one direction decides it.
    fn follow_gate(&mut self, places: &[ManagedPlace]) {
        let gate =
            places.iter().find(|place| place.place == self.place).map_or(Gate::Both, |place| place.gate);
        self.direction = only_direction(gate).unwrap_or(self.direction);
    }

    /// What the guest typed is mended by the guest: staff do not see it.
    pub(super) const fn back_to_guest(&mut self) {
        if let Turn::Review(language) = self.turn {
            self.turn = Turn::Guest(language);
        }
    }

    /// What was said about the last guest makes room.
    pub(super) fn begin(&mut self) {
        (self.twice, self.fault, self.undo_fault) = (None, None, None);
    }
}

fn shift_key(console: &Console, venue: PlaceId) -> Option<String> {
    console.me().map(|me| format!("venue-code/shift/{venue}/{}", me.account))
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
                desk.camera &= desk.form.way == Way::Pass;
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
            desk.follow_gate(&self.places);
        });
        self.keep_place();
    }

    /// Another direction, where the gate has both.
    pub fn choose_direction(&self, direction: Direction) {
        self.own.change(|desk| {
            desk.direction = direction;
            desk.begin();
            desk.follow_gate(&self.places);
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
            desk.turn = Turn::Staff;
        });
        self.focus_soon();
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
        if self.own.get().busy || self.is_limited() {
            return;
        }
        if self.own.get().form.way == Way::Pass {
            let text = self.own.get().pass.clone();
            return self.submit_pass(&text, false);
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
        let (guest, way, identity) = {
            let form = &self.own.get().form;
            // The receipt's secret is drawn when the message is made.
            let person = form.person(venue_protocol::id::ReceiptSecret([0; 16]));
            (Guest::Person(person), form.way, form.identity(today).unwrap_or_default())
        };
        self.send(guest, way, &identity);
    }

    /// A pass was scanned. The camera sees the same one again and again.
    pub fn submit_pass(&self, text: &str, by_camera: bool) {
        match pass_code::parse(text) {
            Err(error) => self.own.change(|desk| desk.pass_wrong = Some(error)),
            Ok(secret) => {
                let seen = {
                    let desk = self.own.get();
                    desk.busy
                        || desk.shift.minutes_since(secret.as_bytes(), desk.direction, clock::now()).is_some()
                };
                let seen_again = by_camera && seen;
                if !self.is_limited() && !seen_again {
                    let identity = *secret.as_bytes();
                    self.own.change(|desk| desk.pass_wrong = None);
                    self.send(Guest::Pass(secret), Way::Pass, &identity);
                }
            }
        }
    }

    /// Whether the hourly limit still holds.
    pub fn is_limited(&self) -> bool {
        self.own.get().limited_until.is_some_and(|until| until > clock::now())
    }
}
