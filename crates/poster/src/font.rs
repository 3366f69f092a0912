//! The glyphs of one poster's texts: what the server cuts out of its font, and all that a browser needs to draw.

use serde::{Deserialize, Serialize};

use crate::outline::Outline;

/// Which of the two cuts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// For reading.
    Regular,
    /// For names and numbers.
    Bold,
}

/// Both cuts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PosterFont {
    /// For reading.
    pub regular: Face,
    /// For names and numbers.
    pub bold: Face,
}

/// One cut, with the characters of one poster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Face {
    /// Font units in an em.
    pub units_per_em: u16,
    /// The glyphs that the font has.
    pub glyphs: Vec<Glyph>,
}

/// One character.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Glyph {
    /// The character.
    pub character: char,
    /// How far the next one stands, in font units.
    pub advance: f32,
    /// Its shape in font units, y upwards, as an SVG path.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub outline: Outline,
}

impl PosterFont {
    /// One of the cuts.
    pub const fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

impl Face {
    /// The glyph of a character.
    pub fn glyph(&self, character: char) -> Option<&Glyph> {
        self.glyphs.iter().find(|glyph| glyph.character == character)
    }

    /// Whether a glyph keeps to its line: accents and descenders do, repeat marks of vertical writing (U+3031) are two lines
    /// tall.
    pub fn fits_a_line(&self, glyph: &Glyph) -> bool {
        let em = self.em();
        let within = |[_, lowest, _, highest]: [f32; 4]| lowest >= -0.5 * em && highest <= 1.3 * em;
        glyph.outline.bounds().is_none_or(within)
    }

    /// Font units as a part of the em.
    pub fn em(&self) -> f32 {
        f32::from(self.units_per_em.max(1))
    }
}
