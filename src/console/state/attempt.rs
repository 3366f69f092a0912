//! Sending a guest so that a lost answer registers nobody twice: the same guest goes out again under the same secret.

use venue_protocol::id::{EventSecret, PassSecret, PlaceId, ReceiptSecret};
use venue_protocol::instant::Instant;
use venue_protocol::wire::desk::{DeskCheckIn, Guest, GuestPerson, IssuePass};
use venue_protocol::wire::venues::Direction;

use crate::platform::random::{NoRandom, Random};

/// What is to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Where.
    pub place: PlaceId,
    /// Entry or exit.
    pub direction: Direction,
    /// When, if not now: the time on a slip.
    pub at: Option<Instant>,
    /// The number of the slip.
    pub slip: Option<String>,
    /// Who; a person's receipt secret is drawn here.
    pub guest: Guest,
}

/// The message for a guest. `unanswered` is what was sent last, if no answer came: if it is the same guest, the same
/// message goes out again, so that the server finds it.
///
/// # Errors
/// If the browser gives no random bytes.
pub fn next(
    wanted: &Wanted,
    unanswered: Option<&DeskCheckIn>,
    now: Instant,
    random: &dyn Random,
) -> Result<DeskCheckIn, NoRandom> {
    if let Some(last) = unanswered.filter(|last| is_same(wanted, last)) {
        let mut again = last.clone();
        again.sent_at = now;
        return Ok(again);
    }
    let mut guest = wanted.guest.clone();
    if let Guest::Person(person) = &mut guest {
        person.receipt_secret = ReceiptSecret(draw(random)?);
    }
    Ok(DeskCheckIn {
        secret: EventSecret(draw(random)?),
        place: wanted.place,
        direction: wanted.direction,
        occurred_at: wanted.at.unwrap_or(now),
        sent_at: now,
        slip: wanted.slip.clone(),
        guest,
    })
}

/// The message for a pass, by the same rule.
///
/// # Errors
/// If the browser gives no random bytes.
pub fn next_pass(
    person: &GuestPerson,
    days: u16,
    unanswered: Option<&IssuePass>,
    random: &dyn Random,
) -> Result<IssuePass, NoRandom> {
    let is_same = |last: &&IssuePass| last.days == days && is_same_person(person, &last.person);
    if let Some(last) = unanswered.filter(is_same) {
        return Ok(last.clone());
    }
    let mut person = person.clone();
    person.receipt_secret = ReceiptSecret(draw(random)?);
    Ok(IssuePass { secret: PassSecret(draw(random)?), person, days })
}

/// Sixteen random bytes.
///
/// # Errors
/// If the browser gives none.
pub fn draw(random: &dyn Random) -> Result<[u8; 16], NoRandom> {
    let mut bytes = [0; 16];
    random.fill(&mut bytes)?;
    Ok(bytes)
}

fn is_same(wanted: &Wanted, last: &DeskCheckIn) -> bool {
    wanted.place == last.place
        && wanted.direction == last.direction
        && wanted.slip == last.slip
        && wanted.at.is_none_or(|at| at == last.occurred_at)
        && match (&wanted.guest, &last.guest) {
            (Guest::Person(one), Guest::Person(other)) => is_same_person(one, other),
            (Guest::Pass(one), Guest::Pass(other)) => one == other,
            _ => false,
        }
}

/// The same but for the secret, which is drawn for each sending.
fn is_same_person(one: &GuestPerson, other: &GuestPerson) -> bool {
    (one.document, &one.issuing_state, &one.number, &one.name, &one.phone)
        == (other.document, &other.issuing_state, &other.number, &other.name, &other.phone)
}
