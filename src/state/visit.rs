//! One check-in as the device remembers it, from the scan to its end.

use serde::{Deserialize, Serialize};
use venue_protocol::id::{Credential, EventId, EventSecret, NoticeKey};
use venue_protocol::instant::Instant;
use venue_protocol::problem::Problem;
use venue_protocol::shared_word::SharedWord;
use venue_protocol::token::VenueToken;
use venue_protocol::wire::check_ins::{CheckIn, CheckInReceipt, Flag, MAX_PERSONS, Means};
use venue_protocol::wire::notices::DisputeOf;
use venue_protocol::wire::venues::{Direction, Gate, VenueInfo};

use super::profile::{MAX_LABEL, PersonId};
use super::settings::StayMinutes;
use super::stored::{Kept, Stored};

/// The longest name of a venue or zone that a stored value may have, in characters.
const MAX_NAME: usize = 200;
/// The most flags and words that a stored value may have.
const MAX_LIST: usize = 32;

/// A visit's local number: drawn by this device, shown in its own addresses, never sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct VisitId(pub u32);

/// A code that was scanned, opened or typed, before a visit is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScannedCode {
    /// The code.
    pub token: VenueToken,
    /// How it came in.
    pub means: Means,
    /// When, by the device's clock.
    pub at: Instant,
}

/// What the device knows of a venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VenueCard {
    /// The venue's name.
    pub name: String,
    /// The zone's or gate's name.
    #[serde(default)]
    pub zone: Option<String>,
    /// Its name is masked in the history (F46).
    pub sensitive: bool,
    /// Which directions are registered here.
    pub gate: Gate,
}

impl From<&VenueInfo> for VenueCard {
    fn from(info: &VenueInfo) -> Self {
        Self { name: info.name.clone(), zone: info.zone.clone(), sensitive: info.sensitive, gate: info.gate }
    }
}

impl VenueCard {
    /// Whether a stored card is one that the app could have written.
    pub fn is_sound(&self) -> bool {
        let fits = |text: &String| text.chars().count() <= MAX_NAME;
        fits(&self.name) && self.zone.as_ref().is_none_or(fits)
    }
}

/// One check-in on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The local number.
    pub id: VisitId,
    /// Makes the delivery exactly-once, and owns the event afterwards (SEALING 6).
    pub secret: EventSecret,
    /// The code.
    #[serde(with = "token_text")]
    pub token: VenueToken,
    /// The venue; `None` while its name is still to follow (first seen without a network).
    #[serde(default)]
    pub venue: Option<VenueCard>,
    /// The name will not follow: the code was withdrawn meanwhile.
    #[serde(default)]
    pub nameless: bool,
    /// Entry or exit.
    pub direction: Direction,
    /// When the code was scanned, by the device's clock.
    pub scanned_at: Instant,
    /// How the code came in.
    pub means: Means,
    /// The planned stay.
    #[serde(default)]
    pub stay: Option<StayMinutes>,
    /// The masked names of those present, the visitor first.
    pub labels: Vec<String>,
    /// The same persons on this device, for an undo and for the exit; empty in visits of earlier versions.
    #[serde(default)]
    pub party: Vec<PersonId>,
    /// When the visitor said, by hand, that he left, at a place where exits are not registered.
    #[serde(default)]
    pub left_at: Option<Instant>,
    /// An undo was asked for, but the server had its 60 s behind it.
    #[serde(default)]
    pub undo_failed: bool,
    /// How far it has come.
    pub status: Status,
}

/// How far a check-in has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not yet known to be registered.
    Waiting(Delivery),
    /// The server has it on disk.
    Registered(Receipt),
    /// The server will never take it; kept and shown.
    Refused(Problem),
    /// "Wrong check-in" was pressed; the server is still to be told.
    Undoing(Undoing),
    /// It does not count.
    Undone,
}

/// What is needed to deliver a check-in; forgotten afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The credentials of those present.
    pub persons: Vec<Credential>,
    /// Whether it may have reached the server: set on disk before it is sent for the first time.
    pub tried: bool,
}

/// What the device keeps of a registered check-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The event.
    pub event: EventId,
    /// When it happened, by the server's clock.
    pub occurred_at: Instant,
    /// When the answer came, by the device's clock.
    pub answered_at: Instant,
    /// What was odd about it.
    pub flags: Vec<Flag>,
    /// The shared words known so far, in order of time.
    pub words: Vec<SharedWord>,
    /// By which the device can tell later whether the visit was affected (SEALING 10); none in visits of earlier versions.
    #[serde(default)]
    pub notice: Option<NoticeKey>,
}

