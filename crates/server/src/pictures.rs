//! Pictures that people upload: whatever comes, what is kept is a JPEG of a bounded size that this program wrote itself,
//! without the metadata of the file (place, device, thumbnails).

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use venue_protocol::id::AccountId;

use crate::memory::scrub_stack;

/// So many files wait to be read at a time; a further one is told to come again.
const WAITING: usize = 32;
/// So many uploads of one account are under way at a time, be they as slow as they like.
const UPLOADS_PER_ACCOUNT: usize = 2;
/// The longest side of what is kept, in pixels.
const LONGEST_SIDE: u32 = 1600;
/// Of what is kept, 1 to 100.
const QUALITY: u8 = 82;
/// The longest side of what is read, in pixels.
const MOST_PIXELS_ASIDE: u32 = 16_384;
/// The most bytes of an unpacked picture: 40 million pixels of three bytes. Larger ones are bombs, or scans that can be
/// made smaller.
const MOST_UNPACKED: u64 = 120_000_000;

/// Why a file is not a picture that can be used.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// Not PNG, JPEG or WebP by its content.
    #[error("only PNG, JPEG and WebP pictures are read")]
    Kind,
    /// Too many pixels.
    #[error("the picture has too many pixels: at most 40 million, and {MOST_PIXELS_ASIDE} on a side")]
    Large,
    /// Cut off or damaged.
    #[error("the picture is damaged or not complete")]
    Damaged(#[source] Option<ImageError>),
    /// Too many are in work.
    #[error("too many pictures at one time")]
    Busy,
}

/// Reads pictures, one at a time.
#[derive(Debug)]
pub struct Pictures {
    uploads: Arc<Mutex<HashMap<AccountId, usize>>>,
    waiting: Semaphore,
    in_work: Arc<Semaphore>,
}

impl Default for Pictures {
    fn default() -> Self {
        Self {
            uploads: Arc::default(),
            waiting: Semaphore::new(WAITING),
            in_work: Arc::new(Semaphore::new(1)),
        }
    }
}

/// An upload that is under way, until it is dropped.
#[derive(Debug)]
pub struct Upload {
    uploads: Arc<Mutex<HashMap<AccountId, usize>>>,
    account: AccountId,
}

impl Drop for Upload {
    fn drop(&mut self) {
        let mut uploads = self.uploads.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = uploads.get_mut(&self.account) {
            *count -= 1;
            if *count == 0 {
                uploads.remove(&self.account);
            }
        }
    }
}

impl Pictures {
    /// Begins an upload, before its body is read. Nobody's slow uploads take the room of others.
    ///
    /// # Errors
    /// [`PictureError::Busy`] if others of this account are under way.
    pub fn upload(&self, account: AccountId) -> Result<Upload, PictureError> {
        let mut uploads = self.uploads.lock().unwrap_or_else(PoisonError::into_inner);
        let count = uploads.entry(account).or_default();
        if *count == UPLOADS_PER_ACCOUNT {
            return Err(PictureError::Busy);
        }
        *count += 1;
        Ok(Upload { uploads: Arc::clone(&self.uploads), account })
    }

    /// What is kept of a file that has come: a JPEG.
    ///
    /// # Errors
    /// [`PictureError`].
    pub async fn kept(&self, file: Bytes) -> Result<Vec<u8>, PictureError> {
        let _room = self.waiting.try_acquire().map_err(|_| PictureError::Busy)?;
        let turn = Arc::clone(&self.in_work).acquire_owned().await.map_err(|_| PictureError::Busy)?;
        let work = spawn_blocking(move || {
            // Also if whoever asked has hung up: there is never more than one at work.
            let _turn = turn;
            let picture = kept(&file);
            drop(file);
            scrub_stack();
            picture
        });
        work.await.unwrap_or(Err(PictureError::Damaged(None)))
    }
}

fn kept(file: &[u8]) -> Result<Vec<u8>, PictureError> {
    let damaged = |error| PictureError::Damaged(Some(error));
    let mut reader =
        ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|error| damaged(error.into()))?;
    match reader.format() {
        // The decoder fills what is missing with grey.
        Some(ImageFormat::Jpeg) if !is_whole_jpeg(file) => return Err(PictureError::Damaged(None)),
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) => {}
        _ => return Err(PictureError::Kind),
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS_ASIDE);
    limits.max_image_height = Some(MOST_PIXELS_ASIDE);
    limits.max_alloc = Some(2 * MOST_UNPACKED);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| match error {
        ImageError::Limits(_) => PictureError::Large,
        error => damaged(error),
    })?;
    if decoder.total_bytes() > MOST_UNPACKED {
        return Err(PictureError::Large);
    }
    let orientation = decoder.orientation().map_err(damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    if picture.width().max(picture.height()) > LONGEST_SIDE {
        picture = picture.resize(LONGEST_SIDE, LONGEST_SIDE, FilterType::Triangle);
    }
    picture.apply_orientation(orientation);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&on_white(picture)).map_err(damaged)?;
    Ok(jpeg)
}

/// What is transparent becomes paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [r, g, b, a] = picture.get_pixel(x, y).0;
        let over = |colour: u8| {
            let (colour, alpha) = (u32::from(colour), u32::from(a));
            // At most 255 by its construction.
            ((colour * alpha + 255 * (255 - alpha)) / 255) as u8
        };
        Rgb([over(r), over(g), over(b)])
    })
}

/// Whether a JPEG goes to its end: its markers are followed from the first to the end of the image, past those of
/// pictures within its metadata.
fn is_whole_jpeg(file: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&[first, marker]) = file.get(at..at + 2) {
        if first != 0xff {
            // Data of a scan.
            at += 1;
            continue;
        }
        at += match marker {
            0xd9 => return true,
            // Filling, an escaped byte, or a marker without content.
            0xff => 1,
            0x00 | 0x01 | 0xd0..=0xd8 => 2,
            _ => match file.get(at + 2..at + 4) {
                Some(&[high, low]) => 2 + usize::from(u16::from_be_bytes([high, low])),
                _ => return false,
            },
        };
    }
    false
}
