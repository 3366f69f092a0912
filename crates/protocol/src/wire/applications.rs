//! Applications for venue codes: `/api/v1/applications` for who applies, `/api/v1/reviews` for reviewers. An application
//! has the id that its venue will have, or has.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::venues::Gate;
use crate::id::PlaceId;
use crate::instant::{Day, Instant};
use crate::problem::Problem;

/// The most characters of a venue's or zone's name.
pub const MAX_NAME: usize = 100;
/// The most zones of a venue.
pub const MAX_ZONES: usize = 50;
/// The most bytes of a licence picture as uploaded.
pub const MAX_PICTURE: usize = 8 * 1024 * 1024;
/// The most bytes of an imported table.
pub const MAX_TABLE: usize = 2 * 1024 * 1024;
/// The most lines of an imported table, besides its head.
pub const MAX_LINES: usize = 2000;

/// After so many days without a change, a draft or an application that was returned is forgotten; a rejected one so many
/// days after the decision.
pub const FORGOTTEN_AFTER_DAYS: u16 = 180;

/// How far an application is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Being filled in.
    Draft,
    /// Waits for a reviewer.
    Submitted,
    /// Sent back with a reason; can be corrected and submitted again.
    Returned,
    /// Refused with a reason, for good.
    Rejected,
    /// Approved; the venue has its codes.
    Approved,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A new venue.
    New,
    /// A change of an approved venue: name, address, zones; its posters are issued anew where they change.
    Change,
}

/// The form as it is filled in. A draft may have gaps; blank texts count as gaps. What is checked when:
/// `crate::application`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ApplicationForm {
    /// Who applies.
    pub applicant: Applicant,
    /// The venue's name.
    pub venue_name: String,
    /// The category's code, one of `crate::category`.
    pub category: String,
    /// The division's code (GB/T 2260, six digits), one of the service's.
    pub division: String,
    /// Street or village.
    pub street: String,
    /// House number, floor, door.
    pub address: String,
    /// Where it is, WGS 84.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Whom to ask.
    pub contact_name: String,
    /// The contact's phone.
    pub contact_phone: String,
    /// When it is open.
    pub opening_hours: Vec<OpeningHours>,
    /// Which directions the venue's own code registers; none if only zones have codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gate: Option<Gate>,
    /// Zones and gates with codes of their own.
    pub zones: Vec<Zone>,
    /// Whether its name is masked in histories.
    pub sensitive: bool,
    /// For a change: the last day of the old posters; without it they die at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_codes_until: Option<Day>,
}

/// Who applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Applicant {
    /// An organisation, with its unified social credit code (GB 32100).
    Organisation {
        /// Its name as in the licence.
        name: String,
        /// The code, 18 characters.
        credit_code: String,
    },
    /// A person without an organisation.
    Person {
        /// The name as in the ID card.
        name: String,
        /// The ID number, sealed to the reviewers by the applicant's browser (`crate::id::ApplicantNumber`), base64url;
        /// the server cannot read it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sealed_number: Option<String>,
    },
}

impl Default for Applicant {
    fn default() -> Self {
        Self::Organisation { name: String::new(), credit_code: String::new() }
    }
}

/// Degrees, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Latitude, north positive.
    pub latitude: f64,
    /// Longitude, east positive.
    pub longitude: f64,
}

/// When a venue is open on some days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpeningHours {
    /// On which days: bit 0 Monday to bit 6 Sunday; not 0.
    pub days: u8,
    /// From, in minutes after midnight, 0 to 1439.
    pub from: u16,
    /// To, 1 to 1440; before `from`: on the next day.
    pub to: u16,
}

/// A zone or gate with a code of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// The place that it has already, in a change; absent for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// Its name.
    pub name: String,
    /// Which directions its code registers.
    pub gate: Gate,
}

/// `POST /applications`: begins a draft; answered with [`Application`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewApplication {
    /// The venue to be changed, of which the form is then a copy; absent for a new venue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<PlaceId>,
    /// What is filled in already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<ApplicationForm>,
}

/// `PUT /applications/{id}` saves a draft, `POST /applications/{id}/submit` saves and submits it; both answered with
/// [`Application`]. 409 `application-changed` if it is of another version by now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveApplication {
    /// The version that this was made from.
    pub version: u32,
    /// The form.
    pub form: ApplicationForm,
}

