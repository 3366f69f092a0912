//! "I was not there" (SEALING 6): said with the event's secret or a receipt's token, sealed to the tracers.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::layout::take;
use super::role::Kid;
use super::suite::{self, OVERHEAD, PrivateKey, PublicKey, Suite};
use super::{SealError, label};

/// At most so many characters.
pub const MAX_STATEMENT: usize = 300;
const PLAIN: usize = 1280;

crate::byte_id!(
    /// What is disputed: an event's id, or the hash of a receipt's token.
    Disputed, 16
);

/// Length of a sealed statement. Plaintext, 1280 B: length 2 | text | zeros, sealed to the tracers with info `'dispute'`,
/// AAD = suite 1 | what is disputed 16 | kid_t 8.
pub const SEALED: usize = PLAIN + OVERHEAD;

/// Seals what somebody says.
///
/// # Errors
/// If it is too long, or the key cannot be used.
pub fn seal(
    statement: &str,
    about: Disputed,
    tracer: &PublicKey,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealError> {
    let bytes = statement.as_bytes();
    if statement.chars().count() > MAX_STATEMENT || bytes.len() > PLAIN - 2 {
        return Err(SealError::Layout);
    }
    let mut plain = Zeroizing::new(Vec::with_capacity(PLAIN));
    plain.extend((bytes.len() as u16).to_be_bytes());
    plain.extend(bytes);
    plain.resize(PLAIN, 0);
    suite::seal_vec(tracer, label!("dispute"), &aad(about, tracer.kid()), &plain, rng)
}

/// Opens it with the tracers' key.
///
/// # Errors
/// If it is about something else, sealed to another key, or altered.
pub fn open(sealed: &[u8], about: Disputed, tracer: &PrivateKey) -> Result<Zeroizing<String>, SealError> {
    let plain = suite::open_vec(tracer, label!("dispute"), &aad(about, tracer.public().kid()), sealed)?;
    let mut bytes = plain.as_slice();
    let rest = &mut bytes;
    let len = u16::from_be_bytes(take(rest)?);
    let text = rest.get(..usize::from(len)).ok_or(SealError::Layout)?;
    let text = str::from_utf8(text).map_err(|_| SealError::Layout)?;
    Ok(Zeroizing::new(text.to_owned()))
}

fn aad(about: Disputed, tracer: Kid) -> Vec<u8> {
    [&[Suite::CURRENT.byte()], &about.0[..], &tracer.0].concat()
}
