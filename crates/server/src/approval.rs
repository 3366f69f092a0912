//! What an approval does: a new venue gets its places and codes; a change gives new codes where the poster changes.

use std::collections::HashSet;

use venue_protocol::application::USUAL_OLD_CODES_DAYS;
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::wire::applications::{ApplicationForm, Zone};
use venue_protocol::wire::manage::{ManagedPlace, ManagedVenue};
use venue_protocol::wire::venues::Gate;

use crate::issuer::{Issuer, VALID_DAYS};
use crate::random::SharedRandom;
use crate::store::applications::Application;
use crate::store::audit::Kind;
use crate::store::{Place, StoreError, Writer};

/// It takes so many days to print new posters and hang them.
const TO_REPRINT_DAYS: u16 = 3;

/// Why nothing is approved.
#[derive(Debug, thiserror::Error)]
pub enum ApproveError {
    /// The venue was closed in the meantime.
    #[error("the venue is closed")]
    Closed,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Carries a form out, in the transaction of the decision.
pub struct Approval<'a> {
    /// Where it is written.
    pub writer: &'a mut dyn Writer,
    /// Issues codes.
    pub issuer: Issuer<'a>,
    /// For the ids of new places.
    pub random: &'a SharedRandom,
    /// When.
    pub now: Instant,
}

impl Approval<'_> {
    /// Approves an application, whose form was checked when it was submitted.
    ///
    /// # Errors
    /// If the venue is closed, or the store fails; then the transaction must not be committed.
    pub async fn carry_out(&mut self, application: &Application) -> Result<(), ApproveError> {
        let mut form = application.form.clone();
        let before = self.writer.applications().venue(application.venue).await?;
        if before.as_ref().is_some_and(|venue| venue.closed_at.is_some()) {
            return Err(ApproveError::Closed);
        }
        let dies = dies(last_day(form.old_codes_until.take(), self.now.day()), self.now);
        for zone in &mut form.zones {
            zone.place.get_or_insert_with(|| PlaceId(self.random.bytes()));
        }
        let reprints = before.as_ref().is_some_and(|venue| is_renamed(venue, &form));
        let old = before.as_ref().map_or(&[][..], |venue| &venue.places);
        let wanted = wanted(application.venue, &form);
        let mut is_new = before.is_none();
        for place in &wanted {
            let hangs = old.iter().find(|old| old.place == place.id);
            match hangs {
                Some(hangs) if !reprints && is_same(hangs, place) => {}
                Some(_) => self.change(place, dies).await?,
                None => self.add(place, is_new, dies).await?,
            }
            is_new = false;
        }
        let kept: HashSet<PlaceId> = wanted.iter().map(|place| place.id).collect();
        for gone in old.iter().filter(|old| !kept.contains(&old.place)) {
            self.writer.applications().remove_place(gone.place, self.now).await?;
            self.writer.replace_codes(gone.place, Serial(u32::MAX), dies).await?;
        }
        self.writer.applications().set_profile(application.venue, &form).await?;
        Ok(())
    }

    async fn change(&mut self, place: &Place, dies: Instant) -> Result<(), StoreError> {
        self.writer.applications().set_place(place.id, place.zone.as_deref(), place.gate).await?;
        self.issue(place.id, dies).await
    }

    async fn add(&mut self, place: &Place, is_new_venue: bool, dies: Instant) -> Result<(), StoreError> {
        match self.writer.add_place(self.now, place, is_new_venue).await {
            // It was removed by an earlier change.
            Err(StoreError::Exists(_)) if !is_new_venue => return self.change(place, dies).await,
            added => added?,
        }
        self.writer.audit(self.now, Kind::PlaceAdded, &place.id.0).await?;
        self.issue(place.id, dies).await
    }

    async fn issue(&mut self, place: PlaceId, dies: Instant) -> Result<(), StoreError> {
        let last = self.now.day().plus(VALID_DAYS);
        self.issuer.issue(self.writer, place, last, dies).await.map(drop)
    }
}

/// The last day of the old codes of a change. The manager chose it before the review began: if less than
/// [`TO_REPRINT_DAYS`] are left of it, nobody could hang new posters in time, and it is as far ahead as usual.
fn last_day(chosen: Option<Day>, today: Day) -> Option<Day> {
    let in_time = |last: Day| last >= today.plus(TO_REPRINT_DAYS);
    chosen.map(|last| if in_time(last) { last } else { today.plus(USUAL_OLD_CODES_DAYS) })
}

/// When old codes die whose last day is given; at once without it, or if it is over.
pub fn dies(last: Option<Day>, now: Instant) -> Instant {
    last.map_or(now, |last| last.plus(1).start().max(now))
}

/// The places that a form asks for: the venue itself if it has a gate, and its zones.
fn wanted(venue: PlaceId, form: &ApplicationForm) -> Vec<Place> {
    let place = |id: PlaceId, zone: Option<&str>, gate: Gate| Place {
        id,
        venue,
        name: form.venue_name.clone(),
        zone: zone.map(str::to_owned),
        gate,
        sensitive: form.sensitive,
    };
    let own = form.gate.map(|gate| place(venue, None, gate));
    let zones = form.zones.iter().filter_map(|zone| Some(place(zone.place?, Some(&zone.name), zone.gate)));
    own.into_iter().chain(zones).collect()
}

/// Whether its poster stays right.
fn is_same(hangs: &ManagedPlace, place: &Place) -> bool {
    hangs.zone == place.zone && hangs.gate == place.gate
}

/// Whether name or address changed, so that all posters are wrong. Of a venue that was made on the command line no
/// address is known.
fn is_renamed(venue: &ManagedVenue, form: &ApplicationForm) -> bool {
    let address = |form: &ApplicationForm| (form.division.clone(), form.street.clone(), form.address.clone());
    venue.name != form.venue_name || venue.form.as_ref().is_some_and(|old| address(old) != address(form))
}

/// What a change of a venue begins with: its form as it was approved, or what is known of one that was made on the
/// command line; and the zones that were added there.
pub fn form_of(venue: &ManagedVenue) -> ApplicationForm {
    let mut form = venue.form.clone().unwrap_or_else(|| ApplicationForm {
        venue_name: venue.name.clone(),
        sensitive: venue.sensitive,
        gate: venue.places.iter().find(|place| place.zone.is_none()).map(|place| place.gate),
        ..ApplicationForm::default()
    });
    for place in &venue.places {
        if let Some(name) = &place.zone
            && !form.zones.iter().any(|zone| zone.place == Some(place.place))
        {
            form.zones.push(Zone { place: Some(place.place), name: name.clone(), gate: place.gate });
        }
    }
    form
}

/// The zones that a venue has.
pub fn zones_of(venue: &ManagedVenue) -> Vec<PlaceId> {
    venue.places.iter().filter(|place| place.zone.is_some()).map(|place| place.place).collect()
}
