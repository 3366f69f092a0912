//! The numbers that a terminal's papers bear, and problem reports: nine digits, the last by ISO 7064 MOD 11,10, as typed codes have them.

use std::fmt;
use std::str::FromStr;

use crate::typed_code::{TypedCode, TypedCodeError};

/// Declares a number of nine digits, which prints without spaces and reads as a typed code does.
macro_rules! desk_number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(TypedCode);

        impl $name {
            /// From a random number below [`NUMBERS`](crate::typed_code::NUMBERS); `None` for a greater one.
            pub fn from_number(number: u32) -> Option<Self> {
                TypedCode::from_number(number).map(Self)
            }

            /// The number behind it: its first eight digits.
            pub const fn number(self) -> u32 {
                self.0.number()
            }
        }

        impl FromStr for $name {
            type Err = TypedCodeError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:09}", self.0.with_check_digit())
            }
        }
    };
}

desk_number!(
    /// Stands on a numbered slip, on which a guest writes while the network or the power is out (F48).
    SlipNumber
);
desk_number!(
    /// Stands on a paper pass and on the stub that the venue keeps; a lost pass is withdrawn by it (F27).
    PassNumber
);
desk_number!(
    /// Names a problem report to who made it and to the technicians, also by telephone (F10).
    TicketNumber
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_prints_as_nine_digits_and_reads_back_however_it_is_spaced() {
        let number = SlipNumber::from_number(1_234_567).unwrap();
        let text = number.to_string();
        assert_eq!((text.len(), &text[..8]), (9, "01234567"));
        assert_eq!(text.parse(), Ok(number));
        assert_eq!(format!("{} {}-{}", &text[..3], &text[3..6], &text[6..]).parse(), Ok(number));
    }

    #[test]
    fn a_slip_of_the_finger_is_told() {
        let text = PassNumber::from_number(40_000_001).unwrap().to_string();
        let slipped = text.replacen('4', "7", 1);
        assert_eq!(slipped.parse::<PassNumber>(), Err(TypedCodeError::Checksum));
        assert_eq!("12345".parse::<PassNumber>(), Err(TypedCodeError::Shape));
    }
}
