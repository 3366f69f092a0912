//! The visitor's app in Chromium, against a release server on this machine.
//!
//! [`load`]: how much the first visit fetches, and when it paints and can be used on a slow phone and network.
//! [`scan`]: from the frame that shows the code to the pass, and whether scanning ever blocks the page.

mod load;
mod page;
mod scan;

use std::path::{Path, PathBuf};

use venue_testkit::server::{NewVenue, Setup};

use crate::Parts;
use crate::error::BenchError;
use crate::table::{Limit, Line};

/// How to measure.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    #[command(flatten)]
    parts: Parts,
    /// The folder of the built site
    #[arg(long)]
    site: PathBuf,
    /// First visits, each in a fresh browser
    #[arg(long, default_value_t = 3)]
    visits: usize,
    /// Scans from frame to pass
    #[arg(long, default_value_t = 9)]
    scans: usize,
    /// Seconds of scanning without a readable code
    #[arg(long, default_value_t = 60)]
    seconds: u64,
}

/// Measures and gives the table.
pub async fn measure(options: &Options) -> Result<Vec<Line>, BenchError> {
    let folder = tempfile::tempdir().map_err(BenchError::Load)?;
    let setup = Setup::local(options.parts.server.clone(), folder.path().join("server"))?;
    setup.prepare()?;
    let code =
        setup.new_venue(&NewVenue { name: "南湖小馆", gate: Some("both"), ..NewVenue::default() })?;
    let server = setup.start()?;
    let address = server.setup().public_url.clone();

    // As a phone's camera opens it, but for the scheme, which is that of a real venue.
    let path = code.url.find("/V/").map_or("", |at| &code.url[at..]);
    let link = format!("{address}{path}");
    let mut lines = load::measure(&address, &link, folder.path(), options.visits).await?;
    for (what, starts) in [
        ("the pages behind the first, brotli, fetched right after", &["split_", "chunk_"][..]),
        ("scan worker's Wasm (SIMD), brotli, counted apart", &["scan_worker_simd"]),
    ] {
        lines.push(line(
            what,
            wasm_kilobytes(&options.site, starts).map_err(BenchError::Load)?,
            "kB",
            Limit::None,
        ));
    }
    lines.extend(scan::measure(&address, folder.path(), &code.url, options.scans, options.seconds).await?);
    server.stop()?;
    Ok(lines)
}

fn line(what: &str, value: f64, unit: &'static str, limit: Limit) -> Line {
    Line { what: what.to_owned(), value, unit, limit }
}

/// The middle one of the values.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// What the Wasm of these beginnings weighs as it is sent.
fn wasm_kilobytes(site: &Path, starts: &[&str]) -> std::io::Result<f64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(site)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if starts.iter().any(|start| name.starts_with(start)) && name.ends_with(".wasm.br") {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes as f64 / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_does_not_mind_one_bad_value() {
        assert_eq!(median(vec![900.0, 2.0, 1.0]), 2.0);
        assert!(median(Vec::new()).is_nan());
    }
}
