//! The QR symbol, and what its size means for who scans it.

use qrcode::{Color, EcLevel, QrCode};

use crate::outline::Outline;

/// Empty modules around a symbol that ISO/IEC 18004 asks for.
pub const QUIET_ZONE: u16 = 4;
/// Modules that the centre mark takes, with the paper around it: 5 % of a symbol of 57, of which level H restores 30 %.
pub const MARK_MODULES: u16 = 13;
/// Symbol width = reading distance * modules / 330: a camera of 1280 pixels and 66 degrees then has 3 pixels a module.
const DISTANCE_FACTOR: f32 = 330.0;

/// The URL does not fit into a QR code.
#[derive(Debug, thiserror::Error)]
#[error("the code's URL does not fit into a QR code")]
pub struct SymbolError(#[source] qrcode::types::QrError);

/// A symbol, not yet of any size.
#[derive(Debug, Clone)]
pub struct Symbol {
    modules: u16,
    dark: Vec<bool>,
}

impl Symbol {
    /// Level M; H, if there will be a mark in its centre.
    ///
    /// # Errors
    /// If the text is too long.
    pub fn new(text: &str, mark: bool) -> Result<Self, SymbolError> {
        let level = if mark { EcLevel::H } else { EcLevel::M };
        let code = QrCode::with_error_correction_level(text, level).map_err(SymbolError)?;
        // At most 177.
        let modules = u16::try_from(code.width()).unwrap_or(u16::MAX);
        Ok(Self { modules, dark: code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect() })
    }

    /// Modules along a side, without the quiet zone.
    pub const fn modules(&self) -> u16 {
        self.modules
    }

    /// Modules along a side, with the quiet zone.
    pub const fn modules_with_quiet_zone(&self) -> u16 {
        self.modules + 2 * QUIET_ZONE
    }

    /// All dark modules as one outline, in mm, the symbol's own corner at (`left`, `top`).
    pub fn outline(&self, left: f32, top: f32, module: f32) -> Outline {
        let mut outline = Outline::default();
        for (row, modules) in self.dark.chunks(usize::from(self.modules).max(1)).enumerate() {
            let y = top + row as f32 * module;
            let mut column = 0;
            for run in modules.chunk_by(|a, b| a == b) {
                if run.first() == Some(&true) {
                    outline.rect(left + column as f32 * module, y, run.len() as f32 * module, module);
                }
                column += run.len();
            }
        }
        outline
    }
}

/// What a manager should know of the symbol on a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// Modules along a side, without the quiet zone.
    pub modules: u16,
    /// Width of the symbol without its quiet zone, in mm.
    pub symbol_mm: f32,
    /// Width of a module, in mm.
    pub module_mm: f32,
    /// From how far away a phone reads it, in mm.
    pub reading_distance_mm: f32,
}

impl Figures {
    /// Of a symbol with modules of this width in mm.
    pub fn new(symbol: &Symbol, module: f32) -> Self {
        Self {
            modules: symbol.modules,
            symbol_mm: module * f32::from(symbol.modules),
            module_mm: module,
            reading_distance_mm: module * DISTANCE_FACTOR,
        }
    }
}
