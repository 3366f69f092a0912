//! `/api/v1/check-ins`: registering visits, undoing one, and the shared word.

use serde::{Deserialize, Serialize};

use super::venues::Direction;
use crate::id::{Credential, EventId, EventSecret, NoticeKey};
use crate::instant::Instant;
use crate::problem::Problem;
use crate::shared_word::SharedWord;

/// At most so many check-ins in one batch.
pub const MAX_BATCH: usize = 20;
/// At most so many persons in one check-in: the visitor and ten accompanying persons.
pub const MAX_PERSONS: usize = 11;
/// For so long after its registration a check-in can be undone.
pub const UNDO_WINDOW_S: u32 = 60;

/// `POST /check-ins`: a batch of 1 to [`MAX_BATCH`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckInBatch {
    /// When the device sends this, by its own clock.
    pub sent_at: Instant,
    /// The check-ins.
    pub check_ins: Vec<CheckIn>,
}

/// One check-in: venue, direction, time, and the persons present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// Drawn by the device, once for this check-in; makes delivery exactly-once.
    pub secret: EventSecret,
    /// The token of the venue code, as base32.
    pub token: String,
    /// Entry or exit.
    pub direction: Direction,
    /// When the code was scanned, by the device's clock.
    pub scanned_at: Instant,
    /// How the code came in.
    pub means: Means,
    /// How long the visitor means to stay, in minutes (5 to 1440).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay_minutes: Option<u16>,
    /// The credentials of the persons present, 1 to [`MAX_PERSONS`].
    pub persons: Vec<Credential>,
    /// The masked name that the device shows on its pass, for the venue's live ticker ([`crate::mask::is_masked`], else it
    /// is not shown). It stays in memory, two minutes, and is no part of what makes a repetition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// How a code came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// Scanned by this app's camera.
    Camera,
    /// Read from a picture.
    Photo,
    /// Typed in.
    Typed,
    /// Opened as a link: the phone's own camera or another app scanned it.
    Link,
}

/// The answer to [`CheckInBatch`]: one result for each check-in, in the order sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckInResults {
    /// The results.
    pub results: Vec<CheckInResult>,
}

/// What became of one check-in. Committed to disk before it is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CheckInResult {
    /// It is registered; sending it again gives the same answer.
    Registered(CheckInReceipt),
    /// It is not registered, and sending it again will not help, unless the type is `unavailable`.
    Refused(Problem),
}

/// What the device keeps of a registered check-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckInReceipt {
    /// The event.
    pub event: EventId,
    /// When it happened, by the server's clock and the device's interval.
    pub occurred_at: Instant,
    /// What was odd about it, as this delivery shows it: what is stored of it is sealed.
    pub flags: Vec<Flag>,
    /// The shared words from now on: the current five minutes first. Empty unless the scan is less than 12 h old.
    pub words: Vec<SharedWord>,
    /// By which the device can tell later whether this visit was affected (SEALING 10); none for an undone one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<NoticeKey>,
}

/// Odd, but stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// It arrived more than ten minutes after the scan.
    Late,
    /// The device's clock is more than ten minutes off.
    ClockOff,
    /// The device's clock says that it was sent before it was scanned.
    SentBeforeScan,
    /// The code had been replaced or revoked when it was scanned.
    CodeRevoked,
    /// The scan lies further back than the retention, or in the future beyond belief, by the device's clock: the time
    /// of the arrival stands for it.
    TimeImplausible,
    /// The gate registers the other direction only, which stands for the one that was sent.
    DirectionCorrected,
}

/// `POST /check-ins/undo` (answered 204) and `POST /check-ins/word` (answered with [`SharedWords`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithSecret {
    /// The check-in's secret.
    pub secret: EventSecret,
    /// When the code was scanned, as in the check-in.
    pub scanned_at: Instant,
}

/// The shared words of a check-in's venue from now on: the current five minutes and the two after them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SharedWords {
    /// The words, in order of time.
    pub words: Vec<SharedWord>,
}
