//! What may go wrong, as RFC 9457 (problem+json) tells it, with a stable `type`.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The media type of a [`Problem`].
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Declares the problem types: variant, slug, HTTP status, title. Those behind `console` are met at the consoles only,
/// so that the visitor's app need not know them.
macro_rules! problem_types {
    (
        everywhere {
            $($(#[$doc:meta])* $name:ident = $slug:literal, $status:literal, $title:literal;)*
        }
        consoles {
            $(
                $(#[$console_doc:meta])*
                $console:ident = $console_slug:literal, $console_status:literal, $console_title:literal;
            )*
        }
    ) => {
        /// The stable `type` of a problem: `urn:venue-code:problem:<slug>`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemType {
            $($(#[$doc])* $name,)*
            $($(#[$console_doc])* #[cfg(feature = "console")] $console,)*
        }

        impl ProblemType {
            /// All types, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$name,)* $(#[cfg(feature = "console")] Self::$console,)*];

            /// The last part of the `type`.
            pub const fn slug(self) -> &'static str {
                match self {
                    $(Self::$name => $slug,)*
                    $(#[cfg(feature = "console")] Self::$console => $console_slug,)*
                }
            }

            /// The HTTP status it comes with.
            pub const fn status(self) -> u16 {
                match self {
                    $(Self::$name => $status,)*
                    $(#[cfg(feature = "console")] Self::$console => $console_status,)*
                }
            }

            /// A short English summary that does not change from one occurrence to another.
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)*
                    $(#[cfg(feature = "console")] Self::$console => $console_title,)*
                }
            }
        }
    };
}

problem_types! {
    everywhere {
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

        /// Not a picture of a known kind, or too large when unpacked.
        PictureUnusable = "picture-unusable", 422, "This file is not a picture that can be used";
        /// The technicians have no key yet, so that a problem report cannot be sealed to them.
        NoTechnicianKey = "no-technician-key", 503, "Problem reports cannot be taken yet: the technicians have no key";
        /// No problem report was sent with this secret, or its time is over.
        ReportUnknown = "report-unknown", 404, "No such problem report";
    }
    consoles {
        /// Nobody is signed in, or the session is over.
        SignInNeeded = "sign-in-needed", 401, "Sign in first";
        /// Login, password or one-time code is wrong; which one is not said.
        SignInFailed = "sign-in-failed", 401, "Login, password or code is wrong";
        /// The password is right, and this account has a second factor: send its code, too.
        SecondFactorNeeded = "second-factor-needed", 401, "The one-time code is needed, too";
        /// This role must set up a second factor before it does anything else.
        SecondFactorMissing = "second-factor-missing", 403, "Set up a second factor first";
        /// Signed in, and the thing is in sight, but this is another role's to do.
        NotAllowed = "not-allowed", 403, "This is not yours to do";
        /// Somebody has this login already.
        LoginTaken = "login-taken", 409, "This login is taken";
        /// An invitation or reset that was used, withdrawn, or is too old.
        LinkGone = "link-gone", 410, "This link was used already, withdrawn, or is too old";
        /// A venue keeps at least one manager.
        LastManager = "last-manager", 409, "A venue needs a manager; hand it over instead";
        /// The venue's application is not approved yet: it has no code and no poster.
        NotApproved = "not-approved", 409, "This venue is not approved yet";
        /// Somebody changed or decided the application in the meantime.
        ApplicationChanged = "application-changed", 409, "This application was changed in the meantime";
        /// Reviewers do not decide about venues of their own.
        OwnApplication = "own-application", 403, "Nobody reviews their own application";
        /// The venue was closed.
        VenueClosed = "venue-closed", 409, "This venue is closed";
        /// All codes of the venue are revoked or past their time, so that nobody is registered there.
        NoCodeInForce = "no-code-in-force", 409, "No code of this venue is in force";
        /// A reviewer revoked the venue's codes, and none has issued new ones since.
        RevokedByReviewers = "revoked-by-reviewers", 409, "A reviewer revoked the codes; only reviewers issue new ones";
        /// Somebody changed the problem report in the meantime.
        ReportChanged = "report-changed", 409, "This problem report was changed in the meantime";
        /// The file is not a table in UTF-8 or GBK of the expected columns.
        TableUnusable = "table-unusable", 422, "This file is not a table of the expected columns";
        /// The reviewers have no key yet, so that an ID number cannot be sealed to them.
        NoReviewerKey = "no-reviewer-key", 503, "The reviewers have no key yet; apply as an organisation, or ask for it";
        /// The server has no font to draw posters with; the detail names the file.
        PosterFontMissing = "poster-font-missing", 503, "The font that posters are drawn with is missing";
        /// This staff member registered as many guests in this hour as the venue allows.
        DeskLimit = "desk-limit", 429, "The hourly limit of this staff member is reached";
        /// No such slip was given out by this venue.
        SlipUnknown = "slip-unknown", 404, "This venue gave out no slip of this number";
        /// The slip was keyed in already.
        SlipUsed = "slip-used", 409, "This slip was keyed in already";
        /// No paper pass has this code or number.
        PassUnknown = "pass-unknown", 404, "No pass has this code";
        /// The pass was withdrawn or is past its last day.
        PassEnded = "pass-ended", 410, "This pass was withdrawn or is too old";
        /// The account has as many drafts as it may have.
        TooManyDrafts = "too-many-drafts", 409, "Too many drafts; submit or discard some";
        /// The account has as many open applications as it may have.
        TooManyApplications = "too-many-applications", 409, "Too many applications are open; wait until some are decided";
        /// The venue has as many open invitations as it may have.
        TooManyInvitations = "too-many-invitations", 409, "Too many invitations are open; withdraw some";
        /// The venue has as many slips that are not keyed in as it may have.
        TooManySlips = "too-many-slips", 409, "Too many slips are not keyed in; use these first";
        /// Somebody changed the roster of the authority in the meantime.
        AuthorityChanged = "authority-changed", 409, "The roster was changed in the meantime";
        /// Too few others were there for a notice that does not point at the person.
        TooFewVisitors = "too-few-visitors", 409, "Fewer than 5 others were there: tell them by telephone";
        /// The case is not in the state that this needs.
        CaseChanged = "case-changed", 409, "This case was changed or decided in the meantime";
        /// Another case's receipt took one of the hints: they are made again, with the next k.
        HintTaken = "hint-taken", 409, "A receipt of today has one of these hints already; make them with the next k";
        /// So many cases were filed today as one tracer may file.
        CaseLimit = "case-limit", 429, "The day's number of cases is reached";
    }
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
    /// What is wrong with which field of a console's form.
    #[cfg(feature = "console")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub form: Vec<FormProblem>,
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
            #[cfg(feature = "console")]
            form: Vec::new(),
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
    /// What a problem report tells.
    Text,
    /// The number below a venue's code.
    TypedCode,
    /// Whom to ask about a problem report.
    Contact,
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
    /// None of those that are to be chosen from.
    #[cfg(feature = "console")]
    Unknown,
    /// Outside of what is possible.
    #[cfg(feature = "console")]
    Range,
    /// Too easy to guess.
    #[cfg(feature = "console")]
    Weak,
    /// Given twice, or contradicting something else.
    #[cfg(feature = "console")]
    Conflict,
}

/// One field of a console's form that is not valid.
#[cfg(feature = "console")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FormProblem {
    /// Which field.
    pub field: FormField,
    /// Which entry of a list (zones, opening hours), counted from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<u16>,
    /// What is wrong with it.
    pub reason: Reason,
}

/// The fields of the consoles' forms.
#[cfg(feature = "console")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum FormField {
    Login,
    DisplayName,
    Password,
    OneTimeCode,
    OrganisationName,
    CreditCode,
    ApplicantName,
    IdNumber,
    VenueName,
    Category,
    Division,
    Street,
    Address,
    Position,
    ContactName,
    ContactPhone,
    OpeningHours,
    Zones,
    Licence,
    Sensitive,
    OldCodesUntil,
    Reason,
    HourlyLimit,
    SlipNumber,
    OccurredAt,
    CaseNumber,
    CaseSubject,
    CaseWindow,
    Answer,
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
