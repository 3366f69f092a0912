//! Pictures to scan: greyscale, of a size that makes sense.

/// Shorter sides cannot hold the smallest symbol (21 modules).
pub const MIN_SIDE: u32 = 21;
/// Longer sides are refused: 4096 x 4096 is the most that a frame may ask of memory (16 MiB).
pub const MAX_SIDE: u32 = 4096;

/// A greyscale picture, rows from top to bottom, one byte a pixel, 0 is black.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    width: usize,
    height: usize,
    luma: Vec<u8>,
}

/// Bytes that are not a picture of the size that they are said to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// A side is shorter than [`MIN_SIDE`] or longer than [`MAX_SIDE`].
    #[error("a picture of {width} x {height} pixels; each side must have {MIN_SIDE} to {MAX_SIDE}")]
    Size {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// Too few or too many bytes.
    #[error("{actual} bytes where the picture needs {expected}")]
    Length {
        /// Bytes that a picture of this size has.
        expected: usize,
        /// Bytes that came.
        actual: usize,
    },
}

impl Frame {
    /// From one byte a pixel.
    pub fn from_luma(width: u32, height: u32, luma: Vec<u8>) -> Result<Self, FrameError> {
        let (width, height) = checked(width, height, 1, luma.len())?;
        Ok(Self { width, height, luma })
    }

    /// From four bytes a pixel, as a canvas gives them: red, green, blue, and an opacity that is ignored.
    /// Weighted as ITU-R BT.601 does, in 1/256.
    pub fn from_rgba(width: u32, height: u32, rgba: &[u8]) -> Result<Self, FrameError> {
        let (width, height) = checked(width, height, 4, rgba.len())?;
        let (pixels, _) = rgba.as_chunks::<4>();
        let luma = pixels
            .iter()
            .map(|&[r, g, b, _]| ((77 * u32::from(r) + 150 * u32::from(g) + 29 * u32::from(b)) >> 8) as u8)
            .collect();
        Ok(Self { width, height, luma })
    }

    /// Width in pixels.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> usize {
        self.height
    }

    /// One byte a pixel, row by row.
    pub fn luma(&self) -> &[u8] {
        &self.luma
    }
}

fn checked(width: u32, height: u32, depth: usize, actual: usize) -> Result<(usize, usize), FrameError> {
    let sides = MIN_SIDE..=MAX_SIDE;
    if !sides.contains(&width) || !sides.contains(&height) {
        return Err(FrameError::Size { width, height });
    }
    let (width, height) = (width as usize, height as usize);
    let expected = width * height * depth;
    if actual == expected { Ok((width, height)) } else { Err(FrameError::Length { expected, actual }) }
}
