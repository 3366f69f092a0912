//! Name, symbol, typed code and steps one below the other.

use crate::content::{Content, STEPS};
use crate::drawing::Ink;
use crate::symbol::Symbol;

use super::Place;
use super::parts::{BAND, BRACKET, MARGIN, foot, name_room, step, title, zone_room};
use super::pen::{Align, Pen};

/// Height of the steps, in units.
const STEPS_HEIGHT: f32 = 26.0;
/// Height of the typed code's strip, in units.
const STRIP: f32 = 17.0;

pub(super) fn face(pen: &mut Pen<'_>, content: &Content, symbol: &Symbol) -> Place {
    let u = pen.unit;
    let (left, width, middle) = (MARGIN * u, pen.width - 2.0 * MARGIN * u, pen.width / 2.0);
    title(pen, content);
    let rule = foot(pen, content);

    let name = name_room(u, width, 4, 44.0 * u, 21.0);
    let mut above = pen.own_text(&content.name, name, Ink::Black, Align::Centre, middle, (BAND + 8.0) * u);
    if let Some(zone) = &content.zone {
        above = pen.own_text(zone, zone_room(u, width), Ink::Brand, Align::Centre, middle, above + 3.4 * u);
    }

    let steps = rule - (STEPS_HEIGHT + 2.0) * u;
    let gap = 6.0 * u;
    let column = (width - (STEPS - 1) as f32 * gap) / STEPS as f32;
    for (index, each) in content.steps.iter().enumerate() {
        step(pen, each, left + index as f32 * (column + gap), steps, column);
    }

    let strip_top = steps - (STRIP + 6.0) * u;
    strip(pen, content, left, strip_top, width);

    let (from, to) = (above + 6.0 * u, strip_top - 6.0 * u);
    let side = (to - from).min(width);
    Place::in_square(symbol, middle - side / 2.0, f32::midpoint(from, to) - side / 2.0, side, BRACKET * u)
}

/// The typed code beside where to type it, in a frame.
fn strip(pen: &mut Pen<'_>, content: &Content, left: f32, top: f32, width: f32) {
    let u = pen.unit;
    let (height, line, round) = (STRIP * u, 0.4 * u, 3.0 * u);
    pen.fill(Ink::Line, |outline| outline.round_rect(left, top, width, height, round));
    pen.fill(Ink::Paper, |outline| {
        outline.round_rect(left + line, top + line, width - 2.0 * line, height - 2.0 * line, round - line);
    });
    let (inner, right) = (left + 5.0 * u, left + width - 5.0 * u);
    let code = pen.set(&content.typed_code, Pen::one_line(width * 0.4, 11.5 * u));
    let code_top = top + height / 2.0 - 0.52 * code.size;
    pen.write(&content.typed_code, &code, Ink::Black, Align::Right, right, code_top);
    let room = right - code.width() - 5.0 * u - inner;
    let zh = pen.set(&content.typed_hint.zh, Pen::one_line(room, 4.6 * u));
    let en = pen.set(&content.typed_hint.en, Pen::one_line(room, 3.6 * u));
    let first = top + (height - zh.height() - 1.3 * u - en.height()) / 2.0;
    let below = pen.write(&content.typed_hint.zh, &zh, Ink::Black, Align::Left, inner, first) + 1.3 * u;
    pen.write(&content.typed_hint.en, &en, Ink::Grey, Align::Left, inner, below);
}
