//! Issuing codes, for the consoles and the command line.

use rand_core::Rng as _;
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::token::{Validity, VenueToken};
use venue_protocol::typed_code::{NUMBERS, TypedCode};

use crate::codes::Codes;
use crate::random::SharedRandom;
use crate::store::audit::Kind;
use crate::store::{Code, StoreError, Writer};

/// For so many days a code is good, unless another last day is given.
pub const VALID_DAYS: u16 = 3 * 365;
/// So often a typed code that is taken is drawn anew; with ten million codes given, one in ten is.
const TRIES: usize = 64;

/// Makes codes in a transaction.
#[derive(Debug)]
pub struct Issuer<'a> {
    codes: &'a Codes,
    random: SharedRandom,
    now: Instant,
}

impl<'a> Issuer<'a> {
    /// Signs with these keys; codes begin today.
    pub const fn new(codes: &'a Codes, random: SharedRandom, now: Instant) -> Self {
        Self { codes, random, now }
    }

    /// Issues a place's next code; those before it die at `dies`. Its venue has not ended then: a revocation is over.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn issue(
        &mut self,
        writer: &mut dyn Writer,
        place: PlaceId,
        last: Day,
        dies: Instant,
    ) -> Result<(VenueToken, TypedCode), StoreError> {
        let serial = Serial(writer.applications().newest_serial(place).await?.0 + 1);
        let token = self.codes.sign(place, serial, Validity::Days { from: self.now.day(), to: last });
        let typed = self.store(writer, &token).await?;
        writer.replace_codes(place, serial, dies).await?;
        let subject = [place.0.as_slice(), &serial.0.to_be_bytes()].concat();
        writer.audit(self.now, Kind::CodeIssued, &subject).await?;
        writer.applications().forget_ended_reason(place).await?;
        Ok((token, typed))
    }

    /// Draws typed codes until one is free. Typed codes are never given twice, not even after a revocation.
    async fn store(&mut self, writer: &mut dyn Writer, token: &VenueToken) -> Result<TypedCode, StoreError> {
        let mut tries = 0;
        loop {
            let Some(typed) = TypedCode::from_number(self.random.next_u32() % NUMBERS) else { continue };
            let code = Code {
                place: token.place,
                serial: token.serial,
                typed,
                token: token.to_bytes(),
                dead_from: None,
            };
            tries += 1;
            match writer.add_code(self.now, &code).await {
                Err(StoreError::Exists(_)) if tries < TRIES => {}
                stored => return stored.map(|()| typed),
            }
        }
    }
}
