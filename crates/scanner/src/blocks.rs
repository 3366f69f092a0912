//! Thresholds that follow the light: one for each block of 8 x 8 pixels, from what its neighbourhood looks like. The
//! idea is that of the hybrid binariser in ZXing.

use crate::plane::View;

/// Pixels a side.
pub(crate) const BLOCK: usize = 8;

/// Up to which grey a pixel is dark, by blocks.
#[derive(Debug)]
pub(crate) struct Blocks {
    pub across: usize,
    down: usize,
    /// Row by row: at first of the block alone, then of its neighbourhood.
    pub thresholds: Vec<u8>,
    /// Per block: its darkest pixel, and from there to its lightest.
    darkest: Vec<u8>,
    ranges: Vec<u8>,
    /// Sums over five blocks of a row.
    sums: Vec<u16>,
    /// Per column of a row of blocks: the least, the greatest, the sum.
    least: Vec<u8>,
    most: Vec<u8>,
    columns: Vec<u16>,
}

impl Blocks {
    pub const fn new() -> Self {
        Self {
            across: 0,
            down: 0,
            thresholds: Vec::new(),
            darkest: Vec::new(),
            ranges: Vec::new(),
            sums: Vec::new(),
            least: Vec::new(),
            most: Vec::new(),
            columns: Vec::new(),
        }
    }

    /// Of a picture by itself. A block whose greys differ by `flat` or less is taken as light, unless its neighbours
    /// say that it is dark.
    pub fn measure(&mut self, view: View<'_>, flat: u8) {
        self.gather::<BLOCK>(view, (view.width.div_ceil(BLOCK), view.height.div_ceil(BLOCK)));
        self.settle(flat);
    }

    /// Of a picture by the one of half its size, which has all that matters in a quarter of the pixels.
    pub fn measure_by_half(&mut self, view: View<'_>, half: View<'_>, flat: u8) {
        self.gather::<{ BLOCK / 2 }>(half, (view.width.div_ceil(BLOCK), view.height.div_ceil(BLOCK)));
        self.settle(flat);
    }

    /// Mean, darkest and range of each block, which has `SIDE` pixels a side in this view.
    fn gather<const SIDE: usize>(&mut self, view: View<'_>, (across, down): (usize, usize)) {
        (self.across, self.down) = (across, down);
        for bytes in [&mut self.thresholds, &mut self.darkest, &mut self.ranges] {
            bytes.resize(across * down, 0);
        }
        self.least.resize(view.width, 0);
        self.most.resize(view.width, 0);
        self.columns.resize(view.width, 0);
        for block_y in 0..down {
            let top = (block_y * SIDE).min(view.height - SIDE);
            // Down the columns first: whole rows at once.
            self.least.fill(u8::MAX);
            self.most.fill(0);
            self.columns.fill(0);
            for y in top..top + SIDE {
                let columns = self.least.iter_mut().zip(&mut self.most).zip(&mut self.columns);
                for (((least, most), sum), &grey) in columns.zip(view.row(y)) {
                    *least = grey.min(*least);
                    *most = grey.max(*most);
                    *sum += u16::from(grey);
                }
            }
            for block_x in 0..across {
                let left = (block_x * SIDE).min(view.width - SIDE);
                let (mut least, mut most, mut sum) = (u8::MAX, 0, 0);
                for x in left..left + SIDE {
                    least = least.min(self.least[x]);
                    most = most.max(self.most[x]);
                    sum += self.columns[x];
                }
                let at = block_y * across + block_x;
                self.thresholds[at] = (sum / (SIDE * SIDE) as u16) as u8;
                self.darkest[at] = least;
                self.ranges[at] = most - least;
            }
        }
    }

    /// From each block alone to the mean of 5 x 5 around it.
    fn settle(&mut self, flat: u8) {
        let (across, down) = (self.across, self.down);
        let flat = flat.max(noise(&self.ranges));
        for block_y in 0..down {
            for block_x in 0..across {
                let at = block_y * across + block_x;
                if self.ranges[at] > flat {
                    continue;
                }
                let least = self.darkest[at];
                let mut black = least / 2;
                if block_y > 0 && block_x > 0 {
                    let near = |at: usize| u16::from(self.thresholds[at]);
                    let around = ((near(at - across) + 2 * near(at - 1) + near(at - across - 1)) / 4) as u8;
                    if least < around {
                        black = around;
                    }
                }
                self.thresholds[at] = black;
            }
        }
        // Two blocks to each side, fewer in a picture that has no more.
        let (reach_x, reach_y) = (2.min((across - 1) / 2), 2.min((down - 1) / 2));
        self.sums.resize(across * down, 0);
        for (sums, blocks) in self.sums.chunks_exact_mut(across).zip(self.thresholds.chunks_exact(across)) {
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
                self.thresholds[block_y * across + block_x] = (sum / count) as u8;
            }
        }
    }
}

/// What differs within a block where there is nothing but noise: a quarter more than in the quietest quarter of the
/// blocks, but not so much that a picture full of modules would be taken for noise.
fn noise(ranges: &[u8]) -> u8 {
    const MOST: usize = 72;
    let mut counts = [0; 256];
    for &range in ranges {
        counts[usize::from(range)] += 1;
    }
    let mut quietest = ranges.len() / 4;
    let range = counts.iter().position(|&count| {
        let enough = count > quietest;
        quietest = quietest.saturating_sub(count);
        enough
    });
    (range.unwrap_or(0) * 5 / 4).min(MOST) as u8
}
