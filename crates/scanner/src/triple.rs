//! Which three finders belong together: corner, right and below, with perspective in mind.

use crate::finder::Finder;
use crate::scan::Point;

/// Finders that are combined: those that look most like one.
const MOST_COMBINED: usize = 28;
/// Triples that are kept, the most likely ones.
const MOST_TRIPLES: usize = 64;

/// Three finders in the order top left, top right, bottom left (as printed; a mirrored symbol comes out mirrored).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Triple {
    pub finders: [Finder; 3],
    /// The less, the more likely.
    pub oddity: f32,
}

/// All likely triples, the most likely first.
pub(crate) fn group(finders: &mut [Finder], triples: &mut Vec<Triple>) {
    triples.clear();
    finders.sort_unstable_by(|a, b| b.likeness.total_cmp(&a.likeness));
    let finders = &finders[..finders.len().min(MOST_COMBINED)];
    for (i, corner) in finders.iter().enumerate() {
        for (j, one) in finders.iter().enumerate() {
            for (k, other) in finders.iter().enumerate().skip(j + 1) {
                if i == j || i == k {
                    continue;
                }
                let Some(triple) = weigh(corner, one, other) else { continue };
                let at = triples.partition_point(|known| known.oddity <= triple.oddity);
                if at < MOST_TRIPLES {
                    triples.truncate(MOST_TRIPLES - 1);
                    triples.insert(at, triple);
                }
            }
        }
    }
}

fn weigh(corner: &Finder, one: &Finder, other: &Finder) -> Option<Triple> {
    if one.inverted != corner.inverted || other.inverted != corner.inverted {
        return None;
    }
    let modules = [corner.module, one.module, other.module];
    let least = modules.into_iter().fold(f32::MAX, f32::min);
    let most = modules.into_iter().fold(0.0, f32::max);
    let u = one.centre - corner.centre;
    let v = other.centre - corner.centre;
    let (along, down) = (u.length(), v.length());
    let stretch = along.max(down) / along.min(down);
    let lean = (u.dot(v) / (along * down)).abs();
    let modules_apart = along.max(down) * 3.0 / (modules[0] + modules[1] + modules[2]);
    if most > least * 2.7 || stretch > 2.6 || lean > 0.8 || !(11.0..185.0).contains(&modules_apart) {
        return None;
    }
    let unsure = |finder: &Finder| 1.0 - finder.likeness;
    let oddity = (stretch - 1.0) * 0.8
        + lean * 1.3
        + (most / least - 1.0)
        + modules_apart * 0.004
        + unsure(corner)
        + unsure(one)
        + unsure(other);
    let clockwise = u.cross(v) > 0.0;
    let finders = if clockwise { [*corner, *one, *other] } else { [*corner, *other, *one] };
    oddity.is_finite().then_some(Triple { finders, oddity })
}

impl Triple {
    /// Whether both are the same three finders, as far as their places tell.
    pub fn is(&self, other: &Self) -> bool {
        self.finders.iter().zip(&other.finders).all(|(one, other)| {
            one.inverted == other.inverted && (one.centre - other.centre).length() < one.module
        })
    }

    /// Its centres.
    pub fn centres(&self) -> [Point; 3] {
        self.finders.map(|finder| finder.centre)
    }
}
