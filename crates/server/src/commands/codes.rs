//! Issuing codes, and telling what was issued.

use std::fmt;

use rand_core::Rng as _;
use serde::Serialize;
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::token::{CodeHost, Validity, VenueToken};
use venue_protocol::typed_code::{NUMBERS, TypedCode};
use venue_protocol::wire::venues::Gate;

use super::Failure;
use super::desk::Desk;
use crate::codes::Codes;
use crate::config::Config;
use crate::keys::ServerKeys;
use crate::random::SharedRandom;
use crate::store::audit::Kind;
use crate::store::{Code, Place, StoreError};

/// So often a typed code that is taken is drawn anew; with ten million codes given, one in ten is.
const TRIES: usize = 64;

/// A poster's content.
#[derive(Debug, Serialize)]
pub(super) struct Issued {
    place: PlaceId,
    venue: PlaceId,
    serial: Serial,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
    gate: Gate,
    url: String,
    typed_code: String,
    valid_until: Instant,
}

impl fmt::Display for Issued {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = self.zone.as_ref().map(|zone| format!(" · {zone}")).unwrap_or_default();
        writeln!(f, "name        {}{zone}", self.name)?;
        writeln!(f, "place       {}", self.place)?;
        writeln!(f, "venue       {}", self.venue)?;
        writeln!(f, "serial      {}", self.serial)?;
        writeln!(f, "url         {}", self.url)?;
        writeln!(f, "typed code  {}", self.typed_code)?;
        write!(f, "valid until {}", self.valid_until)
    }
}

/// Makes codes in a command's transaction.
pub(super) struct Issuer {
    codes: Codes,
    host: CodeHost,
    random: SharedRandom,
    now: Instant,
}

impl Issuer {
    pub(super) fn new(config: &Config, mut random: SharedRandom, now: Instant) -> Result<Self, Failure> {
        let keys = ServerKeys::load_or_create(&config.keys_dir(), &mut random)?;
        Ok(Self {
            codes: Codes::new(&keys.token),
            host: config.public_url().code_host().clone(),
            random,
            now,
        })
    }

    /// Issues a code, good from today.
    pub(super) async fn issue(
        &mut self,
        desk: &mut Desk,
        place: &Place,
        serial: Serial,
        to: Day,
    ) -> Result<Issued, Failure> {
        let token = self.codes.sign(place.id, serial, Validity::Days { from: self.now.day(), to });
        let typed = self.store(desk, &token).await?;
        let subject = [place.id.0.as_slice(), &serial.0.to_be_bytes()].concat();
        desk.writer.audit(self.now, Kind::CodeIssued, &subject).await?;
        Ok(Issued {
            place: place.id,
            venue: place.venue,
            serial,
            name: place.name.clone(),
            zone: place.zone.clone(),
            gate: place.gate,
            url: token.url(&self.host),
            typed_code: typed.to_string(),
            valid_until: token.validity.until(),
        })
    }

    /// Draws typed codes until one is free. Typed codes are never given twice, not even after a revocation.
    async fn store(&mut self, desk: &mut Desk, token: &VenueToken) -> Result<TypedCode, StoreError> {
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
            match desk.writer.add_code(self.now, &code).await {
                Err(StoreError::Exists(_)) if tries < TRIES => {}
                stored => return stored.map(|()| typed),
            }
        }
    }
}
