//! What the desk remembers while its page is shown, and what becomes of it. Pure.
//!
//! Staff go on while a guest is on the way to the server: the answer changes only what still stands for that guest.

use venue_protocol::id::{EventSecret, PassSecret, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::pass_code::PassCode;
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::persons::Warning;
use venue_protocol::wire::venues::Direction;

use super::fields::field_id;
use crate::api::ApiError;
use crate::console::state::attempt::Unanswered;
use crate::console::state::desk::DeskForm;
use crate::console::state::pass_code::{self, PassCodeError};
use crate::console::state::shift::{Shift, Way};
use crate::i18n::text::console::GuestLanguage;
use crate::platform::beep::Beeper;

/// The control of a pass's code.
pub(super) const PASS: &str = "pass";

/// Why a guest was not registered.
#[derive(Debug, Clone, PartialEq)]
pub enum DeskFault {
    /// The call failed.
    Api(ApiError),
    /// The browser makes no secrets.
    NoRandom,
    /// The same guest came so many minutes ago.
    Twice(i64),
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

/// Who is to be registered.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// What was typed.
    Person(DeskForm),
    /// A pass.
    Pass(PassSecret),
}

/// A guest who was not registered, and whom the form does not show any more.
#[derive(Clone)]
pub struct Missed {
    /// The message's secret, if there was one: it may be registered after all.
    secret: Option<EventSecret>,
    /// The masked name; a pass knows none.
    pub label: Option<String>,
    /// Why.
    pub fault: DeskFault,
}

/// What became of a guest who was not registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    /// The form shows the guest and what is wrong; this is the control to go to.
    Shown(Option<&'static str>),
    /// The form does not show the guest any more.
    Missed,
}

/// What the desk remembers.
pub struct Desk {
    pub form: DeskForm,
    pub pass: String,
    pub pass_wrong: Option<PassCodeError>,
    /// The camera is open, and this sounds when it sees a pass.
    pub camera: Option<Beeper>,
    pub camera_failed: bool,
    pub shift: Shift,
    pub receipt: Option<Receipt>,
    /// Minutes since the same guest came, if that is asked about.
    pub twice: Option<i64>,
    /// What went wrong with the guest who still stands in the form.
    pub fault: Option<DeskFault>,
    /// Who was not registered and stands in no form any more.
    pub missed: Vec<Missed>,
    pub undo_fault: Option<ApiError>,
    pub limited_until: Option<Instant>,
    pub turn: Turn,
    pub place: PlaceId,
    pub direction: Direction,
    /// What screen readers are told.
    pub said: String,
    /// Who is on the way to the server.
    pub(super) sent: Option<Subject>,
    /// Passes that were scanned meanwhile, the first one first.
    pub(super) waiting: Vec<PassSecret>,
    pub(super) unanswered: Unanswered,
}

/// The text of a pass's code.
fn text_of(pass: &PassSecret) -> String {
    PassCode(pass.clone()).to_string()
}

impl Desk {
    /// As the page opens.
    pub fn new(shift: Shift, place: PlaceId, direction: Direction) -> Self {
        Self {
            form: DeskForm::default(),
            pass: String::new(),
            pass_wrong: None,
            camera: None,
            camera_failed: false,
            shift,
            receipt: None,
            twice: None,
            fault: None,
            missed: Vec::new(),
            undo_fault: None,
            limited_until: None,
            turn: Turn::Staff,
            place,
            direction,
            said: String::new(),
            sent: None,
            waiting: Vec::new(),
            unanswered: Unanswered::default(),
        }
    }

    /// Whether a guest is on the way to the server.
    pub const fn is_busy(&self) -> bool {
        self.sent.is_some()
    }

    /// What the guest typed is mended by the guest: staff do not see it.
    pub(super) const fn back_to_guest(&mut self) {
        if let Turn::Review(language) = self.turn {
            self.turn = Turn::Guest(language);
        }
    }

    /// What was said about the last guest makes room.
    pub(super) fn begin(&mut self) {
        (self.twice, self.fault) = (None, None);
    }

    /// Another text stands in the field of passes: what was asked and said about the one before does not hold for it.
    pub(super) fn type_pass(&mut self, text: String) {
        self.begin();
        (self.pass, self.pass_wrong) = (text, None);
    }

    /// Whether this pass was registered just now, is on the way or waits: a camera sees it again and again.
    pub(super) fn knows(&self, pass: &PassSecret, now: Instant) -> bool {
        self.is_sent(pass)
            || self.waiting.contains(pass)
            || self.shift.minutes_since(pass.as_bytes(), self.direction, now).is_some()
    }

    fn is_sent(&self, pass: &PassSecret) -> bool {
        matches!(&self.sent, Some(Subject::Pass(sent)) if sent == pass)
    }

    /// A pass was scanned. Returns it if it is its turn; else it waits until the guest on the way is done.
    pub(super) fn scanned(&mut self, pass: PassSecret) -> Option<PassSecret> {
        self.pass_wrong = None;
        let Some(sent) = &self.sent else {
            self.pass = text_of(&pass);
            return Some(pass);
        };
        if !self.is_sent(&pass) && !self.waiting.contains(&pass) {
            self.waiting.push(pass);
        }
        // The field shows the pass on the way, so that it can be sent again if no answer comes.
        self.pass = if let Subject::Pass(sent) = sent { text_of(sent) } else { String::new() };
        None
    }

    /// The pass that waits longest, once nobody is on the way.
    pub(super) fn next_waiting(&mut self) -> Option<PassSecret> {
        if self.is_busy() || self.waiting.is_empty() {
            return None;
        }
        let pass = self.waiting.remove(0);
        if self.turn == Turn::Staff && self.form.way == Way::Pass && self.pass.is_empty() {
            self.pass = text_of(&pass);
        }
        Some(pass)
    }

    /// Whether it stands before the staff, as it was sent.
    fn shows(&self, subject: &Subject) -> bool {
        match subject {
            Subject::Person(form) => {
                matches!(self.turn, Turn::Staff | Turn::Review(_))
                    && self.form.way != Way::Pass
                    && self.form.says_the_same(form)
            }
            Subject::Pass(pass) => self.turn == Turn::Staff && self.form.way == Way::Pass && self.holds(pass),
        }
    }

    fn holds(&self, pass: &PassSecret) -> bool {
        pass_code::parse(&self.pass).as_ref() == Ok(pass)
    }

    /// A guest was registered and leaves the form, unless it shows another one by now. Returns whether the next guest can
    /// begin.
    pub(super) fn registered(&mut self, subject: &Subject, secret: &EventSecret) -> bool {
        self.sent = None;
        self.unanswered.answered(secret);
        self.missed.retain(|missed| missed.secret.as_ref() != Some(secret));
        match subject {
            Subject::Person(form) => {
                if matches!(self.turn, Turn::Guest(_) | Turn::HandBack(_)) || !self.form.clear_of(form) {
                    return false;
                }
                self.turn = Turn::Staff;
            }
            Subject::Pass(pass) => {
                let shown = self.shows(subject);
                if self.holds(pass) {
                    self.pass.clear();
                }
                if !shown {
                    return false;
                }
                // Somebody may have begun to type a guest who had a pass after all.
                self.form.clear();
            }
        }
        true
    }

    /// A guest was not registered. Who still stands in the form stays there, with what is wrong; anybody else is told of
    /// apart.
    pub(super) fn stopped(
        &mut self,
        subject: &Subject,
        secret: Option<EventSecret>,
        fault: DeskFault,
        now: Instant,
    ) -> Stopped {
        self.sent = None;
        let problem =
            if let DeskFault::Api(ApiError::Problem(problem)) = &fault { Some(problem) } else { None };
        let limited = problem.filter(|problem| problem.kind == ProblemType::DeskLimit);
        if let Some(problem) = limited {
            let wait = i64::from(problem.retry_after_s.unwrap_or(60));
            self.limited_until = Some(now.plus_millis(wait * 1000));
        }
        if let Some(secret) = &secret
            && problem.is_some_and(|problem| problem.kind == ProblemType::EventConflict)
        {
            self.unanswered.answered(secret);
        }
        if !self.shows(subject) {
            let label = if let Subject::Person(form) = subject { Some(form.masked().label) } else { None };
            self.missed.retain(|missed| secret.is_none() || missed.secret != secret);
            self.missed.push(Missed { secret, label, fault });
            return Stopped::Missed;
        }
        self.begin();
        if let Subject::Person(form) = subject {
            (self.form.way, self.form.certificate) = (form.way, form.certificate);
        }
        if let DeskFault::Twice(minutes) = fault {
            self.twice = Some(minutes);
        } else if let Some(problem) = problem.filter(|problem| is_of_fields(problem)) {
            self.form.refused(&problem.fields);
            self.back_to_guest();
            return Stopped::Shown(problem.fields.first().map(|wrong| field_id(wrong.field)));
        } else if limited.is_none() {
            self.fault = Some(fault);
        }
        // A handheld scanner types over what is selected; beside a camera the focus would only call the keyboard up.
        let by_hand = matches!(subject, Subject::Pass(_)) && self.camera.is_none();
        Stopped::Shown(by_hand.then_some(PASS))
    }
}

fn is_of_fields(problem: &venue_protocol::problem::Problem) -> bool {
    problem.kind == ProblemType::Invalid && !problem.fields.is_empty()
}
