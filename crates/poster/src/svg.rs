//! The drawing as SVG, with outlines in place of letters: it needs no font, and looks the same everywhere.

use std::fmt::{self, Write};

use crate::drawing::{Drawing, Ink, Layer, Op};
use crate::font::PosterFont;
use crate::outline::write_number;

/// An SVG document whose width and height are the page's, in mm.
pub fn svg(drawing: &Drawing, font: &PosterFont) -> String {
    let mut svg = String::new();
    match write(&mut svg, drawing, font) {
        // A String takes whatever is written to it.
        Ok(()) | Err(fmt::Error) => svg,
    }
}

fn write(svg: &mut String, drawing: &Drawing, font: &PosterFont) -> fmt::Result {
    let (width, height) = drawing.page;
    write!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}" role="img"><title>"#
    )?;
    escape(svg, &drawing.title)?;
    write!(svg, r#"</title><path fill="{}" d="M0 0H{width}V{height}H0Z"/>"#, Colour(Ink::Paper))?;
    for layer in &drawing.layers {
        write_layer(svg, layer, font)?;
    }
    svg.write_str("</svg>\n")
}

fn write_layer(svg: &mut String, layer: &Layer, font: &PosterFont) -> fmt::Result {
    let [x, y] = layer.origin;
    let turn = if layer.turned { " rotate(180)" } else { "" };
    write!(svg, r#"<g transform="translate({x} {y}){turn}">"#)?;
    for op in &layer.ops {
        match op {
            Op::Fill { ink, outline } => write!(svg, r#"<path fill="{}" d="{outline}"/>"#, Colour(*ink))?,
            Op::Text { ink, weight, size, at: [x, y], glyphs } => {
                let face = font.face(*weight);
                let (scale, colour) = (size / face.em(), Colour(*ink));
                write!(svg, r#"<g fill="{colour}" transform="matrix({scale} 0 0 {} {x} {y})">"#, -scale)?;
                for (character, offset) in glyphs {
                    let Some(glyph) = face.glyph(*character).filter(|glyph| !glyph.outline.0.is_empty())
                    else {
                        continue;
                    };
                    svg.write_str(r#"<path transform="translate("#)?;
                    write_number(svg, offset / scale)?;
                    write!(svg, r#")" d="{}"/>"#, glyph.outline)?;
                }
                svg.write_str("</g>")?;
            }
        }
    }
    svg.write_str("</g>")
}

struct Colour(Ink);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0.rgb();
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

fn escape(svg: &mut String, text: &str) -> fmt::Result {
    text.chars().try_for_each(|c| match c {
        '<' => svg.write_str("&lt;"),
        '>' => svg.write_str("&gt;"),
        '&' => svg.write_str("&amp;"),
        // XML 1.0 has no way to write these.
        '\u{fffe}' | '\u{ffff}' => Ok(()),
        _ => svg.write_char(c),
    })
}
