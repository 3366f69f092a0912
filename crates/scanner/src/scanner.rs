//! Reads frames one after another.

use crate::frame::Frame;
use crate::look::{Eye, further_looks, looks};
use crate::plane::Plane;
use crate::scan::{Code, Hint, Point, Scan, Tier};
use crate::search::Search;

/// What is seen around a tracked code, as a share of its size: it moves from one frame to the next.
const AROUND: f32 = 0.25;

/// Reads frames one after another; keeps its memory, and what it saw, from one to the next.
#[derive(Debug)]
pub struct Scanner {
    grey: Plane,
    eye: Eye,
    search: Search,
    /// Where the last frame of the live view had a code.
    tracked: Option<Part>,
    /// Which of the further looks is next.
    further: usize,
    /// The last hint, and how many frames ago it was.
    hinted: Option<(Hint, usize)>,
}

/// A part of a frame.
#[derive(Debug, Clone, Copy)]
struct Part {
    corner: (usize, usize),
    size: (usize, usize),
}

impl Default for Scanner {
    fn default() -> Self {
        Self::new()
    }
}

impl Scanner {
    /// A scanner that has seen nothing.
    pub const fn new() -> Self {
        Self {
            grey: Plane::new(),
            eye: Eye::new(),
            search: Search::new(),
            tracked: None,
            further: 0,
            hinted: None,
        }
    }

    /// Looks at a single picture, as thoroughly as the tier says, until something is read and nothing else in it looks
    /// like a code.
    pub fn scan(&mut self, frame: Frame<'_>, tier: Tier) -> Scan<'_> {
        let Self { grey, eye, search, .. } = self;
        let grey = grey.brightness(frame);
        search.begin();
        eye.open();
        for look in looks(tier) {
            eye.look(grey, look, search);
            if search.is_done() {
                break;
            }
        }
        let hint = search.hint(grey);
        Scan { codes: search.codes(), hint, unsupported: search.has_unsupported() }
    }

    /// Looks at the next frame of a live view: first where a code was last; the next time, or if it is gone,
    /// everywhere as [`Tier::Fast`] does; and, if that finds nothing, in one of the further ways of [`Tier::Deep`],
    /// another one with each frame, so that no frame takes long.
    pub fn follow(&mut self, frame: Frame<'_>) -> Scan<'_> {
        if let Some(part) = self.tracked.take()
            && self.finds_again(frame, part)
        {
            self.hinted = None;
            return Scan { codes: self.search.codes(), hint: None, unsupported: false };
        }
        let Self { grey, eye, search, tracked, further, hinted } = self;
        let grey = grey.brightness(frame);
        search.begin();
        eye.open();
        let others = further_looks();
        // All of them: a code that is found in the first must not hide the one that the visitor means.
        for look in looks(Tier::Fast) {
            eye.look(grey, look, search);
        }
        if search.codes().is_empty() {
            *further %= others.len();
            eye.look(grey, &others[*further], search);
            *further += 1;
        }
        *tracked = search.codes().first().and_then(|code| Part::around(code, frame));
        // Each further look sees something else: what one of them said holds until its next turn.
        *hinted = match (search.hint(grey), *hinted) {
            (Some(hint), _) => Some((hint, 0)),
            (None, Some((hint, age))) if search.codes().is_empty() && age < others.len() => {
                Some((hint, age + 1))
            }
            (None, _) => None,
        };
        let hint = hinted.map(|(hint, _)| hint);
        Scan { codes: search.codes(), hint, unsupported: search.has_unsupported() }
    }

    /// Looks for a code where it was; false if it is not there.
    fn finds_again(&mut self, frame: Frame<'_>, part: Part) -> bool {
        let Self { grey, eye, search, .. } = self;
        let (left, top) = part.corner;
        if left + part.size.0 > frame.width() || top + part.size.1 > frame.height() {
            return false;
        }
        let grey = grey.part(frame, part.corner, part.size);
        search.begin();
        eye.open();
        for look in looks(Tier::Fast) {
            eye.look(grey, look, search);
            if !search.codes().is_empty() {
                search.shift(Point::new(left as f32, top as f32));
                return true;
            }
        }
        false
    }
}

impl Part {
    /// What surrounds a code; `None` where that is most of the frame, or too small to look at.
    fn around(code: &Code, frame: Frame<'_>) -> Option<Self> {
        let bounds = |of: fn(&Point) -> f32, most: usize| {
            let least = code.corners.iter().map(of).fold(f32::MAX, f32::min);
            let greatest = code.corners.iter().map(of).fold(f32::MIN, f32::max);
            let more = (greatest - least) * AROUND + 16.0;
            let from = ((least - more).max(0.0) as usize).min(most);
            (from, ((greatest + more).max(0.0) as usize).min(most).saturating_sub(from))
        };
        let (left, width) = bounds(|point| point.x, frame.width());
        let (top, height) = bounds(|point| point.y, frame.height());
        let part = width >= 64 && height >= 64 && width * height * 2 < frame.width() * frame.height();
        part.then_some(Self { corner: (left, top), size: (width, height) })
    }
}
