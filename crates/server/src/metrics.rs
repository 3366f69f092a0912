//! Counts for an operator's monitoring; nothing in them tells persons or venues apart.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

use crate::pace::Pace;

/// All counts of one server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    /// Answers, by route and status.
    pub answers: Family<Answer, Counter>,
    /// Seconds from a request's head to its answer.
    pub seconds: Histogram,
    /// Requests in one commit.
    pub batch_jobs: Histogram,
    /// Rows written.
    pub rows: Counter<u64, AtomicU64>,
    /// Transactions that failed.
    pub failed_transactions: Counter<u64, AtomicU64>,
    /// Check-ins by minute, for the dashboard only.
    pub pace: Pace,
    /// Checkpoints of the audit chain that could not be made.
    pub failed_checkpoints: Counter<u64, AtomicU64>,
}

/// What an answer is counted under.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Answer {
    /// The route's pattern, `site` for files.
    pub route: String,
    /// The status.
    pub status: u16,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("venue"),
            answers: Family::default(),
            seconds: Histogram::new(exponential_buckets(0.001, 2.0, 14)),
            batch_jobs: Histogram::new(exponential_buckets(1.0, 2.0, 10)),
            rows: Counter::default(),
            failed_transactions: Counter::default(),
            pace: Pace::default(),
            failed_checkpoints: Counter::default(),
        };
        let registry = &mut metrics.registry;
        registry.register("answers", "Answers by route and status", metrics.answers.clone());
        registry.register("answer_seconds", "Time to answer", metrics.seconds.clone());
        registry.register("batch_jobs", "Requests in one commit", metrics.batch_jobs.clone());
        registry.register("rows", "Rows of check-ins written", metrics.rows.clone());
        registry.register(
            "failed_transactions",
            "Transactions that failed",
            metrics.failed_transactions.clone(),
        );
        registry.register(
            "failed_checkpoints",
            "Checkpoints of the audit chain that could not be made",
            metrics.failed_checkpoints.clone(),
        );
        metrics
    }
}

impl Metrics {
    /// The text that Prometheus reads (OpenMetrics 1.0).
    ///
    /// # Errors
    /// Never in practice: a `String` takes every text.
    pub fn text(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}
