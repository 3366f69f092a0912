//! Pictures as files.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage, ImageError};

/// JPEG quality, about that of a phone's preview.
const QUALITY: u8 = 85;

/// A picture that could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The file or its folder.
    #[error("{}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The picture's format.
    #[error("{}", path.display())]
    Image {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: ImageError,
    },
}

/// Writes a PNG; folders on the way are made.
///
/// # Errors
/// If the file cannot be written.
pub fn png(picture: &GrayImage, path: &Path) -> Result<(), PictureError> {
    make_folder(path)?;
    picture
        .save_with_format(path, image::ImageFormat::Png)
        .map_err(|source| PictureError::Image { path: path.to_owned(), source })
}

/// Writes a JPEG, such as an album holds.
///
/// # Errors
/// If the file cannot be written.
pub fn jpeg(picture: &GrayImage, path: &Path) -> Result<(), PictureError> {
    mjpeg(std::slice::from_ref(picture), path)
}

/// Writes JPEG pictures one after another: what Chromium plays in a loop, 30 a second, as
/// `--use-file-for-fake-video-capture`. All pictures must have one size.
///
/// # Errors
/// If the file cannot be written.
pub fn mjpeg(pictures: &[GrayImage], path: &Path) -> Result<(), PictureError> {
    make_folder(path)?;
    let io = |source| PictureError::Io { path: path.to_owned(), source };
    let mut file = io::BufWriter::new(fs::File::create(path).map_err(io)?);
    for picture in pictures {
        // In colour, as cameras write it: Chromium's reader is not made for JPEGs of one channel.
        let colour = DynamicImage::from(picture.clone()).into_rgb8();
        JpegEncoder::new_with_quality(&mut file, QUALITY)
            .encode_image(&colour)
            .map_err(|source| PictureError::Image { path: path.to_owned(), source })?;
    }
    file.flush().map_err(io)
}

pub(crate) fn make_folder(path: &Path) -> Result<(), PictureError> {
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|source| PictureError::Io { path: folder.to_owned(), source })
}
