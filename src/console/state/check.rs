//! What a photo of a poster on the wall tells about it. Pure.

use venue_poster::archive::{ArchivedPlace, PosterArchive};
use venue_poster::{Figures, Orientation, Sheet, Size};
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::token::{CodeHost, CodeRefusal, CodeUrl, VenueToken};

use crate::scan::message::{Measured, Seen, Verdict};

/// How good something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Nothing to do.
    Good,
    /// It still works.
    Weak,
    /// It has to be mended.
    Bad,
}

/// What the code on the wall is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// A code of one of this venue's places.
    Ours(Hanging),
    /// Genuine, but of another venue.
    OtherVenue,
    /// Of this venue, but the list of issues does not have it: it is younger than the list.
    Unlisted,
    /// No code that anybody can check in with.
    Refused(CodeRefusal),
}

/// An issue of one of this venue's codes, as it hangs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hanging {
    /// Whose.
    pub place: PlaceId,
    /// The zone's name; none for the venue itself.
    pub zone: Option<String>,
    /// Which issue.
    pub serial: Serial,
    /// The newest issue of the same place.
    pub newest: Serial,
    /// From then on it is dead.
    pub dead_from: Instant,
}

impl Standing {
    /// What was seen, by the issues that this venue has had. `host` is this service's.
    pub fn of(seen: &Seen, host: &CodeHost, archive: &PosterArchive) -> Self {
        let token = match &seen.verdict {
            Verdict::Genuine(text) => text.parse::<VenueToken>(),
            // Its signature was good: which one it was can still be told.
            Verdict::Refused(CodeRefusal::Expired { .. }) => CodeUrl::parse(&seen.text, host),
            Verdict::Refused(refusal) => Err(refusal.clone()),
            Verdict::NoKeys => Err(CodeRefusal::Unreadable),
        };
        let token = match token {
            Ok(token) => token,
            Err(refusal) => return Self::Refused(refusal),
        };
        let Some(place) = archive.places.iter().find(|place| place.place == token.place) else {
            return Self::OtherVenue;
        };
        hanging(place, token.serial).map_or(Self::Unlisted, Self::Ours)
    }

    /// Whether it may hang there.
    pub fn grade(&self, now: Instant) -> Grade {
        match self {
            Self::Ours(hanging) if hanging.dead_from <= now => Grade::Bad,
            Self::Ours(hanging) if hanging.serial != hanging.newest => Grade::Weak,
            Self::Ours(_) => Grade::Good,
            Self::Unlisted => Grade::Weak,
            Self::OtherVenue | Self::Refused(_) => Grade::Bad,
        }
    }

    /// Whether it matters how well it scans: what does not belong there need not scan.
    pub const fn is_ours(&self) -> bool {
        matches!(self, Self::Ours(_) | Self::Unlisted)
    }

    /// The worst of all grades.
    pub fn worst(&self, measured: &Measured, now: Instant) -> Grade {
        let of_photo = grades(measured).into_iter().map(|(_, grade)| grade);
        of_photo.filter(|_| self.is_ours()).fold(self.grade(now), Grade::max)
    }
}

fn hanging(place: &ArchivedPlace, serial: Serial) -> Option<Hanging> {
    let issue = place.issues.iter().find(|issue| issue.serial == serial)?;
    Some(Hanging {
        place: place.place,
        zone: place.zone.clone(),
        serial,
        newest: place.issues.first()?.serial,
        dead_from: issue.dead_from,
    })
}

/// What is measured in the photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// Pixels a module.
    Size,
    /// Between printed and bare modules.
    Contrast,
    /// Steepness of the edges.
    Sharpness,
    /// Modules that are washed out by light.
    Glare,
    /// Modules that had to be corrected.
    Damage,
}

/// Each aspect with its grade.
pub fn grades(measured: &Measured) -> [(Aspect, Grade); 5] {
    let at_least = |value: f32, good: f32, weak: f32| {
        if value >= good {
            Grade::Good
        } else if value >= weak {
            Grade::Weak
        } else {
            Grade::Bad
        }
    };
    let at_most = |value: f32, good: f32, weak: f32| at_least(-value, -good, -weak);
    [
        // Below four the other figures say more about the photo than about the poster.
        (Aspect::Size, at_least(measured.module_px, 4.0, 2.5)),
        (Aspect::Contrast, at_least(measured.contrast, 0.45, 0.25)),
        (Aspect::Sharpness, at_least(measured.sharpness, 0.6, 0.3)),
        (Aspect::Glare, at_most(measured.glare, 0.02, 0.1)),
        // Level M restores 15 of 100 code words; half of that is a reserve for the phone's own errors.
        (Aspect::Damage, at_most(measured.damage, 0.02, 0.07)),
    ]
}

/// The share of modules that a symbol of level M can lose.
const RESTORABLE: f32 = 0.15;
/// A print with this contrast is read from as far as one of black on white.
const FULL_CONTRAST: f32 = 0.45;
/// However bad it is: it was read.
const LEAST_REACH: f32 = 0.3;

/// What is left of the reading distance of a flawless print, 0.3 to 1. A weak contrast needs larger modules in
/// proportion; and what glare and damage have taken of the restorable modules is missing when the phone adds errors
/// of its own, of which it makes more from further away. Sharpness and size are the photo's, not the poster's.
pub fn reach(measured: &Measured) -> f32 {
    let contrast = measured.contrast / FULL_CONTRAST;
    let intact = 1.0 - (measured.glare + measured.damage) / RESTORABLE;
    let share = contrast.min(intact).min(1.0);
    // What is no number is not more than it.
    if share > LEAST_REACH { share } else { LEAST_REACH }
}

/// From how far away it is read, in mm: by what the sheet's symbol measures, and what is left of it.
pub fn distance_mm(figures: &Figures, measured: &Measured) -> f32 {
    let modules = if measured.modules == 0 { f32::from(figures.modules) } else { measured.modules as f32 };
    // The paper's symbol is as wide, whatever it says: with more modules each is smaller.
    figures.reading_distance_mm * f32::from(figures.modules) / modules * reach(measured)
}

/// The sheet that was downloaded last of what hangs there, or else of anything.
pub fn likely_sheet(archive: &PosterArchive, place: Option<PlaceId>) -> Sheet {
    let downloads = archive.places.iter().flat_map(|one| {
        let same = Some(one.place) == place;
        one.issues.iter().flat_map(|issue| &issue.downloads).map(move |download| (same, download))
    });
    let latest = downloads.max_by_key(|(same, download)| (*same, download.at));
    let (size, orientation) = latest
        .map_or((Size::A4, Orientation::Portrait), |(_, download)| (download.size, download.orientation));
    Sheet { size, orientation, bleed: false, mark: false }
}
