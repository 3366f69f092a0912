//! Venues and codes in memory, taken over from the store whenever a command changed them.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use tracing::warn;
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::roster::Roster;
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
    /// The places of each venue: the sealer's one thread asks for them with every guest.
    venues: HashMap<PlaceId, Vec<PlaceId>>,
    /// The issues of each place's code, oldest first.
    codes: HashMap<PlaceId, Vec<Code>>,
    typed: HashMap<TypedCode, (PlaceId, Serial)>,
    rules: HashMap<PlaceId, VenueRules>,
    /// The authority's public keys, once it has some.
    pub authority: Option<Authority>,
    /// The roster in force, once there is one.
    pub roster: Option<Roster>,
    /// The reviewers' public key, once they have one.
    pub reviewers: Option<PublicKey>,
}

impl From<Directory> for Snapshot {
    fn from(directory: Directory) -> Self {
        let mut venues: HashMap<PlaceId, Vec<PlaceId>> = HashMap::new();
        for place in &directory.places {
            venues.entry(place.venue).or_default().push(place.id);
        }
        let typed = directory.codes.iter().map(|code| (code.typed, (code.place, code.serial))).collect();
        let mut codes: HashMap<PlaceId, Vec<Code>> = HashMap::new();
        for code in directory.codes {
            codes.entry(code.place).or_default().push(code);
        }
        codes.values_mut().for_each(|issues| issues.sort_unstable_by_key(|code| code.serial));
        Self {
            change: directory.change,
            places: directory.places.into_iter().map(|place| (place.id, place)).collect(),
            removed: directory.removed.into_iter().collect(),
            venues,
            codes,
            typed,
            rules: directory.rules.into_iter().collect(),
            authority: directory.authority,
            roster: directory.roster,
            reviewers: directory.reviewers,
        }
    }
}

impl Snapshot {
    /// A place and one issue of its code.
    pub fn issue(&self, place: PlaceId, serial: Serial) -> Option<(&Place, &Code)> {
        let issues = self.issues(place);
        let at = issues.binary_search_by_key(&serial, |code| code.serial).ok()?;
        Some((self.places.get(&place)?, issues.get(at)?))
    }

    /// All issues of a place's code, oldest first.
    fn issues(&self, place: PlaceId) -> &[Code] {
        self.codes.get(&place).map_or(&[], Vec::as_slice)
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
        self.venues.contains_key(&venue)
    }

    /// The places of a venue, removed ones too, in no order; none if it is not approved yet.
    pub fn places_of(&self, venue: PlaceId) -> impl Iterator<Item = &Place> {
        self.venues.get(&venue).into_iter().flatten().filter_map(|place| self.places.get(place))
    }

    /// Whether any code of a venue hangs in force at this time: one without is closed, and serves no guests.
    pub fn has_code_in_force(&self, venue: PlaceId, time: Instant) -> bool {
        self.places_of(venue)
            .flat_map(|place| self.issues(place.id))
            .any(|code| code.in_force_at(time).is_ok())
    }

    /// The newest issue of a place's code.
    pub fn newest(&self, place: PlaceId) -> Option<&Code> {
        self.issues(place).last()
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

#[cfg(test)]
mod tests {
    use std::hint::black_box;
    use std::time::Duration;

    use venue_protocol::wire::venues::Gate;

    use super::*;

    const AT: Instant = Instant::from_millis(1_790_000_000_000);

    fn place_id(n: u32) -> PlaceId {
        let [a, b, c, d] = n.to_be_bytes();
        PlaceId([0, 0, a, b, c, d])
    }

    /// So many venues of two places with two issues each; the first issues are dead, and those of every third venue all.
    fn directory(venues: u32) -> Directory {
        let places = (0..2 * venues).map(|n| Place {
            id: place_id(n),
            venue: place_id(n - n % 2),
            name: String::new(),
            zone: None,
            gate: Gate::Both,
            sensitive: false,
        });
        // The newest first, as they need not come in order.
        let codes = (0..4 * venues).rev().map(|n| Code {
            place: place_id(n / 2),
            serial: Serial(1 + n % 2),
            typed: TypedCode::from_number(n).unwrap(),
            token: [0; 80],
            dead_from: (n % 2 == 0 || n / 4 % 3 == 0).then_some(AT),
        });
        Directory { places: places.collect(), codes: codes.collect(), ..Directory::default() }
    }

    #[test]
    fn a_venue_has_its_own_places_and_codes_and_no_others() {
        let snapshot = Snapshot::from(directory(6));
        for n in 0..6 {
            let venue = place_id(2 * n);
            let mut places: Vec<PlaceId> = snapshot.places_of(venue).map(|place| place.id).collect();
            places.sort_unstable();
            assert_eq!(places, [venue, place_id(2 * n + 1)]);
            assert_eq!(snapshot.has_code_in_force(venue, AT), n % 3 != 0);
            assert!(snapshot.has_code_in_force(venue, AT.plus_millis(-1)));
            for place in places {
                assert_eq!(snapshot.newest(place).unwrap().serial, Serial(2));
                for serial in [1, 2] {
                    let (found, code) = snapshot.issue(place, Serial(serial)).unwrap();
                    assert_eq!((found.id, code.place, code.serial), (place, place, Serial(serial)));
                    assert_eq!(snapshot.typed(code.typed).unwrap().1.serial, Serial(serial));
                }
                assert!(snapshot.issue(place, Serial(3)).is_none());
            }
        }
        let zone = place_id(1);
        assert!(snapshot.has_venue(place_id(0)) && !snapshot.has_venue(zone));
        assert_eq!((snapshot.places_of(zone).count(), snapshot.has_code_in_force(zone, AT)), (0, false));
    }

    /// The quickest of a few rounds of what is asked for guests.
    fn time_of_guests(snapshot: &Snapshot, venues: u32) -> Duration {
        let round = |_| {
            let begun = std::time::Instant::now();
            for n in 0..500 {
                let venue = place_id(2 * (n % venues));
                black_box(snapshot.has_code_in_force(venue, AT));
                black_box((
                    snapshot.has_venue(venue),
                    snapshot.newest(venue),
                    snapshot.places_of(venue).count(),
                ));
            }
            begun.elapsed()
        };
        (0..10).map(round).min().unwrap()
    }

    /// A thousand times the venues would be a thousand times the work for whoever looks at all of them.
    #[test]
    fn what_a_guest_costs_does_not_grow_with_the_directory() {
        let few = time_of_guests(&Snapshot::from(directory(20)), 20);
        let many = time_of_guests(&Snapshot::from(directory(20_000)), 20_000);
        assert!(many < 50 * few, "{few:?} with 20 venues, {many:?} with 20,000");
    }
}
