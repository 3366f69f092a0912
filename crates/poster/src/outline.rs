//! Outlines: of glyphs in font units (y upwards), and of shapes in millimetres (y downwards).

use std::fmt::{self, Write as _};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Two coordinates.
pub type Point = [f32; 2];

/// One step of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Begins a contour.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A quadratic curve: control point, end.
    Quad(Point, Point),
    /// A cubic curve: two control points, end.
    Cubic(Point, Point, Point),
    /// Closes the contour.
    Close,
}

/// Contours, filled by the non-zero rule. Written as an SVG path with absolute coordinates.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outline(pub Vec<Segment>);

/// A text that is no path as [`Outline`] writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a path of absolute M, L, Q, C and Z")]
pub struct OutlineError;

/// Where a circle's control points stand, as a part of its radius.
const ARC: f32 = 0.552_285;

impl Outline {
    /// Adds a rectangle.
    pub fn rect(&mut self, x: f32, y: f32, width: f32, height: f32) {
        let (right, bottom) = (x + width, y + height);
        self.0.extend([
            Segment::Move([x, y]),
            Segment::Line([right, y]),
            Segment::Line([right, bottom]),
            Segment::Line([x, bottom]),
            Segment::Close,
        ]);
    }

    /// Adds a rectangle with round corners; a circle if `radius` is half the width and height.
    pub fn round_rect(&mut self, x: f32, y: f32, width: f32, height: f32, radius: f32) {
        let (right, bottom, k) = (x + width, y + height, radius * (1.0 - ARC));
        self.0.extend([
            Segment::Move([x + radius, y]),
            Segment::Line([right - radius, y]),
            Segment::Cubic([right - k, y], [right, y + k], [right, y + radius]),
            Segment::Line([right, bottom - radius]),
            Segment::Cubic([right, bottom - k], [right - k, bottom], [right - radius, bottom]),
            Segment::Line([x + radius, bottom]),
            Segment::Cubic([x + k, bottom], [x, bottom - k], [x, bottom - radius]),
            Segment::Line([x, y + radius]),
            Segment::Cubic([x, y + k], [x + k, y], [x + radius, y]),
            Segment::Close,
        ]);
    }

    /// Adds a polygon.
    pub fn polygon(&mut self, points: &[Point]) {
        for (index, point) in points.iter().enumerate() {
            self.0.push(if index == 0 { Segment::Move(*point) } else { Segment::Line(*point) });
        }
        self.0.push(Segment::Close);
    }

    /// The outline with each of its points moved.
    #[must_use]
    pub fn mapped(&self, to: impl Fn(Point) -> Point) -> Self {
        let map = |segment: &Segment| match *segment {
            Segment::Move(p) => Segment::Move(to(p)),
            Segment::Line(p) => Segment::Line(to(p)),
            Segment::Quad(a, p) => Segment::Quad(to(a), to(p)),
            Segment::Cubic(a, b, p) => Segment::Cubic(to(a), to(b), to(p)),
            Segment::Close => Segment::Close,
        };
        Self(self.0.iter().map(map).collect())
    }

    /// The box of all its points, control points too: left, top, right, bottom. `None` if there are none.
    pub fn bounds(&self) -> Option<[f32; 4]> {
        let points = self.0.iter().flat_map(|segment| match *segment {
            Segment::Move(p) | Segment::Line(p) => vec![p],
            Segment::Quad(a, p) => vec![a, p],
            Segment::Cubic(a, b, p) => vec![a, b, p],
            Segment::Close => vec![],
        });
        points.fold(None, |bounds: Option<[f32; 4]>, [x, y]| {
            let [left, top, right, bottom] = bounds.unwrap_or([x, y, x, y]);
            Some([left.min(x), top.min(y), right.max(x), bottom.max(y)])
        })
    }
}

/// A coordinate to a thousandth, without zeros at its end.
pub(crate) fn write_number(f: &mut impl fmt::Write, value: f32) -> fmt::Result {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    f.write_str(if text == "-0" { "0" } else { text })
}

impl fmt::Display for Outline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut step = |letter: char, points: &[Point]| {
            f.write_char(letter)?;
            for (index, coordinate) in points.iter().flatten().enumerate() {
                if index > 0 {
                    f.write_char(' ')?;
                }
                write_number(f, *coordinate)?;
            }
            Ok(())
        };
        self.0.iter().try_for_each(|segment| match *segment {
            Segment::Move(p) => step('M', &[p]),
            Segment::Line(p) => step('L', &[p]),
            Segment::Quad(a, p) => step('Q', &[a, p]),
            Segment::Cubic(a, b, p) => step('C', &[a, b, p]),
            Segment::Close => step('Z', &[]),
        })
    }
}

impl FromStr for Outline {
    type Err = OutlineError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut segments = Vec::new();
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let (_, numbers) = rest.split_at_checked(letter.len_utf8()).ok_or(OutlineError)?;
            let end = numbers.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(numbers.len());
            let (numbers, after) = numbers.split_at_checked(end).ok_or(OutlineError)?;
            let read: Vec<f32> = numbers
                .split_ascii_whitespace()
                .map(|number| number.parse().ok().filter(|value: &f32| value.is_finite()).ok_or(OutlineError))
                .collect::<Result<_, _>>()?;
            segments.push(match (letter, read.as_slice()) {
                ('M', &[x, y]) => Segment::Move([x, y]),
                ('L', &[x, y]) => Segment::Line([x, y]),
                ('Q', &[a, b, x, y]) => Segment::Quad([a, b], [x, y]),
                ('C', &[a, b, c, d, x, y]) => Segment::Cubic([a, b], [c, d], [x, y]),
                ('Z', []) => Segment::Close,
                _ => return Err(OutlineError),
            });
            rest = after;
        }
        Ok(Self(segments))
    }
}

impl Serialize for Outline {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Outline {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_reads_back_as_written() {
        let mut outline = Outline::default();
        outline.round_rect(-1.0, 2.5, 10.0, 4.0, 1.0);
        outline.0.push(Segment::Quad([1.0, 2.0], [3.25, -4.0]));
        let text = outline.to_string();
        let again: Outline = text.parse().unwrap();
        assert_eq!(again.to_string(), text);
        assert_eq!(again.0.len(), outline.0.len());
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in ["M1", "M1 2 3", "X1 2", "1 2", "M1 a", "M1 NaN", "Z1", "图", "M1 2图"] {
            assert_eq!(text.parse::<Outline>(), Err(OutlineError), "{text}");
        }
    }
}
