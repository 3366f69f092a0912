//! The writing connection.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Row as _};
use venue_protocol::id::{EventId, PlaceId, Serial};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::seal::credential::Revocation;
use venue_protocol::seal::{Authority, Pid};

use super::check_ins::{self, Statements};
use super::open::Telling;
use super::{StoreError, bytes, cases, day_partition, desk, directory, failed, open, vault};
use crate::store::audit::{self, entry_hash};
use crate::store::{Code, NewIdentity, NewRow, Partition, Place, Retired, StoredEvent, Writer};

/// One connection that writes.
pub(super) struct SqliteWriter {
    pub(super) connection: SqliteConnection,
    statements: Statements,
    /// Which day tables are there; `false` for those that the open transaction made.
    days: BTreeMap<Day, bool>,
}

impl SqliteWriter {
    pub(super) async fn open(file: &Path, telling: Telling) -> Result<Self, StoreError> {
        let mut connection = open::writer(file, telling).await?;
        let rows = sqlx::query(
            "SELECT substr(name, 10) FROM sqlite_schema WHERE type = 'table' AND name GLOB 'check_in_[0-9]*'",
        )
        .fetch_all(&mut connection)
        .await
        .map_err(failed)?;
        let mut days = BTreeMap::new();
        for row in rows {
            let day: &str = row.try_get(0).map_err(failed)?;
            let day = day.parse().map_err(|_| StoreError::Damaged("name of a day table"))?;
            days.insert(Day(day), true);
        }
        Ok(Self { connection, statements: Statements::default(), days })
    }

    pub(super) const fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }

    fn is_made(&self, partition: Partition) -> bool {
        match partition {
            Partition::Day(day) => self.days.contains_key(&day),
            Partition::Odd => true,
        }
    }

    pub(super) async fn execute(&mut self, sql: String) -> Result<u64, StoreError> {
        let done = sqlx::query(AssertSqlSafe(sql)).execute(&mut self.connection).await.map_err(failed)?;
        Ok(done.rows_affected())
    }
}

#[async_trait]
impl Writer for SqliteWriter {
    fn accounts(&mut self) -> &mut dyn crate::store::accounts::AccountWrites {
        self
    }

    fn applications(&mut self) -> &mut dyn crate::store::applications::ApplicationWrites {
        self
    }

    fn desk(&mut self) -> &mut dyn crate::store::desk::DeskWrites {
        self
    }

    fn notices(&mut self) -> &mut dyn crate::store::notices::NoticeWrites {
        self
    }

    fn posters(&mut self) -> &mut dyn crate::store::posters::PosterWrites {
        self
    }

    fn authority(&mut self) -> &mut dyn crate::store::authority::AuthorityWrites {
        self
    }

    fn cases(&mut self) -> &mut dyn crate::store::cases::CaseWrites {
        self
    }

    fn reports(&mut self) -> &mut dyn crate::store::reports::ReportWrites {
        self
    }

    async fn begin(&mut self) -> Result<(), StoreError> {
        sqlx::query("BEGIN IMMEDIATE").execute(&mut self.connection).await.map_err(failed)?;
        Ok(())
    }

    async fn commit(&mut self) -> Result<(), StoreError> {
        let done = sqlx::query("COMMIT").execute(&mut self.connection).await;
        done.map_err(|error| StoreError::Unknown(Box::new(error)))?;
        self.days.values_mut().for_each(|committed| *committed = true);
        Ok(())
    }

    async fn rollback(&mut self) -> Result<(), StoreError> {
        self.days.retain(|_, committed| *committed);
        sqlx::query("ROLLBACK").execute(&mut self.connection).await.map_err(failed)?;
        Ok(())
    }

    async fn events(&mut self, events: &[EventId]) -> Result<Vec<StoredEvent>, StoreError> {
        let mut found = Vec::new();
        let mut by_day: BTreeMap<Partition, Vec<EventId>> = BTreeMap::new();
        for event in events {
            if let Some(partition) = day_partition(*event).filter(|partition| self.is_made(*partition)) {
                by_day.entry(partition).or_default().push(*event);
            }
        }
        by_day.insert(Partition::Odd, events.to_vec());
        for (partition, events) in by_day {
            check_ins::find(&mut self.connection, &mut self.statements, partition, &events, &mut found)
                .await?;
        }
        Ok(found)
    }

