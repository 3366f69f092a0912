//! The font's files: OpenType fonts or collections of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::FontRef;
use skrifa::{GlyphId, MetadataProvider as _};

use crate::content::Content;
use crate::font::{Face, Glyph, PosterFont, Weight};
use crate::outline::{Outline, Segment};

/// Both cuts as files.
#[derive(Debug, Clone)]
pub struct FontFiles {
    /// For reading.
    pub regular: FontFile,
    /// For names and numbers; may be the same.
    pub bold: FontFile,
}

/// One font of a file.
#[derive(Clone)]
pub struct FontFile {
    data: Arc<Vec<u8>>,
    index: u32,
    pub(crate) embedded: krilla::text::Font,
}

/// The bytes are no font that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// Not a font, or not so many in the collection.
    #[error("no OpenType font with the number {0} in it")]
    Unreadable(u32),
}

impl std::fmt::Debug for FontFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FontFile({} B, {})", self.data.len(), self.index)
    }
}

impl FontFiles {
    /// The glyphs of a poster's texts.
    pub fn cut(&self, content: &Content) -> PosterFont {
        let (mut regular, mut bold) = (BTreeSet::new(), BTreeSet::new());
        for phrase in content.phrases() {
            let characters = if phrase.weight == Weight::Bold { &mut bold } else { &mut regular };
            characters.extend(phrase.text.chars());
        }
        PosterFont { regular: self.regular.cut(&regular), bold: self.bold.cut(&bold) }
    }

    /// One of the cuts.
    pub const fn file(&self, weight: Weight) -> &FontFile {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

impl FontFile {
    /// Reads a font; `index` counts the fonts of a collection from 0.
    ///
    /// # Errors
    /// If there is none.
    pub fn new(data: Vec<u8>, index: u32) -> Result<Self, FontError> {
        let data = Arc::new(data);
        FontRef::from_index(&data, index).map_err(|_| FontError::Unreadable(index))?;
        let embedded = krilla::text::Font::new(data.clone().into(), index);
        Ok(Self { data, index, embedded: embedded.ok_or(FontError::Unreadable(index))? })
    }

    /// It was read when this was made.
    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.data, self.index).ok()
    }

    fn cut(&self, characters: &BTreeSet<char>) -> Face {
        let empty = Face { units_per_em: 1000, glyphs: Vec::new() };
        let Some(font) = self.font() else { return empty };
        let (charmap, outlines) = (font.charmap(), font.outline_glyphs());
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let glyph = |character: char| {
            let id = charmap.map(character)?;
            let mut pen = Pen::default();
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            outlines.get(id)?.draw(settings, &mut pen).ok()?;
            Some(Glyph { character, advance: metrics.advance_width(id)?, outline: pen.0 })
        };
        Face {
            units_per_em: font.metrics(Size::unscaled(), LocationRef::default()).units_per_em,
            glyphs: characters.iter().copied().filter_map(glyph).collect(),
        }
    }

    /// The numbers of characters' glyphs; `None` for what the font lacks.
    pub(crate) fn ids(&self, characters: impl Iterator<Item = char>) -> Vec<Option<GlyphId>> {
        let charmap = self.font().map(|font| font.charmap());
        characters.map(|character| charmap.as_ref()?.map(character)).collect()
    }
}

#[derive(Default)]
struct Pen(Outline);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.0.push(Segment::Move([x, y]));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.0.push(Segment::Line([x, y]));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.0.push(Segment::Quad([cx, cy], [x, y]));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.0.push(Segment::Cubic([ax, ay], [bx, by], [x, y]));
    }

    fn close(&mut self) {
        self.0.0.push(Segment::Close);
    }
}
