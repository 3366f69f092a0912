//! Request ids: unique, short, and telling nothing.

use std::sync::atomic::{AtomicU64, Ordering};

use data_encoding::HEXLOWER;

use crate::random::SharedRandom;

/// Counts requests behind a prefix drawn at start.
#[derive(Debug)]
pub struct RequestIds {
    prefix: String,
    next: AtomicU64,
}

impl RequestIds {
    /// Draws the prefix.
    pub fn new(random: &SharedRandom) -> Self {
        Self { prefix: HEXLOWER.encode(&random.bytes::<4>()), next: AtomicU64::new(1) }
    }

    /// The next id, such as `9f2c41d0-1a`.
    pub fn next(&self) -> String {
        format!("{}-{:x}", self.prefix, self.next.fetch_add(1, Ordering::Relaxed))
    }
}
