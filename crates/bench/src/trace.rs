//! Tracing: from a person's tags to the contacts with their names, at a million check-ins and at ten.
//!
//! [`world`] makes up who goes where and seals it, [`folder`] fills the server's own tables with it and keeps them,
//! [`case`] plays both browsers against the store, [`page`] traces the same case in Chromium.

mod case;
mod folder;
mod page;
mod world;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use self::case::Measured;
use self::world::{Keys, Size, TRACED};
use crate::error::BenchError;
use crate::table::{Limit, Line, RATIO};

/// So often each case is measured.
const ROUNDS: usize = 3;

/// How to measure.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// What `cargo xtask bench trace` prepares: `trace.wasm`; the data folders are kept here, too
    #[arg(long)]
    parts: PathBuf,
    /// Rows of the large one
    #[arg(long, default_value_t = 10_000_000)]
    rows: u32,
    /// Rows of the small one, which it is compared with
    #[arg(long, default_value_t = 1_000_000)]
    fewer: u32,
}

/// Measures and gives the table.
pub async fn measure(options: &Options) -> Result<Vec<Line>, BenchError> {
    let keys = Arc::new(Keys::new());
    let [few, many] = cases(options, &keys).await?;
    let mut lines = Vec::new();
    for (rows, cases) in [(options.fewer, &few), (options.rows, &many)] {
        let at = format!("{rows} rows");
        let mut push = |what: &str, value: f64, limit| {
            lines.push(Line { what: format!("{at}: {what}"), value, unit: "ms", limit });
        };
        let tags = cases[0].tags;
        push(&format!("{tags} look-ups by tag, median"), median(cases, |case| case.look_ups), Limit::None);
        push("reading the rows of the track, median", median(cases, |case| case.track), Limit::None);
        let limit = if rows == options.rows { Limit::Most(50.0) } else { Limit::None };
        push("both together, median", median(cases, track), limit);
        push("both together, slowest", slowest(cases, track), limit);
        push("the rows around 20 visits, median", median(cases, |case| case.around), Limit::None);
        push("their identities, median", median(cases, |case| case.identities), Limit::None);
    }
    let grows = |took: fn(&Measured) -> Duration| median(&many, took) / median(&few, took);
    let per_row = |cases: &[Measured]| {
        median(cases, |case| case.around) / cases.iter().map(|case| case.rows).sum::<usize>() as f64
    };
    for (what, value) in [
        ("growth of the track's rows", grows(track)),
        ("growth of the rows around, a row", per_row(&many) / per_row(&few)),
    ] {
        lines.push(Line { what: what.to_owned(), value, unit: RATIO, limit: Limit::Most(1.5) });
    }
    lines.extend(browsers(options, &many).await?);
    Ok(lines)
}

/// The contacts with their names, all in all: the store's answers, then the tracer's browser.
async fn browsers(options: &Options, cases: &[Measured]) -> Result<Vec<Line>, BenchError> {
    let Some(largest) = cases.iter().max_by_key(|case| case.rows) else { return Ok(Vec::new()) };
    let store = milliseconds(track(largest) + largest.around + largest.identities);
    let begun = Stopwatch::now();
    let results = largest.recording.replay().ok_or_else(|| BenchError::Value("replay".to_owned()))?;
    let native = milliseconds(begun.elapsed());
    let json = serde_json::to_vec(&largest.recording)?;
    println!(
        "{} rows around, {} persons asked for, {} encounters, {} kB of messages",
        largest.rows,
        largest.recording.identities.iter().map(|(asked, _)| asked.len()).sum::<usize>(),
        results.encounters.len(),
        json.len() / 1000
    );
    let wasm = std::fs::read(options.parts.join("trace.wasm")).map_err(BenchError::Load)?;
    let (met, chromium) = page::trace(wasm, json).await?;
    if met != results.encounters.len() {
        return Err(BenchError::Value(format!("{} encounters, but {met}", results.encounters.len())));
    }
    let line = |what: &str, value, limit| Line { what: what.to_owned(), value, unit: "ms", limit };
    Ok(vec![
        line("the case with the most rows: read from the store", store, Limit::None),
        line("the same: opened and worked out natively", native, Limit::None),
        line("the same: opened and worked out in Chromium", chromium, Limit::None),
        line("the same: store and Chromium together", store + chromium, Limit::Most(5_000.0)),
    ])
}

/// A case about each of the traced persons, in the small store and in the large one in turn, since they are compared.
async fn cases(options: &Options, keys: &Arc<Keys>) -> Result<[Vec<Measured>; 2], BenchError> {
    let root = folder::root(&options.parts);
    let stores = [
        folder::store(&root, Size { rows: options.fewer }, keys).await?,
        folder::store(&root, Size { rows: options.rows }, keys).await?,
    ];
    let records = case::records(keys)?;
    let mut cases: [Vec<Measured>; 2] = Default::default();
    for person in (0..TRACED).cycle().take(TRACED as usize * ROUNDS) {
        for (store, cases) in stores.iter().zip(&mut cases) {
            cases.push(case::measure(store, keys, &records, person).await?);
        }
    }
    Ok(cases)
}

fn track(case: &Measured) -> Duration {
    case.look_ups + case.track
}

fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

fn slowest(cases: &[Measured], took: fn(&Measured) -> Duration) -> f64 {
    cases.iter().map(took).max().map_or(f64::NAN, milliseconds)
}

fn median(cases: &[Measured], took: fn(&Measured) -> Duration) -> f64 {
    let mut all: Vec<Duration> = cases.iter().map(took).collect();
    all.sort_unstable();
    all.get(all.len() / 2).copied().map_or(f64::NAN, milliseconds)
}
