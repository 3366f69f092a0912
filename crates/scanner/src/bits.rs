//! Which pixels are dark: one bit each, by a threshold that follows the light.

use crate::plane::View;

/// Pixels a side of the blocks that get a threshold each.
const BLOCK: usize = 8;

/// One bit a pixel, 1 is dark; rows begin at a word of their own.
#[derive(Debug, Default)]
pub(crate) struct Bits {
    pub width: usize,
    pub height: usize,
    stride: usize,
    words: Vec<u64>,
    /// Per block of the picture: where black ends, at first of the block alone.
    blocks: Vec<u8>,
    /// Sums over five blocks of a row.
    sums: Vec<u16>,
    /// Per column of a row of blocks: the least, the greatest, the sum.
    least: Vec<u8>,
    most: Vec<u8>,
    columns: Vec<u16>,
    /// Sums over the columns of a sliding window.
    window: Vec<i32>,
}

impl Bits {
    pub const fn new() -> Self {
        Self {
            width: 0,
            height: 0,
            stride: 0,
            words: Vec::new(),
            blocks: Vec::new(),
            sums: Vec::new(),
            least: Vec::new(),
            most: Vec::new(),
            columns: Vec::new(),
            window: Vec::new(),
        }
    }

    /// Whether the pixel is dark.
    #[inline]
    pub fn dark(&self, x: usize, y: usize) -> bool {
        self.words[y * self.stride + x / 64] >> (x % 64) & 1 != 0
    }

    /// The words of a row; bits past the width are 0.
    #[inline]
    pub fn row(&self, y: usize) -> &[u64] {
        &self.words[y * self.stride..][..self.stride]
    }

    fn resize(&mut self, width: usize, height: usize) {
        (self.width, self.height) = (width, height);
        self.stride = width.div_ceil(64);
        self.words.resize(self.stride * height, 0);
    }

    /// By the mean of 5 x 5 blocks around; a block whose greys differ by `flat` or less is taken as light, unless its
    /// neighbours say that it is dark. The idea is that of the hybrid binariser in ZXing.
    pub fn by_blocks(&mut self, of: View<'_>, flat: u8) {
        let (width, height) = (of.width, of.height);
        self.resize(width, height);
        if width < BLOCK || height < BLOCK {
            // Too small for a finder.
            self.words.fill(0);
            return;
        }
        let (across, down) = (width.div_ceil(BLOCK), height.div_ceil(BLOCK));
        self.blocks.resize(across * down, 0);
        self.sums.resize(across * down, 0);
        self.least.resize(width, 0);
        self.most.resize(width, 0);
        self.columns.resize(width, 0);
        for block_y in 0..down {
            let top = (block_y * BLOCK).min(height - BLOCK);
            // Down the columns first: whole rows at once.
            self.least.fill(u8::MAX);
            self.most.fill(0);
            self.columns.fill(0);
            for y in top..top + BLOCK {
                let row = of.row(y);
                for (least, &grey) in self.least.iter_mut().zip(row) {
                    *least = grey.min(*least);
                }
                for (most, &grey) in self.most.iter_mut().zip(row) {
                    *most = grey.max(*most);
                }
                for (sum, &grey) in self.columns.iter_mut().zip(row) {
                    *sum += u16::from(grey);
                }
            }
            for block_x in 0..across {
                let left = (block_x * BLOCK).min(width - BLOCK);
                let least = self.least[left..left + BLOCK].iter().fold(u8::MAX, |a, &b| a.min(b));
                let most = self.most[left..left + BLOCK].iter().fold(0, |a: u8, &b| a.max(b));
                let sum: u16 = self.columns[left..left + BLOCK].iter().sum();
                let at = block_y * across + block_x;
                self.blocks[at] = if most - least > flat {
                    (sum / (BLOCK * BLOCK) as u16) as u8
                } else {
                    let alone = least / 2;
                    if block_y > 0 && block_x > 0 {
                        let (up, left) = (at - across, at - 1);
                        let near = |at: usize| u16::from(self.blocks[at]);
                        let around = ((near(up) + 2 * near(left) + near(up - 1)) / 4) as u8;
                        if least < around { around } else { alone }
                    } else {
                        alone
                    }
                };
            }
        }
        // Two blocks to each side, fewer in a picture that has no more.
        let (reach_x, reach_y) = (2.min((across - 1) / 2), 2.min((down - 1) / 2));
        for (sums, blocks) in self.sums.chunks_exact_mut(across).zip(self.blocks.chunks_exact(across)) {
            for (x, sum) in sums.iter_mut().enumerate() {
                let middle = x.clamp(reach_x, across - 1 - reach_x);
                *sum =
                    blocks[middle - reach_x..=middle + reach_x].iter().map(|&black| u16::from(black)).sum();
            }
        }
        let count = ((2 * reach_x + 1) * (2 * reach_y + 1)) as u16;
        for block_y in 0..down {
            let middle = block_y.clamp(reach_y, down - 1 - reach_y);
            for block_x in 0..across {
                let sum: u16 =
                    (middle - reach_y..=middle + reach_y).map(|y| self.sums[y * across + block_x]).sum();
                self.blocks[block_y * across + block_x] = (sum / count) as u8;
            }
        }
        for y in 0..height {
            let thresholds = &self.blocks[y / BLOCK * across..][..across];
            let (full, rest) = of.row(y).as_chunks::<BLOCK>();
            let row = &mut self.words[y * self.stride..][..self.stride];
            row.fill(0);
            for (x, (greys, &black)) in full.iter().zip(thresholds).enumerate() {
                row[x / 8] |= at_most(*greys, black) << (x % 8 * 8);
            }
            for (x, &grey) in rest.iter().enumerate() {
                let x = full.len() * BLOCK + x;
                row[x / 64] |= u64::from(grey <= thresholds[x / BLOCK]) << (x % 64);
            }
        }
    }

    /// By the mean of the square of `2 * radius + 1` pixels around each pixel; dark is what is more than `margin`
    /// below it.
    pub fn by_local_mean(&mut self, of: View<'_>, radius: usize, margin: i32) {
        let (width, height) = (of.width, of.height);
        self.resize(width, height);
        let count = ((2 * radius + 1) * (2 * radius + 1)) as i32;
        let grey = |x: usize, y: usize| i32::from(of.data[y * width + x]);
        self.window.resize(width, 0);
        for (x, column) in self.window.iter_mut().enumerate() {
            let below: i32 = (1..=radius).map(|y| grey(x, y.min(height - 1))).sum();
            *column = grey(x, 0) * (radius as i32 + 1) + below;
        }
        for y in 0..height {
            let row = &mut self.words[y * self.stride..][..self.stride];
            row.fill(0);
            let columns = &mut self.window;
            let mut sum = columns[0] * (radius as i32 + 1);
            sum += (1..=radius).map(|x| columns[x.min(width - 1)]).sum::<i32>();
            for (x, &grey) in of.row(y).iter().enumerate() {
                row[x / 64] |= u64::from((i32::from(grey) + margin) * count < sum) << (x % 64);
                sum += columns[(x + radius + 1).min(width - 1)] - columns[x.saturating_sub(radius)];
            }
            let (enters, leaves) = ((y + radius + 1).min(height - 1), y.saturating_sub(radius));
            for (column, (&new, &old)) in columns.iter_mut().zip(of.row(enters).iter().zip(of.row(leaves))) {
                *column += i32::from(new) - i32::from(old);
            }
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
