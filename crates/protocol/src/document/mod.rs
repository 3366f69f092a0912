//! Identity documents: normalising and checking their numbers.
//!
//! To add a document: give it a [`DocumentKind`] and a type byte in [`DocumentKind::byte`], write its rule as a
//! file of its own that returns a `Checked`, call it in [`Document::parse`], and put its vectors into
//! `tests/document.rs`.

pub mod check_digits;
pub mod credit_code;
mod date;
pub mod mrz;
mod name;
mod passport;
mod permanent_residence;
mod phone;
mod region;
mod resident_id;
mod state;
pub(crate) mod text;
mod travel_permit;

use std::fmt;
use std::ops::{Range, RangeInclusive};

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

pub use self::name::Name;
pub use self::phone::Phone;
pub use self::state::State;
pub use self::text::is_invisible;
use crate::instant::Day;
use crate::problem::{Field, FieldProblem, Reason};
use crate::wire::persons::Warning;

/// The kinds of document that a person can be registered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 居民身份证, resident identity card of the PRC (GB 11643), 18 or 15 digits.
    ResidentId,
    /// 外国人永久居留身份证, foreign permanent resident's card, 2017 or 2023 form.
    PermanentResidence,
    /// 港澳台居民居住证, residence permit of Hong Kong, Macau and Taiwan residents.
    HkMacauTaiwanResidence,
    /// 港澳居民来往内地通行证, travel permit of Hong Kong and Macau residents.
    HkMacauTravel,
    /// 台湾居民来往大陆通行证, travel permit of Taiwan residents.
    TaiwanTravel,
    /// Passport (ICAO 9303).
    Passport,
    /// No document: phone and name.
    None,
}

impl DocumentKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::ResidentId,
        Self::PermanentResidence,
        Self::HkMacauTaiwanResidence,
        Self::HkMacauTravel,
        Self::TaiwanTravel,
        Self::Passport,
        Self::None,
    ];

    /// The type byte of D in SEALING 4.
    pub const fn byte(self) -> u8 {
        match self {
            Self::None => 0,
            Self::ResidentId => 1,
            Self::PermanentResidence => 2,
            Self::HkMacauTaiwanResidence => 3,
            Self::HkMacauTravel => 4,
            Self::TaiwanTravel => 5,
            Self::Passport => 6,
        }
    }

    /// Back from [`DocumentKind::byte`].
    pub fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.byte() == byte)
    }
}

/// What a document's rule gives: the number in its one form and, if it is valid but worth a look, why.
pub(crate) type Checked = Result<(Zeroizing<String>, Option<Warning>), Reason>;

/// What identifies a person: a document whose number was checked, or phone and name. One person's document has
/// one value, however it was typed. Hidden in `Debug`, wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Document {
    #[zeroize(skip)]
    kind: DocumentKind,
    #[zeroize(skip)]
    issuing_state: Option<State>,
    number: Zeroizing<String>,
}

impl Document {
    /// At most so many bytes are behind the length byte in [`Document::encode`].
    pub const MAX_NUMBER: usize = 64;

    /// Checks a document as a person fills it in: full-width characters, separators and small letters are fine.
    /// `issuing_state` belongs to passports, and only there. [`DocumentKind::None`] has no number: see
    /// [`Document::without`].
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(
        kind: DocumentKind,
        issuing_state: Option<&str>,
        number: &str,
        today: Day,
    ) -> Result<(Self, Vec<Warning>), Vec<FieldProblem>> {
        let state = match (kind, issuing_state.filter(|state| !text::is_blank(state))) {
            (DocumentKind::Passport, Some(state)) => State::parse(state),
            (DocumentKind::Passport, None) => Err(Reason::Missing),
            (_, Some(_)) => Err(Reason::Shape),
            (_, None) => Ok(State::CHINA),
        };
        let checked = text::compact(number, &[]).and_then(|number| check_number(kind, &number, today));
        match (state, checked) {
            (Ok(state), Ok((number, warning))) => {
                Ok((Self { kind, issuing_state: Some(state), number }, warning.into_iter().collect()))
            }
            (state, checked) => {
                let state = state.err().map(|reason| FieldProblem { field: Field::IssuingState, reason });
                let number = checked.err().map(|reason| FieldProblem { field: Field::Number, reason });
                Err(state.into_iter().chain(number).collect())
            }
        }
    }

    /// Stands for a person without a document: phone, `|`, and the name's [`Name::key`].
    pub fn without(phone: &Phone, name: &Name) -> Self {
        let key = name.key();
        let mut number = Zeroizing::new(String::with_capacity(Self::MAX_NUMBER));
        for part in [phone.as_str(), "|"] {
            number.push_str(part);
        }
        let room = Self::MAX_NUMBER - number.len();
        number.push_str(&key[..key.floor_char_boundary(room)]);
        Self { kind: DocumentKind::None, issuing_state: None, number }
    }

    /// The kind of document.
    pub const fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// Who issued it; `None` without a document.
    pub const fn issuing_state(&self) -> Option<State> {
        self.issuing_state
    }

    /// The number in its one form.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// D of SEALING 4: type 1 ([`DocumentKind::byte`]) | issuing state 3 (`---` without a document) | length 1 |
    /// number, at most 64 bytes of UTF-8.
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(5 + Self::MAX_NUMBER));
        bytes.push(self.kind.byte());
        bytes.extend_from_slice(self.issuing_state.as_ref().map_or("---", State::as_str).as_bytes());
        // Every number is shorter than MAX_NUMBER, which fits into the byte.
        bytes.push(self.number.len() as u8);
        bytes.extend_from_slice(self.number.as_bytes());
        bytes
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("kind", &self.kind).finish_non_exhaustive()
    }
}

fn check_number(kind: DocumentKind, number: &str, today: Day) -> Checked {
    match kind {
        DocumentKind::ResidentId => resident_id::parse_card(number, today),
        DocumentKind::PermanentResidence => permanent_residence::parse(number, today),
        DocumentKind::HkMacauTaiwanResidence => resident_id::parse_permit(number, today),
        DocumentKind::HkMacauTravel => travel_permit::parse_hk_macau(number),
        DocumentKind::TaiwanTravel => travel_permit::parse_taiwan(number),
        DocumentKind::Passport => passport::parse(number),
        DocumentKind::None => Err(Reason::Shape),
    }
}

fn check_length(number: &str, allowed: RangeInclusive<usize>) -> Result<(), Reason> {
    if number.len() < *allowed.start() {
        Err(Reason::TooShort)
    } else if number.len() > *allowed.end() {
        Err(Reason::TooLong)
    } else {
        Ok(())
    }
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The value of some digits, at most four; `None` if there are other characters, or none.
fn digits(text: &str, range: Range<usize>) -> Option<u16> {
    text.get(range).filter(|part| all_digits(part))?.parse().ok()
}
