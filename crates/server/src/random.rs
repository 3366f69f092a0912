//! Random bytes, passed in wherever they are needed.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use getrandom::SysRng;
use rand_core::{Rng as _, TryCryptoRng, TryRng, UnwrapErr};

/// A source of random bytes that several parts share.
#[derive(Clone)]
pub struct SharedRandom(Arc<Fill>);

/// Fills a buffer with random bytes.
type Fill = dyn Fn(&mut [u8]) + Send + Sync;

impl SharedRandom {
    /// The operating system's.
    pub fn system() -> Self {
        Self(Arc::new(|bytes| UnwrapErr(SysRng).fill_bytes(bytes)))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.0)(&mut bytes);
        bytes
    }
}

impl TryRng for SharedRandom {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_ne_bytes(self.bytes()))
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_ne_bytes(self.bytes()))
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        (self.0)(bytes);
        Ok(())
    }
}

impl TryCryptoRng for SharedRandom {}

impl fmt::Debug for SharedRandom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SharedRandom")
    }
}
