//! The live ticker and the counts.

mod counts;
mod stream;
