//! What both layouts consist of.

use crate::content::{Content, Pair, Phrase};
use crate::drawing::Ink;
use crate::lines::Room;
use crate::sheet::{BLEED, Sheet};
use crate::symbol::{MARK_MODULES, Symbol};

use super::pen::{Align, Pen};
use super::{Place, marks};

/// From the face's edge to its texts, in units; more than a printer's unprintable edge on every size.
pub(super) const MARGIN: f32 = 14.0;
/// Height of the coloured band, in units.
pub(super) const BAND: f32 = 26.0;
/// Thickness of the brackets around the symbol, in units.
pub(super) const BRACKET: f32 = 1.2;
/// The name's least size, in units: 6.5 mm on A4, 3.6 mm on the sticker.
const LEAST_NAME: f32 = 6.5;
const BRACKET_LENGTH: f32 = 10.0;
/// Diameter of a step's number, in units.
const NUMBER: f32 = 8.0;

/// White paper, and the band at the top.
pub(super) fn ground(pen: &mut Pen<'_>, sheet: Sheet) {
    let over = if sheet.bleed { BLEED } else { 0.0 };
    let (width, height, band) = (pen.width, pen.height, BAND * pen.unit);
    pen.fill(Ink::Paper, |outline| outline.rect(0.0, 0.0, width, height));
    pen.fill(Ink::Brand, |outline| outline.rect(-over, -over, width + 2.0 * over, band + over));
}

/// The band's texts.
pub(super) fn title(pen: &mut Pen<'_>, content: &Content) {
    let u = pen.unit;
    let (left, right) = (MARGIN * u, pen.width - MARGIN * u);
    let zh = pen.set(&content.title.zh, Pen::one_line(pen.width / 2.0, 13.0 * u));
    let top = (BAND * u - zh.size) / 2.0;
    pen.write(&content.title.zh, &zh, Ink::Paper, Align::Left, left, top);
    let beside = left + zh.width() + 5.0 * u;
    let Pair { zh: service_zh, en: service_en } = &content.service;
    let zh_room = Pen::one_line(pen.width / 5.0, 5.4 * u);
    let en_room = Pen::one_line(pen.width / 5.0, 4.2 * u);
    let (service, service_below) = (pen.set(service_zh, zh_room), pen.set(service_en, en_room));
    let service_width = service.width().max(service_below.width());
    let room = Pen::one_line(right - service_width - 4.0 * u - beside, 6.6 * u);
    let en = pen.set(&content.title.en, room);
    // On the baseline of the Chinese.
    let en_top = top + 0.88 * (zh.size - en.size);
    pen.write(&content.title.en, &en, Ink::Paper, Align::Left, beside, en_top);
    let service_top = (BAND * u - service.size - 1.4 * u - service_below.size) / 2.0;
    let below = pen.write(service_zh, &service, Ink::Paper, Align::Right, right, service_top) + 1.4 * u;
    pen.write(service_en, &service_below, Ink::Paper, Align::Right, right, below);
}

/// The room for a venue's name, in mm.
pub(super) fn name_room(u: f32, width: f32, lines: usize, height: f32, largest: f32) -> Room {
    Room { width, lines, height, largest: largest * u, smallest: LEAST_NAME * u, unbroken: largest * 0.6 * u }
}

/// The room for a zone's name, in mm.
pub(super) fn zone_room(u: f32, width: f32) -> Room {
    Room { width, lines: 3, height: 14.0 * u, largest: 8.6 * u, smallest: 3.6 * u, unbroken: 6.0 * u }
}

/// One step of the instruction; its bottom.
pub(super) fn step(pen: &mut Pen<'_>, step: &(Phrase, Pair), left: f32, top: f32, width: f32) -> f32 {
    let u = pen.unit;
    let (number, Pair { zh, en }) = step;
    let circle = NUMBER * u;
    pen.fill(Ink::Brand, |outline| outline.round_rect(left, top, circle, circle, circle / 2.0));
    let digit = pen.set(number, Pen::one_line(circle, 5.2 * u));
    // Digits have no descent: their middle stands at 0.52 em.
    let digit_top = top + circle / 2.0 - 0.52 * digit.size;
    pen.write(number, &digit, Ink::Paper, Align::Centre, left + circle / 2.0, digit_top);
    let (x, room) = (left + circle + 2.6 * u, width - circle - 2.6 * u);
    let bottom = pen.text(zh, Pen::lines(room, 4.7 * u, 2), Ink::Black, Align::Left, x, top + 0.6 * u);
    pen.text(en, Pen::lines(room, 3.6 * u, 3), Ink::Grey, Align::Left, x, bottom + 1.3 * u)
}

/// The issue and the hotline at the face's foot, between these edges; the rule's top.
pub(super) fn foot(pen: &mut Pen<'_>, content: &Content) -> f32 {
    let u = pen.unit;
    let (left, right, size) = (MARGIN * u, pen.width - MARGIN * u, 3.6 * u);
    let top = pen.height - 10.0 * u - size;
    let width = right - left;
    let issue = pen.set(&content.issue, Pen::one_line(width / 2.0, size));
    pen.write(&content.issue, &issue, Ink::Grey, Align::Left, left, top);
    if let Some(hotline) = &content.hotline {
        let room = Pen::one_line(width - issue.width() - 6.0 * u, size);
        pen.text(hotline, room, Ink::Grey, Align::Right, right, top);
    }
    let rule = top - 3.6 * u;
    pen.fill(Ink::Line, |outline| outline.rect(left, rule, width, 0.3 * u));
    rule
}

/// The symbol, the brackets around its quiet zone, and the mark in its centre.
pub(super) fn symbol(pen: &mut Pen<'_>, symbol: &Symbol, place: Place, mark: bool) {
    let Place { left, top, module } = place;
    let (thick, long) = (BRACKET * pen.unit, BRACKET_LENGTH * pen.unit);
    let quiet = module * f32::from(crate::symbol::QUIET_ZONE) + thick;
    let side = module * f32::from(symbol.modules()) + 2.0 * quiet;
    pen.fill(Ink::Brand, |outline| marks::brackets(outline, left - quiet, top - quiet, side, long, thick));
    pen.ops.push(crate::drawing::Op::Fill { ink: Ink::Black, outline: symbol.outline(left, top, module) });
    if mark {
        let before = f32::from(symbol.modules().saturating_sub(MARK_MODULES)) / 2.0 * module;
        let (x, y, side) = (left + before, top + before, module * f32::from(MARK_MODULES));
        pen.fill(Ink::Paper, |outline| outline.rect(x, y, side, side));
        let (x, y, side) = (x + module, y + module, side - 2.0 * module);
        pen.fill(Ink::Brand, |outline| outline.round_rect(x, y, side, side, side * 0.22));
        pen.fill(Ink::Paper, |outline| marks::tick(outline, x, y, side));
    }
}
