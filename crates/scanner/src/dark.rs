//! Which pixels of a picture are dark.

use crate::bits::Bits;
use crate::blocks::{BLOCK, Blocks};
use crate::plane::View;

/// By the thresholds of blocks, compared as need be, or by bits that were made before.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Dark<'a> {
    ByBlocks(View<'a>, &'a Blocks),
    ByBits(&'a Bits),
}

impl Dark<'_> {
    /// Width and height in pixels.
    pub fn size(&self) -> (usize, usize) {
        match self {
            Self::ByBlocks(view, _) => (view.width, view.height),
            Self::ByBits(bits) => (bits.width, bits.height),
        }
    }

    /// Whether the pixel is dark.
    #[inline]
    pub fn at(&self, x: usize, y: usize) -> bool {
        match self {
            Self::ByBlocks(view, blocks) => {
                view.data[y * view.width + x] <= blocks.thresholds[y / BLOCK * blocks.across + x / BLOCK]
            }
            Self::ByBits(bits) => bits.dark(x, y),
        }
    }

    /// A row, one bit a pixel from the lowest on, 1 is dark; bits past the width are 0.
    pub fn row(&self, y: usize, words: &mut Vec<u64>) {
        words.clear();
        match self {
            Self::ByBlocks(view, blocks) => {
                let thresholds = &blocks.thresholds[y / BLOCK * blocks.across..][..blocks.across];
                let row = view.row(y);
                for (greys, thresholds) in row.chunks(64).zip(thresholds.chunks(8)) {
                    let (full, rest) = greys.as_chunks::<BLOCK>();
                    let mut word = 0;
                    for (i, (greys, &black)) in full.iter().zip(thresholds).enumerate() {
                        word |= at_most(*greys, black) << (i * BLOCK);
                    }
                    for (i, &grey) in rest.iter().enumerate() {
                        let at = full.len() * BLOCK + i;
                        word |= u64::from(grey <= thresholds[full.len()]) << at;
                    }
                    words.push(word);
                }
            }
            Self::ByBits(bits) => words.extend_from_slice(bits.row(y)),
        }
    }
}

/// Bit i is set if byte i is at most `most`: eight comparisons at once.
#[inline]
fn at_most(bytes: [u8; 8], most: u8) -> u64 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (x, t) = (u64::from_le_bytes(bytes), u64::from(most) * ONES);
    let low = (t | HIGH) - (x & !HIGH);
    let at_most = (t & !x | !(t ^ x) & low) & HIGH;
    // Gathers the lowest bits of the eight bytes into the highest byte.
    ((at_most >> 7).wrapping_mul(0x0102_0408_1020_4080)) >> 56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_comparisons_at_once_are_eight_comparisons() {
        let greys = [0, 1, 2, 126, 127, 128, 129, 200, 254, 255];
        for most in 0..=255 {
            for start in 0..greys.len() {
                let bytes: [u8; 8] = std::array::from_fn(|i| greys[(start + i * 3) % greys.len()]);
                let expected = (0..8).map(|i| u64::from(bytes[i] <= most) << i).sum();
                assert_eq!(at_most(bytes, most), expected, "{bytes:?} {most}");
            }
        }
    }
}
