//! Approved venues: profile, settings, places, codes.

use sqlx::Row as _;
use sqlx::sqlite::{SqliteConnection, SqlitePool, SqliteRow};
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::token::VenueToken;
use venue_protocol::wire::applications::ApplicationForm;
use venue_protocol::wire::manage::{IssuedCode, ManagedPlace, ManagedVenue, VenueLine, VenueSettings};
use venue_protocol::wire::venues::Gate;

use super::super::directory::{changed, code, gate, gate_name};
use super::super::{bytes, failed, number};
use super::forms::{damaged, instant};
use crate::store::StoreError;

const WHAT: &str = "venue";

pub(super) async fn managed(
    connection: &mut SqliteConnection,
    venue: PlaceId,
) -> Result<Option<ManagedVenue>, StoreError> {
    let row = sqlx::query(
        "SELECT name, sensitive, created_at, closed_at, ended_reason, profile, hourly_limit, \
         rotating_since IS NOT NULL FROM venue WHERE id = ?",
    )
    .bind(venue.0.as_slice())
    .fetch_optional(&mut *connection)
    .await
    .map_err(failed)?;
    let Some(row) = row else { return Ok(None) };
    let profile: Option<&str> = row.try_get(5).map_err(failed)?;
    Ok(Some(ManagedVenue {
        venue,
        name: row.try_get(0).map_err(failed)?,
        sensitive: row.try_get(1).map_err(failed)?,
        approved_at: instant(&row, 2)?.ok_or(StoreError::Damaged(WHAT))?,
        closed_at: instant(&row, 3)?,
        ended_reason: row.try_get(4).map_err(failed)?,
        form: profile.map(|form| serde_json::from_str(form).map_err(damaged)).transpose()?,
        settings: VenueSettings {
            hourly_limit: number(row.try_get(6).map_err(failed)?, WHAT)?,
            rotating_only: row.try_get(7).map_err(failed)?,
        },
        places: places(connection, venue).await?,
    }))
}

/// The venue itself first, then its zones by name; the codes of each, newest first.
async fn places(connection: &mut SqliteConnection, venue: PlaceId) -> Result<Vec<ManagedPlace>, StoreError> {
    let rows = sqlx::query(
        "SELECT place, serial, typed_code, token, revoked_at, replaced_at, code.created_at, zone, gate, place.id \
         FROM place LEFT JOIN code ON code.place = place.id WHERE venue = ? AND removed_at IS NULL \
         ORDER BY zone IS NOT NULL, zone, place.id, serial DESC",
    )
    .bind(venue.0.as_slice())
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    let mut places: Vec<ManagedPlace> = Vec::new();
    for row in &rows {
        let id = PlaceId(bytes(row.try_get(9).map_err(failed)?, WHAT)?);
        if places.last().is_none_or(|last| last.place != id) {
            let zone = row.try_get(7).map_err(failed)?;
            places.push(ManagedPlace {
                place: id,
                zone,
                gate: gate(row.try_get(8).map_err(failed)?)?,
                codes: Vec::new(),
            });
        }
        let has_code = row.try_get::<Option<i64>, _>(1).map_err(failed)?.is_some();
        if let Some(place) = places.last_mut().filter(|_| has_code) {
            place.codes.push(issued(row)?);
        }
    }
    Ok(places)
}

fn issued(row: &SqliteRow) -> Result<IssuedCode, StoreError> {
    let code = code(row)?;
    let token = VenueToken::from_bytes(&code.token).map_err(damaged)?;
    let ends = token.validity.until();
    let revoked_at = instant(row, 4)?;
    Ok(IssuedCode {
        serial: code.serial,
        typed_code: code.typed.to_string(),
        issued_at: instant(row, 6)?.ok_or(StoreError::Damaged(WHAT))?,
        dead_from: code.dead_from.map_or(ends, |dead_from| dead_from.min(ends)),
        revoked: revoked_at.is_some(),
    })
}

pub(super) async fn named(readers: &SqlitePool, part: &str, most: u32) -> Result<Vec<VenueLine>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, name, closed_at IS NOT NULL FROM venue WHERE instr(lower(name), lower(?)) > 0 \
         ORDER BY name, id LIMIT ?",
    )
    .bind(part)
    .bind(i64::from(most))
    .fetch_all(readers)
    .await
    .map_err(failed)?;
    rows.iter()
        .map(|row| {
            Ok(VenueLine {
                venue: PlaceId(bytes(row.try_get(0).map_err(failed)?, WHAT)?),
                name: row.try_get(1).map_err(failed)?,
                closed: row.try_get(2).map_err(failed)?,
            })
        })
        .collect()
}

pub(super) async fn set_profile(
    connection: &mut SqliteConnection,
    venue: PlaceId,
    form: &ApplicationForm,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE venue SET name = ?2, sensitive = ?3, profile = ?4 WHERE id = ?1")
        .bind(venue.0.as_slice())
        .bind(&form.venue_name)
        .bind(form.sensitive)
        .bind(serde_json::to_string(form).map_err(failed)?)
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    changed(connection).await
}

pub(super) async fn set_place(
    connection: &mut SqliteConnection,
    place: PlaceId,
    zone: Option<&str>,
    gate: Gate,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE place SET zone = ?2, gate = ?3, removed_at = NULL WHERE id = ?1")
        .bind(place.0.as_slice())
        .bind(zone)
        .bind(gate_name(gate))
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    changed(connection).await
}

pub(super) async fn remove_place(
    connection: &mut SqliteConnection,
    place: PlaceId,
    at: Instant,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE place SET removed_at = ?2 WHERE id = ?1")
        .bind(place.0.as_slice())
        .bind(at.millis())
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(super) async fn newest_serial(
    connection: &mut SqliteConnection,
    place: PlaceId,
) -> Result<Serial, StoreError> {
    let (serial,): (i64,) = sqlx::query_as("SELECT coalesce(max(serial), 0) FROM code WHERE place = ?")
        .bind(place.0.as_slice())
        .fetch_one(connection)
        .await
        .map_err(failed)?;
    Ok(Serial(number(serial, "code")?))
}

pub(super) async fn set_settings(
    connection: &mut SqliteConnection,
    venue: PlaceId,
    at: Instant,
    settings: &VenueSettings,
) -> Result<(), StoreError> {
    let since = settings.rotating_only.then_some(at.millis());
    sqlx::query(
        "UPDATE venue SET hourly_limit = ?2, \
         rotating_since = CASE WHEN ?3 IS NULL THEN NULL ELSE coalesce(rotating_since, ?3) END WHERE id = ?1",
    )
    .bind(venue.0.as_slice())
    .bind(i64::from(settings.hourly_limit))
    .bind(since)
    .execute(&mut *connection)
    .await
    .map_err(failed)?;
    changed(connection).await
}

pub(super) async fn set_ended_reason(
    connection: &mut SqliteConnection,
    venue: PlaceId,
    reason: &str,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE venue SET ended_reason = ?2 WHERE id = ?1")
        .bind(venue.0.as_slice())
        .bind(reason)
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(super) async fn forget_ended_reason(
    connection: &mut SqliteConnection,
    place: PlaceId,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE venue SET ended_reason = NULL WHERE id = (SELECT venue FROM place WHERE id = ?)")
        .bind(place.0.as_slice())
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(super) async fn close(
    connection: &mut SqliteConnection,
    venue: PlaceId,
    at: Instant,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE venue SET closed_at = ?2 WHERE id = ?1")
        .bind(venue.0.as_slice())
        .bind(at.millis())
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    changed(connection).await
}
