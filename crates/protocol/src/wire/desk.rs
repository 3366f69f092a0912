//! The management terminal: `/api/v1/venues/{venue}/desk/...`. Guests without a phone are registered by staff.

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::persons::Warning;
use super::venues::Direction;
use crate::document::DocumentKind;
use crate::id::{EventId, EventSecret, PassSecret, PlaceId, ReceiptSecret};
use crate::instant::{Day, Instant};

/// The most slips of one printing.
pub const MAX_SLIPS: u16 = 400;

/// `POST /venues/{venue}/desk/check-ins`: registers a guest and checks the guest in; answered with [`DeskReceipt`].
/// Known and unknown numbers are answered alike, and run the same statements. Sending it again gives the same answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeskCheckIn {
    /// Drawn by the terminal, once for this check-in.
    pub secret: EventSecret,
    /// Which place of the venue.
    #[zeroize(skip)]
    pub place: PlaceId,
    /// Entry or exit.
    #[zeroize(skip)]
    pub direction: Direction,
    /// When it happened by the terminal's clock.
    #[zeroize(skip)]
    pub occurred_at: Instant,
    /// When this is sent, by the same clock.
    #[zeroize(skip)]
    pub sent_at: Instant,
    /// The slip that this is keyed in from.
    #[zeroize(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slip: Option<String>,
    /// Who.
    pub guest: Guest,
}

/// Who is checked in at the desk.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Guest {
    /// A person that shows a document, or says name and phone (`none`, the lowest assurance).
    Person(GuestPerson),
    /// A paper pass, by what its QR code says.
    Pass(PassSecret),
}

impl std::fmt::Debug for DeskCheckIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeskCheckIn").field("place", &self.place).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Guest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Person(_) => "Person(..)",
            Self::Pass(_) => "Pass(..)",
        })
    }
}

/// A guest's details as typed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GuestPerson {
    /// The kind of document.
    #[zeroize(skip)]
    pub document: DocumentKind,
    /// The issuing state of a passport, three letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuing_state: Option<String>,
    /// The document's number as typed; absent for `none`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The name.
    pub name: String,
    /// The phone; needed without a document, optional with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// `r` of SEALING 4, drawn by the terminal and forgotten there.
    pub receipt_secret: ReceiptSecret,
}

impl std::fmt::Debug for GuestPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GuestPerson").field("document", &self.document).finish_non_exhaustive()
    }
}

/// What staff see afterwards. With `POST /check-ins/undo` the terminal can take it back within 60 s.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskReceipt {
    /// The event.
    pub event: EventId,
    /// When it happened, by the server's clock.
    pub occurred_at: Instant,
    /// The masked name; absent for a pass, which knows none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What is worth a look.
    pub warnings: Vec<Warning>,
    /// How many more this staff member may register in this hour.
    pub left_this_hour: u16,
}

/// `POST /venues/{venue}/desk/passes`: registers a person and makes a pass for them; answered with [`NewPass`]. Sending it
/// again gives the same answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IssuePass {
    /// Drawn by the terminal, once for this pass; its QR code says it ([`crate::pass_code`]).
    pub secret: PassSecret,
    /// For whom.
    pub person: GuestPerson,
    /// For how many days, 1 to 365.
    pub days: u16,
}

/// What is printed on a pass beside its code. It holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPass {
    /// Printed on the pass and on the stub that the venue keeps: nine digits, by which a lost pass is withdrawn.
    pub number: String,
    /// The last day.
    pub expires_on: Day,
    /// What is worth a look.
    pub warnings: Vec<Warning>,
}

/// What the text of a pass's QR code begins with.
pub const PASS_PREFIX: &str = "VENUE-PASS:";

/// `POST /venues/{venue}/desk/passes/withdraw` (204): by the number or by the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WithdrawPass {
    /// The number on pass and stub.
    Number(String),
    /// What the QR code says.
    Code(PassSecret),
}

/// `POST /venues/{venue}/desk/slips`: reserves numbers of slips to be printed; answered with [`Slips`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PrintSlips {
    /// How many, 1 to [`MAX_SLIPS`].
    pub count: u16,
}

/// Numbers of slips, each of nine digits, the last by ISO 7064 MOD 11,10.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Slips {
    /// In ascending order.
    pub numbers: Vec<String>,
}
