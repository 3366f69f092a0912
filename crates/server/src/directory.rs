//! Venues and codes in memory, taken over from the store whenever a command changed them.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use tracing::warn;
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::{Authority, PublicKey};
use venue_protocol::token::{Validity, VenueToken};
use venue_protocol::typed_code::TypedCode;

use crate::store::{Code, Directory, Place, Store, StoreError, VenueRules};

/// All of it at one moment.
#[derive(Debug, Default)]
pub struct Snapshot {
    change: i64,
    places: HashMap<PlaceId, Place>,
    removed: HashSet<PlaceId>,
    codes: HashMap<(PlaceId, Serial), Code>,
    typed: HashMap<TypedCode, (PlaceId, Serial)>,
    rules: HashMap<PlaceId, VenueRules>,
    /// The authority's public keys, once it has some.
    pub authority: Option<Authority>,
    /// The reviewers' public key, once they have one.
    pub reviewers: Option<PublicKey>,
}

impl From<Directory> for Snapshot {
    fn from(directory: Directory) -> Self {
        Self {
            change: directory.change,
            places: directory.places.into_iter().map(|place| (place.id, place)).collect(),
            removed: directory.removed.into_iter().collect(),
            typed: directory.codes.iter().map(|code| (code.typed, (code.place, code.serial))).collect(),
            codes: directory.codes.into_iter().map(|code| ((code.place, code.serial), code)).collect(),
            rules: directory.rules.into_iter().collect(),
            authority: directory.authority,
            reviewers: directory.reviewers,
        }
    }
}

impl Snapshot {
    /// A place and one issue of its code.
    pub fn issue(&self, place: PlaceId, serial: Serial) -> Option<(&Place, &Code)> {
        Some((self.places.get(&place)?, self.codes.get(&(place, serial))?))
    }

    /// The place and issue that a typed code stands for.
    pub fn typed(&self, typed: TypedCode) -> Option<(&Place, &Code)> {
        let (place, serial) = self.typed.get(&typed)?;
        self.issue(*place, *serial)
    }

    /// What holds of a venue.
    pub fn rules(&self, venue: PlaceId) -> Option<&VenueRules> {
        self.rules.get(&venue)
    }

    /// Whether a code was in force at a time, shown by this token: a poster's is not where only the rotating code
    /// counts.
    ///
    /// # Errors
    /// If it was revoked or replaced before, or the venue had turned its posters off.
    pub fn in_force_at(
        &self,
        place: &Place,
        code: &Code,
        token: &VenueToken,
        time: Instant,
    ) -> Result<(), ProblemType> {
        let rotating_since = self.rules(place.venue).and_then(|rules| rules.rotating_since);
        let is_poster = matches!(token.validity, Validity::Days { .. });
        if is_poster && rotating_since.is_some_and(|since| since <= time) {
            return Err(ProblemType::CodeRevoked);
        }
        code.in_force_at(time)
    }

    /// A place, even one that a change removed: what happened there is judged, counted and archived.
    pub fn place(&self, place: PlaceId) -> Option<&Place> {
        self.places.get(&place)
    }

    /// A place that was not removed.
    pub fn standing(&self, place: PlaceId) -> Option<&Place> {
        self.place(place).filter(|place| !self.removed.contains(&place.id))
    }

    /// Whether this is a venue, and not one of its zones.
    pub fn has_venue(&self, venue: PlaceId) -> bool {
        self.places.values().any(|place| place.venue == venue)
    }

    /// The places of a venue, removed ones too, in no order; none if it is not approved yet.
    pub fn places_of(&self, venue: PlaceId) -> impl Iterator<Item = &Place> {
        self.places.values().filter(move |place| place.venue == venue)
    }

    /// Whether any code of a venue hangs in force at this time: one without is closed, and serves no guests.
    pub fn has_code_in_force(&self, venue: PlaceId, time: Instant) -> bool {
        let is_of_venue = |code: &Code| self.place(code.place).is_some_and(|place| place.venue == venue);
        self.codes.values().any(|code| code.in_force_at(time).is_ok() && is_of_venue(code))
    }

    /// The newest issue of a place's code.
    pub fn newest(&self, place: PlaceId) -> Option<&Code> {
        self.codes.values().filter(|code| code.place == place).max_by_key(|code| code.serial)
    }
}

impl Code {
    /// Whether it hangs in force at this time.
    ///
    /// # Errors
    /// If it was revoked or replaced before.
    pub fn in_force_at(&self, time: Instant) -> Result<(), ProblemType> {
        match self.dead_from {
            Some(dead_from) if dead_from <= time => Err(ProblemType::CodeRevoked),
            _ => Ok(()),
        }
    }
}

/// The latest snapshot.
#[derive(Debug)]
pub struct DirectoryCache(RwLock<Arc<Snapshot>>);

impl DirectoryCache {
    /// Reads it.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn load(store: &dyn Store) -> Result<Self, StoreError> {
        Ok(Self(RwLock::new(Arc::new(store.directory().await?.into()))))
    }

    /// The latest snapshot.
    pub fn current(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads again what was just changed. If that fails, the job that does so every second takes it over.
    pub async fn taken_over(&self, store: &dyn Store) {
        if let Err(error) = self.refresh(store).await {
            warn!(error = &error as &dyn std::error::Error, "venues could not be read again");
        }
    }

    /// Reads again if something changed.
    ///
    /// # Errors
    /// If the store fails; the snapshot stays as it was.
    pub async fn refresh(&self, store: &dyn Store) -> Result<(), StoreError> {
        if store.change().await? != self.current().change {
            let fresh = Arc::new(store.directory().await?.into());
            *self.0.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        }
        Ok(())
    }
}
