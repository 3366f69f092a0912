//! Putting a poster's content in its place.
//!
//! A face is measured in units: a millimetre on A4, and as much less or more on another size as the square root of its
//! area. All sizes have nearly the proportions of A4, so that two layouts do: [`portrait`] and [`landscape`].

mod landscape;
mod marks;
mod parts;
mod pen;
mod portrait;

use crate::content::Content;
use crate::drawing::{Drawing, Layer};
use crate::font::PosterFont;
use crate::poster::Poster;
use crate::sheet::{Orientation, Sheet, Size};
use crate::symbol::{Figures, QUIET_ZONE, Symbol, SymbolError};

use pen::Pen;

/// A4, whose unit is a millimetre.
const A4_AREA: f32 = 210.0 * 297.0;

/// Lays a poster out on a sheet.
///
/// # Errors
/// If the URL is too long for a QR code.
pub fn draw(poster: &Poster, sheet: Sheet, font: &PosterFont) -> Result<Drawing, SymbolError> {
    let content = Content::of(poster);
    let symbol = Symbol::new(&poster.url, sheet.mark)?;
    let (width, height) = sheet.face();
    let mut pen = Pen::new(font, width, height, (width * height / A4_AREA).sqrt());
    parts::ground(&mut pen, sheet);
    let place = match sheet.orientation {
        Orientation::Portrait => portrait::face(&mut pen, &content, &symbol),
        Orientation::Landscape => landscape::face(&mut pen, &content, &symbol),
    };
    parts::symbol(&mut pen, &symbol, place, sheet.mark);
    let Pen { ops, mut missing, shortened, .. } = pen;
    missing.sort_unstable();

    let margin = sheet.margin();
    let face = |origin, turned| Layer { origin, turned, ops: ops.clone() };
    let mut layers = match (sheet.size, sheet.orientation) {
        (Size::TableStand, Orientation::Portrait) => {
            vec![face([margin, margin], false), face([margin + width, margin], false)]
        }
        (Size::TableStand, Orientation::Landscape) => {
            let fold = margin + height;
            vec![face([margin + width, fold], true), face([margin, fold], false)]
        }
        _ => vec![face([margin, margin], false)],
    };
    let side = place.module * f32::from(symbol.modules_with_quiet_zone());
    let quiet = place.module * f32::from(QUIET_ZONE);
    let (left, top) = (place.left - quiet, place.top - quiet);
    let symbols = layers
        .iter()
        .map(|layer| {
            let [[x, y], [z, w]] =
                [[left, top], [left + side, top + side]].map(|corner| layer.to_page(corner));
            [x.min(z), y.min(w), side]
        })
        .collect();
    layers.push(Layer { origin: [margin, margin], turned: false, ops: marks::around(sheet) });
    Ok(Drawing {
        title: content.name.text,
        page: sheet.page(),
        margin,
        layers,
        figures: Figures::new(&symbol, place.module),
        symbols,
        missing,
        shortened,
    })
}

/// Where the symbol's own corner (without the quiet zone) stands, and the width of its modules, in mm.
#[derive(Debug, Clone, Copy)]
struct Place {
    left: f32,
    top: f32,
    module: f32,
}

impl Place {
    /// Symbol, quiet zone and the brackets around it in a square with this corner and side, in mm.
    fn in_square(symbol: &Symbol, left: f32, top: f32, side: f32, bracket: f32) -> Self {
        let module = (side - 2.0 * bracket) / f32::from(symbol.modules_with_quiet_zone());
        let inset = bracket + module * f32::from(QUIET_ZONE);
        Self { left: left + inset, top: top + inset, module }
    }
}
