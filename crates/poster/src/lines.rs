//! Setting a text into a box: measuring, breaking, shrinking.

use crate::content::{ELLIPSIS, Phrase};
use crate::font::{Glyph, PosterFont};
use crate::text;

/// From one baseline to the next, in ems.
pub(crate) const LEADING: f32 = 1.22;
/// A step of shrinking.
const STEP: f32 = 0.96;
/// A text is set smaller by so much rather than let a line end within one of the words that names are made of.
const KINDER: f32 = 0.85;
/// A line's last part, in which a break after a mark of punctuation is better than a later one.
const LAST_PART: f32 = 0.6;

/// A character and its width in ems.
type Measured = (char, f32);

/// The box that a text is set into, in mm.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub width: f32,
    /// So many lines at most.
    pub lines: usize,
    /// The height of all lines at most.
    pub height: f32,
    /// The greatest em.
    pub largest: f32,
    /// The least em.
    pub smallest: f32,
    /// A text that fits one line with at least this em is not broken.
    pub unbroken: f32,
}

/// How lines are broken.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Breaking {
    /// As late as possible: the fewest lines.
    Late,
    /// Rather after punctuation, and not within the words that venues' names are made of.
    Kind,
}

/// A text in lines.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    /// The em in mm.
    pub size: f32,
    pub lines: Vec<Line>,
    /// Whether its end was cut off.
    pub shortened: bool,
}

impl Lines {
    /// From the top of the first line to the bottom of the last, in mm.
    pub fn height(&self) -> f32 {
        match self.lines.len() {
            0 => 0.0,
            more => self.size * (LEADING * (more - 1) as f32 + 1.0),
        }
    }

    /// The width of the widest line, in mm.
    pub fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.width * self.size).fold(0.0, f32::max)
    }
}

/// One line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    /// Each character, and where it stands in ems.
    pub glyphs: Vec<(char, f32)>,
    /// In ems.
    pub width: f32,
}

impl Line {
    fn new(text: &[Measured]) -> Self {
        let mut line = Self::default();
        for (character, width) in trimmed(text) {
            line.glyphs.push((*character, line.width));
            line.width += width;
        }
        line
    }
}

fn trimmed(text: &[Measured]) -> &[Measured] {
    let end = text.iter().rposition(|(c, _)| *c != ' ').map_or(0, |last| last + 1);
    let begin = text.iter().position(|(c, _)| *c != ' ').unwrap_or(0).min(end);
    text.get(begin..end).unwrap_or_default()
}

fn width_of(text: &[Measured]) -> f32 {
    trimmed(text).iter().map(|(_, width)| width).sum()
}

/// Sets a phrase as large as the room allows; what cannot be set goes to `missing`.
pub(crate) fn set(phrase: &Phrase, font: &PosterFont, room: Room, missing: &mut Vec<char>) -> Lines {
    let face = font.face(phrase.weight);
    let mut text: Vec<Measured> = Vec::new();
    for character in phrase.text.chars() {
        let can_stand = |glyph: &&Glyph| !text::needs_shaping(character) && face.fits_a_line(glyph);
        match face.glyph(character).filter(can_stand) {
            Some(glyph) => text.push((character, glyph.advance / face.em())),
            None if missing.contains(&character) => {}
            None => missing.push(character),
        }
    }
    let whole = width_of(&text);
    if whole <= 0.0 {
        return Lines { size: room.largest, lines: Vec::new(), shortened: false };
    }
    let on_one_line = (room.width / whole).min(room.largest).min(room.height);
    if on_one_line >= room.unbroken {
        return Lines { size: on_one_line, lines: vec![Line::new(&text)], shortened: false };
    }
    // Rather smaller than with a broken word.
    let word = longest_word(&text);
    let mut size = (room.width / word).clamp(room.smallest, room.largest);
    loop {
        let width = room.width / size;
        let broken = broken(&text, width, Breaking::Late);
        let most = ((room.height / size - 1.0) / LEADING + 1.0).floor().max(1.0) as usize;
        if broken.len() <= room.lines.min(most) {
            let size = kinder(&text, room, size, broken.len());
            let lines = balanced(&text, word, room.width / size, broken.len());
            return Lines { size, lines, shortened: false };
        }
        if size <= room.smallest {
            let ellipsis = face.glyph(ELLIPSIS).map(|glyph| (ELLIPSIS, glyph.advance / face.em()));
            let lines = cut_off(&broken, room.lines.min(most), width, ellipsis);
            return Lines { size, lines, shortened: true };
        }
        size = (size * STEP).max(room.smallest);
    }
}

