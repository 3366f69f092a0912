//! The pid: 16 random bytes that stand for one registration of a person (SEALING 4). No pepper, nothing derived.

use std::fmt;

use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// One registration of a person. It links a person's visits, so it is wiped when dropped, hidden in `Debug`,
/// and has no text form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Zeroize, ZeroizeOnDrop)]
pub struct Pid(pub [u8; 16]);

impl Pid {
    /// Length in bytes.
    pub const LEN: usize = 16;

    /// Draws a pid.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut pid = Self([0; Self::LEN]);
        rng.fill_bytes(&mut pid.0);
        pid
    }

    /// The bytes themselves.
    pub const fn as_bytes(&self) -> &[u8; Self::LEN] {
        &self.0
    }
}

impl fmt::Debug for Pid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pid(..)")
    }
}
