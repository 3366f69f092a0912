//! The audit chain: each entry's hash covers the one before, so that a change or a gap shows.

use async_trait::async_trait;
use sha2::{Digest as _, Sha256};
use venue_protocol::id::{AccountId, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::wire::accounts::Right;

use super::StoreError;

/// What an entry is about. Its subject is never a visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A key record was stored; subject: SHA-256 of the record.
    KeyRecord,
    /// The authority's keys were set; subject: both public keys.
    RoleKeys,
    /// The reviewers' key was set; subject: the public key.
    ReviewerKey,
    /// The technicians' key was set; subject: the public key.
    TechnicianKey,
    /// A problem report was shown, with what is sealed in it; subject: the report and the technician.
    ReportShown,
    /// A problem report's sealed picture was handed out; subject: the report and the technician.
    ReportPictureShown,
    /// A technician took a problem report; subject: the report and the technician.
    ReportTaken,
    /// A technician gave a problem report back; subject: the report and the technician.
    ReportLeft,
    /// A technician answered a problem report or set its state; subject: the report, the technician, the state's name.
    ReportAnswered,
    /// An application was approved; subject: venue and reviewer.
    ApplicationApproved,
    /// An application was returned; subject: venue and reviewer.
    ApplicationReturned,
    /// An application was rejected; subject: venue and reviewer.
    ApplicationRejected,
    /// A venue was closed; subject: its id and who closed it.
    VenueClosed,
    /// A place was added; subject: its id.
    PlaceAdded,
    /// A code was issued; subject: place and serial.
    CodeIssued,
    /// A place's codes were revoked; subject: its id, and who revoked them (nobody: on the command line).
    CodesRevoked,
    /// New codes were asked for; subject: the venue, and who asked.
    CodesReissued,
    /// A venue's settings were changed; subject: its id, who changed them, the hourly limit (2 B), and 1 if only the
    /// rotating code counts from then on.
    SettingsChanged,
    /// Somebody who works with a second factor signed in; subject: the account.
    SignedIn,
    /// An account was added; subject: its id and the role's name.
    AccountAdded,
    /// A paper pass was made; subject: the venue that gave it out.
    PassIssued,
    /// A paper pass was withdrawn; subject: the venue whose staff did so.
    PassEnded,
    /// A password was changed by its owner; subject: the account.
    PasswordChanged,
    /// A second factor was set up; subject: the account.
    SecondFactorSet,
    /// A second factor was taken away by its owner; subject: the account.
    SecondFactorRemoved,
    /// A link to a new password was made; subject: the account, and the reviewer's (zeros: on the command line).
    ResetOffered,
    /// A new password was set by a link, and the second factor taken away; subject: the account.
    ResetUsed,
    /// Somebody was invited to a venue; subject: the venue, the invitation, who invited.
    Invited,
    /// An invitation was withdrawn; subject: the venue, the invitation, who withdrew it.
    InvitationWithdrawn,
    /// An account became a member of a venue, or a greater one; subject: the venue, the account, who let it in
    /// (zeros: on the command line), and 1 for staff or 2 for a manager.
    MemberAdded,
    /// An account is a member of a venue no more; subject: the venue, the account, who took it away.
    MemberRemoved,
    /// A member of the authority set an own key; subject: the account and the key.
    MemberKeySet,
    /// A role was founded; subject: the account and the role's public key.
    RoleFounded,
    /// A roster was proposed; subject: the account and the roster's hash.
    RosterProposed,
    /// A proposed roster was taken away; subject: the account.
    RosterDropped,
    /// A roster came into force; subject: the account whose signature was the last (zeros: on the command line) and the
    /// roster's hash.
    RosterInForce,
    /// A member was given a role's private key, sealed; subject: who gave it, the member, and the role's public key.
    RoleKeyGiven,
    /// A case was filed; subject: the case and the tracer.
    CaseFiled,
    /// An approver took a case; subject: the case and the approver.
    CaseTaken,
    /// An approver gave a case back; subject: the case and the approver.
    CaseGivenBack,
    /// What is asked in a case was read; subject: the case and the approver.
    CaseRequestRead,
    /// Registrations were looked for; subject: the case, the approver, how many idx (4 B), how many were found (4 B).
    CaseIndexAsked,
    /// Rows were looked for; subject: the case, the approver, how many tags (4 B), how many were found (4 B).
    CaseTagsProbed,
    /// A case was approved; subject: the case, the approver, how many tags (4 B).
    CaseApproved,
    /// A case was refused; subject: the case and the approver.
    CaseRefused,
    /// A case was withdrawn; subject: the case and who withdrew it.
    CaseWithdrawn,
    /// A case was closed; subject: the case and the tracer.
    CaseClosed,
    /// What was released was read; subject: the case and the tracer.
    CaseReleaseRead,
    /// Approved rows were read; subject: the case, the tracer, how many (4 B).
    CaseTrackRead,
    /// Rows around them were read; subject: the case, the tracer, how many (4 B).
    CaseAroundRead,
    /// Sealed identities were read; subject: the case, the tracer, how many were asked for (4 B), how many given (4 B).
    CaseIdentitiesRead,
    /// Results were exported; subject: the case, the tracer, 1 for text or 2 for a workbook, how many rows (4 B).
    CaseExported,
    /// Notices were published; subject: the case, the tracer, the venue, the first and the last quarter (4 B each).
    NoticesPublished,
    /// Receipts were published; subject: the case, the tracer, how many (4 B).
    ReceiptsPublished,
    /// Disputes were read; subject: the case, the tracer, how many (4 B).
    DisputesRead,
    /// A dispute was decided; subject: the case, the tracer, what it is about, and 1 if the visit does not count.
    DisputeDecided,
    /// Key records were read; subject: the account, and from which minute (4 B) to which (4 B).
    KeyRecordsRead,
    /// The retention ran; subject: how many days, odd rows, identities and key records it destroyed, 8 B each.
    Retired,
    /// A backup was begun; subject: 1 if the server's keys were copied, too.
    BackedUp,
    /// A backup was restored; subject: SHA-256 of its file.
    Restored,
    /// A key of the server was drawn beside its older ones; subject: its number (1 B) and name.
    KeyRotated,
}

