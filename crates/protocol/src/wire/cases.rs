//! Cases (SEALING 8): `/api/v1/cases`, for tracers and approvers; everybody else gets 404, and so does whoever is neither
//! the tracer nor an approver of a case; 403 `not-allowed` for a tracer or approver who does not stand in the roster in
//! force, and 409 `case-changed` if the case is not in the state that a call needs. Each call that gives something away stands in the audit chain before its answer.

use serde::{Deserialize, Serialize};

use super::venues::{Direction, Gate};
use crate::bytes::Bytes;
use crate::id::{AccountId, EventId, PlaceId};
use crate::instant::{Day, Instant};
use crate::seal::case::CaseId;
use crate::seal::identity::{Idx, SealedIdentity};
use crate::seal::row::{Reference, Tag};
use crate::seal::{Kid, Pid, PublicKey};

/// The longest window, in minutes: 14 days.
pub const MAX_WINDOW_MINUTES: u32 = 14 * 24 * 60;
/// Rows of the same venue within so many minutes of a visit are served: who was there may have come so long before, and
/// where an exit is missing nobody stays longer than this.
pub const AROUND_MINUTES: u32 = 12 * 60;
/// A row may arrive so many minutes after its scan; later ones stand at the time of their arrival.
pub const LATE_MINUTES: u32 = 14 * 24 * 60;
/// By a phone's clock that is put right between scan and sending, a row may be so many minutes ahead of its arrival.
pub const EARLY_MINUTES: u32 = 24 * 60;
/// At most so many characters of a case number.
pub const MAX_NUMBER: usize = 40;
/// At most so many characters of a reason.
pub const MAX_REASON: usize = 300;
/// At most so many tags, idx or pids in one call.
pub const MAX_ASKED: usize = 5_000;
/// At most so many tags in one approval.
pub const MAX_TAGS: usize = 20_000;
/// At most so many rows in one page.
pub const PAGE: usize = 500;

crate::byte_secret!(
    /// A pid on its way between server and browser. It links a person's visits.
    WirePid, 16
);

impl From<&Pid> for WirePid {
    fn from(pid: &Pid) -> Self {
        Self(pid.0)
    }
}

impl From<&WirePid> for Pid {
    fn from(pid: &WirePid) -> Self {
        Self(pid.0)
    }
}

/// From one minute to another, both included, counted from the Unix epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The first minute.
    pub from: u32,
    /// The last one.
    pub to: u32,
}

impl Window {
    /// Of which slots (by the minute in which they begin) rows are needed: those in which somebody may have arrived who is
    /// still there, and those in which early and late rows came in. A slot lasts an hour at most.
    pub const fn slots(self) -> Self {
        Self {
            from: self.from.saturating_sub(AROUND_MINUTES + EARLY_MINUTES + 60),
            to: self.to.saturating_add(AROUND_MINUTES + LATE_MINUTES),
        }
    }

    /// The minutes of rows that are served: those of who may still be there, or may be missing an exit.
    pub const fn around(self) -> Self {
        Self { from: self.from.saturating_sub(AROUND_MINUTES), to: self.to.saturating_add(AROUND_MINUTES) }
    }

    /// Whether a minute lies within it.
    pub const fn has(self, minute: u32) -> bool {
        self.from <= minute && minute <= self.to
    }
}

/// What a case is about. The person stands in the sealed request only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Subject {
    /// One person, by document.
    Person,
    /// The contacts of another case, by document: contacts of the second degree.
    Contacts {
        /// That case: approved, of the same tracer.
        of: CaseId,
    },
    /// Who was at a venue, all its zones, within the window.
    Place {
        /// The venue.
        venue: PlaceId,
    },
}

/// `GET /key-records?from=..&to=..` (minutes): the records of slots that begin then, and of all indexes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeyRecords {
    /// [`KeyRecord::to_bytes`](crate::seal::KeyRecord::to_bytes) of each; one that is not known is counted by the reader.
    pub records: Vec<Bytes>,
    /// The server's keys that sign records, older ones too.
    pub signed_by: Vec<crate::wire::keys::PublicKey>,
}

/// `POST /cases` by a tracer; answered with [`Case`]. 422 names the fields that are not valid: `case_number`, `reason`,
/// `case_window` (`conflict`: ends before it begins, `too_long`, `date_in_future`, `range`: before the retention) and
/// `case_subject`. With the code of the second factor (step-up): 401 `sign-in-failed`
/// if it is wrong. 429 `case-limit` past the day's quota. The same id and content again is the same case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCase {
    /// Drawn by the browser.
    pub id: CaseId,
    /// The authority's own number for it.
    pub number: String,
    /// Why, without personal data.
    pub reason: String,
    /// About what.
    pub subject: Subject,
    /// When; at most 14 days, not in the future, and within the retention.
    pub window: Window,
    /// The tracer's own key, a member's of the roster in force. The release is sealed to it.
    pub tracer_key: PublicKey,
    /// [`CaseRequest::seal`](crate::seal::case::CaseRequest::seal).
    pub request: Bytes,
    /// Six digits of the second factor.
    pub code: String,
}

/// How far a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// It waits for an approver.
    Filed,
    /// An approver works on it: `POST /cases/{case}/take` (204), `DELETE` gives it back. One whose
    /// approver has left the roster may be taken again.
    Taken,
    /// Approved: the tracer may trace.
    Approved,
    /// An approver refused it.
    Refused,
    /// Withdrawn by tracer or approver, before or after the approval: nothing more is served, and request and release are
    /// destroyed.
    Withdrawn,
    /// Closed by the tracer: as withdrawn, because the work is done.
    Closed,
    /// Past the retention: request and release are destroyed.
    Expired,
}

