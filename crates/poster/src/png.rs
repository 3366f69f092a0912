//! The drawing as PNG at 300 dpi, painted in bands so that a page of 100 MB never stands in memory.

use std::io::{self, Write};

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, PixelDimensions, Unit};
use tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Transform};

use crate::drawing::{Drawing, Ink, Layer, Op};
use crate::font::PosterFont;
use crate::outline::{Outline, Point, Segment};

/// Pixels in a millimetre at 300 dpi.
pub const PIXELS: f32 = 300.0 / 25.4;
/// 300 dpi in the unit of PNG.
const PIXELS_A_METRE: u32 = 11_811;
/// Memory of a band; at least a row is painted at a time.
const BAND_BYTES: usize = 2 * 1024 * 1024;

/// Why there is no PNG.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The page has no size.
    #[error("the page has no size")]
    Page,
    /// It could not be written to where it goes.
    #[error("the PNG cannot be written")]
    Write(#[from] EncodingError),
}

impl From<io::Error> for PngError {
    fn from(error: io::Error) -> Self {
        Self::Write(error.into())
    }
}

/// Something to be filled, in pixels of the page.
struct Shape {
    path: Path,
    bounds: Rect,
    ink: Ink,
}

/// Width and height in pixels.
pub fn pixels(drawing: &Drawing) -> (u32, u32) {
    let (width, height) = drawing.page;
    ((width * PIXELS).round() as u32, (height * PIXELS).round() as u32)
}

/// Writes a PNG, band by band.
///
/// # Errors
/// If `target` does not take it.
pub fn png(drawing: &Drawing, font: &PosterFont, target: impl Write) -> Result<(), PngError> {
    let (width, height) = pixels(drawing);
    let shapes: Vec<Shape> = drawing.layers.iter().flat_map(|layer| shapes(layer, font)).collect();
    let mut encoder = Encoder::new(target, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: PIXELS_A_METRE,
        yppu: PIXELS_A_METRE,
        unit: Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer()?;
    let rows_a_band = (BAND_BYTES / (4 * width.max(1) as usize)).max(1) as u32;
    let mut band = Pixmap::new(width, rows_a_band.min(height)).ok_or(PngError::Page)?;
    let mut row_bytes = Vec::with_capacity(3 * width as usize);
    let mut top = 0;
    while top < height {
        band.fill(tiny_skia::Color::WHITE);
        let bottom = (top + rows_a_band).min(height);
        for shape in &shapes {
            if shape.bounds.top() < bottom as f32 && shape.bounds.bottom() > top as f32 {
                let [red, green, blue] = shape.ink.rgb();
                let mut paint = Paint { anti_alias: true, ..Paint::default() };
                paint.set_color_rgba8(red, green, blue, 255);
                let up = Transform::from_translate(0.0, -(top as f32));
                band.fill_path(&shape.path, &paint, FillRule::Winding, up, None);
            }
        }
        // Everything is painted on white, so that no pixel is transparent.
        for row in band.data().chunks_exact(4 * width as usize).take((bottom - top) as usize) {
            row_bytes.clear();
            row_bytes
                .extend(row.as_chunks::<4>().0.iter().flat_map(|[red, green, blue, _]| [red, green, blue]));
            rows.write_all(&row_bytes)?;
        }
        top = bottom;
    }
    rows.finish()?;
    writer.finish()?;
    Ok(())
}

fn shapes(layer: &Layer, font: &PosterFont) -> impl Iterator<Item = Shape> {
    layer.ops.iter().filter_map(|op| {
        let mut builder = PathBuilder::new();
        let to_pixels = |point: Point| layer.to_page(point).map(|mm| mm * PIXELS);
        let ink = match op {
            Op::Fill { ink, outline } => {
                add(&mut builder, &outline.mapped(to_pixels));
                *ink
            }
            Op::Text { ink, weight, size, at: [left, baseline], glyphs } => {
                let face = font.face(*weight);
                let scale = size / face.em();
                for (character, offset) in glyphs {
                    if let Some(glyph) = face.glyph(*character) {
                        let place =
                            |[x, y]: Point| to_pixels([left + offset + x * scale, baseline - y * scale]);
                        add(&mut builder, &glyph.outline.mapped(place));
                    }
                }
                *ink
            }
        };
        let path = builder.finish()?;
        Some(Shape { bounds: path.bounds(), path, ink })
    })
}

fn add(builder: &mut PathBuilder, outline: &Outline) {
    for segment in &outline.0 {
        match *segment {
            Segment::Move([x, y]) => builder.move_to(x, y),
            Segment::Line([x, y]) => builder.line_to(x, y),
            Segment::Quad([a, b], [x, y]) => builder.quad_to(a, b, x, y),
            Segment::Cubic([a, b], [c, d], [x, y]) => builder.cubic_to(a, b, c, d, x, y),
            Segment::Close => builder.close(),
        }
    }
}