/// `GET /applications/{id}`. `DELETE` (204) drops a draft or a returned one.
/// `PUT /applications/{id}/licence` (the picture's bytes, 204), `GET` (image/jpeg), `DELETE` (204).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Application {
    /// Its id: the venue's.
    pub venue: PlaceId,
    /// New or change.
    pub purpose: Purpose,
    /// How far it is.
    pub stage: Stage,
    /// Raised by every change.
    pub version: u32,
    /// The form.
    pub form: ApplicationForm,
    /// Whether a licence picture was uploaded.
    pub licence: bool,
    /// When it was last saved.
    pub saved_at: Instant,
    /// When it was last submitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<Instant>,
    /// When it was last decided or returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Instant>,
    /// The reviewer's reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// One line of `GET /applications` (one's own, newest first) and of `GET /reviews` ([`Queue`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationLine {
    /// Its id: the venue's.
    pub venue: PlaceId,
    /// New or change.
    pub purpose: Purpose,
    /// How far it is.
    pub stage: Stage,
    /// Its version.
    pub version: u32,
    /// The venue's name as in the form.
    pub venue_name: String,
    /// The category's code.
    pub category: String,
    /// The division's code.
    pub division: String,
    /// When it was last saved.
    pub saved_at: Instant,
    /// When it was submitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<Instant>,
}

/// `POST /applications/import`: a table (text/csv, UTF-8 with or without BOM, or GBK), all or nothing.
/// `GET /applications/template` gives the table with its head and one example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportReport {
    /// How many applications were submitted: all lines, or 0 if any line has a problem.
    pub imported: u32,
    /// What is wrong, in the order of lines.
    pub lines: Vec<LineProblem>,
}

/// What is wrong with a line of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineProblem {
    /// The line in the file, the head being line 1.
    pub line: u32,
    /// The venue's name in it, as far as it can be read.
    pub venue_name: String,
    /// The problem; `form` names the fields.
    pub problem: Problem,
}

/// `GET /reviews?stage=submitted`: the reviewers' queue, longest waiting first, at most 200 a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Queue {
    /// How many there are of this stage.
    pub total: u32,
    /// The first ones after `after`.
    pub lines: Vec<ApplicationLine>,
    /// Where they end, to be given as `after`; absent without lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub last: Option<QueueMark>,
}

/// A place in the queue, written as two numbers with `-` between them. It stays where it is, whatever becomes of the
/// application that stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct QueueMark {
    /// When the application was submitted.
    pub submitted_at: Instant,
    /// The application's number, by which those of one millisecond are told apart.
    pub number: i64,
}

impl fmt::Display for QueueMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.submitted_at.millis(), self.number)
    }
}

impl From<QueueMark> for String {
    fn from(mark: QueueMark) -> Self {
        mark.to_string()
    }
}

impl TryFrom<String> for QueueMark {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        const WRONG: &str = "not a place in the queue";
        let (millis, number) = text.split_once('-').ok_or(WRONG)?;
        let number = number.parse().map_err(|_| WRONG)?;
        let millis = millis.parse().map_err(|_| WRONG)?;
        Ok(Self { submitted_at: Instant::from_millis(millis), number })
    }
}

/// `GET /reviews/{id}`: what a reviewer sees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// The application.
    pub application: Application,
    /// Who applied: the login.
    pub applicant_login: String,
    /// For a change, the form as it was approved last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_form: Option<ApplicationForm>,
    /// For a change, why the venue's codes are revoked, if they are: an approval that gives new codes ends that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_reason: Option<String>,
    /// Whether it is one's own, which one cannot decide.
    pub own: bool,
}

/// `POST /reviews/{id}/decision`: answered with [`Application`]; 409 `application-changed` if somebody was quicker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// The version that was looked at.
    pub version: u32,
    /// What is decided.
    pub decision: Decision,
}

/// A reviewer's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Decision {
    /// The venue gets its codes.
    Approve,
    /// To be corrected, with a reason of 1 to 500 characters.
    Return {
        /// Why.
        reason: String,
    },
    /// Refused, with a reason.
    Reject {
        /// Why.
        reason: String,
    },
}
