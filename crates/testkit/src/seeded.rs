//! Random bytes for what is sealed in tests and benchmarks: the same for the same seed. Its keys protect nothing.

use std::convert::Infallible;

use rand_core::{Rng as _, TryCryptoRng, TryRng};

use crate::noise::Noise;

/// Draws as [`Noise`] does.
#[derive(Debug, Clone)]
pub struct Seeded(Noise);

impl Seeded {
    /// Draws from this seed.
    pub const fn new(seed: u64) -> Self {
        Self(Noise::new(seed))
    }

    /// A number below `n`.
    pub fn below(&mut self, n: u32) -> u32 {
        (self.next_u64() % u64::from(n)) as u32
    }

    /// Whether a chance in a hundred comes true.
    pub fn percent(&mut self, chance: u32) -> bool {
        self.below(100) < chance
    }

    /// One of these; there must be some.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u32) as usize]
    }

    /// Bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill_bytes(&mut bytes);
        bytes
    }
}

impl TryRng for Seeded {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| (word >> 32) as u32)
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.0.next())
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for piece in bytes.chunks_mut(8) {
            piece.copy_from_slice(&self.try_next_u64()?.to_be_bytes()[..piece.len()]);
        }
        Ok(())
    }
}

// What is sealed with it is made up.
impl TryCryptoRng for Seeded {}