impl Receipt {
    /// Of the server's answer.
    pub fn new(answer: CheckInReceipt, answered_at: Instant) -> Self {
        let CheckInReceipt { event, occurred_at, flags, words, notice } = answer;
        Self { event, occurred_at, answered_at, flags, words, notice }
    }
}

/// An undo on its way: from where it came, so that it can go back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undoing {
    /// It was not yet known to be registered.
    Unconfirmed(Delivery),
    /// It was registered.
    Registered(Receipt),
}

impl Visit {
    /// Whether the server still has to be told something about it.
    pub const fn is_pending(&self) -> bool {
        matches!(self.status, Status::Waiting(_) | Status::Undoing(_))
    }

    /// What "I was not there" would be said of.
    pub fn disputed(&self) -> DisputeOf {
        DisputeOf::Visit { secret: self.secret.clone(), scanned_at: self.scanned_at }
    }

    /// Whether it counts as a visit: not refused, not undone, nor on the way to it.
    pub const fn counts(&self) -> bool {
        matches!(self.status, Status::Waiting(_) | Status::Registered(_))
    }

    /// The receipt, if it is registered.
    pub const fn receipt(&self) -> Option<&Receipt> {
        match &self.status {
            Status::Registered(receipt) => Some(receipt),
            _ => None,
        }
    }

    /// Whether it is at the venue of another visit, as far as the device knows: at the same gate, or with the same notice key,
    /// which all gates of a venue give for a day.
    pub fn is_at_venue_of(&self, other: &Self) -> bool {
        let key = |visit: &Self| visit.receipt().and_then(|receipt| receipt.notice.clone());
        self.token.place == other.token.place
            || key(self).is_some_and(|key_here| Some(key_here) == key(other))
    }

    /// What is needed to deliver it, until it is known to be registered.
    pub const fn delivery(&self) -> Option<&Delivery> {
        match &self.status {
            Status::Waiting(delivery) | Status::Undoing(Undoing::Unconfirmed(delivery)) => Some(delivery),
            _ => None,
        }
    }

    /// The message to the server, if it is to be delivered.
    pub fn to_wire(&self) -> Option<CheckIn> {
        let Status::Waiting(delivery) = &self.status else { return None };
        Some(CheckIn {
            secret: self.secret.clone(),
            token: self.token.to_string(),
            direction: self.direction,
            scanned_at: self.scanned_at,
            means: self.means,
            stay_minutes: self.stay.map(u16::from),
            persons: delivery.persons.clone(),
            label: self.labels.first().cloned(),
        })
    }

    /// The name as a history may show it.
    pub fn shown_name(&self) -> ShownName<'_> {
        match &self.venue {
            None => ShownName::Follows,
            Some(venue) if venue.sensitive => ShownName::Masked,
            Some(venue) => ShownName::Name { name: &venue.name, zone: venue.zone.as_deref() },
        }
    }

    /// Asks for the check-in not to count. What was never sent is undone by the drain without a word to the server.
    pub fn ask_undo(&mut self) {
        self.status = match std::mem::replace(&mut self.status, Status::Undone) {
            Status::Waiting(delivery) => Status::Undoing(Undoing::Unconfirmed(delivery)),
            Status::Registered(receipt) => Status::Undoing(Undoing::Registered(receipt)),
            other => other,
        };
    }
}

/// A venue's name as a history shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownName<'a> {
    /// The name, and the zone's.
    Name {
        /// The venue's name.
        name: &'a str,
        /// The zone's or gate's.
        zone: Option<&'a str>,
    },
    /// A sensitive venue: not shown in lists.
    Masked,
    /// A genuine code whose name the device does not know yet.
    Follows,
}

impl Stored for Visit {
    const VERSION: u16 = 1;
    const KIND: Kept = Kept::Visit;

    fn is_sound(&self) -> bool {
        let lists_fit = match &self.status {
            Status::Waiting(delivery) | Status::Undoing(Undoing::Unconfirmed(delivery)) => {
                (1..=MAX_PERSONS).contains(&delivery.persons.len())
            }
            Status::Registered(receipt) | Status::Undoing(Undoing::Registered(receipt)) => {
                receipt.flags.len() <= MAX_LIST && receipt.words.len() <= MAX_LIST
            }
            Status::Refused(_) | Status::Undone => true,
        };
        lists_fit
            && (1..=MAX_PERSONS).contains(&self.labels.len())
            && self.party.len() <= MAX_PERSONS
            && self.labels.iter().all(|label| label.chars().count() <= MAX_LABEL)
            && self.venue.as_ref().is_none_or(VenueCard::is_sound)
    }
}

/// A token as its text.
mod token_text {
    use serde::{Deserialize, Deserializer, Serializer};
    use venue_protocol::token::VenueToken;

    pub fn serialize<S: Serializer>(token: &VenueToken, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(token)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<VenueToken, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
