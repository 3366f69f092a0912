//! The drawing as PDF for print: vector, CMYK with the code in black alone, the font's glyphs embedded, text that can be
//! selected and searched.

use krilla::color::cmyk;
use krilla::error::KrillaError;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use crate::drawing::{Drawing, Ink, Layer, Op};
use crate::font::{PosterFont, Weight};
use crate::font_file::FontFiles;
use crate::outline::{Outline, Segment};
use crate::sheet::MARK;

/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The page has no size.
    #[error("the page has no size")]
    Page,
    /// The file could not be put together.
    #[error("the PDF cannot be written: {0:?}")]
    Write(KrillaError),
}

/// A PDF of one page. `font` holds the glyphs that `files` were cut to.
///
/// # Errors
/// If the font cannot be embedded.
pub fn pdf(drawing: &Drawing, font: &PosterFont, files: &FontFiles) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::new_with(SerializeSettings { enable_tagging: false, ..Default::default() });
    let title = Metadata::new().title(drawing.title.clone()).language("zh-CN".to_owned());
    document.set_metadata(title.creator("Venue Code".to_owned()));
    let (width, height) = drawing.page;
    let settings = PageSettings::from_wh(width * POINTS, height * POINTS).ok_or(PdfError::Page)?;
    let inset = |by: f32| {
        let by = by * POINTS;
        Rect::from_ltrb(by, by, width * POINTS - by, height * POINTS - by)
    };
    let bleeds = drawing.margin > 0.0;
    let mut page = document.start_page_with(
        settings.with_trim_box(inset(drawing.margin)).with_bleed_box(inset(if bleeds { MARK } else { 0.0 })),
    );
    let mut surface = page.surface();
    surface.push_transform(&Transform::from_scale(POINTS, POINTS));
    for layer in &drawing.layers {
        draw(&mut surface, layer, font, files);
    }
    surface.pop();
    surface.finish();
    page.finish();
    document.finish().map_err(PdfError::Write)
}

fn draw(surface: &mut Surface<'_>, layer: &Layer, font: &PosterFont, files: &FontFiles) {
    let ([x, y], scale) = (layer.origin, if layer.turned { -1.0 } else { 1.0 });
    surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
    for op in &layer.ops {
        match op {
            Op::Fill { ink, outline } => {
                surface.set_fill(Some(fill(*ink)));
                if let Some(path) = path(outline) {
                    surface.draw_path(&path);
                }
            }
            Op::Text { ink, weight, size, at: [x, y], glyphs } => {
                surface.set_fill(Some(fill(*ink)));
                let text: String = glyphs.iter().map(|(character, _)| *character).collect();
                let run = run(&text, *weight, font, files);
                let embedded = files.file(*weight).embedded.clone();
                surface.draw_glyphs(Point::from_xy(*x, *y), &run, embedded, &text, *size, false);
            }
        }
    }
    surface.pop();
}

/// The glyphs of a line, each of its own width: as they were measured.
fn run(text: &str, weight: Weight, font: &PosterFont, files: &FontFiles) -> Vec<KrillaGlyph> {
    let face = font.face(weight);
    let ids = files.file(weight).ids(text.chars());
    let glyphs = text.char_indices().zip(ids).filter_map(|((at, character), id)| {
        let advance = face.glyph(character)?.advance / face.em();
        let range = at..at + character.len_utf8();
        Some(KrillaGlyph::new(GlyphId::new(id?.to_u32()), advance, 0.0, 0.0, 0.0, range, None))
    });
    glyphs.collect()
}

fn fill(ink: Ink) -> Fill {
    let [cyan, magenta, yellow, black] = ink.cmyk();
    Fill { paint: cmyk::Color::new(cyan, magenta, yellow, black).into(), ..Fill::default() }
}

fn path(outline: &Outline) -> Option<Path> {
    let mut path = PathBuilder::new();
    for segment in &outline.0 {
        match *segment {
            Segment::Move([x, y]) => path.move_to(x, y),
            Segment::Line([x, y]) => path.line_to(x, y),
            Segment::Quad([a, b], [x, y]) => path.quad_to(a, b, x, y),
            Segment::Cubic([a, b], [c, d], [x, y]) => path.cubic_to(a, b, c, d, x, y),
            Segment::Close => path.close(),
        }
    }
    path.finish()
}
