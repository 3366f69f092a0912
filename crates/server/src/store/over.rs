//! What is over: one list of it for the daily retention and for what a backup brings back.

use venue_protocol::instant::{Day, Instant};

use super::{StoreError, Writer};

/// Before when things are over.
#[derive(Debug, Clone, Copy)]
pub struct Over {
    /// One-time links end before it, or at it.
    pub link_ends: Instant,
    /// Sessions were begun before it,
    pub session_begun: Instant,
    /// or used last.
    pub session_seen: Instant,
    /// Applications of which nothing came were left before it.
    pub application_left: Instant,
    /// Problem reports were closed before it,
    pub report_closed: Instant,
    /// or came.
    pub report_came: Instant,
    /// Notices and receipts were published on a day before it.
    pub published: Day,
    /// Disputes were said before it.
    pub said: Instant,
}

/// Forgets what is over: sessions, one-time links, applications of which nothing came, old problem reports, notices,
/// receipts and disputes. How many of the first four.
///
/// # Errors
/// If the store fails.
pub async fn forget_over(writer: &mut dyn Writer, over: &Over) -> Result<u64, StoreError> {
    let Over { link_ends, session_begun, session_seen, application_left, .. } = *over;
    let Over { report_closed, report_came, published, said, .. } = *over;
    let ended = writer.accounts().forget_ended(link_ends, session_begun, session_seen).await?;
    let stale = writer.applications().forget_stale(application_left).await?;
    let reports = writer.reports().forget_reports(report_closed, report_came).await?;
    writer.notices().forget_before(published, said).await?;
    Ok(ended + stale + reports)
}
