//! The ways of looking at a frame, one after another: what one does not show, another may.

use crate::bits::Bits;
use crate::blocks::Blocks;
use crate::dark::Dark;
use crate::plane::{Plane, View};
use crate::scan::Tier;
use crate::search::{Search, Sight};

/// One way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// From which tier on.
    tier: Tier,
    how: How,
    /// What reading may cost, see [`Search::look`].
    budget: i32,
}

#[derive(Debug, Clone, Copy)]
enum How {
    /// For finders in new pixels.
    Fresh { source: Source, binariser: Binariser, step: usize },
    /// For codes among all the finders so far, on the smoothed frame.
    Again,
}

/// What the frame is made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Frame,
    Half,
    Quarter,
    Smoothed,
    Sharpened,
    SharpenedHalf,
    SharpenedDouble,
}

/// How dark and light are told apart.
#[derive(Debug, Clone, Copy)]
enum Binariser {
    /// See [`Blocks`].
    Blocks { flat: u8 },
    /// See [`Bits::by_local_mean`].
    Local { radius: usize, margin: i32 },
}

/// All of them, by tier. The first three see codes of small, of larger and of very large modules; sharpened pixels show
/// blurred finders, local means those of little contrast, and doubled ones the smallest.
const LOOKS: [Look; 10] = [
    fresh(Tier::Fast, Source::Frame, Binariser::Blocks { flat: 24 }, 3, 1000),
    fresh(Tier::Fast, Source::Half, Binariser::Blocks { flat: 16 }, 1, 1000),
    fresh(Tier::Fast, Source::Quarter, Binariser::Blocks { flat: 12 }, 1, 1000),
    Look { tier: Tier::Fast, how: How::Again, budget: 1000 },
    fresh(Tier::Full, Source::SharpenedHalf, Binariser::Blocks { flat: 32 }, 1, 2000),
    fresh(Tier::Full, Source::Half, Binariser::Local { radius: 12, margin: 1 }, 1, 2000),
    fresh(Tier::Deep, Source::Sharpened, Binariser::Blocks { flat: 32 }, 1, 4000),
    fresh(Tier::Deep, Source::SharpenedDouble, Binariser::Blocks { flat: 40 }, 2, 4000),
    fresh(Tier::Deep, Source::Smoothed, Binariser::Local { radius: 14, margin: 1 }, 1, 4000),
    Look { tier: Tier::Deep, how: How::Again, budget: 4000 },
];

/// Those of a tier: it has those of the lesser ones, too.
pub(crate) fn looks(tier: Tier) -> &'static [Look] {
    &LOOKS[..LOOKS.partition_point(|look| look.tier <= tier)]
}

/// What [`Tier::Deep`] has beyond [`Tier::Fast`], and is worth a look by itself: the last one goes over what all the
/// others found.
pub(crate) fn further_looks() -> &'static [Look] {
    &LOOKS[looks(Tier::Fast).len()..LOOKS.len() - 1]
}

/// Larger frames are not doubled: their modules are large enough, and memory is not.
const MOST_DOUBLED: usize = 1 << 21;
/// Smaller ones are not halved: nothing is left of them.
const LEAST_HALVED: usize = 32;

const fn fresh(tier: Tier, source: Source, binariser: Binariser, step: usize, budget: i32) -> Look {
    Look { tier, how: How::Fresh { source, binariser, step }, budget }
}

/// What a frame was made into so far, in memory that is used again for the next one.
#[derive(Debug)]
pub(crate) struct Eye {
    half: Plane,
    quarter: Plane,
    soft: Plane,
    softer: Plane,
    sharp: Plane,
    double: Plane,
    rows: Vec<u16>,
    blocks: Blocks,
    bits: Bits,
    has_half: bool,
    has_quarter: bool,
    has_soft: bool,
    has_sharp: bool,
}

