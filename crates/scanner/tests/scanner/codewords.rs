//! Symbols with any data in them, and yet a right error correction: what no printer would write.

use qrcode::canvas::Canvas;
use qrcode::{Color, EcLevel, Version, ec};
use venue_testkit::scene::Symbol;

/// Bits of a symbol's data, as a printer would put them together.
#[derive(Debug, Clone, Default)]
pub struct Data(Vec<bool>);

impl Data {
    /// The lowest so many bits of a number, the highest of them first.
    pub fn and(mut self, number: usize, bits: usize) -> Self {
        self.0.extend((0..bits).rev().map(|bit| number >> bit & 1 != 0));
        self
    }

    /// Whole bytes.
    pub fn and_bytes(self, bytes: &[u8]) -> Self {
        bytes.iter().fold(self, |data, byte| data.and(usize::from(*byte), 8))
    }

    /// The symbol; what is left is filled as the standard says.
    pub fn symbol(mut self, version: i16, level: EcLevel) -> Symbol {
        let room = room(version, level) * 8;
        assert!(self.0.len() <= room, "{} bits in {room}", self.0.len());
        self.0.extend([false; 4].iter().take(room - self.0.len()));
        self.0.resize(self.0.len().next_multiple_of(8), false);
        let mut bytes: Vec<u8> =
            self.0.chunks(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | u8::from(*bit))).collect();
        bytes.extend([0xec, 0x11].iter().cycle().take(room / 8 - bytes.len()));
        symbol(&bytes, version, level)
    }
}

/// Bytes of data in a symbol.
pub fn room(version: i16, level: EcLevel) -> usize {
    qrcode::bits::Bits::new(Version::Normal(version)).max_len(level).unwrap() / 8
}

/// A symbol of exactly these data codewords.
pub fn symbol(bytes: &[u8], version: i16, level: EcLevel) -> Symbol {
    let version = Version::Normal(version);
    let (data, correction) = ec::construct_codewords(bytes, version, level).unwrap();
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    let colours = canvas.apply_best_mask().into_colors();
    Symbol::from_modules(colours.into_iter().map(|colour| colour == Color::Dark).collect(), "")
}
