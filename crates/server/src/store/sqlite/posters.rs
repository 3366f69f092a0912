//! What was issued and downloaded when.

use async_trait::async_trait;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use venue_poster::archive::Download;
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::Instant;

use super::writer::SqliteWriter;
use super::{SqliteStore, bytes, failed, number};
use crate::store::StoreError;
use crate::store::posters::{Issue, IssueDownload, PosterReads, PosterWrites};

const WHAT: &str = "note of a poster";

#[async_trait]
impl PosterReads for SqliteStore {
    async fn issues(&self, venue: PlaceId) -> Result<Vec<Issue>, StoreError> {
        let rows = sqlx::query(
            "SELECT code.place, serial, code.created_at FROM code JOIN place ON place.id = code.place \
             WHERE place.venue = ?",
        )
        .bind(venue.0.as_slice())
        .fetch_all(&self.readers)
        .await
        .map_err(failed)?;
        rows.iter().map(issue).collect()
    }

    async fn downloads(&self, venue: PlaceId) -> Result<Vec<IssueDownload>, StoreError> {
        let rows = sqlx::query(
            "SELECT poster_download.place, serial, at, size, orientation, format FROM poster_download \
             JOIN place ON place.id = poster_download.place WHERE place.venue = ? ORDER BY at DESC",
        )
        .bind(venue.0.as_slice())
        .fetch_all(&self.readers)
        .await
        .map_err(failed)?;
        rows.iter().map(download).collect()
    }
}

#[async_trait]
impl PosterWrites for SqliteWriter {
    async fn note_download(&mut self, noted: &IssueDownload) -> Result<(), StoreError> {
        let Download { at, size, orientation, format } = noted.download;
        sqlx::query(
            "INSERT INTO poster_download (place, serial, size, orientation, format, day, at) \
             VALUES (?, ?, ?, ?, ?, ?, ?) \
             ON CONFLICT (place, serial, size, orientation, format, day) DO UPDATE SET at = excluded.at",
        )
        .bind(noted.place.0.as_slice())
        .bind(i64::from(noted.serial.0))
        .bind(size.name())
        .bind(orientation.name())
        .bind(format.name())
        .bind(i64::from(at.day().0))
        .bind(at.millis())
        .execute(&mut self.connection)
        .await
        .map_err(failed)?;
        Ok(())
    }
}

fn place_and_serial(row: &SqliteRow) -> Result<(PlaceId, Serial), StoreError> {
    let place = PlaceId(bytes(row.try_get(0).map_err(failed)?, WHAT)?);
    Ok((place, Serial(number(row.try_get(1).map_err(failed)?, WHAT)?)))
}

fn issue(row: &SqliteRow) -> Result<Issue, StoreError> {
    let (place, serial) = place_and_serial(row)?;
    Ok(Issue { place, serial, created_at: Instant::from_millis(row.try_get(2).map_err(failed)?) })
}

fn download(row: &SqliteRow) -> Result<IssueDownload, StoreError> {
    let (place, serial) = place_and_serial(row)?;
    let at = Instant::from_millis(row.try_get(2).map_err(failed)?);
    let name = |column: usize| row.try_get::<&str, _>(column).map_err(failed);
    let damaged = |_| StoreError::Damaged(WHAT);
    let size = name(3)?.parse().map_err(damaged)?;
    let orientation = name(4)?.parse().map_err(damaged)?;
    let format = name(5)?.parse().map_err(damaged)?;
    Ok(IssueDownload { place, serial, download: Download { at, size, orientation, format } })
}
