//! Contact sheets: many screenshots on one picture.

use std::path::{Path, PathBuf};

use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};

use crate::write::{PictureError, make_folder};

const GAP: u32 = 12;

/// Puts pictures in rows of `columns`, each `width` pixels wide, in the order given, and writes them as a PNG.
///
/// # Errors
/// If a picture cannot be read or the sheet cannot be written.
pub fn contact_sheet(
    pictures: &[PathBuf],
    columns: usize,
    width: u32,
    path: &Path,
) -> Result<(), PictureError> {
    let columns = columns.max(1);
    let mut thumbnails = Vec::with_capacity(pictures.len());
    for picture in pictures {
        let full = image::open(picture)
            .map_err(|source| PictureError::Image { path: picture.clone(), source })?
            .into_rgb8();
        let height = (full.height() * width / full.width().max(1)).max(1);
        thumbnails.push(imageops::resize(&full, width, height, FilterType::Triangle));
    }
    let rows: Vec<&[RgbImage]> = thumbnails.chunks(columns).collect();
    let heights: Vec<u32> =
        rows.iter().map(|row| row.iter().map(RgbImage::height).max().unwrap_or(0)).collect();
    let mut sheet = RgbImage::from_pixel(
        columns as u32 * (width + GAP) + GAP,
        heights.iter().map(|height| height + GAP).sum::<u32>() + GAP,
        Rgb([128, 128, 128]),
    );
    let mut top = GAP;
    for (row, height) in rows.iter().zip(&heights) {
        for (column, thumbnail) in row.iter().enumerate() {
            let left = GAP + column as u32 * (width + GAP);
            imageops::replace(&mut sheet, thumbnail, i64::from(left), i64::from(top));
        }
        top += height + GAP;
    }
    make_folder(path)?;
    sheet.save(path).map_err(|source| PictureError::Image { path: path.to_owned(), source })
}
