//! Points in time, and the units that the protocol counts them in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Seconds that Asia/Shanghai is ahead of UTC; it has had no daylight saving since 1991.
pub const SHANGHAI_OFFSET_S: i64 = 8 * 3600;

/// 2020-01-01 in days since 1970-01-01.
const DAY_ZERO: i64 = 18_262;

/// Milliseconds since the Unix epoch. On the wire RFC 3339 with an offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// A text that is not a time with offset as RFC 3339 writes it, or one outside the years 1970 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time as RFC 3339 writes it, with an offset, from 1970 to 9999")]
pub struct InstantError;

impl Instant {
    /// The last millisecond of the year 9999, UTC.
    pub const MAX: Self = Self(253_402_300_799_999);
    /// The Unix epoch.
    pub const EPOCH: Self = Self(0);

    /// From milliseconds since the Unix epoch; values outside 1970 to 9999 are brought to the nearer end.
    pub const fn from_millis(millis: i64) -> Self {
        if millis < 0 {
            Self::EPOCH
        } else if millis > Self::MAX.0 {
            Self::MAX
        } else {
            Self(millis)
        }
    }

    /// Milliseconds since the Unix epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Whole seconds since the Unix epoch.
    pub const fn seconds(self) -> i64 {
        self.0 / 1000
    }

    /// Whole minutes since the Unix epoch ("minute 4" in SEALING); saturates at `u32::MAX` (year 10136).
    pub const fn minute(self) -> u32 {
        saturate(self.0 / 60_000)
    }

    /// Whole hours since the Unix epoch ("hour 4" in SEALING).
    pub const fn hour(self) -> u32 {
        saturate(self.0 / 3_600_000)
    }

    /// The day in Asia/Shanghai ("day 2" in SEALING).
    pub const fn day(self) -> Day {
        Day::of_unix_seconds(self.seconds())
    }

    /// This time and so many milliseconds (negative: before).
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self::from_millis(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this; negative if `earlier` is later.
    pub const fn millis_since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }
}

const fn saturate(value: i64) -> u32 {
    if value > u32::MAX as i64 { u32::MAX } else { value as u32 }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = i128::from(self.0) * 1_000_000;
        let utc = OffsetDateTime::from_unix_timestamp_nanos(nanos).map_err(|_| fmt::Error)?;
        f.write_str(&utc.format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

impl FromStr for Instant {
    type Err = InstantError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Not `to_offset`: it panics where the offset leads beyond the year 9999.
        let parsed = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| InstantError)?;
        let millis = parsed.unix_timestamp_nanos().div_euclid(1_000_000);
        i64::try_from(millis)
            .ok()
            .filter(|millis| (0..=Self::MAX.0).contains(millis))
            .map(Self)
            .ok_or(InstantError)
    }
}

impl Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Instant {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::DateTime)))
            .description(Some("RFC 3339 with offset"))
            .into()
    }
}
#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Instant {}

/// A day in Asia/Shanghai, counted from 2020-01-01 (day 0) to 2199-06-06.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Day(pub u16);

impl Day {
    /// The day of a time in seconds since the Unix epoch; times before day 0 or after the last day are brought
    /// to the nearer end.
    pub const fn of_unix_seconds(seconds: i64) -> Self {
        let day = (seconds + SHANGHAI_OFFSET_S).div_euclid(86_400) - DAY_ZERO;
        if day < 0 {
            Self(0)
        } else if day > u16::MAX as i64 {
            Self(u16::MAX)
        } else {
            Self(day as u16)
        }
    }

    /// The day of an hour since the Unix epoch, `None` outside the range of days.
    pub fn of_hour(hour: u32) -> Option<Self> {
        let day = (i64::from(hour) * 3600 + SHANGHAI_OFFSET_S).div_euclid(86_400) - DAY_ZERO;
        u16::try_from(day).ok().map(Self)
    }

    /// Its first instant: midnight in Asia/Shanghai.
    pub const fn start(self) -> Instant {
        Instant::from_millis(((self.0 as i64 + DAY_ZERO) * 86_400 - SHANGHAI_OFFSET_S) * 1000)
    }

    /// So many days later, at most the last day.
    pub const fn plus(self, days: u16) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// So many days earlier, at least day 0.
    pub const fn minus(self, days: u16) -> Self {
        Self(self.0.saturating_sub(days))
    }
}

/// A text that is not a day of the range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day such as 2026-11-23")]
pub struct DayError;

impl FromStr for Day {
    type Err = DayError;

    /// As ISO 8601 writes it, such as 2026-11-23.
    fn from_str(text: &str) -> Result<Self, DayError> {
        let day = format!("{text}T12:00:00+08:00").parse::<Instant>().map_err(|_| DayError)?.day();
        // Days beyond the range are brought to its ends.
        if day.to_string() == text { Ok(day) } else { Err(DayError) }
    }
}

impl fmt::Display for Day {
    /// As ISO 8601 writes it, such as 2026-11-23.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noon = (i64::from(self.0) + DAY_ZERO) * 86_400;
        let date = OffsetDateTime::from_unix_timestamp(noon).map_err(|_| fmt::Error)?.date();
        write!(f, "{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_reads_back_as_printed() {
        for text in ["1970-01-01T00:00:00Z", "2026-11-23T02:10:09.123Z", "9999-12-31T23:59:59.999Z"] {
            assert_eq!(text.parse::<Instant>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn an_offset_is_taken_into_account_and_needed() {
        let utc: Instant = "2026-11-23T02:10:09Z".parse().unwrap();
        assert_eq!("2026-11-23T10:10:09+08:00".parse(), Ok(utc));
        let beyond = "9999-12-31T23:59:59-23:59";
        for text in ["2026-11-23T02:10:09", "2026-11-23", "", "1969-12-31T23:59:59Z", "now", beyond] {
            assert_eq!(text.parse::<Instant>(), Err(InstantError), "{text}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_shanghai() {
        let before: Instant = "2019-12-31T15:59:59Z".parse().unwrap();
        let after: Instant = "2020-01-01T16:00:00Z".parse().unwrap();
        assert_eq!(before.day(), Day(0));
        assert_eq!(after.day(), Day(1));
        assert_eq!(Day(1).start(), after);
        assert_eq!(Day::of_hour(after.hour()), Some(Day(1)));
        assert_eq!(Day::of_hour(0), None);
        assert_eq!(Day(2518).to_string(), "2026-11-23");
        assert_eq!("2026-11-23".parse(), Ok(Day(2518)));
        for text in
            ["", "2026-11-31", "2019-12-31", "2199-12-31", "2026-1-2", "2026-11-23T00:00:00Z#", "今天"]
        {
            assert_eq!(text.parse::<Day>(), Err(DayError), "{text}");
        }
    }
}
