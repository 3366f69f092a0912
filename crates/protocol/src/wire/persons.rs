//! `/api/v1/persons`: registering a person, withdrawing, renewing, and what the browser keeps for us (F19).

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::document::DocumentKind;
use crate::id::{Credential, ReceiptSecret};
use crate::instant::Day;

/// The consent text that this version of the product shows.
pub const CONSENT_VERSION: u16 = 1;

/// `POST /persons`: registers a person, oneself or an accompanying one. Answered alike for known and unknown ones.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterPerson {
    /// The kind of document; `none` takes name and phone only.
    #[zeroize(skip)]
    pub document: DocumentKind,
    /// The issuing state of a passport, three letters (ICAO 9303, ISO 3166-1); not for other documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuing_state: Option<String>,
    /// The document's number as typed; absent for `none`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The name as in the document.
    pub name: String,
    /// The phone number: needed for oneself and without a document, optional for accompanying persons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Whether this is the device's owner or somebody who comes along.
    #[zeroize(skip)]
    pub role: PersonRole,
    /// `r` of SEALING 4, drawn by the device.
    pub receipt_secret: ReceiptSecret,
    /// The version of the consent text that was agreed to.
    #[zeroize(skip)]
    pub consent_version: u16,
    /// A registration that this one corrects; it is withdrawn in the same step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Credential>,
}

impl std::fmt::Debug for RegisterPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RegisterPerson")
            .field("document", &self.document)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// Who a person is to the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    /// The owner of the device.
    Visitor,
    /// An accompanying person, kept or for once.
    Companion,
}

/// The answer to [`RegisterPerson`] and [`WithCredential`] at `/persons/renew`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Registered {
    /// The credential to keep on the device.
    pub credential: Credential,
    /// The day after which it should be renewed.
    pub renew_on: Day,
    /// The day after which it is dead.
    pub expires_on: Day,
    /// What staff should check with their own eyes (the county in the number is not known, an old document).
    pub warnings: Vec<Warning>,
}

/// Valid, but worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// The county in the number is not in the list of GB/T 2260.
    UnknownCounty,
    /// The check digit of a 2017 permanent residence card does not fit.
    WeakChecksum,
    /// A form of the document that is no longer issued.
    LegacyDocument,
}

/// `POST /persons/withdraw` (answered 204) and `POST /persons/renew` (answered with [`Registered`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithCredential {
    /// The credential of the person.
    pub credential: Credential,
}

/// `PUT /persons/keepsake` (answered 204) and the answer of `GET /persons/keepsake` (204 if there is none): the visitor's own
/// registration in an HttpOnly cookie, so that it survives cleared script storage. `DELETE` forgets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Keepsake {
    /// The visitor's credential.
    pub credential: Credential,
    /// The masked label that the device shows, such as `张*` or `M** S****`; at most 40 characters.
    pub label: String,
}
