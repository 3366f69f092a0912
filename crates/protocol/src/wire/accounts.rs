//! Accounts of the consoles: `/api/v1/accounts`, `/sessions`, `/me`, `/resets`, `/invitations`, and the members of a
//! venue. Sessions live in a `__Host-` cookie that scripts cannot read.

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::id::{AccountId, InvitationId, LinkSecret, PlaceId, SessionId};
use crate::instant::Instant;

/// The least and the most characters of a password.
pub const PASSWORD: std::ops::RangeInclusive<usize> = 12..=128;
/// The most characters of a login and of a name.
pub const MAX_LOGIN: usize = 64;

/// A password as typed: hidden in `Debug`, wiped when dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Password(pub String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(..)")
    }
}

/// What an account may do beyond its venues (DESIGN 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccountRole {
    /// Applies for venues and runs or serves those that it is a member of. Anybody can sign up for it.
    Manager,
    /// Decides applications, revokes codes, resets accounts.
    Reviewer,
    /// Answers problem reports.
    Technician,
    /// Traces cases.
    Tracer,
    /// Approves cases.
    Approver,
    /// Runs the server.
    Operator,
}

impl AccountRole {
    /// All roles.
    pub const ALL: [Self; 6] =
        [Self::Manager, Self::Reviewer, Self::Technician, Self::Tracer, Self::Approver, Self::Operator];

    /// The name in database, log and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Reviewer => "reviewer",
            Self::Technician => "technician",
            Self::Tracer => "tracer",
            Self::Approver => "approver",
            Self::Operator => "operator",
        }
    }

    /// Whether this role works with a second factor only.
    pub const fn needs_second_factor(self) -> bool {
        !matches!(self, Self::Manager)
    }
}

/// What a member may do at a venue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Serves guests at the terminal, sees the live view.
    Staff,
    /// All of that, and everything else of the venue.
    Manager,
}

/// `POST /accounts`: signs up as a manager; answered with [`Me`] and a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignUp {
    /// The name to sign in with: letters, digits, `.-_@`; letter case does not matter.
    pub login: String,
    /// The person's name as colleagues see it.
    pub name: String,
    /// The password.
    pub password: Password,
}

/// `POST /sessions`: signs in; answered with [`Me`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The login.
    pub login: String,
    /// The password.
    pub password: Password,
    /// The six digits of the second factor, once the server has asked for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// `GET /me`: who is signed in. Without a session 401 `sign-in-needed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The account.
    pub account: AccountId,
    /// The login.
    pub login: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: AccountRole,
    /// Whether there is a second factor. A role that needs one reaches nothing but `/me` and sessions without it:
    /// everything else is 403 `second-factor-missing`.
    pub second_factor: bool,
    /// The approved venues that the account is a member of, by name; closed ones last. What is only applied for stands
    /// among its applications.
    pub venues: Vec<Membership>,
}

/// An account's place at a venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    /// The venue.
    pub venue: PlaceId,
    /// Its name.
    pub name: String,
    /// What the account may do there.
    pub right: Right,
    /// Whether it was closed.
    pub closed: bool,
}

/// `PUT /me/password` (204): ends all other sessions. A wrong old one is 401 `sign-in-failed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The old one.
    pub old: Password,
    /// The new one.
    pub new: Password,
}

/// The answer of `POST /me/second-factor` (body [`WithPassword`]): a new secret, in force once `PUT /me/second-factor`
/// (body [`OneTimeCode`], 204) showed a code of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactor {
    /// The secret in base32, to type into an authenticator app.
    pub secret: String,
    /// The same as an `otpauth://` URL, for a QR code.
    pub url: String,
}

/// Shows the password once more: `POST /me/second-factor`, `POST /me/second-factor/remove` (204; 403 `not-allowed` for a
/// role that needs one). A wrong one is 401 `sign-in-failed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithPassword {
    /// The password.
    pub password: Password,
}

/// Six digits of the authenticator app (RFC 6238, SHA-1, 30 s).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OneTimeCode {
    /// The digits; spaces do not matter.
    pub code: String,
}

/// `GET /sessions`: the account's sessions, newest first. `DELETE /sessions/{id}` (204) ends one,
/// `DELETE /sessions/current` (204) signs out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Names it.
    pub id: SessionId,
    /// When it began.
    pub begun_at: Instant,
    /// When it was last used, to about ten minutes.
    pub seen_at: Instant,
    /// What kind of browser it is, such as `Chrome, Android`.
    pub device: String,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// `POST /resets`, by a reviewer: a link that sets a new password and removes the second factor; answered with [`Link`].
/// An unknown login is 404. Nobody resets themselves, and tracers, approvers and operators are reset on the command line
/// only: 403 `not-allowed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewReset {
    /// Whose.
    pub login: String,
}

/// A one-time link, shown once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Link {
    /// The whole address; the secret stands behind `#`.
    pub url: String,
    /// Until when it works.
    pub expires_at: Instant,
}

/// `POST /resets/use` (204): all sessions end, and the second factor is taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UseReset {
    /// The link's secret.
    pub secret: LinkSecret,
    /// The new password.
    pub password: Password,
}

/// `POST /invitations/look-up` (answered with [`InvitationInfo`]) and `POST /invitations/accept` (answered with
/// [`Membership`]; needs a session).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithLink {
    /// The link's secret.
    pub secret: LinkSecret,
}

/// What an invitation is to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationInfo {
    /// The venue's name.
    pub venue_name: String,
    /// What it offers.
    pub offer: Offer,
    /// Until when it works.
    pub expires_at: Instant,
}

/// What an invitation offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// To serve guests.
    Staff,
    /// To manage the venue along with the others.
    Manager,
    /// To take the venue over: who invited is a member no more.
    HandOver,
}

/// `POST /venues/{venue}/invitations`: answered with [`NewInvitation`]. One acceptance each. Only an approved venue
/// invites: 409 `not-approved`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// What is offered.
    pub offer: Offer,
}

/// An invitation, with its link that is shown once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewInvitation {
    /// Names it.
    pub id: InvitationId,
    /// The link.
    pub link: Link,
}

/// `GET /venues/{venue}/members`. `DELETE /venues/{venue}/members/{account}` and
/// `DELETE /venues/{venue}/invitations/{id}` (204) take them away. Members may take away themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Members {
    /// Who is one, managers first.
    pub members: Vec<Member>,
    /// Invitations that can still be accepted.
    pub invitations: Vec<OpenInvitation>,
}

/// Somebody of a venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// The login.
    pub login: String,
    /// The name.
    pub name: String,
    /// What the member may do.
    pub right: Right,
    /// Since when.
    pub since: Instant,
}

/// An invitation that can still be accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenInvitation {
    /// Names it.
    pub id: InvitationId,
    /// What it offers.
    pub offer: Offer,
    /// Until when it works.
    pub expires_at: Instant,
}
