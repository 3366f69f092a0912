//! Drawing on one face.

use crate::content::Phrase;
use crate::drawing::{Ink, Op};
use crate::font::PosterFont;
use crate::lines::{LEADING, Lines, Room, set};
use crate::outline::Outline;

/// From the top of a line of Chinese to its baseline, in ems.
const ASCENT: f32 = 0.88;
/// How far letters descend below it, in ems.
const DESCENT: f32 = 0.22;

/// Which edge of a text stands at its x.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// What draws on a face, and the face's measures in mm.
pub(super) struct Pen<'a> {
    font: &'a PosterFont,
    pub width: f32,
    pub height: f32,
    /// The unit in mm.
    pub unit: f32,
    pub ops: Vec<Op>,
    pub missing: Vec<char>,
    /// Whether a text of the venue's own ends in an ellipsis.
    pub shortened: bool,
}

impl<'a> Pen<'a> {
    pub fn new(font: &'a PosterFont, width: f32, height: f32, unit: f32) -> Self {
        Self { font, width, height, unit, ops: Vec::new(), missing: Vec::new(), shortened: false }
    }

    pub fn fill(&mut self, ink: Ink, draw: impl FnOnce(&mut Outline)) {
        let mut outline = Outline::default();
        draw(&mut outline);
        self.ops.push(Op::Fill { ink, outline });
    }

    /// Measures a text for a room.
    pub fn set(&mut self, phrase: &Phrase, room: Room) -> Lines {
        set(phrase, self.font, room, &mut self.missing)
    }

    /// Writes lines with the first one's top at `top`; the bottom of the last one.
    pub fn write(&mut self, phrase: &Phrase, lines: &Lines, ink: Ink, align: Align, x: f32, top: f32) -> f32 {
        for (index, line) in lines.lines.iter().enumerate() {
            let left = match align {
                Align::Left => x,
                Align::Centre => x - line.width * lines.size / 2.0,
                Align::Right => x - line.width * lines.size,
            };
            let baseline = top + lines.size * (LEADING * index as f32 + ASCENT);
            self.ops.push(Op::Text {
                ink,
                weight: phrase.weight,
                size: lines.size,
                at: [left, baseline],
                glyphs: line.glyphs.iter().map(|(c, at)| (*c, at * lines.size)).collect(),
            });
        }
        top + lines.height() + self.below_descenders(phrase, lines)
    }

    /// How far a `|` and its like reach below the letters of the last line, in mm.
    fn below_descenders(&self, phrase: &Phrase, lines: &Lines) -> f32 {
        let face = self.font.face(phrase.weight);
        let glyphs = lines.lines.last().into_iter().flat_map(|line| &line.glyphs);
        let lowest = glyphs
            .filter_map(|(character, _)| face.glyph(*character)?.outline.bounds())
            .map(|[_, lowest, ..]| lowest / face.em())
            .fold(0.0, f32::min);
        (-lowest - DESCENT).max(0.0) * lines.size
    }

    /// Measures and writes; the bottom.
    pub fn text(&mut self, phrase: &Phrase, room: Room, ink: Ink, align: Align, x: f32, top: f32) -> f32 {
        let lines = self.set(phrase, room);
        self.write(phrase, &lines, ink, align, x, top)
    }

    /// As [`Self::text`], for what the venue chose: a manager is told if it does not fit.
    pub fn own_text(&mut self, phrase: &Phrase, room: Room, ink: Ink, align: Align, x: f32, top: f32) -> f32 {
        let lines = self.set(phrase, room);
        self.shortened |= lines.shortened;
        self.write(phrase, &lines, ink, align, x, top)
    }

    /// A room of this width for one line of this em, which may shrink to half of it. In mm.
    pub fn one_line(width: f32, size: f32) -> Room {
        Room { width, lines: 1, height: size, largest: size, smallest: size / 2.0, unbroken: size / 2.0 }
    }

    /// A room of this width for lines of this em, which may shrink to two thirds of it. In mm.
    pub fn lines(width: f32, size: f32, lines: usize) -> Room {
        let height = size * (1.0 + LEADING * (lines - 1) as f32);
        Room {
            width,
            lines: lines + 1,
            height,
            largest: size,
            smallest: size * 2.0 / 3.0,
            unbroken: size * 0.96,
        }
    }
}
