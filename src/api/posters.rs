//! `/api/v1/venues/{venue}/posters` and the poster of each place

use venue_poster::archive::PosterArchive;
use venue_poster::{Format, PosterPreview, Sheet};
use venue_protocol::id::PlaceId;

use super::{Answer, ask};
use crate::platform::http::{Http, Method};

/// What it takes to draw the poster of a place on any sheet.
pub fn preview(http: &dyn Http, venue: PlaceId, place: PlaceId) -> Answer<'_, PosterPreview> {
    ask(http, Method::Get, &format!("/venues/{venue}/places/{place}/poster/preview"), None)
}

/// What was issued and downloaded when.
pub fn archive(http: &dyn Http, venue: PlaceId) -> Answer<'_, PosterArchive> {
    ask(http, Method::Get, &format!("/venues/{venue}/posters"), None)
}

/// Where the poster is as a file.
pub fn file(venue: PlaceId, place: PlaceId, sheet: Sheet, format: Format) -> String {
    let Sheet { size, orientation, bleed, mark } = sheet;
    format!(
        "/api/v1/venues/{venue}/places/{place}/poster?size={size}&orientation={orientation}&bleed={bleed}&mark={mark}&format={format}"
    )
}
