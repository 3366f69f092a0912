//! Sending a guest so that a lost answer registers nobody twice: the same guest goes out again under the same secret, as
//! long as it can still be the same visit.

use venue_protocol::id::{EventSecret, PassSecret, PlaceId, ReceiptSecret};
use venue_protocol::instant::Instant;
use venue_protocol::wire::desk::{DeskCheckIn, Guest, GuestPerson, IssuePass};
use venue_protocol::wire::venues::Direction;

use crate::platform::random::{NoRandom, Random};

/// The same guest at the same place later than this after the last try comes again: that is another visit.
const FORGET_MS: i64 = 5 * 60_000;
/// Staff keep no longer row of guests in mind either.
const MAX_UNANSWERED: usize = 20;

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

/// The guests who were sent and of whom no answer came. In memory only, and not for long: it names them.
#[derive(Default)]
pub struct Unanswered(Vec<DeskCheckIn>);

impl Unanswered {
    /// The message for a guest. If the same one was sent just now without an answer, the same message goes out again, so
    /// that the server finds it.
    ///
    /// # Errors
    /// If the browser gives no random bytes.
    pub fn next(
        &mut self,
        wanted: &Wanted,
        now: Instant,
        random: &dyn Random,
    ) -> Result<DeskCheckIn, NoRandom> {
        // A clock that was set a little back forgets nobody, one that was set far back nobody's next visit.
        self.0.retain(|sent| now.millis_since(sent.sent_at).abs() < FORGET_MS);
        if let Some(last) = self.0.iter_mut().find(|last| is_same(wanted, last)) {
            last.sent_at = now;
            return Ok(last.clone());
        }
        let mut guest = wanted.guest.clone();
        if let Guest::Person(person) = &mut guest {
            person.receipt_secret = ReceiptSecret(draw(random)?);
        }
        let message = DeskCheckIn {
            secret: EventSecret(draw(random)?),
            place: wanted.place,
            direction: wanted.direction,
            occurred_at: wanted.at.unwrap_or(now),
            sent_at: now,
            slip: wanted.slip.clone(),
            guest,
        };
        if self.0.len() == MAX_UNANSWERED {
            self.0.remove(0);
        }
        self.0.push(message.clone());
        Ok(message)
    }

    /// It is known what became of this one.
    pub fn answered(&mut self, secret: &EventSecret) {
        self.0.retain(|sent| sent.secret != *secret);
    }
}

/// The message for a pass. `unanswered` is what was sent last, if no answer came: if it is for the same person, the same
/// message goes out again, so that no second pass is made.
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
