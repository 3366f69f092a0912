//! Frames that give a scanner as much to do for nothing as a picture can.

use image::GrayImage;
use qrcode::{EcLevel, QrCode, Version};

use crate::noise::Noise;
use crate::scene::Symbol;

/// What fills such a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hostile {
    /// Every shade, at random.
    Grain,
    /// Black dots on white, few or many.
    Specks,
    /// Black and white squares, at random.
    Blocks,
    /// Bars in any direction.
    Stripes,
    /// A chessboard.
    Checks,
    /// Finder patterns, hundreds of them.
    Finders,
    /// Codes whose finders stand and whose data is scrambled.
    Torn,
    /// One of the largest there are, and of that kind.
    TornLarge,
}

impl Hostile {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Grain,
        Self::Specks,
        Self::Blocks,
        Self::Stripes,
        Self::Checks,
        Self::Finders,
        Self::Torn,
        Self::TornLarge,
    ];

    /// A picture of it; how coarse or dense it is comes from the noise.
    pub fn draw(self, (width, height): (u32, u32), noise: &mut Noise) -> GrayImage {
        let shade = |dark: bool| if dark { [20].into() } else { [230].into() };
        let module = 1 + noise.below(6) as u32;
        match self {
            Self::Grain => GrayImage::from_fn(width, height, |_, _| [noise.next() as u8].into()),
            Self::Specks => {
                let one_in = 2 + noise.below(60);
                GrayImage::from_fn(width, height, |_, _| shade(noise.below(one_in) == 0))
            }
            Self::Blocks => {
                let columns = width.div_ceil(module);
                let dark: Vec<bool> =
                    (0..columns * height.div_ceil(module)).map(|_| noise.below(2) == 0).collect();
                GrayImage::from_fn(width, height, |x, y| {
                    shade(dark[(y / module * columns + x / module) as usize])
                })
            }
            Self::Stripes => {
                let (along, across) = (noise.below(4) as u32, noise.below(4) as u32);
                GrayImage::from_fn(width, height, |x, y| {
                    shade(((x * along + y * across) / module).is_multiple_of(2))
                })
            }
            Self::Checks => {
                GrayImage::from_fn(width, height, |x, y| shade((x / module + y / module).is_multiple_of(2)))
            }
            Self::Finders => {
                let apart = (8 + noise.below(3) as u32) * module;
                GrayImage::from_fn(width, height, |x, y| {
                    shade(in_finder(x % apart / module, y % apart / module))
                })
            }
            Self::Torn | Self::TornLarge => {
                let symbol = if self == Self::Torn { Symbol::venue(noise) } else { largest() };
                let symbol = torn(&symbol, noise);
                let module = if self == Self::Torn { module } else { 4 };
                let apart = (symbol.side as u32 + 4) * module;
                GrayImage::from_fn(width, height, |x, y| {
                    let (column, row) = (x % apart / module, y % apart / module);
                    shade(symbol.is_dark(column as usize, row as usize))
                })
            }
        }
    }
}

/// Whether a finder's module is dark; there are seven a side.
fn in_finder(column: u32, row: u32) -> bool {
    let out = column.abs_diff(3).max(row.abs_diff(3));
    column < 7 && row < 7 && out != 2
}

/// Of version 40.
fn largest() -> Symbol {
    let code = QrCode::with_version([b'x'; 1000], Version::Normal(40), EcLevel::H);
    code.map_or_else(|_| Symbol::from_modules(Vec::new(), ""), |code| Symbol::from(&code, ""))
}

/// The symbol with every other module of its data turned.
fn torn(symbol: &Symbol, noise: &mut Noise) -> Symbol {
    let side = symbol.side;
    let dark = (0..side * side).map(|i| {
        let (column, row) = (i % side, i / side);
        let finder = (column < 9 && (row < 9 || row >= side - 8)) || (column >= side - 8 && row < 9);
        let spared = finder || column == 6 || row == 6;
        symbol.is_dark(column, row) != (!spared && noise.below(2) == 0)
    });
    Symbol::from_modules(dark.collect(), "")
}
