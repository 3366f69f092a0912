//! The version that a symbol of version 7 and up says of itself, beside two of its finders (ISO/IEC 18004, annex D):
//! near enough to them to be read before the symbol's grid is known.

use crate::ink::Ink;
use crate::outline::Outline;

/// The 18 bits of each version from 7 to 40: six and twelve of a Golay code.
const WORDS: [u32; 34] = words();

const fn words() -> [u32; 34] {
    let mut words = [0; 34];
    let mut i = 0;
    while i < words.len() {
        let version = i as u32 + 7;
        let mut rest = version << 12;
        let mut bit = 17;
        while bit >= 12 {
            if rest >> bit & 1 == 1 {
                rest ^= 0b1_1111_0010_0101 << (bit - 12);
            }
            bit -= 1;
        }
        words[i] = version << 12 | rest;
        i += 1;
    }
    words
}

/// The modules a side that the symbol claims, if at most `MOST_WRONG` bits of one of the two blocks are wrong.
pub(crate) fn claimed(ink: Ink<'_>, outlines: &[Outline; 3]) -> Option<usize> {
    /// By chance one word in fifty is so near.
    const MOST_WRONG: u32 = 2;
    let [_, right, below] = outlines;
    let words = [word(ink, right, false), word(ink, below, true)];
    let (wrong, version) = WORDS
        .into_iter()
        .zip(7..)
        .map(|(word, version)| {
            let wrong = words.map(|read| (read ^ word).count_ones());
            (wrong[0].min(wrong[1]), version)
        })
        .min()?;
    (wrong <= MOST_WRONG).then_some(17 + 4 * version)
}

/// The block beside a finder: to the left of the right one; above the lower one, turned over its diagonal.
fn word(ink: Ink<'_>, outline: &Outline, turned: bool) -> u32 {
    let [a, b, c, d] = outline.corners;
    let right = ((b - a) + (c - d)) * (1.0 / 14.0);
    let down = ((d - a) + (c - b)) * (1.0 / 14.0);
    let (along, across) = if turned { (down, right) } else { (right, down) };
    let grey = |u: f32, v: f32| ink.at(outline.centre + along * u + across * v);
    let dark = grey(0.0, 0.0);
    let light = (grey(2.0, 0.0) + grey(-2.0, 0.0) + grey(0.0, 2.0) + grey(0.0, -2.0)) / 4.0;
    let threshold = (dark + light) / 2.0;
    (0..18).map(|i| u32::from(grey((i % 3) as f32 - 7.0, (i / 3) as f32 - 3.0) < threshold) << i).sum()
}
