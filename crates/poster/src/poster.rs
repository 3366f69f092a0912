//! What stands on a poster.

use serde::{Deserialize, Serialize};
use venue_protocol::id::Serial;
use venue_protocol::instant::Day;
use venue_protocol::wire::venues::Gate;

use crate::font::PosterFont;

/// What stands on a place's poster, whatever the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Poster {
    /// The venue's name.
    pub name: String,
    /// The zone's or gate's name, if the place is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Which directions are registered here.
    pub gate: Gate,
    /// The token's URL, which the symbol says.
    pub url: String,
    /// The typed code, in groups of three digits.
    pub typed_code: String,
    /// Which issue of the place's code.
    pub serial: Serial,
    /// The day of its issue.
    pub created: Day,
    /// Telephone numbers of the technical support.
    pub hotlines: Vec<String>,
}

impl Poster {
    /// The host that the URL names, lower case, for who types the code.
    pub fn host(&self) -> String {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default().to_lowercase()
    }
}

/// Everything that a browser needs to draw a poster on any sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PosterPreview {
    /// What stands on it.
    pub poster: Poster,
    /// The glyphs of its texts.
    pub font: PosterFont,
}
