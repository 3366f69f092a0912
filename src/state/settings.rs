//! What the visitor chose.
//!
//! `assets/boot.js` reads the same stored value before the first paint, so keep its names:
//! key `venue-code/settings`, `{"v":1,"data":{"language":"zh-CN","text_size":"normal","elder":false,"theme":"auto",..}}`.

use serde::{Deserialize, Serialize};

use super::stored::{Kept, Stored};

/// The languages of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Chinese, simplified.
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Language {
    /// The language for a browser's preferences, most wanted first (BCP 47); English unless Chinese is asked for first.
    pub fn of_preferences<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        let known = tags.into_iter().find_map(|tag| {
            let primary = tag.split(['-', '_']).next().unwrap_or_default();
            if primary.eq_ignore_ascii_case("zh") {
                Some(Self::ZhCn)
            } else if primary.eq_ignore_ascii_case("en") {
                Some(Self::En)
            } else {
                None
            }
        });
        known.unwrap_or(Self::En)
    }

    /// The BCP 47 tag, as `lang` wants it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }
}

/// A-, A, A+.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextSize {
    /// A-
    Small,
    /// A
    #[default]
    Normal,
    /// A+
    Large,
}

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// A planned stay in minutes, from 5 to 1440 as the server takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct StayMinutes(u16);

/// A stay outside of 5 minutes to 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a planned stay is 5 to 1440 minutes")]
pub struct StayError;

impl TryFrom<u16> for StayMinutes {
    type Error = StayError;
    fn try_from(minutes: u16) -> Result<Self, StayError> {
        if (5..=1440).contains(&minutes) { Ok(Self(minutes)) } else { Err(StayError) }
    }
}

impl From<StayMinutes> for u16 {
    fn from(stay: StayMinutes) -> Self {
        stay.0
    }
}

/// What the visitor chose; a missing value is the default one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// `None`: as the browser prefers.
    pub language: Option<Language>,
    /// A-, A, A+.
    pub text_size: TextSize,
    /// The elder version: larger, fewer things.
    pub elder: bool,
    /// Light or dark.
    pub theme: Theme,
    /// Check in without asking, for codes scanned in the app.
    pub automatic: bool,
    /// A tone when a code was read.
    pub sound: bool,
    /// A vibration when a code was read.
    pub vibration: bool,
    /// After how long a visit is taken to have ended, if nothing else says so.
    pub stay: Option<StayMinutes>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            text_size: TextSize::Normal,
            elder: false,
            theme: Theme::Auto,
            automatic: false,
            sound: true,
            vibration: true,
            stay: None,
        }
    }
}

impl Stored for Settings {
    const VERSION: u16 = 1;
    const KIND: Kept = Kept::Settings;
}
