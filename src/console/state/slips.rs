//! Keying in the slips of an outage: their numbers, their times, and how far it has come.

use venue_protocol::instant::{Day, Instant, SHANGHAI_OFFSET_S};
use venue_protocol::typed_code::{TypedCode, TypedCodeError};

/// Slips on a sheet of A4.
pub const A_PAGE: usize = 8;
/// Digits of a number.
const DIGITS: usize = 9;

/// What a slip's number is, as typed so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlipNumber {
    /// Nothing was typed.
    Empty,
    /// So many digits are missing.
    Incomplete(usize),
    /// There is something else than nine digits.
    Odd,
    /// The check digit does not fit.
    Mistyped,
    /// It was keyed in at this terminal already.
    Again(TypedCode),
    /// A number that can be.
    Good(TypedCode),
}

/// Judges a number as it is typed. `keyed` were keyed in before.
pub fn judge(text: &str, keyed: &[u32]) -> SlipNumber {
    if text.trim().is_empty() {
        return SlipNumber::Empty;
    }
    match text.parse::<TypedCode>() {
        Ok(code) if keyed.contains(&code.number()) => SlipNumber::Again(code),
        Ok(code) => SlipNumber::Good(code),
        Err(TypedCodeError::Checksum) => SlipNumber::Mistyped,
        Err(TypedCodeError::Shape) => {
            let digits = text.chars().filter(|c| c.is_numeric()).count();
            let others = text.chars().any(char::is_alphabetic);
            if digits < DIGITS && !others { SlipNumber::Incomplete(DIGITS - digits) } else { SlipNumber::Odd }
        }
    }
}

/// The nine digits without spaces, as they are sent.
pub fn digits(code: TypedCode) -> String {
    code.to_string().chars().filter(char::is_ascii_digit).collect()
}

/// Nine digits are read and typed in groups of three.
pub fn in_threes(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    digits.chunks(3).map(|three| three.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Why a day and a time are no time that a slip can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeWrong {
    /// Not typed, or no such time.
    Missing,
    /// Later than now.
    Future,
}

/// The time on a slip, from `2026-11-23` and `09:05` on the clock of the venue.
///
/// # Errors
/// Why it cannot be.
pub fn time_of(day: &str, time: &str, now: Instant) -> Result<Instant, TimeWrong> {
    let at: Instant = format!("{day}T{time}:00+08:00").parse().map_err(|_| TimeWrong::Missing)?;
    if at > now { Err(TimeWrong::Future) } else { Ok(at) }
}

/// The day and the time of day at a time, as [`time_of`] reads them.
pub fn day_and_time(at: Instant) -> (String, String) {
    let minute = (at.seconds() + SHANGHAI_OFFSET_S).div_euclid(60).rem_euclid(24 * 60);
    (at.day().to_string(), format!("{:02}:{:02}", minute / 60, minute % 60))
}

/// A day as `2026-11-23`.
pub fn parse_day(text: &str) -> Option<Day> {
    let at: Instant = format!("{text}T12:00:00+08:00").parse().ok()?;
    // Days before the first one are brought to it.
    Some(at.day()).filter(|day| day.to_string() == text)
}
