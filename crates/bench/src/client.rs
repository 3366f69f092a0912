//! To be written below.
use crate::Parts;
use crate::error::BenchError;
use crate::table::Line;
/// How to measure.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    #[command(flatten)]
    parts: Parts,
}
/// Measures and gives the table.
pub async fn measure(options: &Options) -> Result<Vec<Line>, BenchError> {
    println!("{:?}", options.parts);
    Ok(Vec::new())
}
