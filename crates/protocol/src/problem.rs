//! What may go wrong, as RFC 9457 (problem+json) tells it, with a stable `type`.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The media type of a [`Problem`].
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Declares the problem types: variant, slug, HTTP status, title.
macro_rules! problem_types {
    ($($(#[$doc:meta])* $name:ident = $slug:literal, $status:literal, $title:literal;)*) => {
        /// The stable `type` of a problem: `urn:venue-code:problem:<slug>`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemType {
            $($(#[$doc])* $name,)*
        }

        impl ProblemType {
            /// All types, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The last part of the `type`.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)* }
            }

            /// The HTTP status it comes with.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// A short English summary that does not change from one occurrence to another.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

problem_types! {
    /// The body is not JSON of the expected shape, or has an unknown field.
    Malformed = "malformed", 400, "The request is not of the expected shape";
    /// The shape is right, but values are not: see `fields`.
    Invalid = "invalid", 422, "Some values are not valid";
    /// The body is larger than this endpoint takes.
    TooLarge = "too-large", 413, "The request body is too large";
    /// Nothing is here.
    NotFound = "not-found", 404, "Nothing is here";
    /// The path is right, the method is not.
    MethodNotAllowed = "method-not-allowed", 405, "This method is not allowed here";
    /// The body is not declared as JSON.
    UnsupportedMediaType = "unsupported-media-type", 415, "The body must be application/json";
    /// A write from another site.
    CrossSite = "cross-site", 403, "Writes are accepted from the site itself only";
    /// The budget of look-ups or registrations is used up for now; `retry_after_s` tells when to come again.
    TooManyRequests = "too-many-requests", 429, "Too many requests for now";
    /// The server is overloaded, stopping or cannot store: try again.
    Unavailable = "unavailable", 503, "The service is not available right now";
    /// The authority has no keys yet, so that nothing can be sealed.
    NoAuthorityKeys = "no-authority-keys", 503, "Registration is not open yet: the authority has no keys";
    /// The handling took too long.
    Timeout = "timeout", 503, "The request took too long";
    /// A defect of the server.
    Internal = "internal", 500, "Something went wrong on the server";

    /// The text is not a venue code.
    CodeUnreadable = "code-unreadable", 422, "This is not a venue code";
    /// The signature is wrong or of an unknown key: somebody else made this code.
    CodeForged = "code-forged", 422, "This code was not issued by this service";
    /// A venue code of another service's host.
    CodeForeign = "code-foreign", 422, "This code belongs to another service";
    /// Scanned before or after the days that the code is good for.
    CodeExpired = "code-expired", 410, "This code is not valid at this time";
    /// The code was revoked, or replaced by a newer one.
    CodeRevoked = "code-revoked", 410, "This code was withdrawn or replaced";
    /// No code has this typed number, or the place is gone.
    CodeUnknown = "code-unknown", 404, "No venue has this code";

    /// The credential was not made by this server, or is damaged.
    CredentialUnknown = "credential-unknown", 422, "This registration is not known";
    /// The credential is past its 400 days.
    CredentialExpired = "credential-expired", 410, "This registration is too old; register again";
    /// The registration was withdrawn.
    CredentialWithdrawn = "credential-withdrawn", 410, "This registration was withdrawn";
    /// The same person twice in one check-in.
    PersonTwice = "person-twice", 422, "The same person is listed twice";

    /// The same event secret with other content.
    EventConflict = "event-conflict", 409, "This check-in was already registered with other content";
    /// Nobody has checked in with this secret.
    EventUnknown = "event-unknown", 404, "No such check-in";
    /// The time for an undo is over.
    UndoTooLate = "undo-too-late", 409, "The time for an undo is over";

    /// The registration on its way was taken already, or its time is over.
    TransferGone = "transfer-gone", 410, "This transfer was taken already or is too old";
}

/// What stands before the slug in a `type`.
const PREFIX: &str = "urn:venue-code:problem:";

impl fmt::Display for ProblemType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}", self.slug())
    }
}

impl Serialize for ProblemType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ProblemType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        let slug = text.strip_prefix(PREFIX);
        Self::ALL
            .iter()
            .copied()
            .find(|kind| Some(kind.slug()) == slug)
            .ok_or_else(|| serde::de::Error::custom("not a problem type of this service"))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for ProblemType {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .enum_values(Some(Self::ALL.iter().map(ToString::to_string)))
            .into()
    }
}
#[cfg(feature = "openapi")]
impl utoipa::ToSchema for ProblemType {}

/// A problem as the API answers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The stable type.
    #[serde(rename = "type")]
    pub kind: ProblemType,
    /// Short English summary of the type.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is particular to this occurrence, in English, without personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// Seconds after which another try makes sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u32>,
    /// The request's id, to name to the hotline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl Problem {
    /// A problem of this type without particulars.
    pub fn new(kind: ProblemType) -> Self {
        Self {
            kind,
            title: kind.title().to_owned(),
            status: kind.status(),
            detail: None,
            fields: Vec::new(),
            retry_after_s: None,
            request_id: None,
        }
    }

    /// The same with words about this occurrence.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// One field that is not valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldProblem {
    /// Which field.
    pub field: Field,
    /// What is wrong with it.
    pub reason: Reason,
}

/// The fields that a person fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The kind of document.
    Document,
    /// The issuing state of a passport.
    IssuingState,
    /// The document's number.
    Number,
    /// The person's name.
    Name,
    /// The phone number.
    Phone,
    /// The consent to the processing.
    Consent,
}

/// Why a field is not valid. The client has words for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Nothing was entered where something is needed.
    Missing,
    /// Too few characters or digits.
    TooShort,
    /// Too many.
    TooLong,
    /// A character that does not belong there.
    Characters,
    /// The shape (letters and digits in their places) is not that of this document.
    Shape,
    /// The check digit does not fit: a digit is mistyped.
    Checksum,
    /// The date in the number does not exist.
    Date,
    /// The date in the number lies in the future.
    DateInFuture,
    /// The province or region in the number does not exist.
    Region,
    /// No such state or organisation in ISO 3166-1 or ICAO 9303.
    State,
    /// The consent was not given, or to another version of the text.
    NotGiven,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_written_as_a_urn_with_its_slug() {
        for kind in ProblemType::ALL {
            let text = serde_json::to_value(kind).unwrap();
            assert_eq!(text, format!("urn:venue-code:problem:{}", kind.slug()));
            assert_eq!(serde_json::from_value::<ProblemType>(text).unwrap(), *kind);
        }
    }

    #[test]
    fn slugs_are_unique() {
        let mut slugs: Vec<_> = ProblemType::ALL.iter().map(|kind| kind.slug()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), ProblemType::ALL.len());
    }
}
