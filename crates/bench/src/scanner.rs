//! The scanner beside other decoders, on the same pictures in the same run, under Node and in Chromium.
//!
//! [`pictures`] reads a folder of pictures and what is in them, [`rendered`] draws one where none is given. [`serve`]
//! hands pixels and programs to the engine and takes its results back (`crates/bench/npm/` is what runs there), and
//! [`figures`] judges them.

mod figures;
mod pictures;
mod rendered;
mod serve;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;

use clap::ValueEnum;
use flate2::Compression;
use flate2::write::GzEncoder;
use venue_testkit::browser::{Browser, Lens, Look};

use self::figures::Results;
use self::pictures::Picture;
use self::serve::Server;
use crate::error::BenchError;
use crate::table::{Limit, Line};

/// How to measure.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// What `cargo xtask bench scanner` prepares: `build/` with the Wasm files, `npm/` with the other decoders
    #[arg(long)]
    parts: PathBuf,
    /// A folder of pictures with a `truth.json`; without one, pictures are drawn
    #[arg(long)]
    pictures: Option<PathBuf>,
    /// Each picture is read so often, and the median counts
    #[arg(long, default_value_t = 3)]
    times: usize,
    /// Only each picture of so many
    #[arg(long, default_value_t = 1)]
    every: usize,
    /// Only there
    #[arg(long)]
    engine: Option<Engine>,
}

/// What runs the decoders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Node
    Node,
    /// Chromium, in a worker
    Chromium,
}

/// The files of a decoder that a page would load.
const SIZES: [(&str, &[&str], Limit); 5] = [
    ("the scanner, plain", &["build/plain.wasm"], Limit::Most(60.0)),
    ("the scanner, SIMD", &["build/simd.wasm"], Limit::Most(60.0)),
    ("rqrr", &["build/rqrr.wasm"], Limit::None),
    (
        "zxing-wasm, with its scripts",
        &[
            "npm/node_modules/zxing-wasm/dist/reader/zxing_reader.wasm",
            "npm/node_modules/zxing-wasm/dist/es/reader/index.js",
            "npm/node_modules/zxing-wasm/dist/es/share.js",
        ],
        Limit::None,
    ),
    ("jsQR", &["npm/node_modules/jsqr/dist/jsQR.js"], Limit::None),
];

/// Measures and gives the table.
pub async fn measure(options: &Options) -> Result<Vec<Line>, BenchError> {
    let folder = match &options.pictures {
        Some(folder) => folder.clone(),
        None => {
            let folder = options.parts.join("rendered");
            rendered::draw(&folder)?;
            folder
        }
    };
    let pictures: Vec<Picture> = pictures::read(&folder)?.into_iter().step_by(options.every.max(1)).collect();
    println!("{} pictures of {}", pictures.len(), folder.display());
    let mut server = Server::start(&options.parts, &pictures, options.times).await?;
    let mut lines = Vec::new();
    for engine in [Engine::Node, Engine::Chromium] {
        if options.engine.is_none_or(|only| only == engine) {
            let results = match engine {
                Engine::Node => node(&options.parts, &mut server).await?,
                Engine::Chromium => chromium(&mut server).await?,
            };
            lines.extend(figures::judge(&format!("{engine:?}"), &pictures, &results)?);
        }
    }
    for (what, files, limit) in SIZES {
        let value = kilobytes(&options.parts, files)?;
        lines.push(Line { what: format!("{what}: gzip"), value, unit: "kB", limit });
    }
    Ok(lines)
}

async fn node(parts: &Path, server: &mut Server) -> Result<Results, BenchError> {
    let process = Command::new("node")
        .arg(parts.join("npm/node.mjs"))
        .arg(server.address())
        .spawn()
        .map_err(BenchError::Load)?;
    let mut process = Process(process);
    loop {
        tokio::select! {
            results = server.results() => return results,
            () = tokio::time::sleep(Duration::from_secs(1)) => {
                if let Some(status) = process.0.try_wait().map_err(BenchError::Load)? && !status.success() {
                    return Err(BenchError::Value(format!("results: node ended with {status}")));
                }
            }
        }
    }
}

async fn chromium(server: &mut Server) -> Result<Results, BenchError> {
    let profile = tempfile::tempdir().map_err(BenchError::Load)?;
    let browser = Browser::start(Look::phone(Lens::Missing), profile.path()).await?;
    browser.driver.goto(server.address()).await.map_err(venue_testkit::browser::BrowserError::from)?;
    // The page sends its results by itself, so that no question disturbs it.
    let results = server.results().await;
    browser.quit().await?;
    results
}

/// Ends with its owner.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // It fails if the process has ended already.
        let _ended = self.0.kill();
        let _reaped = self.0.wait();
    }
}

fn kilobytes(parts: &Path, files: &[&str]) -> Result<f64, BenchError> {
    let packed = |file: &&str| -> io::Result<usize> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&std::fs::read(parts.join(file))?)?;
        Ok(encoder.finish()?.len())
    };
    let bytes: usize = files.iter().map(packed).sum::<io::Result<_>>().map_err(BenchError::Load)?;
    Ok(bytes as f64 / 1000.0)
}
