//! Dates of birth inside document numbers.

use time::{Date, Month, OffsetDateTime};

use super::digits;
use crate::instant::{Day, SHANGHAI_OFFSET_S};
use crate::problem::Reason;

/// Nobody alive was born earlier.
const FIRST_YEAR: i32 = 1800;

/// Checks `YYYYMMDD`: a real day, not before 1800, not after today.
pub(super) fn check_eight(text: &str, today: Day) -> Result<(), Reason> {
    let year = digits(text, 0..4).ok_or(Reason::Shape)?;
    check(year.into(), digits(text, 4..6), digits(text, 6..8), today)
}

/// Checks `YYMMDD`, which leaves the century open: it must be a real, past day in one of them.
pub(super) fn check_six(text: &str, today: Day) -> Result<(), Reason> {
    let year = i32::from(digits(text, 0..2).ok_or(Reason::Shape)?);
    let (month, day) = (digits(text, 2..4), digits(text, 4..6));
    check(1900 + year, month, day, today).or_else(|_| check(2000 + year, month, day, today))
}

fn check(year: i32, month: Option<u16>, day: Option<u16>, today: Day) -> Result<(), Reason> {
    let part = |part: Option<u16>| part.and_then(|part| u8::try_from(part).ok()).ok_or(Reason::Shape);
    let month = Month::try_from(part(month)?).map_err(|_| Reason::Date)?;
    let date = Date::from_calendar_date(year, month, part(day)?).map_err(|_| Reason::Date)?;
    if year < FIRST_YEAR {
        return Err(Reason::Date);
    }
    let since_epoch = i64::from(date.to_julian_day() - OffsetDateTime::UNIX_EPOCH.date().to_julian_day());
    let today = (today.start().seconds() + SHANGHAI_OFFSET_S) / 86_400;
    if since_epoch > today { Err(Reason::DateInFuture) } else { Ok(()) }
}