impl Eye {
    pub const fn new() -> Self {
        Self {
            half: Plane::new(),
            quarter: Plane::new(),
            soft: Plane::new(),
            softer: Plane::new(),
            sharp: Plane::new(),
            double: Plane::new(),
            rows: Vec::new(),
            blocks: Blocks::new(),
            bits: Bits::new(),
            has_half: false,
            has_quarter: false,
            has_soft: false,
            has_sharp: false,
        }
    }

    /// The next frame is another one.
    pub fn open(&mut self) {
        self.has_half = false;
        self.has_quarter = false;
        self.has_soft = false;
        self.has_sharp = false;
    }

    /// Looks at the frame in this way.
    pub fn look(&mut self, grey: View<'_>, look: &Look, search: &mut Search) {
        match look.how {
            How::Fresh { source, binariser, step } => {
                if !self.make(grey, source) {
                    return;
                }
                let (view, scale) = match source {
                    Source::Frame => (grey, 1.0),
                    Source::Half => (self.half.view(), 2.0),
                    Source::Quarter => (self.quarter.view(), 4.0),
                    Source::Smoothed => (self.soft.view(), 1.0),
                    Source::Sharpened => (self.sharp.view(), 1.0),
                    Source::SharpenedHalf => (self.sharp.view(), 2.0),
                    Source::SharpenedDouble => (self.double.view(), 0.5),
                };
                let pixels = match binariser {
                    Binariser::Blocks { flat } => {
                        match source {
                            Source::Frame if self.has_half => {
                                self.blocks.measure_by_half(view, self.half.view(), flat)
                            }
                            Source::SharpenedDouble => {
                                self.blocks.measure_by_half(view, self.sharp.view(), flat)
                            }
                            _ => self.blocks.measure(view, flat),
                        }
                        Dark::ByBlocks(view, &self.blocks)
                    }
                    Binariser::Local { radius, margin } => {
                        self.bits.by_local_mean(view, radius, margin);
                        Dark::ByBits(&self.bits)
                    }
                };
                search.look(Sight { pixels, scale, step, grey }, look.budget);
            }
            How::Again => {
                if search.has_three() {
                    self.soften(grey);
                    search.look_again(self.soft.view(), look.budget);
                }
            }
        }
    }

    /// Makes these pixels, unless they are there; false for a frame that they cannot be made of.
    fn make(&mut self, grey: View<'_>, source: Source) -> bool {
        let halves = grey.width.min(grey.height) / LEAST_HALVED;
        match source {
            // Half of the size is needed by the next look anyway.
            Source::Frame => {
                if halves >= 2 {
                    self.halve(grey);
                }
            }
            Source::Half if halves >= 2 => self.halve(grey),
            Source::Quarter if halves >= 4 => {
                self.halve(grey);
                if !self.has_quarter {
                    self.quarter.halve(self.half.view());
                    self.has_quarter = true;
                }
            }
            Source::Smoothed => self.soften(grey),
            Source::Sharpened => self.sharpen(grey),
            Source::SharpenedHalf if halves >= 2 => {
                self.halve(grey);
                self.has_sharp = false;
                let half = self.half.view();
                self.sharp.smooth(half, &mut self.rows);
                self.softer.smooth(self.sharp.view(), &mut self.rows);
                self.sharp.sharpen(half, self.softer.view());
            }
            Source::SharpenedDouble if grey.width * grey.height <= MOST_DOUBLED => {
                self.sharpen(grey);
                self.double.double(self.sharp.view());
            }
            _ => return false,
        }
        true
    }

    fn halve(&mut self, grey: View<'_>) {
        if !self.has_half {
            self.half.halve(grey);
            self.has_half = true;
        }
    }

    fn soften(&mut self, grey: View<'_>) {
        if !self.has_soft {
            self.soft.smooth(grey, &mut self.rows);
            self.has_soft = true;
        }
    }

    fn sharpen(&mut self, grey: View<'_>) {
        if !self.has_sharp {
            self.soften(grey);
            self.softer.smooth(self.soft.view(), &mut self.rows);
            self.sharp.sharpen(grey, self.softer.view());
            self.has_sharp = true;
        }
    }
}