    async fn add_rows(&mut self, rows: &[NewRow]) -> Result<(), StoreError> {
        let mut by_partition: BTreeMap<Partition, Vec<&NewRow>> = BTreeMap::new();
        for row in rows {
            by_partition.entry(row.partition).or_default().push(row);
        }
        for (partition, rows) in by_partition {
            if !self.is_made(partition) {
                for sql in check_ins::create(partition) {
                    self.execute(sql).await?;
                }
                if let Partition::Day(day) = partition {
                    self.days.insert(day, false);
                }
            }
            check_ins::add(&mut self.connection, &mut self.statements, partition, &rows).await?;
        }
        Ok(())
    }

    async fn blank(&mut self, event: EventId) -> Result<u64, StoreError> {
        let mut rows = 0;
        for partition in check_ins::partitions_of(event) {
            if self.is_made(partition) {
                rows += check_ins::blank(&mut self.connection, partition, event).await?;
            }
        }
        Ok(rows)
    }

    async fn add_identity(&mut self, identity: &NewIdentity) -> Result<(), StoreError> {
        vault::add(&mut self.connection, identity).await
    }

    async fn keep_identity_until(&mut self, pid: &Pid, day: Day) -> Result<bool, StoreError> {
        vault::keep_until(&mut self.connection, pid, day).await
    }

    async fn forget_identity(&mut self, pid: &Pid) -> Result<(), StoreError> {
        vault::forget(&mut self.connection, pid).await
    }

    async fn revoke(&mut self, revocation: Revocation, until: Day) -> Result<(), StoreError> {
        vault::revoke(&mut self.connection, revocation, until).await
    }

    async fn audit(&mut self, at: Instant, kind: audit::Kind, subject: &[u8]) -> Result<(), StoreError> {
        let last = sqlx::query("SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1")
            .fetch_optional(&mut self.connection)
            .await
            .map_err(failed)?;
        let (n, before) = match last {
            None => (0, [0; 32]),
            Some(row) => {
                let n: i64 = row.try_get(0).map_err(failed)?;
                (n, bytes(row.try_get(1).map_err(failed)?, "audit entry")?)
            }
        };
        let hash = entry_hash(&before, at, kind.name(), subject);
        sqlx::query("INSERT INTO audit (n, at, kind, subject, hash) VALUES (?, ?, ?, ?, ?)")
            .bind(n + 1)
            .bind(at.millis())
            .bind(kind.name())
            .bind(subject)
            .bind(hash.as_slice())
            .execute(&mut self.connection)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn retire(&mut self, first_day: Day, first_slot: u32, today: Day) -> Result<Retired, StoreError> {
        let past: Vec<Day> = self.days.range(..first_day).map(|(day, _)| *day).collect();
        for day in &past {
            self.execute(format!("DROP TABLE {}", check_ins::table_name(Partition::Day(*day)))).await?;
        }
        // Late ones lie in the slot of their arrival.
        let first_minute = first_day.start().minute();
        let odd = format!("DELETE FROM check_in_odd WHERE slot < {first_slot} OR minute < {first_minute}");
        let odd = self.execute(odd).await?;
        let identities = vault::retire(&mut self.connection, today).await?;
        desk::retire(&mut self.connection, today).await?;
        cases::expire(&mut self.connection, first_day).await?;
        self.days = self.days.split_off(&first_day);
        Ok(Retired { days: past.len() as u64, odd_rows: odd, identities })
    }

    async fn fold(&mut self, patience: Duration) -> Result<bool, StoreError> {
        open::fold(&mut self.connection, patience).await
    }

    async fn indexes_in_use(&mut self) -> Result<Vec<u32>, StoreError> {
        vault::indexes(&mut self.connection).await
    }

    async fn add_place(&mut self, at: Instant, place: &Place, new_venue: bool) -> Result<(), StoreError> {
        directory::add_place(&mut self.connection, at, place, new_venue).await
    }

    async fn add_code(&mut self, at: Instant, code: &Code) -> Result<(), StoreError> {
        directory::add_code(&mut self.connection, at, code).await
    }

    async fn replace_codes(&mut self, place: PlaceId, before: Serial, at: Instant) -> Result<(), StoreError> {
        directory::replace_codes(&mut self.connection, place, before, at).await
    }

    async fn revoke_codes(&mut self, place: PlaceId, at: Instant) -> Result<(), StoreError> {
        directory::revoke_codes(&mut self.connection, place, at).await
    }

    async fn revoke_venue(&mut self, venue: PlaceId, at: Instant) -> Result<Vec<PlaceId>, StoreError> {
        directory::revoke_venue(&mut self.connection, venue, at).await
    }

    async fn set_authority(&mut self, at: Instant, authority: &Authority) -> Result<(), StoreError> {
        directory::set_authority(&mut self.connection, at, authority).await
    }
}
