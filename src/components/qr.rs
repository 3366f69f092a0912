//! QR codes on the screen, for another device to scan.

use qrcode::{EcLevel, QrCode};
use yew::{Html, html};

/// The symbol as one path, with its quiet zone of four modules.
pub fn symbol(text: &str) -> Html {
    const QUIET: usize = 4;
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return Html::default() };
    let width = code.width();
    let dark = code.to_colors();
    let mut path = String::new();
    for (at, colour) in dark.iter().enumerate() {
        if *colour == qrcode::Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET));
        }
    }
    let side = width + 2 * QUIET;
    html! {
        <svg viewBox={format!("0 0 {side} {side}")} shape-rendering="crispEdges" aria-hidden="true">
            <path d={path} fill="#000" />
        </svg>
    }
}