/// The em, or a somewhat smaller one that lets the same number of lines be broken kindly.
fn kinder(text: &[Measured], room: Room, size: f32, count: usize) -> f32 {
    let least = (size * KINDER).max(room.smallest);
    let mut smaller =
        std::iter::successors(Some(size), |size| Some(size * STEP)).take_while(|size| *size >= least);
    let kind = |size: &f32| broken(text, room.width / size, Breaking::Kind).len() <= count;
    smaller.find(kind).unwrap_or(size)
}

/// The width of the longest run that may not be broken, in ems.
fn longest_word(text: &[Measured]) -> f32 {
    let words = text.chunk_by(|(before, _), (after, _)| stay_together(*before, *after));
    words.map(width_of).fold(f32::MIN_POSITIVE, f32::max)
}

fn stay_together(before: char, after: char) -> bool {
    text::in_word(before) && text::in_word(after) || text::opens(before) || text::closes(after)
}

/// Breaks a text into lines of at most this width in ems.
fn broken(text: &[Measured], width: f32, breaking: Breaking) -> Vec<&[Measured]> {
    let mut lines = Vec::new();
    let mut rest = trimmed(text);
    while !rest.is_empty() {
        let mut used = 0.0;
        // A hair more, so that a text that was measured to fill the line does.
        let fits = rest.iter().position(|(_, advance)| {
            used += advance;
            used > width * 1.0001
        });
        // At least one character a line, or there would be no end.
        let at = fits.map_or(rest.len(), |fits| break_before(rest, fits.max(1), breaking));
        let (line, after) = rest.split_at(at.clamp(1, rest.len()));
        lines.push(trimmed(line));
        rest = trimmed(after);
    }
    lines
}

/// The best place at or before `most` where the text may be broken; `most` if there is none.
fn break_before(text: &[Measured], most: usize, breaking: Breaking) -> usize {
    let pair = |at: usize| match (text.get(at - 1), text.get(at)) {
        (Some((before, _)), Some((after, _))) => Some((*before, *after)),
        _ => None,
    };
    let late = |at: &usize| pair(*at).is_none_or(|(before, after)| !stay_together(before, after));
    if breaking == Breaking::Late {
        return (1..=most).rev().find(late).unwrap_or(most);
    }
    let kind =
        |at: &usize| late(at) && pair(*at).is_none_or(|(before, after)| !text::of_one_word(before, after));
    let best = |at: &usize| {
        kind(at) && pair(*at).is_some_and(|(before, after)| text::closes(before) || text::opens(after))
    };
    let last_part = ((most as f32 * LAST_PART) as usize).max(1);
    let mut backwards = (1..=most).rev();
    (last_part..=most).rev().find(best).or_else(|| backwards.find(kind)).unwrap_or(most)
}

/// The same number of lines, as even as they come: the narrowest width that needs no more of them and breaks no word.
fn balanced(text: &[Measured], word: f32, width: f32, count: usize) -> Vec<Line> {
    let fits = |width: f32, breaking| broken(text, width, breaking).len() <= count;
    let breaking = if fits(width, Breaking::Kind) { Breaking::Kind } else { Breaking::Late };
    let (mut narrow, mut wide) = (word.min(width), width);
    for _ in 0..12 {
        let middle = f32::midpoint(narrow, wide);
        if fits(middle, breaking) { wide = middle } else { narrow = middle }
    }
    broken(text, wide, breaking).into_iter().map(Line::new).collect()
}

/// The first `most` lines, the last of them ending in an ellipsis. Widths in ems.
fn cut_off(broken: &[&[Measured]], most: usize, width: f32, ellipsis: Option<Measured>) -> Vec<Line> {
    let mut lines: Vec<Line> = broken.iter().take(most).map(|line| Line::new(line)).collect();
    if let (Some(cut), Some(last)) = (broken.get(most.saturating_sub(1)), lines.last_mut()) {
        let mut kept = cut.to_vec();
        let room = width - ellipsis.map_or(0.0, |(_, width)| width);
        while width_of(&kept) > room && kept.pop().is_some() {}
        kept.extend(ellipsis);
        *last = Line::new(&kept);
    }
    lines
}
