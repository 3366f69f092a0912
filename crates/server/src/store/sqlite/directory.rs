//! Venues, places, codes, the authority's public keys.

use std::collections::HashMap;

use sqlx::sqlite::{SqliteConnection, SqlitePool, SqliteRow};
use sqlx::{Error, Row as _};
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::seal::{Authority, PublicKey};
use venue_protocol::typed_code::TypedCode;
use venue_protocol::wire::venues::Gate;

use super::{StoreError, authority, bytes, failed, number};
use crate::store::{Code, Directory, Place, VenueRules};

const ROLE_KEY: &str = "role key";

pub(super) async fn read(readers: &SqlitePool) -> Result<Directory, StoreError> {
    // One transaction, so that all of it is of one moment.
    let mut reading = readers.begin().await.map_err(failed)?;
    let (change,) = sqlx::query_as("SELECT n FROM change").fetch_one(&mut *reading).await.map_err(failed)?;
    let places = sqlx::query(
        "SELECT place.id, venue.id, name, zone, gate, sensitive FROM place JOIN venue ON venue.id = place.venue",
    )
    .fetch_all(&mut *reading)
    .await
    .map_err(failed)?;
    let removed = sqlx::query("SELECT id FROM place WHERE removed_at IS NOT NULL")
        .fetch_all(&mut *reading)
        .await
        .map_err(failed)?;
    let codes = sqlx::query("SELECT place, serial, typed_code, token, revoked_at, replaced_at FROM code")
        .fetch_all(&mut *reading)
        .await
        .map_err(failed)?;
    let venues = sqlx::query("SELECT id, closed_at IS NOT NULL, rotating_since, hourly_limit FROM venue")
        .fetch_all(&mut *reading)
        .await
        .map_err(failed)?;
    let roles = sqlx::query("SELECT role, public_key FROM role_key")
        .fetch_all(&mut *reading)
        .await
        .map_err(failed)?;
    let roster = sqlx::query("SELECT roster FROM roster ORDER BY version DESC LIMIT 1")
        .fetch_optional(&mut *reading)
        .await
        .map_err(failed)?;
    let mut keys: HashMap<String, PublicKey> = roles.iter().map(role_key).collect::<Result<_, _>>()?;
    let sealed_to = match (keys.remove("tracer"), keys.remove("approver")) {
        (None, None) => None,
        (Some(tracer), Some(approver)) => {
            Some(Authority::new(tracer, approver).map_err(|_| StoreError::Damaged(ROLE_KEY))?)
        }
        _ => return Err(StoreError::Damaged(ROLE_KEY)),
    };
    Ok(Directory {
        change,
        places: places.iter().map(place).collect::<Result<_, _>>()?,
        removed: removed.iter().map(place_id).collect::<Result<_, _>>()?,
        codes: codes.iter().map(code).collect::<Result<_, _>>()?,
        rules: venues.iter().map(rules).collect::<Result<_, _>>()?,
        authority: sealed_to,
        roster: roster.as_ref().map(authority::roster).transpose()?,
        reviewers: keys.remove("reviewer"),
    })
}

fn role_key(row: &SqliteRow) -> Result<(String, PublicKey), StoreError> {
    let key = PublicKey(bytes(row.try_get(1).map_err(failed)?, ROLE_KEY)?);
    Ok((row.try_get(0).map_err(failed)?, key))
}

fn rules(row: &SqliteRow) -> Result<(PlaceId, VenueRules), StoreError> {
    const WHAT: &str = "venue";
    let rotating_since: Option<i64> = row.try_get(2).map_err(failed)?;
    let rules = VenueRules {
        closed: row.try_get(1).map_err(failed)?,
        rotating_since: rotating_since.map(Instant::from_millis),
        hourly_limit: number(row.try_get(3).map_err(failed)?, WHAT)?,
    };
    Ok((PlaceId(bytes(row.try_get(0).map_err(failed)?, WHAT)?), rules))
}

fn place_id(row: &SqliteRow) -> Result<PlaceId, StoreError> {
    Ok(PlaceId(bytes(row.try_get(0).map_err(failed)?, "place")?))
}

fn place(row: &SqliteRow) -> Result<Place, StoreError> {
    let sensitive: i64 = row.try_get(5).map_err(failed)?;
    Ok(Place {
        id: place_id(row)?,
        venue: PlaceId(bytes(row.try_get(1).map_err(failed)?, "venue")?),
        name: row.try_get(2).map_err(failed)?,
        zone: row.try_get(3).map_err(failed)?,
        gate: gate(row.try_get(4).map_err(failed)?)?,
        sensitive: sensitive != 0,
    })
}

pub(super) fn gate(name: &str) -> Result<Gate, StoreError> {
    match name {
        "entry" => Ok(Gate::Entry),
        "exit" => Ok(Gate::Exit),
        "both" => Ok(Gate::Both),
        _ => Err(StoreError::Damaged("gate")),
    }
}

pub(super) const fn gate_name(gate: Gate) -> &'static str {
    match gate {
        Gate::Entry => "entry",
        Gate::Exit => "exit",
        Gate::Both => "both",
    }
}