/// `GET /cases` (newest first) and `GET /cases/{case}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Case {
    /// Names it.
    pub id: CaseId,
    /// The authority's own number.
    pub number: String,
    /// Why.
    pub reason: String,
    /// About what.
    pub subject: Subject,
    /// The name of the venue, if it is about one.
    pub venue_name: Option<String>,
    /// When.
    pub window: Window,
    /// How far it is.
    pub state: CaseState,
    /// The tracer.
    pub tracer: AccountId,
    /// The tracer's name.
    pub tracer_name: String,
    /// The tracer's own key.
    pub tracer_key: PublicKey,
    /// The approver who took or decided it.
    pub approver: Option<AccountId>,
    /// The approver's name.
    pub approver_name: Option<String>,
    /// Filed at.
    pub filed_at: Instant,
    /// Decided at.
    pub decided_at: Option<Instant>,
    /// Why it was refused or withdrawn.
    pub note: Option<String>,
    /// How many tags were approved.
    pub tags: u32,
    /// Whether its receipts were sent.
    pub receipts_sent: bool,
}

/// `GET /cases/{case}/request`, by the approver who took it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SealedRequest {
    /// The sealed request.
    pub request: Bytes,
}

/// `POST /cases/{case}/look-up`, by the approver who took it: which registrations these idx stand for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LookUpIdx {
    /// At most [`MAX_ASKED`].
    pub idx: Vec<IndexEntry>,
}

/// An idx of a day's index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IndexEntry {
    /// The id of the index's record.
    pub index: u32,
    /// The idx.
    pub idx: Idx,
}

/// The answer: for each idx, in the order asked, its registration, if there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundIdx {
    /// Registrations, also those whose identity was destroyed.
    pub found: Vec<Option<WirePid>>,
}

/// `POST /cases/{case}/probe`, by the approver who took it: which of these tags there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// At most [`MAX_ASKED`].
    pub tags: Vec<SlotTag>,
}

/// A tag of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SlotTag {
    /// The id of the slot's record.
    pub slot: u32,
    /// The tag.
    pub tag: Tag,
}

/// The answer, in the order asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Probed {
    /// Whether there is such a row (an undone one, too: it is a link of the chain).
    pub found: Vec<bool>,
}

/// `POST /cases/{case}/approval` (204), by the approver who took it, with a code of the second factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Approve {
    /// The rows that the tracer may see, at most [`MAX_TAGS`]; none for a place. Of those whose minute does not lie within
    /// [`Window::around`] (late rows came in with slots of other days) nothing is served.
    pub tags: Vec<SlotTag>,
    /// [`Release::seal`](crate::seal::case::Release::seal).
    pub release: Bytes,
    /// Six digits of the second factor.
    pub code: String,
}

/// `POST /cases/{case}/refusal` (204) by the approver who took it, `POST /cases/{case}/withdrawal` (204) by the tracer or
/// the approver, `POST /cases/{case}/closing` (204) by the tracer, where
/// the note may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithNote {
    /// Why, without personal data.
    pub note: String,
}

/// `GET /cases/{case}/release`, by its tracer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SealedRelease {
    /// The sealed release.
    pub release: Bytes,
}

/// `GET /cases/{case}/track?after=..` and `GET /cases/{case}/around?after=..`, by its tracer: the approved rows (within
/// [`Window::around`]), and the rows of the same venues (all zones) within [`AROUND_MINUTES`] of them; for a place, of the venue around the window.
/// Undone rows are left out. At most [`PAGE`] at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rows {
    /// The rows.
    pub rows: Vec<Row>,
    /// The places of these rows.
    pub places: Vec<PlaceInfo>,
    /// How many rows there are in all.
    pub total: u32,
    /// What to send as `after` for the next page.
    pub next: Option<String>,
}

/// A row as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Row {
    /// The check-in.
    pub event: EventId,
    /// The person's number in it.
    pub index: u8,
    /// Whose keys sealed it.
    pub slot: u32,
    /// The tag.
    pub tag: Tag,
    /// The venue or zone.
    pub place: PlaceId,
    /// The minute, from the Unix epoch.
    pub minute: u32,
    /// Entry or exit.
    pub direction: Direction,
    /// The sealed reference.
    pub sealed: Reference,
    /// The planned stay in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay: Option<u16>,
}

/// A place as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceInfo {
    /// The place.
    pub place: PlaceId,
    /// Its venue.
    pub venue: PlaceId,
    /// The venue's name.
    pub name: String,
    /// The zone's name.
    pub zone: Option<String>,
    /// Its directions.
    pub gate: Gate,
    /// Whether it was closed or removed meanwhile.
    pub gone: bool,
}

/// `POST /cases/{case}/identities`, by its tracer: no more persons in all than rows were served, both over
/// all calls; 403 `not-allowed` past that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskIdentities {
    /// At most [`PAGE`].
    pub pids: Vec<WirePid>,
}

/// The answer: in the order asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Identities {
    /// Of each pid; none if it was withdrawn or its time is over.
    pub identities: Vec<Option<VaultRow>>,
}

/// A sealed identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VaultRow {
    /// The id of the index's record that it is filed under.
    pub index: u32,
    /// Its idx.
    pub idx: Idx,
    /// To which key of the tracers it is sealed.
    pub kid: Kid,
    /// The identity.
    pub sealed: SealedIdentity,
    /// Its last day.
    pub expires: Day,
}

/// `POST /cases/{case}/exports` (204), by its tracer, before a file is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewExport {
    /// `csv` or `xlsx`.
    pub format: ExportFormat,
    /// How many rows it has.
    pub rows: u32,
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Text.
    Csv,
    /// A workbook.
    Xlsx,
}
