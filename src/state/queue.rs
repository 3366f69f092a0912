//! Which check-ins are sent next, and what an answer means for them. Pure: the drain does the sending.

use venue_protocol::instant::Instant;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::check_ins::{CheckInResult, Flag};

use super::history::History;
use super::visit::{Receipt, Status, Undoing, Visit};

/// First pause after a failure; doubled with each further one.
const FIRST_PAUSE_MS: u32 = 2_000;
/// The longest pause.
const LONGEST_PAUSE_MS: u32 = 300_000;

/// The check-ins to send now, oldest first, at most so many.
pub fn next_batch(history: &History, size: usize) -> impl Iterator<Item = &Visit> {
    history.visits().rev().filter(|visit| matches!(visit.status, Status::Waiting(_))).take(size)
}

/// Takes the server's answer for one check-in. Returns the problem if it has to be tried again.
pub fn apply(visit: &mut Visit, result: CheckInResult, now: Instant) -> Option<Problem> {
    match result {
        CheckInResult::Refused(problem) if is_passing(problem.kind) => return Some(problem),
        // A retry that was already on its way when the first answer came: what is known stays.
        _ if matches!(
            visit.status,
            Status::Registered(_)
                | Status::Refused(_)
                | Status::Undone
                | Status::Undoing(Undoing::Registered(_))
        ) => {}
        CheckInResult::Refused(_) if matches!(visit.status, Status::Undoing(_)) => {
            visit.status = Status::Undone;
        }
        CheckInResult::Refused(problem) => visit.status = Status::Refused(problem),
        CheckInResult::Registered(answer) => {
            let receipt = Receipt::new(answer, now);
            if receipt.flags.contains(&Flag::DirectionCorrected) {
                visit.direction = visit.direction.opposite();
            }
            // "Wrong check-in" may have been pressed while this was on its way.
            visit.status = match visit.status {
                Status::Undoing(_) => Status::Undoing(Undoing::Registered(receipt)),
                _ => Status::Registered(receipt),
            };
        }
    }
    None
}

/// What the server said to an undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndoAnswer {
    /// It does not count any more, or has never arrived.
    Done,
    /// Its 60 s are over.
    TooLate,
}

/// Takes the server's answer to an undo.
pub fn apply_undo(visit: &mut Visit, answer: UndoAnswer) {
    let Status::Undoing(undoing) = std::mem::replace(&mut visit.status, Status::Undone) else { return };
    if answer == UndoAnswer::TooLate {
        visit.undo_failed = true;
        visit.status = match undoing {
            // It is registered, but the receipt was lost on the way: sending it again brings it.
            Undoing::Unconfirmed(delivery) => Status::Waiting(delivery),
            Undoing::Registered(receipt) => Status::Registered(receipt),
        };
    }
}

/// Whether the same request may succeed later.
pub const fn is_passing(kind: ProblemType) -> bool {
    matches!(
        kind,
        ProblemType::TooManyRequests
            | ProblemType::Unavailable
            | ProblemType::NoAuthorityKeys
            | ProblemType::Timeout
            | ProblemType::Internal
            | ProblemType::CrossSite
            | ProblemType::NotFound
            | ProblemType::MethodNotAllowed
            | ProblemType::UnsupportedMediaType
    )
}

/// Whether the server takes nothing for now, whatever is asked of it.
pub const fn is_busy(kind: ProblemType) -> bool {
    matches!(kind, ProblemType::TooManyRequests | ProblemType::Unavailable | ProblemType::Timeout)
}

/// Whether a check-in was refused for one of its persons' registrations.
pub const fn blames_registration(kind: ProblemType) -> bool {
    matches!(
        kind,
        ProblemType::CredentialUnknown | ProblemType::CredentialExpired | ProblemType::CredentialWithdrawn
    )
}

/// Whether a whole batch was refused for what is in it, so that its check-ins are to be sent one by one.
pub const fn blames_content(kind: ProblemType) -> bool {
    matches!(kind, ProblemType::Malformed | ProblemType::Invalid | ProblemType::TooLarge)
}

/// How long to wait before the next try, in milliseconds: doubled with each failure, at least what the server asked for,
/// up to a quarter more by chance, so that devices do not come back all at once.
pub fn pause_ms(failures: u32, retry_after_s: Option<u32>, chance: u8) -> u32 {
    let doubled =
        FIRST_PAUSE_MS.saturating_mul(1 << failures.saturating_sub(1).min(16)).min(LONGEST_PAUSE_MS);
    let asked = retry_after_s.map_or(0, |s| s.saturating_mul(1000).min(LONGEST_PAUSE_MS));
    let pause = doubled.max(asked);
    pause + pause / 4 * u32::from(chance) / 255
}