impl Kind {
    /// The name in the chain.
    pub const fn name(self) -> &'static str {
        match self {
            Self::KeyRecord => "key-record",
            Self::RoleKeys => "role-keys",
            Self::ReviewerKey => "reviewer-key",
            Self::TechnicianKey => "technician-key",
            Self::ReportShown => "report-shown",
            Self::ReportPictureShown => "report-picture-shown",
            Self::ReportTaken => "report-taken",
            Self::ReportLeft => "report-left",
            Self::ReportAnswered => "report-answered",
            Self::ApplicationApproved => "application-approved",
            Self::ApplicationReturned => "application-returned",
            Self::ApplicationRejected => "application-rejected",
            Self::VenueClosed => "venue-closed",
            Self::PlaceAdded => "place-added",
            Self::CodeIssued => "code-issued",
            Self::CodesRevoked => "codes-revoked",
            Self::CodesReissued => "codes-reissued",
            Self::SettingsChanged => "settings-changed",
            Self::SignedIn => "signed-in",
            Self::AccountAdded => "account-added",
            Self::PassIssued => "pass-issued",
            Self::PassEnded => "pass-ended",
            Self::PasswordChanged => "password-changed",
            Self::SecondFactorSet => "second-factor-set",
            Self::SecondFactorRemoved => "second-factor-removed",
            Self::ResetOffered => "reset-offered",
            Self::ResetUsed => "reset-used",
            Self::Invited => "invited",
            Self::InvitationWithdrawn => "invitation-withdrawn",
            Self::MemberAdded => "member-added",
            Self::MemberRemoved => "member-removed",
            Self::MemberKeySet => "member-key-set",
            Self::RoleFounded => "role-founded",
            Self::RosterProposed => "roster-proposed",
            Self::RosterDropped => "roster-dropped",
            Self::RosterInForce => "roster-in-force",
            Self::RoleKeyGiven => "role-key-given",
            Self::CaseFiled => "case-filed",
            Self::CaseTaken => "case-taken",
            Self::CaseGivenBack => "case-given-back",
            Self::CaseRequestRead => "case-request-read",
            Self::CaseIndexAsked => "case-index-asked",
            Self::CaseTagsProbed => "case-tags-probed",
            Self::CaseApproved => "case-approved",
            Self::CaseRefused => "case-refused",
            Self::CaseWithdrawn => "case-withdrawn",
            Self::CaseClosed => "case-closed",
            Self::CaseReleaseRead => "case-release-read",
            Self::CaseTrackRead => "case-track-read",
            Self::CaseAroundRead => "case-around-read",
            Self::CaseIdentitiesRead => "case-identities-read",
            Self::CaseExported => "case-exported",
            Self::NoticesPublished => "notices-published",
            Self::ReceiptsPublished => "receipts-published",
            Self::DisputesRead => "disputes-read",
            Self::DisputeDecided => "dispute-decided",
            Self::KeyRecordsRead => "key-records-read",
            Self::Retired => "retired",
            Self::BackedUp => "backed-up",
            Self::Restored => "restored",
            Self::KeyRotated => "key-rotated",
        }
    }
}

/// The subject of [`Kind::MemberAdded`].
pub fn member_added(venue: PlaceId, account: AccountId, by: AccountId, right: Right) -> Vec<u8> {
    let right = match right {
        Right::Staff => 1,
        Right::Manager => 2,
    };
    [&venue.0[..], &account.0, &by.0, &[right]].concat()
}

/// The hash of an entry. `before` is the hash of the entry before it, zeros for the first one.
pub fn entry_hash(before: &[u8; 32], at: Instant, kind: &str, subject: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"venue-code/v1/audit\0");
    hash.update(before);
    hash.update(at.millis().to_be_bytes());
    hash.update((kind.len() as u64).to_be_bytes());
    hash.update(kind);
    hash.update(subject);
    hash.finalize().into()
}

/// How far the chain has come: number and hash of its last entry, 0 and zeros before the first one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Head {
    /// The entry's number, from 1.
    pub n: i64,
    /// Its hash.
    pub hash: [u8; 32],
}

/// An entry as it stands in the table, whatever was done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub n: i64,
    /// When it was made.
    pub at: Instant,
    /// What it is about, by name.
    pub kind: String,
    /// The subject.
    pub subject: Vec<u8>,
    /// The hash that stands with it.
    pub hash: Vec<u8>,
}

/// Reading.
#[async_trait]
pub trait AuditReads: Send + Sync {
    /// How far the chain has come.
    async fn head(&self) -> Result<Head, StoreError>;
    /// The entries from a number on, in order, at most so many.
    async fn from(&self, n: i64, most: u32) -> Result<Vec<Entry>, StoreError>;
}
