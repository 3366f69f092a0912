//! The modules of a symbol as dark and light, and what they say: rqrr corrects and reads them.

use std::cell::Cell;
use std::io;

/// Modules a side of the largest symbol, version 40.
pub(crate) const MOST_MODULES: usize = 177;

/// The 32 words of format information with their error correction, masked (ISO/IEC 18004, annex C).
const FORMATS: [u16; 32] = formats();

const fn formats() -> [u16; 32] {
    let mut words = [0; 32];
    let mut data = 0;
    while data < 32 {
        let mut rest = (data as u16) << 10;
        let mut bit = 14;
        while bit >= 10 {
            if rest >> bit & 1 == 1 {
                rest ^= 0b101_0011_0111 << (bit - 10);
            }
            bit -= 1;
        }
        words[data] = ((data as u16) << 10 | rest) ^ 0b101_0100_0001_0010;
        data += 1;
    }
    words
}

/// Dark and light modules of a square.
#[derive(Debug, Clone)]
pub(crate) struct Matrix {
    modules: usize,
    rows: [[u64; 3]; MOST_MODULES],
    /// Whether what was read last was seen in a mirror.
    pub mirrored: bool,
}

/// Why the modules say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Illegible {
    /// They are no symbol, or more of them are wrong than can be corrected.
    Damaged,
    /// They are whole, but of a kind that is not read: structured append, FNC1.
    Unsupported,
}

impl Matrix {
    pub const fn new() -> Self {
        Self { modules: 0, rows: [[0; 3]; MOST_MODULES], mirrored: false }
    }

    /// All light, of `modules` a side.
    pub fn clear(&mut self, modules: usize) {
        self.modules = modules;
        self.rows[..modules].fill([0; 3]);
    }

    pub fn set(&mut self, x: usize, y: usize, dark: bool) {
        let (word, bit) = (&mut self.rows[y][x / 64], 1 << (x % 64));
        if dark {
            *word |= bit;
        } else {
            *word &= !bit;
        }
    }

    pub fn get(&self, x: usize, y: usize) -> bool {
        self.rows[y][x / 64] >> (x % 64) & 1 == 1
    }

    /// A number that tells matrices apart (FNV-1a by words).
    pub fn print(&self) -> u64 {
        self.rows[..self.modules].iter().flatten().fold(0xcbf2_9ce4_8422_2325, |hash, word| {
            (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23)
        })
    }

    /// How many modules of both copies of the format information are wrong, at the least; and the word that was meant.
    fn format(&self, mirrored: bool) -> (u32, u16) {
        let end = self.modules - 1;
        let dark = |x, y| u16::from(if mirrored { self.get(y, x) } else { self.get(x, y) });
        let (mut first, mut second) = (0, 0);
        for bit in 0..15 {
            let ((x, y), (a, b)) = format_places(bit, end);
            first |= dark(x, y) << bit;
            second |= dark(a, b) << bit;
        }
        FORMATS
            .into_iter()
            .map(|word| ((word ^ first).count_ones() + (word ^ second).count_ones(), word))
            .min()
            .unwrap_or((30, 0))
    }

    /// Reads it into `text`, also if it is mirrored. Both copies of the format information count together, so that
    /// the damage of one does not matter.
    pub fn read(&mut self, text: &mut Vec<u8>) -> Result<(), Illegible> {
        /// Of 30 modules; by chance the nearest word differs in nine.
        const MOST_WRONG: u32 = 7;
        let (straight, mirrored) = (self.format(false), self.format(true));
        let ((wrong, word), mirrored) =
            if mirrored.0 < straight.0 { (mirrored, true) } else { (straight, false) };
        if wrong > MOST_WRONG {
            return Err(Illegible::Damaged);
        }
        let end = self.modules - 1;
        for bit in 0..15 {
            let dark = word >> bit & 1 == 1;
            let ((x, y), (a, b)) = format_places(bit, end);
            for (x, y) in [(x, y), (a, b)] {
                if mirrored {
                    self.set(y, x, dark);
                } else {
                    self.set(x, y, dark);
                }
            }
        }
        self.mirrored = mirrored;
        text.clear();
        let code = rqrr::Grid::new(Upright { matrix: self, mirrored, asked: Cell::new(0) });
        match code.decode_to(Sink(text)) {
            Ok(_) => Ok(()),
            Err(rqrr::DeQRError::UnknownDataType) => Err(Illegible::Unsupported),
            Err(_) => Err(Illegible::Damaged),
        }
    }
}

/// Where bit `bit` (0 is the last) of both copies of the format information lies.
fn format_places(bit: usize, end: usize) -> ((usize, usize), (usize, usize)) {
    let first = match bit {
        0..=5 => (8, bit),
        6 => (8, 7),
        7 => (8, 8),
        8 => (7, 8),
        _ => (14 - bit, 8),
    };
    let second = if bit < 8 { (end - bit, 8) } else { (8, end - 14 + bit) };
    (first, second)
}

/// The matrix as rqrr wants it. rqrr reads every matrix that it cannot correct once more, mirrored; which way round it
/// is was found out before, so that the second reading is spared by showing it a format that is none.
struct Upright<'a> {
    matrix: &'a Matrix,
    mirrored: bool,
    asked: Cell<u32>,
}

impl rqrr::BitGrid for Upright<'_> {
    fn size(&self) -> usize {
        self.matrix.modules
    }

    fn bit(&self, y: usize, x: usize) -> bool {
        /// rqrr asks for the format's 15 modules before all others.
        const FORMAT_BITS: u32 = 15;
        let asked = self.asked.get();
        self.asked.set(asked + 1);
        if asked >= FORMAT_BITS && is_format(x, y, self.matrix.modules - 1) {
            // Alternating modules are far from every format.
            return asked.is_multiple_of(2);
        }
        if self.mirrored { self.matrix.get(y, x) } else { self.matrix.get(x, y) }
    }
}

fn is_format(x: usize, y: usize, end: usize) -> bool {
    let beside = |a: usize, b: usize| a == 8 && (b <= 8 && b != 6 || b >= end - 7);
    beside(x, y) || beside(y, x)
}

struct Sink<'a>(&'a mut Vec<u8>);

impl io::Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
