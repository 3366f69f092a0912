//! A manager's own ID number: sealed to the reviewers in the applicant's browser, opened in a reviewer's. The server
//! passes it on and cannot read it.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::layout::join;
use super::suite::{self, OVERHEAD, PrivateKey, PublicKey, Suite};
use super::{SealError, label};
use crate::id::{ApplicantNumber, PlaceId};

/// Length 1 | number | zeros, so that the length of a number does not show.
const PLAIN: usize = ApplicantNumber::LEN - OVERHEAD;
/// The most bytes of a number.
pub const MAX_NUMBER: usize = PLAIN - 1;

impl ApplicantNumber {
    /// Seals a number, in its one form, to the reviewers, for the application of one venue.
    ///
    /// # Errors
    /// If it is longer than [`MAX_NUMBER`], or the key cannot be used.
    pub fn seal(
        number: &str,
        venue: PlaceId,
        reviewers: &PublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, SealError> {
        if number.len() > MAX_NUMBER {
            return Err(SealError::Layout);
        }
        let write = |plaintext: &mut [u8]| {
            let fields = [number.len() as u8].into_iter().chain(number.bytes());
            // What is left stays zero.
            for (to, from) in plaintext.iter_mut().zip(fields) {
                *to = from;
            }
        };
        suite::seal(reviewers, label!("applicant-number"), &aad(venue), write, rng).map(Self)
    }

    /// Opens it with the reviewers' key.
    ///
    /// # Errors
    /// If it was sealed to another key or for another venue, or was altered.
    pub fn open(&self, venue: PlaceId, reviewers: &PrivateKey) -> Result<Zeroizing<String>, SealError> {
        let plain = suite::open::<PLAIN>(reviewers, label!("applicant-number"), &aad(venue), &self.0)?;
        let (len, rest) = plain.split_first().ok_or(SealError::Layout)?;
        let (number, zeros) = rest.split_at_checked(usize::from(*len)).ok_or(SealError::Layout)?;
        let number = str::from_utf8(number).map_err(|_| SealError::Layout)?;
        let is_whole = zeros.iter().all(|byte| *byte == 0);
        if is_whole { Ok(Zeroizing::new(number.to_owned())) } else { Err(SealError::Layout) }
    }
}

fn aad(venue: PlaceId) -> [u8; 1 + PlaceId::LEN] {
    join(&[&[Suite::CURRENT.byte()], venue.as_bytes()])
}
