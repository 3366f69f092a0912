//! A folder of pictures, and `truth.json`, which says what their codes say.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use venue_testkit::image::imageops::FilterType;
use venue_testkit::image::{self, ImageReader, RgbaImage};

use crate::error::BenchError;

/// Frames of a live view are not larger; what is, is brought down.
const LONGEST: u32 = 1280;

/// A picture and what it says.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Where it lies.
    pub path: PathBuf,
    /// With which others it is counted.
    pub group: Group,
    texts: Vec<String>,
}

/// Pictures that are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Of BoofCV's photos.
    BoofCv,
    /// Of the other photos.
    Photo,
    /// Drawn.
    Synthetic,
    /// Without any code.
    Empty,
}

impl Group {
    fn of(set: &str) -> Self {
        match set.split('-').next() {
            Some("neg") => Self::Empty,
            Some("boof" | "boofcv") => Self::BoofCv,
            Some("syn" | "rendered") => Self::Synthetic,
            _ => Self::Photo,
        }
    }
}

impl Picture {
    /// Whether this is one of its texts.
    pub fn says(&self, found: &str) -> bool {
        self.texts.iter().any(|text| if is_ascii(text) { bare(text) == bare(found) } else { text == found })
    }

    /// Whether it has a text that no encoding can change.
    pub fn is_ascii(&self) -> bool {
        self.texts.iter().any(|text| is_ascii(text))
    }

    /// Its pixels as a canvas gives them.
    pub fn open(&self) -> Result<RgbaImage, image::ImageError> {
        let reader = ImageReader::open(&self.path).and_then(ImageReader::with_guessed_format);
        let picture = reader.map_err(image::ImageError::IoError)?.decode()?;
        let large = picture.width().max(picture.height()) > LONGEST;
        let picture = if large { picture.resize(LONGEST, LONGEST, FilterType::Triangle) } else { picture };
        Ok(picture.into_rgba8())
    }
}

/// Decoders differ in how they give blanks, line breaks and letters of old encodings; the rest must be the same.
fn bare(text: &str) -> Vec<u8> {
    text.bytes().filter(u8::is_ascii_graphic).collect()
}

/// A third of it or more can be printed in ASCII.
fn is_ascii(text: &str) -> bool {
    bare(text).len() * 3 >= text.chars().count()
}

#[derive(Deserialize)]
struct Truth {
    file: String,
    set: String,
    texts: Vec<String>,
}

/// All pictures of a folder.
pub fn read(folder: &Path) -> Result<Vec<Picture>, BenchError> {
    let path = folder.join("truth.json");
    let json = fs::read(&path).map_err(|error| BenchError::Picture(path.clone(), error.into()))?;
    let truths: Vec<Truth> = serde_json::from_slice(&json)
        .map_err(|error| BenchError::Picture(path, io::Error::from(error).into()))?;
    let picture =
        |Truth { file, set, texts }| Picture { path: folder.join(file), group: Group::of(&set), texts };
    Ok(truths.into_iter().map(picture).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(text: &str) -> Picture {
        Picture {
            path: PathBuf::new(),
            group: Group::Photo,
            texts: vec!["other".to_owned(), text.to_owned()],
        }
    }

    #[test]
    fn texts_are_compared_without_what_decoders_give_differently() {
        assert!(picture("BEGIN:VCARD\r\nN:Müller").says("BEGIN:VCARD\nN:M\u{fffd}ller"));
        assert!(!picture("BEGIN:VCARD\r\nN:Müller").says("BEGIN:VCARD\nN:M\u{fffd}llen"));
        assert!(picture("场所码扫一扫").says("场所码扫一扫"));
        assert!(!picture("场所码扫一扫").says("场所码扫二扫"));
    }

    #[test]
    fn sets_are_counted_by_what_their_names_begin_with() {
        let groups = ["neg", "boof-glare", "syn-dark", "zxcpp"].map(Group::of);
        assert_eq!(groups, [Group::Empty, Group::BoofCv, Group::Synthetic, Group::Photo]);
    }
}
