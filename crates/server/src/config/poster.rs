//! The fonts of posters.

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// Where Debian's package `fonts-noto-cjk` lies.
const FONT: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
const BOLD: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc";
/// Simplified Chinese within these.
const FONT_INDEX: u32 = 2;

/// The fonts of posters. They are read when the first poster is asked for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PosterFonts {
    /// An OpenType font or collection with Chinese letters.
    pub font: PathBuf,
    /// Which font of a collection, from 0.
    pub font_index: u32,
    /// The bold cut. Default: the one beside the default `font`; for another font, that font itself.
    pub bold: Option<PathBuf>,
    /// Which font of a collection, from 0.
    pub bold_index: u32,
}

impl Default for PosterFonts {
    fn default() -> Self {
        Self { font: FONT.into(), font_index: FONT_INDEX, bold: None, bold_index: FONT_INDEX }
    }
}

impl PosterFonts {
    /// File and number of the bold cut.
    pub fn bold(&self) -> (&Path, u32) {
        match &self.bold {
            Some(bold) => (bold, self.bold_index),
            None if self.font == Path::new(FONT) => (Path::new(BOLD), FONT_INDEX),
            None => (&self.font, self.font_index),
        }
    }
}
