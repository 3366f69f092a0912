//! What the tests of sealing share: predictable random bytes, the authority of the tests, and hex.

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};
use venue_protocol::seal::{Authority, KeyRecord, PrivateKey, SlotKeys, key_record::Halves};
use venue_protocol::token::SigningKey;
use venue_protocol::wire::keys::PublicKey as ServerKey;

/// "Random" bytes that count up: 00 01 02 ... ff 00 ..., so that a fixture can be followed by hand.
#[derive(Default)]
pub struct Counting(u64);

impl Counting {
    /// Begins further up.
    pub fn from(start: u64) -> Self {
        Self(start)
    }
}

impl TryRng for Counting {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| word as u32)
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_be_bytes(bytes))
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for byte in bytes {
            // The high part goes in, too, so that long runs do not repeat themselves.
            *byte = (self.0 as u8).wrapping_add((self.0 >> 8) as u8);
            self.0 += 1;
        }
        Ok(())
    }
}

impl TryCryptoRng for Counting {}

pub fn tracer() -> PrivateKey {
    PrivateKey([0x11; 32])
}

pub fn approver() -> PrivateKey {
    PrivateKey([0x22; 32])
}

pub fn authority() -> Authority {
    Authority::new(tracer().public(), approver().public()).unwrap()
}

pub fn server() -> SigningKey {
    SigningKey::from_bytes(&[0x33; 32])
}

pub fn server_key() -> ServerKey {
    ServerKey(server().verifying_key().to_bytes())
}

/// The slot of the tests, always the same: id 7, from 2026-11-23T02:00:00Z.
pub fn slot() -> (KeyRecord, SlotKeys) {
    KeyRecord::begin_slot(7, 29_923_320, &authority(), &server(), &mut Counting::default()).unwrap()
}

/// What tracer and approver make of a record together.
pub fn open_together(record: &KeyRecord) -> SlotKeys {
    let tracer = record.open_tracer_half(&tracer()).unwrap();
    let approver = record.open_approver_half(&approver()).unwrap();
    record.open_slot(&Halves { tracer: &tracer, approver: &approver }).unwrap()
}

pub fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

/// Hex in a fixture may be grouped by spaces and lines.
pub fn fixture(hex: &str) -> String {
    hex.split_whitespace().collect()
}
