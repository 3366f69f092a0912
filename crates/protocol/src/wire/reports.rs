//! `/api/v1/reports`: problem reports (F10), from the app for oneself or somebody else, and for technicians.

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::id::{PlaceId, ReportId, ReportSecret};
use crate::instant::Instant;

/// The most bytes of a report's picture as sent.
pub const MAX_PICTURE: usize = 4 * 1024 * 1024;
/// So many days after it was closed a report is forgotten.
pub const FORGOTTEN_AFTER_CLOSING_DAYS: u16 = 90;
/// So many days after it came a report is forgotten, whatever its state.
pub const FORGOTTEN_AFTER_DAYS: u16 = 180;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// A venue's code does not scan, or is refused.
    CodeUnreadable,
    /// The venue's name or address is wrong.
    VenueWrong,
    /// A person's details are wrong.
    PersonWrong,
    /// Somebody cannot register, or not sign in.
    CannotRegister,
    /// The poster is damaged, covered or gone.
    PosterDamaged,
    /// Anything else; the text says what.
    Other,
}

impl ReportKind {
    /// All kinds, in the order in which forms offer them.
    pub const ALL: [Self; 6] = [
        Self::CodeUnreadable,
        Self::VenueWrong,
        Self::PersonWrong,
        Self::CannotRegister,
        Self::PosterDamaged,
        Self::Other,
    ];

    /// As addresses and tables write it: the name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CodeUnreadable => "code_unreadable",
            Self::VenueWrong => "venue_wrong",
            Self::PersonWrong => "person_wrong",
            Self::CannotRegister => "cannot_register",
            Self::PosterDamaged => "poster_damaged",
            Self::Other => "other",
        }
    }
}

/// Whom a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// Whoever sends it.
    Myself,
    /// Somebody else, who cannot send it.
    Another,
}

impl Whom {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Myself, Self::Another];

    /// As tables write it: the name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Myself => "myself",
            Self::Another => "another",
        }
    }
}

/// How far a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportState {
    /// Waits for a technician.
    Open,
    /// A technician took it.
    InWork,
    /// There is an answer.
    Answered,
    /// Nothing more will come.
    Closed,
}

impl ReportState {
    /// All states, in their order.
    pub const ALL: [Self; 4] = [Self::Open, Self::InWork, Self::Answered, Self::Closed];

    /// As addresses and tables write it: the name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InWork => "in_work",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }
}

/// `POST /reports`: answered with [`ReportStatus`], also when it is sent again: the first one with a secret counts. What
/// is checked how: `crate::report`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendReport {
    /// Drawn by the device for this report.
    pub secret: ReportSecret,
    /// What is wrong.
    #[zeroize(skip)]
    pub kind: ReportKind,
    /// Whom it is about.
    #[zeroize(skip)]
    pub whom: Whom,
    /// The place, if the device knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[zeroize(skip)]
    pub place: Option<PlaceId>,
    /// The number below the venue's code, if it was typed instead. It need not be one that was given out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed_code: Option<String>,
    /// What happened, up to 500 characters; needed where the kind does not say it.
    #[serde(default)]
    pub text: String,
    /// The name of whom it is about, if that is somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The name of whom to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Their phone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// A picture (PNG, JPEG or WebP) in base64 with padding (RFC 4648, 4), at most [`MAX_PICTURE`] bytes of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

impl std::fmt::Debug for SendReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SendReport")
            .field("kind", &self.kind)
            .field("whom", &self.whom)
            .finish_non_exhaustive()
    }
}

/// `POST /reports/look-up`: answered with [`ReportStatus`], or 404 `report-unknown`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LookUpReport {
    /// The report's secret.
    pub secret: ReportSecret,
}

/// How far a report is, for who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportStatus {
    /// Its number: nine digits, of which the last is a check digit (`crate::desk_numbers::TicketNumber`).
    pub ticket: String,
    /// How far it is.
    pub state: ReportState,
    /// When it came.
    pub received_at: Instant,
    /// The technicians' answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// One line of the technicians' queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportLine {
    /// Its id.
    pub id: ReportId,
    /// Its number.
    pub ticket: String,
    /// What is wrong.
    pub kind: ReportKind,
    /// Whom it is about.
    pub whom: Whom,
    /// How far it is.
    pub state: ReportState,
    /// Raised by every change.
    pub version: u32,
    /// When it came.
    pub received_at: Instant,
    /// The venue, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<ReportedVenue>,
    /// The number that was typed for the venue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed_code: Option<String>,
    /// Whether it has a picture.
    pub picture: bool,
    /// The name of the technician who took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<String>,
    /// Whether one took it oneself.
    pub own: bool,
}

/// The venue of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportedVenue {
    /// The venue.
    pub venue: PlaceId,
    /// Its name.
    pub name: String,
    /// The zone's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// `GET /reports`: the technicians' queue, oldest first, at most 100 a time. What can be asked for: `state`, `kind`,
/// `venue` (a part of its name), `ticket`, `after`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportQueue {
    /// How many there are of what was asked for.
    pub total: u32,
    /// The first ones after `after`.
    pub lines: Vec<ReportLine>,
    /// Where they end, to be given as `after`; absent if none come behind them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<i64>,
}

/// `GET /reports/{id}`. `GET /reports/{id}/picture` gives the picture as it is sealed (application/octet-stream).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// What the queue tells.
    pub line: ReportLine,
    /// What is personal, sealed to the technicians (`crate::seal::SealedDetails`), base64url.
    pub sealed: String,
    /// The answer so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// `POST /reports/{id}/take` makes a report one's own and puts it to work, also another's; `POST /reports/{id}/leave`
/// gives one's own back. Both answered with [`ReportLine`]; 409 `report-changed` if it is of another version by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportVersion {
    /// The version that was looked at.
    pub version: u32,
}

/// `POST /reports/{id}/answer`: answered with [`ReportLine`]; 409 `report-changed` if it is of another version by now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerReport {
    /// The version that was looked at.
    pub version: u32,
    /// How far it is from now on.
    pub state: ReportState,
    /// What whoever reported it is told, up to 500 characters and without personal data; needed for `answered`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}
