//! The machine-readable zone of passports (ICAO 9303-4, TD3): two lines of 44 characters.

use std::fmt;
use std::ops::Range;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::check_digits::weights_7_3_1;
use super::{State, text};
use crate::problem::Reason;

/// Characters in a line.
const LINE: usize = 44;
/// The document number, and its check digit, in the second line (from 0).
const NUMBER: (Range<usize>, usize) = (0..9, 9);
const NATIONALITY: Range<usize> = 10..13;
const BIRTH: (Range<usize>, usize) = (13..19, 19);
const EXPIRY: (Range<usize>, usize) = (21..27, 27);
const OPTIONAL: (Range<usize>, usize) = (28..42, 42);
/// What the last check digit is over: positions 1 to 10, 14 to 20 and 22 to 43, counted from 1.
const COMPOSITE: ([Range<usize>; 3], usize) = ([0..10, 13..20, 21..43], 43);

/// What registration takes from a passport's MRZ. Hidden in `Debug`, wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct PassportMrz {
    number: Zeroizing<String>,
    #[zeroize(skip)]
    nationality: State,
    #[zeroize(skip)]
    issuing_state: Option<State>,
    name: Option<Zeroizing<String>>,
}

impl PassportMrz {
    /// Reads both lines, or the second alone. Line breaks and spaces do not matter.
    ///
    /// # Errors
    /// Why it is no MRZ of a passport; [`Reason::Checksum`] if any of its five check digits does not fit.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let lines = text::compact(text, &['<'])?;
        let (first, second) = match lines.len() {
            LINE => (None, lines.as_str()),
            length if length == 2 * LINE => {
                let (first, second) = lines.split_at(LINE);
                (Some(first), second)
            }
            length if length < 2 * LINE => return Err(Reason::TooShort),
            _ => return Err(Reason::TooLong),
        };
        check_digits(second)?;
        let mut number = Zeroizing::new(String::with_capacity(NUMBER.0.len()));
        number.extend(part(second, NUMBER.0)?.chars().filter(|c| *c != '<'));
        if number.is_empty() {
            return Err(Reason::Shape);
        }
        let nationality = State::parse(part(second, NATIONALITY)?)?;
        let (issuing_state, name) = match first {
            Some(first) => {
                let (state, name) = parse_first(first)?;
                (Some(state), Some(name))
            }
            None => (None, None),
        };
        Ok(Self { number, nationality, issuing_state, name })
    }

    /// The passport's number, without fillers.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The holder's nationality, which nearly always is the issuing state.
    pub const fn nationality(&self) -> State {
        self.nationality
    }

    /// The issuing state; it stands in the first line only.
    pub const fn issuing_state(&self) -> Option<State> {
        self.issuing_state
    }

    /// Surname and given names, with spaces; they stand in the first line only.
    pub fn name(&self) -> Option<&str> {
        self.name.as_ref().map(|name| name.as_str())
    }
}

/// `P`, a letter or filler, issuing state (3), surname, two fillers, given names.
fn parse_first(line: &str) -> Result<(State, Zeroizing<String>), Reason> {
    if !line.starts_with('P') {
        return Err(Reason::Shape);
    }
    let state = State::parse(part(line, 2..5)?)?;
    let mut name = Zeroizing::new(String::with_capacity(LINE));
    for word in part(line, 5..LINE)?.split('<').filter(|word| !word.is_empty()) {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    if name.is_empty() { Err(Reason::Shape) } else { Ok((state, name)) }
}

fn check_digits(line: &str) -> Result<(), Reason> {
    for date in [BIRTH.0, EXPIRY.0] {
        // Unknown parts of a date of birth are fillers.
        if !part(line, date)?.bytes().all(|byte| byte.is_ascii_digit() || byte == b'<') {
            return Err(Reason::Shape);
        }
    }
    let optional_is_empty = part(line, OPTIONAL.0)?.bytes().all(|byte| byte == b'<');
    for (range, place) in [NUMBER, BIRTH, EXPIRY, OPTIONAL] {
        check(line, [range], place, place == OPTIONAL.1 && optional_is_empty)?;
    }
    check(line, COMPOSITE.0, COMPOSITE.1, false)
}

fn check<const N: usize>(
    line: &str,
    ranges: [Range<usize>; N],
    place: usize,
    may_be_filler: bool,
) -> Result<(), Reason> {
    let values = ranges.into_iter().filter_map(|range| line.get(range)).flat_map(str::bytes).map(text::value);
    match part(line, place..place + 1)?.as_bytes() {
        [digit @ b'0'..=b'9'] if digit - b'0' == weights_7_3_1(values) => Ok(()),
        b"<" if may_be_filler => Ok(()),
        _ => Err(Reason::Checksum),
    }
}

fn part(line: &str, range: Range<usize>) -> Result<&str, Reason> {
    line.get(range).ok_or(Reason::Shape)
}

impl fmt::Debug for PassportMrz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PassportMrz(..)")
    }
}
