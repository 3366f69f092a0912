//! Applications for venue codes, and the profiles of approved venues.

use async_trait::async_trait;
use venue_protocol::id::{AccountId, PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::seal::PublicKey;
use venue_protocol::wire::applications::{
    self as wire, ApplicationForm, ApplicationLine, Purpose, Queue, QueueMark, Stage,
};
use venue_protocol::wire::manage::{ManagedVenue, VenueLine, VenueSettings};
use venue_protocol::wire::venues::Gate;

use super::StoreError;

/// Numbers the applications in the order in which they were begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApplicationNumber(pub i64);

/// An application.
#[derive(Debug, Clone)]
pub struct Application {
    /// Its number.
    pub number: ApplicationNumber,
    /// The venue that it is for.
    pub venue: PlaceId,
    /// New or change.
    pub purpose: Purpose,
    /// How far it is.
    pub stage: Stage,
    /// Raised by every change.
    pub version: u32,
    /// The form.
    pub form: ApplicationForm,
    /// Whether it has a licence picture.
    pub licence: bool,
    /// Who began it.
    pub applicant: AccountId,
    /// When it was last saved.
    pub saved_at: Instant,
    /// When it was last submitted.
    pub submitted_at: Option<Instant>,
    /// When it was last decided or returned.
    pub decided_at: Option<Instant>,
    /// The reviewer's reason.
    pub reason: Option<String>,
    /// Who decided.
    pub reviewer: Option<AccountId>,
}

/// An application to be begun.
#[derive(Debug)]
pub struct NewApplication<'a> {
    /// The venue that it is for.
    pub venue: PlaceId,
    /// New or change.
    pub purpose: Purpose,
    /// A draft, or submitted at once.
    pub stage: Stage,
    /// The form.
    pub form: &'a ApplicationForm,
    /// Who begins it.
    pub applicant: AccountId,
}

/// How many open applications somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    /// Of all kinds.
    pub all: usize,
    /// Those for new venues that were never handed in.
    pub drafts: usize,
}

impl From<Application> for wire::Application {
    fn from(stored: Application) -> Self {
        Self {
            venue: stored.venue,
            purpose: stored.purpose,
            stage: stored.stage,
            version: stored.version,
            form: stored.form,
            licence: stored.licence,
            saved_at: stored.saved_at,
            submitted_at: stored.submitted_at,
            decided_at: stored.decided_at,
            reason: stored.reason,
        }
    }
}

/// Reading.
#[async_trait]
pub trait ApplicationReads: Send + Sync {
    /// The newest application for a venue.
    async fn application(&self, venue: PlaceId) -> Result<Option<Application>, StoreError>;
    /// The newest application of each venue that an account manages, newest first.
    async fn applications_of(&self, account: AccountId) -> Result<Vec<ApplicationLine>, StoreError>;
    /// The applications of a stage, longest waiting first, those behind `after`.
    async fn queue(&self, stage: Stage, after: Option<QueueMark>, most: u32) -> Result<Queue, StoreError>;
    /// The forms of the open venues that an account manages, as approved, and of what waits for a decision.
    async fn forms_of(&self, account: AccountId) -> Result<Vec<ApplicationForm>, StoreError>;
    /// The licence picture of the newest application for a venue, a JPEG.
    async fn licence(&self, venue: PlaceId) -> Result<Option<Vec<u8>>, StoreError>;
    /// An approved venue with its places and codes.
    async fn venue(&self, venue: PlaceId) -> Result<Option<ManagedVenue>, StoreError>;
    /// Venues whose name contains a text, by name.
    async fn venues_named(&self, part: &str, most: u32) -> Result<Vec<VenueLine>, StoreError>;
}

/// Writing, within a transaction of [`super::Writer`].
#[async_trait]
pub trait ApplicationWrites: Send {
    /// The newest application for a venue.
    async fn application(&mut self, venue: PlaceId) -> Result<Option<Application>, StoreError>;
    /// Begins an application; [`StoreError::Exists`] if the venue has an open one. A change takes over the licence
    /// picture of the application before.
    async fn begin_application(
        &mut self,
        at: Instant,
        new: &NewApplication<'_>,
    ) -> Result<ApplicationNumber, StoreError>;
    /// Submits an application for a new venue with each form, and makes the account a manager of these venues; how many.
    async fn import(
        &mut self,
        at: Instant,
        account: AccountId,
        new: &[(PlaceId, &ApplicationForm)],
    ) -> Result<u32, StoreError>;
    /// Stores a changed application under its number, and raises its version.
    async fn put_application(&mut self, application: &mut Application) -> Result<(), StoreError>;
    /// Takes an application away, with its picture.
    async fn drop_application(&mut self, number: ApplicationNumber) -> Result<(), StoreError>;
    /// Sets or removes the licence picture.
    async fn set_licence(&mut self, number: ApplicationNumber, jpeg: Option<&[u8]>)
    -> Result<(), StoreError>;
    /// How many open applications there are for venues that an account belongs to.
    async fn open_of(&mut self, account: AccountId) -> Result<Open, StoreError>;
    /// Forgets drafts and returned applications that were not touched since a time, rejected ones that were decided
    /// before it, and who belonged to venues that never came of them; how many applications.
    async fn forget_stale(&mut self, before: Instant) -> Result<u64, StoreError>;

    /// An approved venue with its places and codes.
    async fn venue(&mut self, venue: PlaceId) -> Result<Option<ManagedVenue>, StoreError>;
    /// Sets what was approved: name, whether it is sensitive, the form.
    async fn set_profile(&mut self, venue: PlaceId, form: &ApplicationForm) -> Result<(), StoreError>;
    /// Sets a place's zone and gate; one that was removed is there again.
    async fn set_place(&mut self, place: PlaceId, zone: Option<&str>, gate: Gate) -> Result<(), StoreError>;
    /// Removes a place; its row stays.
    async fn remove_place(&mut self, place: PlaceId, at: Instant) -> Result<(), StoreError>;
    /// The newest issue of a place's code; 0 if it never had one.
    async fn newest_serial(&mut self, place: PlaceId) -> Result<Serial, StoreError>;
    /// Sets a venue's settings; `at` is since when only the rotating code counts, if that is new.
    async fn set_settings(
        &mut self,
        venue: PlaceId,
        at: Instant,
        settings: &VenueSettings,
    ) -> Result<(), StoreError>;
    /// Notes why a venue was closed or its codes were revoked.
    async fn set_ended_reason(&mut self, venue: PlaceId, reason: &str) -> Result<(), StoreError>;
    /// Forgets the reason at a place's venue.
    async fn forget_ended_reason(&mut self, place: PlaceId) -> Result<(), StoreError>;
    /// Closes a venue.
    async fn close_venue(&mut self, venue: PlaceId, at: Instant) -> Result<(), StoreError>;

    /// Sets the reviewers' public key; [`StoreError::Exists`] if it is set.
    async fn set_reviewers(&mut self, at: Instant, key: &PublicKey) -> Result<(), StoreError>;
}