/// A code of the first six columns: place, serial, typed code, token, and when it was revoked and replaced.
pub(super) fn code(row: &SqliteRow) -> Result<Code, StoreError> {
    const WHAT: &str = "code";
    let typed: u32 = number(row.try_get(2).map_err(failed)?, WHAT)?;
    let revoked_at: Option<i64> = row.try_get(4).map_err(failed)?;
    let replaced_at: Option<i64> = row.try_get(5).map_err(failed)?;
    Ok(Code {
        place: PlaceId(bytes(row.try_get(0).map_err(failed)?, WHAT)?),
        serial: Serial(number(row.try_get(1).map_err(failed)?, WHAT)?),
        typed: TypedCode::from_number(typed).ok_or(StoreError::Damaged(WHAT))?,
        token: bytes(row.try_get(3).map_err(failed)?, WHAT)?,
        dead_from: revoked_at.into_iter().chain(replaced_at).min().map(Instant::from_millis),
    })
}

/// Tells running servers to read again.
pub(super) async fn changed(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query("UPDATE change SET n = n + 1").execute(connection).await.map_err(failed)?;
    Ok(())
}

pub(super) fn unless_exists(what: &'static str) -> impl FnOnce(Error) -> StoreError {
    move |error| match error {
        Error::Database(cause) if cause.is_unique_violation() => StoreError::Exists(what),
        other => failed(other),
    }
}

pub(super) async fn add_place(
    connection: &mut SqliteConnection,
    at: Instant,
    place: &Place,
    new_venue: bool,
) -> Result<(), StoreError> {
    if new_venue {
        sqlx::query("INSERT INTO venue (id, name, sensitive, created_at) VALUES (?, ?, ?, ?)")
            .bind(place.venue.0.as_slice())
            .bind(&place.name)
            .bind(place.sensitive)
            .bind(at.millis())
            .execute(&mut *connection)
            .await
            .map_err(unless_exists("this venue"))?;
    }
    sqlx::query("INSERT INTO place (id, venue, zone, gate, created_at) VALUES (?, ?, ?, ?, ?)")
        .bind(place.id.0.as_slice())
        .bind(place.venue.0.as_slice())
        .bind(place.zone.as_deref())
        .bind(gate_name(place.gate))
        .bind(at.millis())
        .execute(&mut *connection)
        .await
        .map_err(unless_exists("this place"))?;
    changed(connection).await
}

pub(super) async fn add_code(
    connection: &mut SqliteConnection,
    at: Instant,
    code: &Code,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO code (place, serial, typed_code, token, created_at) VALUES (?, ?, ?, ?, ?)")
        .bind(code.place.0.as_slice())
        .bind(i64::from(code.serial.0))
        .bind(i64::from(code.typed.number()))
        .bind(code.token.as_slice())
        .bind(at.millis())
        .execute(&mut *connection)
        .await
        .map_err(unless_exists("this code"))?;
    changed(connection).await
}

pub(super) async fn replace_codes(
    connection: &mut SqliteConnection,
    place: PlaceId,
    before: Serial,
    at: Instant,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE code SET replaced_at = min(coalesce(replaced_at, ?2), ?2) WHERE place = ?1 AND serial < ?3",
    )
    .bind(place.0.as_slice())
    .bind(at.millis())
    .bind(i64::from(before.0))
    .execute(&mut *connection)
    .await
    .map_err(failed)?;
    changed(connection).await
}

pub(super) async fn revoke_codes(
    connection: &mut SqliteConnection,
    place: PlaceId,
    at: Instant,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE code SET revoked_at = ?2 WHERE place = ?1 AND revoked_at IS NULL")
        .bind(place.0.as_slice())
        .bind(at.millis())
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    changed(connection).await
}

pub(super) async fn revoke_venue(
    connection: &mut SqliteConnection,
    venue: PlaceId,
    at: Instant,
) -> Result<Vec<PlaceId>, StoreError> {
    let rows = sqlx::query("SELECT id FROM place WHERE venue = ? ORDER BY id")
        .bind(venue.0.as_slice())
        .fetch_all(&mut *connection)
        .await
        .map_err(failed)?;
    let mut places = Vec::with_capacity(rows.len());
    for row in &rows {
        let place = place_id(row)?;
        revoke_codes(connection, place, at).await?;
        places.push(place);
    }
    Ok(places)
}

pub(super) async fn set_authority(
    connection: &mut SqliteConnection,
    at: Instant,
    authority: &Authority,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO role_key (role, public_key, created_at) VALUES ('tracer', ?2, ?1), ('approver', ?3, ?1)",
    )
    .bind(at.millis())
    .bind(authority.tracer().as_bytes().as_slice())
    .bind(authority.approver().as_bytes().as_slice())
    .execute(&mut *connection)
    .await
    .map_err(unless_exists("a pair of role keys"))?;
    changed(connection).await
}

pub(super) async fn set_reviewers(
    connection: &mut SqliteConnection,
    at: Instant,
    key: &PublicKey,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO role_key (role, public_key, created_at) VALUES ('reviewer', ?2, ?1)")
        .bind(at.millis())
        .bind(key.as_bytes().as_slice())
        .execute(&mut *connection)
        .await
        .map_err(unless_exists("a key of the reviewers"))?;
    changed(connection).await
}
