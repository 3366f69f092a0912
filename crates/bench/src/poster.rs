//! Posters of a long name on every sheet, from what stands on them to the file, the font being read already.

use std::path::{Path, PathBuf};
use std::time::Instant;

use venue_poster::content::Content;
use venue_poster::font_file::{FontFile, FontFiles};
use venue_poster::{Format, Orientation, Poster, Sheet, Size};
use venue_protocol::id::Serial;
use venue_protocol::instant::Day;
use venue_protocol::wire::venues::Gate;

use crate::error::BenchError;
use crate::table::{Limit, Line};

/// Each sheet is drawn so often; the median counts.
const TIMES: usize = 15;

/// What to draw with.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// Collection with the regular cut
    #[arg(long, default_value = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")]
    regular: PathBuf,
    /// Collection with the bold cut
    #[arg(long, default_value = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")]
    bold: PathBuf,
    /// Which font of the collections
    #[arg(long, default_value_t = 2)]
    index: u32,
}

/// Measures and gives the table.
pub fn measure(options: &Options) -> Result<Vec<Line>, BenchError> {
    let font = |file: &Path| {
        let bytes = std::fs::read(file).map_err(|error| BenchError::FontFile(file.to_owned(), error))?;
        Ok::<_, BenchError>(FontFile::new(bytes, options.index)?)
    };
    let begun = Instant::now();
    let files = FontFiles { regular: font(&options.regular)?, bold: font(&options.bold)? };
    let mut lines = vec![line("reading both fonts, once a server", millis(begun), "ms", Limit::None)];
    let poster = poster();
    let (mut slowest, mut largest) = (0.0_f64, 0.0_f64);
    for size in Size::ALL.iter().copied() {
        for orientation in Orientation::ALL.iter().copied() {
            let sheet = Sheet { size, orientation, bleed: true, mark: true };
            let (took, bytes) = median(|| file(&files, &poster, sheet, Format::Pdf))?;
            slowest = slowest.max(took);
            largest = largest.max(kilobytes(bytes));
        }
    }
    lines.push(line(
        "PDF of a name of 100 characters, the slowest sheet: median",
        slowest,
        "ms",
        Limit::Most(150.0),
    ));
    lines.push(line("the same, the largest file", largest, "kB", Limit::Most(200.0)));
    let a4 = Sheet { size: Size::A4, orientation: Orientation::Portrait, bleed: false, mark: false };
    let a2 = Sheet { size: Size::A2, ..a4 };
    for (what, sheet, format) in [
        ("SVG, A4", a4, Format::Svg),
        ("PNG at 300 dpi, A4", a4, Format::Png),
        ("PNG at 300 dpi, A2", a2, Format::Png),
    ] {
        let (took, bytes) = median(|| file(&files, &poster, sheet, format))?;
        lines.push(line(what, took, "ms", Limit::None));
        lines.push(line(&format!("{what}: the file"), kilobytes(bytes), "kB", Limit::None));
    }
    Ok(lines)
}

fn poster() -> Poster {
    Poster {
        name: ('\u{4e00}'..).take(100).collect(),
        zone: Some("地下二层停车场北侧入口".to_owned()),
        gate: Gate::Entry,
        url: format!("HTTPS://VENUE.EXAMPLE.CN/V/{}", "AEAWBTKA".repeat(16)),
        typed_code: "012 345 678".to_owned(),
        serial: Serial(1),
        created: Day(2518),
        hotlines: vec!["0431-88779362".to_owned(), "0431-88779363".to_owned()],
    }
}

fn file(files: &FontFiles, poster: &Poster, sheet: Sheet, format: Format) -> Result<usize, BenchError> {
    let font = files.cut(&Content::of(poster));
    let drawing = venue_poster::draw(poster, sheet, &font)?;
    Ok(match format {
        Format::Svg => venue_poster::svg::svg(&drawing, &font).len(),
        Format::Pdf => venue_poster::pdf::pdf(&drawing, &font, files)?.len(),
        Format::Png => {
            let mut file = Vec::new();
            venue_poster::png::png(&drawing, &font, &mut file)?;
            file.len()
        }
    })
}

/// The median time in ms, and what the last one gave.
fn median(mut draw: impl FnMut() -> Result<usize, BenchError>) -> Result<(f64, usize), BenchError> {
    let mut times = Vec::new();
    let mut bytes = 0;
    for _ in 0..TIMES {
        let begun = Instant::now();
        bytes = draw()?;
        times.push(millis(begun));
    }
    times.sort_by(f64::total_cmp);
    Ok((times.get(TIMES / 2).copied().unwrap_or_default(), bytes))
}

fn millis(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}

fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

fn line(what: &str, value: f64, unit: &'static str, limit: Limit) -> Line {
    Line { what: what.to_owned(), value, unit, limit }
}
