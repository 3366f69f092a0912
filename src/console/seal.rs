//! Sealing an applicant's ID number to the reviewers, and opening it with their key file. Neither leaves the browser
//! unsealed.

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};
use venue_protocol::document::{Document, DocumentKind};
use venue_protocol::id::{ApplicantNumber, PlaceId};
use venue_protocol::instant::Day;
use venue_protocol::problem::Reason;
use venue_protocol::seal::{PrivateKey, PublicKey};

use crate::platform::random::Random;

/// Why a number was not sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSealed {
    /// It is no ID number.
    Wrong(Reason),
    /// The reviewers' key cannot be used, or the browser gives no random bytes.
    Unable,
}

/// Seals a resident's ID number, as typed, to the reviewers.
///
/// # Errors
/// If it is none, or cannot be sealed.
pub fn seal(
    typed: &str,
    venue: PlaceId,
    reviewers: &str,
    today: Day,
    random: &dyn Random,
) -> Result<String, NotSealed> {
    let (document, _) =
        Document::parse(DocumentKind::ResidentId, None, typed, today).map_err(|problems| {
            NotSealed::Wrong(problems.first().map_or(Reason::Shape, |problem| problem.reason))
        })?;
    let reviewers: PublicKey = reviewers.parse().map_err(|_| NotSealed::Unable)?;
    let mut source = Source::of(random);
    let sealed = ApplicantNumber::seal(document.number(), venue, &reviewers, &mut source);
    match sealed {
        Ok(sealed) if !source.failed() => Ok(sealed.to_string()),
        _ => Err(NotSealed::Unable),
    }
}

/// Opens it with the text of the reviewers' key file; `None` if that is another key, or no key at all.
pub fn open(sealed: &str, venue: PlaceId, key_file: &str) -> Option<String> {
    let sealed: ApplicantNumber = sealed.parse().ok()?;
    let key: PrivateKey = key_file.trim().parse().ok()?;
    sealed.open(venue, &key).ok().map(|number| number.to_string())
}

/// The browser's random bytes. What was sealed without them must not be used.
pub struct Source<'a> {
    random: &'a dyn Random,
    failed: bool,
}

impl<'a> Source<'a> {
    /// From the browser.
    pub fn of(random: &'a dyn Random) -> Self {
        Self { random, failed: false }
    }

    /// Whether it gave none at some time.
    pub const fn failed(&self) -> bool {
        self.failed
    }
}

impl TryRng for Source<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_ne_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_ne_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.failed |= self.random.fill(bytes).is_err();
        Ok(())
    }
}

impl TryCryptoRng for Source<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::random::NoRandom;

    const VENUE: PlaceId = PlaceId([3; 6]);
    const NUMBER: &str = "220102190001010016";

    /// Bytes that differ, or none.
    struct Counting(bool);

    impl Random for Counting {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandom> {
            bytes.iter_mut().zip(1..).for_each(|(byte, n)| *byte = n);
            if self.0 { Ok(()) } else { Err(NoRandom) }
        }
    }

    fn key() -> PrivateKey {
        PrivateKey::generate(&mut Source::of(&Counting(true)))
    }

    #[test]
    fn a_number_is_opened_with_the_reviewers_key_file_and_no_other() {
        let key = key();
        let sealed =
            seal(" 22010219000101 0016", VENUE, &key.public().to_string(), Day(2518), &Counting(true))
                .unwrap();
        assert_eq!(open(&sealed, VENUE, &format!("{key}\n")).as_deref(), Some(NUMBER));
        assert_eq!(open(&sealed, PlaceId([4; 6]), &key.to_string()), None, "of another application");
        assert_eq!(open(&sealed, VENUE, &PrivateKey([9; 32]).to_string()), None);
        assert_eq!(open(&sealed, VENUE, "not a key"), None);
    }

    #[test]
    fn a_mistyped_number_is_not_sealed() {
        let reviewers = key().public().to_string();
        let sealed = seal("220102190001010017", VENUE, &reviewers, Day(2518), &Counting(true));
        assert_eq!(sealed, Err(NotSealed::Wrong(Reason::Checksum)));
    }

    #[test]
    fn without_random_bytes_nothing_is_sealed() {
        let reviewers = key().public().to_string();
        assert_eq!(seal(NUMBER, VENUE, &reviewers, Day(2518), &Counting(false)), Err(NotSealed::Unable));
    }
}
