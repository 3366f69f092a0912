//! What would help, where nothing was read.

use crate::finder::Finder;
use crate::ink::Ink;
use crate::plane::View;
use crate::scan::{Hint, Point};
use crate::triple::Triple;

/// Every so many rows are looked at.
const ROWS: usize = 16;
/// Pixels of a row that are looked at together.
const RUN: usize = 32;
/// A frame whose brightest pixels are darker than this is too dark.
const DARK: usize = 60;
/// Modules of fewer pixels cannot be told apart.
const SMALL_PX: f32 = 2.4;
/// Where light turns to dark over more modules than this, they run into each other.
const BLURRED: f32 = 0.9;
/// And over more pixels than this, in the whole frame, the camera moves or does not see sharply.
const BLURRED_PX: f32 = 3.0;
/// From here on a pixel has no more to say.
const WHITE: u8 = 250;
/// What looks like a code for sure.
const LIKELY: f32 = 0.6;
/// And for one of the smallest, whose modules run into each other.
const LIKELY_SMALL: f32 = 0.5;
/// Three finders that lie less oddly than this are a code's.
const LIKELY_ODDITY: f32 = 1.6;

/// Says what would help to read what was seen, if there is something to say.
pub(crate) fn hint(grey: View<'_>, finders: &[Finder], triples: &[Triple]) -> Option<Hint> {
    let scene = Scene::of(grey);
    if scene.brightest < DARK {
        return Some(Hint::TooDark);
    }
    let likely = |finder: &&Finder| finder.likeness > LIKELY;
    let code = triples
        .iter()
        .find(|triple| triple.oddity < LIKELY_ODDITY && triple.finders.iter().all(|f| likely(&f)));
    if let Some(code) = code {
        let module = code.finders.iter().map(|finder| finder.module).sum::<f32>() / 3.0;
        let blur = code.finders.iter().map(|finder| blur_px(grey, finder)).sum::<f32>() / 3.0;
        return if module < SMALL_PX {
            Some(Hint::Closer)
        } else if washed_out(grey, &code.centres()) {
            Some(Hint::Glare)
        } else if blur > BLURRED * module {
            Some(Hint::HoldStill)
        } else {
            None
        };
    }
    let most_like = finders.iter().max_by(|a, b| a.likeness.total_cmp(&b.likeness));
    let small = |finder: &Finder| finder.likeness > LIKELY_SMALL && finder.module < SMALL_PX;
    if most_like.is_some_and(|finder| small(finder) && is_dense(grey, finder.centre)) {
        return Some(Hint::Closer);
    }
    if let Some(finder) = most_like.filter(likely) {
        let reach = Point::new(finder.module * 14.0, finder.module * 14.0);
        let around = [finder.centre - reach, finder.centre + reach];
        if finders.iter().filter(likely).count() > 1 && washed_out(grey, &around) {
            return Some(Hint::Glare);
        }
    }
    (scene.edge_px > BLURRED_PX).then_some(Hint::HoldStill)
}

/// The frame as a whole.
struct Scene {
    /// What all but a fiftieth of the pixels stay below.
    brightest: usize,
    /// Pixels from light to dark at the sharpest edges, 0 where there are too few edges to tell.
    edge_px: f32,
}

impl Scene {
    fn of(grey: View<'_>) -> Self {
        let mut counts = [0u32; 256];
        let (mut edges, mut widths) = (0u32, [0u32; RUN + 1]);
        for y in (0..grey.height).step_by(ROWS) {
            for run in grey.row(y).chunks_exact(RUN) {
                counts[usize::from(run[RUN / 2])] += 1;
                let (mut least, mut most, mut steepest) = (u8::MAX, 0, 1);
                for pair in run.windows(2) {
                    least = least.min(pair[1]);
                    most = most.max(pair[1]);
                    steepest = steepest.max(pair[0].abs_diff(pair[1]));
                }
                if most.saturating_sub(least) > 40 {
                    edges += 1;
                    widths[usize::from((most - least) / steepest).min(RUN)] += 1;
                }
            }
        }
        let all: u32 = counts.iter().sum();
        let mut above = all / 50;
        let brightest = (0..256).rev().find(|&grey| {
            let enough = counts[grey] > above;
            above = above.saturating_sub(counts[grey]);
            enough
        });
        // The sharpest quarter.
        let mut sharper = edges / 4;
        let width = widths.iter().position(|&count| {
            let enough = count > sharper;
            sharper = sharper.saturating_sub(count);
            enough
        });
        let told = edges > all / 200;
        Self {
            brightest: brightest.unwrap_or(255),
            edge_px: width.filter(|_| told).map_or(0.0, |width| width as f32),
        }
    }
}

/// Whether much of the rectangle around these points is white without anything in it.
fn washed_out(grey: View<'_>, points: &[Point]) -> bool {
    let bound = |of: fn(&Point) -> f32, most: usize| {
        let least = points.iter().map(of).fold(f32::MAX, f32::min).max(0.0) as usize;
        (least, (points.iter().map(of).fold(0.0, f32::max) as usize).min(most))
    };
    let ((left, right), (top, bottom)) = (bound(|p| p.x, grey.width), bound(|p| p.y, grey.height));
    let (mut white, mut all) = (0, 0);
    for y in (top..bottom).step_by(4) {
        for run in grey.row(y)[left.min(right)..right].chunks_exact(8) {
            all += 1;
            white += usize::from(run.iter().all(|&grey| grey >= WHITE));
        }
    }
    white * 8 > all
}

/// Whether one of the four squares beside the point has dark and light in all of its rows and columns, as a symbol has
/// and a line of print has not.
fn is_dense(grey: View<'_>, point: Point) -> bool {
    const SIDE: usize = 16;
    const LEAST_RANGE: u8 = 40;
    let (x, y) = (point.x.max(0.0) as usize, point.y.max(0.0) as usize);
    let varies = |greys: &mut dyn Iterator<Item = u8>| {
        let (least, most) = greys.fold((u8::MAX, 0), |(least, most), grey| (least.min(grey), most.max(grey)));
        most.saturating_sub(least) > LEAST_RANGE
    };
    [
        (x, y),
        (x.wrapping_sub(SIDE), y),
        (x, y.wrapping_sub(SIDE)),
        (x.wrapping_sub(SIDE), y.wrapping_sub(SIDE)),
    ]
    .into_iter()
    .filter(|&(left, top)| left < grey.width.saturating_sub(SIDE) && top < grey.height.saturating_sub(SIDE))
    .any(|(left, top)| {
        (0..SIDE).all(|row| varies(&mut grey.row(top + row)[left..left + SIDE].iter().copied()))
            && (0..SIDE).all(|column| varies(&mut (0..SIDE).map(|row| grey.row(top + row)[left + column])))
    })
}

/// How many pixels the edges of a finder's core take from dark to light.
fn blur_px(grey: View<'_>, finder: &Finder) -> f32 {
    let ink = Ink::of(grey, finder.inverted);
    let reach = finder.module * 2.2;
    let steps = (reach * 2.0) as usize;
    let mut widths = 0.0;
    for way in [Point::new(0.5, 0.0), Point::new(-0.5, 0.0), Point::new(0.0, 0.5), Point::new(0.0, -0.5)] {
        let at = |k: usize| ink.at(finder.centre + way * k as f32);
        let (mut least, mut most, mut steepest) = (f32::MAX, f32::MIN, 1.0f32);
        for k in 0..steps {
            let here = at(k);
            least = least.min(here);
            most = most.max(here);
            steepest = steepest.max(at(k + 2) - here);
        }
        widths += ((most - least) / steepest).max(1.0) / 4.0;
    }
    widths
}
