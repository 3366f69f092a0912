//! Applications for venue codes, and the profiles of approved venues.

mod forms;
mod venues;

use async_trait::async_trait;
use venue_protocol::id::{AccountId, PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::seal::PublicKey;
use venue_protocol::wire::applications::{ApplicationForm, ApplicationLine, Queue, QueueMark, Stage};
use venue_protocol::wire::manage::{ManagedVenue, VenueLine, VenueSettings};
use venue_protocol::wire::venues::Gate;

use super::writer::SqliteWriter;
use super::{SqliteStore, directory, failed};
use crate::store::StoreError;
use crate::store::applications::{
    Application, ApplicationNumber, ApplicationReads, ApplicationWrites, NewApplication, Open,
};

#[async_trait]
impl ApplicationReads for SqliteStore {
    async fn application(&self, venue: PlaceId) -> Result<Option<Application>, StoreError> {
        forms::newest(&mut *self.readers.acquire().await.map_err(failed)?, venue).await
    }

    async fn applications_of(&self, account: AccountId) -> Result<Vec<ApplicationLine>, StoreError> {
        forms::lines_of(&self.readers, account).await
    }

    async fn queue(&self, stage: Stage, after: Option<QueueMark>, most: u32) -> Result<Queue, StoreError> {
        forms::queue(&self.readers, stage, after, most).await
    }

    async fn forms_of(&self, account: AccountId) -> Result<Vec<ApplicationForm>, StoreError> {
        forms::forms_of(&mut *self.readers.acquire().await.map_err(failed)?, account).await
    }

    async fn licence(&self, venue: PlaceId) -> Result<Option<Vec<u8>>, StoreError> {
        forms::licence(&self.readers, venue).await
    }

    async fn venue(&self, venue: PlaceId) -> Result<Option<ManagedVenue>, StoreError> {
        // One transaction, so that all of it is of one moment.
        venues::managed(&mut *self.readers.begin().await.map_err(failed)?, venue).await
    }

    async fn venues_named(&self, part: &str, most: u32) -> Result<Vec<VenueLine>, StoreError> {
        venues::named(&self.readers, part, most).await
    }
}

#[async_trait]
impl ApplicationWrites for SqliteWriter {
    async fn application(&mut self, venue: PlaceId) -> Result<Option<Application>, StoreError> {
        forms::newest(&mut self.connection, venue).await
    }

    async fn begin_application(
        &mut self,
        at: Instant,
        new: &NewApplication<'_>,
    ) -> Result<ApplicationNumber, StoreError> {
        forms::begin(&mut self.connection, at, new).await
    }

    async fn put_application(&mut self, application: &mut Application) -> Result<(), StoreError> {
        forms::put(&mut self.connection, application).await
    }

    async fn drop_application(&mut self, number: ApplicationNumber) -> Result<(), StoreError> {
        forms::remove(&mut self.connection, number).await
    }

    async fn set_licence(
        &mut self,
        number: ApplicationNumber,
        jpeg: Option<&[u8]>,
    ) -> Result<(), StoreError> {
        forms::set_licence(&mut self.connection, number, jpeg).await
    }

    async fn open_of(&mut self, account: AccountId) -> Result<Open, StoreError> {
        forms::open_of(&mut self.connection, account).await
    }

    async fn forget_stale(&mut self, before: Instant) -> Result<u64, StoreError> {
        forms::forget_stale(&mut self.connection, before).await
    }

    async fn import(
        &mut self,
        at: Instant,
        account: AccountId,
        new: &[(PlaceId, &ApplicationForm)],
    ) -> Result<u32, StoreError> {
        forms::import(&mut self.connection, at, account, new).await
    }

    async fn venue(&mut self, venue: PlaceId) -> Result<Option<ManagedVenue>, StoreError> {
        venues::managed(&mut self.connection, venue).await
    }

    async fn set_profile(&mut self, venue: PlaceId, form: &ApplicationForm) -> Result<(), StoreError> {
        venues::set_profile(&mut self.connection, venue, form).await
    }

    async fn set_place(&mut self, place: PlaceId, zone: Option<&str>, gate: Gate) -> Result<(), StoreError> {
        venues::set_place(&mut self.connection, place, zone, gate).await
    }

    async fn remove_place(&mut self, place: PlaceId, at: Instant) -> Result<(), StoreError> {
        venues::remove_place(&mut self.connection, place, at).await
    }

    async fn newest_serial(&mut self, place: PlaceId) -> Result<Serial, StoreError> {
        venues::newest_serial(&mut self.connection, place).await
    }

    async fn set_settings(
        &mut self,
        venue: PlaceId,
        at: Instant,
        settings: &VenueSettings,
    ) -> Result<(), StoreError> {
        venues::set_settings(&mut self.connection, venue, at, settings).await
    }

    async fn set_ended_reason(&mut self, venue: PlaceId, reason: &str) -> Result<(), StoreError> {
        venues::set_ended_reason(&mut self.connection, venue, reason).await
    }

    async fn forget_ended_reason(&mut self, place: PlaceId) -> Result<(), StoreError> {
        venues::forget_ended_reason(&mut self.connection, place).await
    }

    async fn close_venue(&mut self, venue: PlaceId, at: Instant) -> Result<(), StoreError> {
        venues::close(&mut self.connection, venue, at).await
    }

    async fn set_reviewers(&mut self, at: Instant, key: &PublicKey) -> Result<(), StoreError> {
        directory::set_reviewers(&mut self.connection, at, key).await
    }
}
