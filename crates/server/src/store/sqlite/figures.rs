//! How much there is of everything.

use async_trait::async_trait;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::wire::dashboard::{VenueCounts, WaitingApplications};

use super::{SqliteStore, failed, number};
use crate::store::StoreError;
use crate::store::figures::{FigureReads, Figures};

const COUNT: &str = "count";

#[async_trait]
impl FigureReads for SqliteStore {
    async fn figures(&self) -> Result<Figures, StoreError> {
        let (in_force, closed): (i64, i64) =
            sqlx::query_as("SELECT count(*) - count(closed_at), count(closed_at) FROM venue")
                .fetch_one(&self.readers)
                .await
                .map_err(failed)?;
        let (waiting, since): (i64, Option<i64>) =
            sqlx::query_as("SELECT count(*), min(submitted_at) FROM application WHERE stage = 'submitted'")
                .fetch_one(&self.readers)
                .await
                .map_err(failed)?;
        let (day_tables, oldest): (i64, Option<i64>) = sqlx::query_as(
            "SELECT count(*), min(CAST(substr(name, 10) AS INTEGER)) FROM sqlite_schema \
             WHERE type = 'table' AND name GLOB 'check_in_[0-9]*'",
        )
        .fetch_one(&self.readers)
        .await
        .map_err(failed)?;
        let oldest_day = oldest.map(|day| number(day, "name of a day table").map(Day)).transpose()?;
        let mut log = self.file.as_os_str().to_owned();
        log.push("-wal");
        // There is no log before the first change.
        let log = std::fs::metadata(log).map_or(0, |log| log.len());
        let bytes = std::fs::metadata(&self.file).map_err(failed)?.len() + log;
        Ok(Figures {
            venues: VenueCounts { in_force: number(in_force, COUNT)?, closed: number(closed, COUNT)? },
            applications: WaitingApplications {
                waiting: number(waiting, COUNT)?,
                since: since.map(Instant::from_millis),
            },
            oldest_day,
            day_tables: number(day_tables, COUNT)?,
            bytes,
        })
    }
}
