//! The symbol at the left, everything else at its right.

use crate::content::Content;
use crate::drawing::Ink;
use crate::symbol::Symbol;

use super::Place;
use super::parts::{BAND, BRACKET, MARGIN, foot, name_room, step, title, zone_room};
use super::pen::{Align, Pen};

/// Height of one step, in units.
const STEP_HEIGHT: f32 = 15.0;
/// Height of the typed code and where to type it, in units.
const TYPED_HEIGHT: f32 = 26.0;

pub(super) fn face(pen: &mut Pen<'_>, content: &Content, symbol: &Symbol) -> Place {
    let u = pen.unit;
    title(pen, content);
    let rule = foot(pen, content);

    let (top, bottom) = ((BAND + 8.0) * u, rule - 6.0 * u);
    let side = (bottom - top).min(pen.width / 2.0 - MARGIN * u);
    let square = f32::midpoint(top, bottom) - side / 2.0;
    let place = Place::in_square(symbol, MARGIN * u, square, side, BRACKET * u);

    let left = MARGIN * u + side + 9.0 * u;
    let width = pen.width - MARGIN * u - left;
    let steps = bottom - STEP_HEIGHT * u * content.steps.len() as f32;
    for (index, each) in content.steps.iter().enumerate() {
        step(pen, each, left, steps + STEP_HEIGHT * u * index as f32, width);
    }

    let typed = steps - (TYPED_HEIGHT + 4.0) * u;
    pen.fill(Ink::Line, |outline| outline.rect(left, typed - 3.0 * u, width, 0.3 * u));
    let code = pen.set(&content.typed_code, Pen::one_line(width, 12.0 * u));
    let below = pen.write(&content.typed_code, &code, Ink::Black, Align::Left, left, typed) + 2.0 * u;
    let hint = &content.typed_hint;
    let below = pen.text(&hint.zh, Pen::one_line(width, 4.4 * u), Ink::Black, Align::Left, left, below);
    pen.text(&hint.en, Pen::one_line(width, 3.6 * u), Ink::Grey, Align::Left, left, below + 1.2 * u);

    let zone_height = if content.zone.is_some() { 17.0 * u } else { 0.0 };
    let room = typed - 7.0 * u - zone_height - top;
    let name = pen.set(&content.name, name_room(u, width, 7, room, 24.0));
    pen.shortened |= name.shortened;
    // Beside the symbol's upper edge, if it leaves room for that.
    let top = top + (room - name.height()).clamp(0.0, square - top);
    let above = pen.write(&content.name, &name, Ink::Black, Align::Left, left, top);
    if let Some(zone) = &content.zone {
        pen.own_text(zone, zone_room(u, width), Ink::Brand, Align::Left, left, above + 3.0 * u);
    }
    place
}
