//! What a device can learn without saying who asks: exposure notices and receipts (SEALING 9 and 10); and what it can say
//! of a visit: "I was not there".

use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::id::{EventSecret, PlaceId};
use crate::instant::{Day, Instant};
use crate::seal::case::CaseId;
use crate::seal::dispute::Disputed;
use crate::seal::notice::NoticeSignature;
use crate::seal::receipt::{DisputeToken, DisputeTokenHash, ReceiptBody, ReceiptHint};

/// `GET /notices?since=DAY` (a number of days since 2020-01-01): the day files that were published since, that day
/// included. Open to everybody, and the same for everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeFiles {
    /// Oldest first.
    pub files: Vec<SignedNotices>,
}

/// A day file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedNotices {
    /// When it was published.
    pub day: Day,
    /// The hints, 8 B each, sorted: [`NoticeFile::read`](crate::seal::notice::NoticeFile::read).
    pub hints: Bytes,
    /// By a key of this service that signs venue codes.
    pub signature: NoticeSignature,
}

/// `POST /cases/{case}/notices` (204), by its tracer: publishes that a venue was affected. 409 `too-few-visitors` if fewer
/// than [`LEAST_VISITORS`] others were there: they are told by telephone, since a notice would point at the person. 404 if
/// the case has nothing to do with that venue and time, and for cases about contacts: where a mere contact was, nobody was
/// near a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewNotice {
    /// The venue.
    pub venue: PlaceId,
    /// The first quarter of an hour, counted from the Unix epoch.
    pub from_quarter: u32,
    /// The last one, at most a day later.
    pub to_quarter: u32,
}

/// So many others must have been there for a notice to be published.
pub const LEAST_VISITORS: u32 = 5;

/// `GET /receipts?since=DAY`: the hints of receipts, by day. Open to everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptDays {
    /// Oldest first.
    pub days: Vec<ReceiptDay>,
}

/// The hints of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptDay {
    /// The day.
    pub day: Day,
    /// The hints, 8 B each, sorted.
    pub hints: Bytes,
}

/// `GET /receipts/bodies?day=DAY&first=BYTE`: all receipts of a day whose hint begins with this byte, so that nobody learns
/// which one was wanted. A device asks for some at every check, also if it wants none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipts {
    /// The receipts.
    pub receipts: Vec<SealedReceipt>,
}

/// A receipt for whoever can open it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SealedReceipt {
    /// By which it is found.
    pub hint: ReceiptHint,
    /// The receipt.
    pub body: ReceiptBody,
}

/// `POST /cases/{case}/receipts` (204), by its tracer: receipts for the persons that were traced, shuffled. Once a case: then
/// 409 `case-changed`. Somebody may be traced by two cases on one day, so k is the first whose hint is not in
/// `GET /receipts?since=DAY`; 409 `hint-taken` if another case was quicker, and nothing is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewReceipts {
    /// The day that the hints were made for: today.
    pub day: Day,
    /// The receipts.
    pub receipts: Vec<SealedReceipt>,
    /// The hashes of the dispute tokens in them, shuffled, too.
    pub tokens: Vec<DisputeTokenHash>,
}

/// `POST /disputes` (204): "I was not there". Once; again it replaces what was said, until it is decided. An event that is
/// not known, or undone, is 404 `event-unknown`; so is a token, also one of a case that was withdrawn. The server seals the statement to the tracers and forgets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDispute {
    /// Of what.
    pub about: DisputeOf,
    /// What the person says, at most 300 characters.
    pub statement: String,
}

/// What is disputed, and the right to do so. `POST /disputes/look-up` (answered with [`DisputeState`]) takes it, too, also when
/// the visit or receipt is gone; 404 `not-found` if nothing was said, or it is past its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DisputeOf {
    /// A check-in of this device.
    Visit {
        /// Its secret.
        secret: EventSecret,
        /// When the code was scanned, as in the check-in.
        scanned_at: Instant,
    },
    /// Being named in a case, by the token of a receipt.
    Case(DisputeToken),
}

/// What became of a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DisputeState {
    /// When it was said.
    pub at: Instant,
    /// What a tracer decided.
    pub decision: Option<Decision>,
}

/// `POST /cases/{case}/disputes/{about}/decision` (204), by the case's tracer. 409 `case-changed` if it was decided, or said
/// anew since it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDecision {
    /// When that was said which is decided: [`Dispute::at`].
    pub said_at: Instant,
    /// The decision.
    pub decision: Decision,
}

/// What a tracer decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Whether the visit does not count.
    pub accepted: bool,
    /// Why, for the person to read; without anything personal.
    pub reason: String,
}

/// `GET /cases/{case}/disputes`, by its tracer: those about the events that were served in it, and those by its receipts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Disputes {
    /// Oldest first.
    pub disputes: Vec<Dispute>,
}

/// Somebody says: "I was not there".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dispute {
    /// The event, or the hash of the token of a receipt.
    pub about: Disputed,
    /// Whether it is a token's.
    pub by_receipt: Option<CaseId>,
    /// The sealed statement: [`crate::seal::dispute`].
    pub statement: Bytes,
    /// When.
    pub at: Instant,
    /// What was decided.
    pub decision: Option<Decision>,
}
