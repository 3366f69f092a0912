//! `GET /api/v1/venues/{venue}/places/{place}/poster`

use std::sync::Arc;

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use serde::Deserialize;
use venue_poster::archive::Download;
use venue_poster::{Format, Orientation, Poster, Sheet, Size};
use venue_protocol::document::is_invisible;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{Problem, ProblemType};

use super::{NoPoster, poster_of};
use crate::app::App;
use crate::problem::ApiProblem;
use crate::rights::{Access, Look};
use crate::store::posters::IssueDownload;

/// What to print.
#[derive(Debug, Clone, Copy, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// The size.
    #[serde(default = "a4")]
    #[param(inline, default = "a4")]
    size: Size,
    /// How it stands.
    #[serde(default = "portrait")]
    #[param(inline, default = "portrait")]
    orientation: Orientation,
    /// Whether colour runs 3 mm over the cut, with crop marks.
    #[serde(default)]
    bleed: bool,
    /// Whether the symbol has a mark in its centre.
    #[serde(default)]
    mark: bool,
    /// The kind of file.
    #[serde(default = "pdf")]
    #[param(inline, default = "pdf")]
    format: Format,
}

const fn a4() -> Size {
    Size::A4
}

const fn portrait() -> Orientation {
    Orientation::Portrait
}

const fn pdf() -> Format {
    Format::Pdf
}

/// The poster of a place as a file to print. That it was downloaded stands in the archive.
///
/// # Errors
/// If the place has no poster, or there is no font.
#[utoipa::path(get, path = "/api/v1/venues/{venue}/places/{place}/poster", tag = "posters",
    params(
        ("venue" = PlaceId, Path, description = "The venue"),
        ("place" = PlaceId, Path, description = "The venue itself or one of its zones"),
        Wish,
    ),
    responses(
        (status = 200, description = "The file", content(("application/pdf"), ("image/svg+xml"), ("image/png"))),
        (status = "4XX", description = "Not approved yet, or not in sight", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "No font", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn file(
    State(app): State<Arc<App>>,
    access: Access<Look>,
    path: Result<Path<(String, String)>, PathRejection>,
    wish: Result<Query<Wish>, QueryRejection>,
) -> Result<([(HeaderName, HeaderValue); 3], Vec<u8>), ApiProblem> {
    let Path((_, place)) = path.map_err(|_| NoPoster::NoPlace)?;
    let Query(wish) = wish.map_err(|_| {
        ApiProblem::new(ProblemType::Malformed)
            .with_detail("size, orientation, bleed, mark and format are what can be chosen, from known names")
    })?;
    let (place, poster) = poster_of(&app, access.venue, &place)?;
    let Wish { size, orientation, bleed, mark, format } = wish;
    let disposition = disposition(&poster, place, wish)?;
    let serial = poster.serial;
    let file = app.posters.file(poster, Sheet { size, orientation, bleed, mark }, format).await?;
    let download = Download { at: app.clock.now(), size, orientation, format };
    let mut entry = app.office.begin().await?;
    entry.writer.posters().note_download(&IssueDownload { place, serial, download }).await?;
    entry.commit().await?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(format.media_type())),
        (CONTENT_DISPOSITION, disposition),
        // The next issue has the same address.
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, file))
}

/// A name for the file: by the venue's own name, and by the place's id for who cannot read that header (RFC 6266).
fn disposition(poster: &Poster, place: PlaceId, wish: Wish) -> Result<HeaderValue, ApiProblem> {
    let Wish { size, orientation, format, .. } = wish;
    let tail = format!("{size}-{orientation}-{serial}.{format}", serial = poster.serial);
    let names = [Some(poster.name.as_str()), poster.zone.as_deref()];
    let own: String = names
        .into_iter()
        .flatten()
        .map(|name| name.chars().filter(|c| !breaks_file_names(*c)).collect::<String>())
        .collect::<Vec<_>>()
        .join("-");
    let encoded = percent_encoded(&format!("{own}-{tail}"));
    let text = format!("attachment; filename=\"poster-{place}-{tail}\"; filename*=UTF-8''{encoded}");
    HeaderValue::from_str(&text).map_err(|_| ProblemType::Internal.into())
}

/// What one system or another does not take in a file's name, or what would turn the name around.
fn breaks_file_names(c: char) -> bool {
    c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') || is_invisible(c)
}

/// As RFC 8187 writes what is not ASCII.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
