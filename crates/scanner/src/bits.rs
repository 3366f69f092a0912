//! Which pixels are dark, one bit each, by a threshold of each pixel's own.

use crate::plane::View;

/// One bit a pixel, 1 is dark; rows begin at a word of their own.
#[derive(Debug)]
pub(crate) struct Bits {
    pub width: usize,
    pub height: usize,
    stride: usize,
    words: Vec<u64>,
    /// Sums over the columns of a sliding window.
    window: Vec<i32>,
}

impl Bits {
    pub const fn new() -> Self {
        Self { width: 0, height: 0, stride: 0, words: Vec::new(), window: Vec::new() }
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

    /// By the mean of the square of `2 * radius + 1` pixels around each pixel; dark is what is more than `margin`
    /// below it.
    pub fn by_local_mean(&mut self, of: View<'_>, radius: usize, margin: i32) {
        let (width, height) = (of.width, of.height);
        (self.width, self.height) = (width, height);
        self.stride = width.div_ceil(64);
        self.words.resize(self.stride * height, 0);
        let count = ((2 * radius + 1) * (2 * radius + 1)) as i32;
        let grey = |x: usize, y: usize| i32::from(of.data[y * width + x]);
        // The sums down the columns, with those at both edges repeated as far as the window reaches.
        self.window.resize(width + 2 * radius + 1, 0);
        for (x, column) in self.window[radius..][..width].iter_mut().enumerate() {
            let below: i32 = (1..=radius).map(|y| grey(x, y.min(height - 1))).sum();
            *column = grey(x, 0) * (radius as i32 + 1) + below;
        }
        for y in 0..height {
            let (first, last) = (self.window[radius], self.window[radius + width - 1]);
            self.window[..radius].fill(first);
            self.window[radius + width..].fill(last);
            let mut sum: i32 = self.window[..=2 * radius].iter().sum();
            let ends = self.window.iter().zip(&self.window[2 * radius + 1..]);
            let words = &mut self.words[y * self.stride..][..self.stride];
            let mut pixels = of.row(y).iter().zip(ends);
            for word in words {
                *word = 0;
                for (bit, (&grey, (leaves, enters))) in pixels.by_ref().take(64).enumerate() {
                    *word |= u64::from((i32::from(grey) + margin) * count < sum) << bit;
                    sum += enters - leaves;
                }
            }
            let (enters, leaves) = ((y + radius + 1).min(height - 1), y.saturating_sub(radius));
            let columns = self.window[radius..].iter_mut();
            for (column, (&new, &old)) in columns.zip(of.row(enters).iter().zip(of.row(leaves))) {
                *column += i32::from(new) - i32::from(old);
            }
        }
    }
}
