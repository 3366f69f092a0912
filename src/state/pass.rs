//! What the pass shows of a visit at a moment. The view only draws it.

use venue_protocol::instant::Instant;
use venue_protocol::problem::ProblemType;
use venue_protocol::shared_word::{SharedWord, WORD_STEP_S};
use venue_protocol::wire::check_ins::{Flag, UNDO_WINDOW_S};
use venue_protocol::wire::venues::{Direction, Gate};

use super::direction::STILL_INSIDE_MS;
use super::history::{End, History};
use super::visit::{Receipt, Status, Undoing, Visit};

/// The server gives words for visits younger than this.
const WORDS_FOR_MS: i64 = 12 * 3_600_000;

/// The pass at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// Colour, word and icon follow from this.
    pub state: PassState,
    /// Whether "wrong check-in" can be pressed.
    pub undo: Undo,
    /// What the venue's ticker shows now, too.
    pub word: Word,
    /// Whether leaving can be said here, and how.
    pub exit: ExitOffer,
    /// How the stay ended, if it has.
    pub end: Option<End>,
    /// What was odd about the check-in.
    pub flags: Vec<Flag>,
    /// "Wrong check-in" came too late for the server.
    pub undo_failed: bool,
}

/// What the pass says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PassState {
    /// Stored on the device, waiting to be sent (amber).
    Waiting,
    /// Registered on entering (green).
    Entered,
    /// Registered on leaving (blue).
    Left,
    /// The stay is over (grey).
    Ended,
    /// The server refused it (red).
    Refused(ProblemType),
    /// "Wrong check-in" is on its way (grey).
    Undoing,
    /// It does not count (grey).
    Undone,
}

/// Whether "wrong check-in" can be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undo {
    /// It has not been sent: at any time.
    AnyTime,
    /// For so many seconds more.
    Seconds(u32),
    /// No longer, or not at all.
    No,
}

/// The shared word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// This one, for so many seconds more.
    Now(SharedWord, u32),
    /// The device has none for now; the server would give some.
    Ask,
    /// There is none: not registered, ended or too old.
    None,
}

/// Whether leaving can be said from the pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitOffer {
    /// An exit is registered here.
    CheckOut,
    /// The place registers no exits: the end is noted on the device only.
    NoteOnly,
    /// There is nothing to leave.
    No,
}

impl Pass {
    /// The pass of a visit.
    pub fn of(visit: &Visit, history: &History, now: Instant) -> Self {
        let end = history.end_of(visit, now);
        let state = match &visit.status {
            Status::Waiting(_) => PassState::Waiting,
            Status::Registered(_) if visit.direction == Direction::Exit => PassState::Left,
            Status::Registered(_) if end.is_some() => PassState::Ended,
            Status::Registered(_) => PassState::Entered,
            Status::Refused(problem) => PassState::Refused(problem.kind),
            Status::Undoing(Undoing::Unconfirmed(delivery)) if !delivery.tried => PassState::Undone,
            Status::Undoing(_) => PassState::Undoing,
            Status::Undone => PassState::Undone,
        };
        Self {
            state,
            undo: undo(visit, now),
            word: word(visit, state, now),
            exit: exit(visit, end),
            end,
            flags: visit.receipt().map(|receipt| receipt.flags.clone()).unwrap_or_default(),
            undo_failed: visit.undo_failed,
        }
    }

    /// Whether a visit can neither be undone nor left any more, so that nobody needs to know who took part.
    pub fn is_over(visit: &Visit, history: &History, now: Instant) -> bool {
        let pass = Self::of(visit, history, now);
        let inside = pass.exit == ExitOffer::CheckOut
            && pass.end.is_none()
            && now.millis_since(visit.scanned_at) < STILL_INSIDE_MS;
        pass.undo == Undo::No && pass.state != PassState::Undoing && !inside
    }
}

fn undo(visit: &Visit, now: Instant) -> Undo {
    match &visit.status {
        _ if visit.undo_failed => Undo::No,
        Status::Waiting(_) => Undo::AnyTime,
        Status::Registered(receipt) => {
            let left_ms = i64::from(UNDO_WINDOW_S) * 1000 - now.millis_since(receipt.answered_at);
            let left_s = u32::try_from(left_ms.div_euclid(1000)).unwrap_or(0).min(UNDO_WINDOW_S);
            if left_s > 0 { Undo::Seconds(left_s) } else { Undo::No }
        }
        Status::Refused(_) | Status::Undoing(_) | Status::Undone => Undo::No,
    }
}

fn word(visit: &Visit, state: PassState, now: Instant) -> Word {
    let Some(receipt) = visit.receipt() else { return Word::None };
    // The scan's time says nothing about the server's clock then, and without it no word can be told.
    if receipt.flags.contains(&Flag::TimeImplausible) {
        return Word::None;
    }
    let now = server_time(visit, receipt, now);
    if !matches!(state, PassState::Entered | PassState::Left)
        || now.millis_since(receipt.occurred_at) >= WORDS_FOR_MS
    {
        return Word::None;
    }
    let step_ms = WORD_STEP_S * 1000;
    let current = receipt.words.iter().find_map(|word| {
        let age = now.millis_since(word.from);
        (0..step_ms).contains(&age).then(|| (word, (step_ms - age).div_euclid(1000)))
    });
    current.map_or(Word::Ask, |(word, left)| Word::Now(*word, u32::try_from(left).unwrap_or(0)))
}

/// The server's clock, as far as the device knows it: the server says when the scan happened by its own clock, the device knows it
/// by the other, and the two run alike.
fn server_time(visit: &Visit, receipt: &Receipt, now: Instant) -> Instant {
    now.plus_millis(receipt.occurred_at.millis_since(visit.scanned_at))
}

fn exit(visit: &Visit, end: Option<End>) -> ExitOffer {
    let inside =
        visit.direction == Direction::Entry && visit.counts() && end.is_none_or(|end| !end.by.is_stated());
    let gate = visit.venue.as_ref().map(|venue| venue.gate);
    let lasting = matches!(visit.token.validity, venue_protocol::token::Validity::Days { .. });
    match gate {
        _ if !inside => ExitOffer::No,
        Some(Gate::Both) if lasting => ExitOffer::CheckOut,
        // A rotating code has to be scanned afresh.
        _ => ExitOffer::NoteOnly,
    }
}
