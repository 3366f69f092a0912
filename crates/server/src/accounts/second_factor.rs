//! The second factor: one-time codes by time (RFC 6238, SHA-1, six digits, 30 seconds), which every authenticator app
//! knows. Twenty lines on HMAC are less than a crate that brings its own clock, random numbers and URLs.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, Mac as _};
use sha1::Sha1;
use subtle::ConstantTimeEq as _;
use venue_protocol::id::AccountId;
use venue_protocol::instant::Instant;
use venue_protocol::wire::accounts::SecondFactor;
use zeroize::Zeroizing;

use crate::keys::Secret;
use crate::random::SharedRandom;
use crate::store::StoreError;
use crate::store::accounts::SealedFactor;

/// So many seconds a code is good for; one before and one after are taken, too.
pub const PERIOD_S: i64 = 30;
const DIGITS: usize = 6;
const NONCE: usize = 12;
const SECRET: usize = 20;
/// Under this name apps list the account, beside its login.
const ISSUER: &str = "Venue%20Code";

/// What an authenticator app keeps.
pub struct FactorSecret(Zeroizing<[u8; SECRET]>);

impl FactorSecret {
    /// A new one.
    pub fn draw(random: &SharedRandom) -> Self {
        Self(Zeroizing::new(random.bytes()))
    }

    /// As it is shown once.
    pub fn shown(&self, login: &str) -> SecondFactor {
        let secret = BASE32_NOPAD.encode(self.0.as_slice());
        let mut label = String::new();
        for byte in login.bytes() {
            if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
                label.push(char::from(byte));
            } else {
                label.push_str(&format!("%{byte:02X}"));
            }
        }
        let url = format!("otpauth://totp/{ISSUER}:{label}?secret={secret}&issuer={ISSUER}");
        SecondFactor { secret, url }
    }

    /// The step whose code this is, if it is the current one's or a neighbour's.
    pub fn step_of(&self, code: &str, now: Instant) -> Option<u32> {
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let current = u32::try_from(now.seconds() / PERIOD_S).ok()?;
        let mut found = None;
        for step in current.saturating_sub(1)..=current.saturating_add(1) {
            if bool::from(self.code(step).as_bytes().ct_eq(digits.as_bytes())) {
                found = Some(step);
            }
        }
        found
    }

    /// The code of a step.
    fn code(&self, step: u32) -> String {
        let mut block = Zeroizing::new([0; 64]);
        block[..SECRET].copy_from_slice(self.0.as_slice());
        let mut mac = Hmac::<Sha1>::new((&*block).into());
        mac.update(&u64::from(step).to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let offset = usize::from(hash[19] & 15);
        let number =
            hash[offset..offset + 4].iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        format!("{:0DIGITS$}", (number & 0x7fff_ffff) % 1_000_000)
    }
}

impl std::fmt::Debug for FactorSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FactorSecret(..)")
    }
}

/// Encrypts secrets for the database.
pub struct Factors(Secret);

impl Factors {
    /// Under this key.
    pub const fn new(key: Secret) -> Self {
        Self(key)
    }

    /// Encrypts an account's secret.
    ///
    /// # Errors
    /// If the cipher fails.
    pub fn seal(
        &self,
        account: AccountId,
        secret: &FactorSecret,
        random: &SharedRandom,
    ) -> Result<SealedFactor, StoreError> {
        let nonce: [u8; NONCE] = random.bytes();
        let payload = Payload { msg: secret.0.as_slice(), aad: &account.0 };
        let sealed = self.cipher().encrypt(&Nonce::from(nonce), payload).map_err(|_| DAMAGED)?;
        let bytes = [nonce.as_slice(), &sealed].concat();
        bytes.try_into().map(SealedFactor).map_err(|_| DAMAGED)
    }

    /// Decrypts it.
    ///
    /// # Errors
    /// If it is of another account or key, or damaged.
    pub fn open(
        &self,
        account: AccountId,
        SealedFactor(bytes): &SealedFactor,
    ) -> Result<FactorSecret, StoreError> {
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or(DAMAGED)?;
        let payload = Payload { msg: sealed, aad: &account.0 };
        let secret = self.cipher().decrypt(&Nonce::from(*nonce), payload).map_err(|_| DAMAGED)?;
        let secret = Zeroizing::new(secret);
        secret.as_slice().try_into().map(|bytes| FactorSecret(Zeroizing::new(bytes))).map_err(|_| DAMAGED)
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(&(*self.0).into())
    }
}

const DAMAGED: StoreError =
    StoreError::Damaged("second factor, or the key account.key is not the one it was made with");

impl std::fmt::Debug for Factors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Factors(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let secret = FactorSecret(Zeroizing::new(*b"12345678901234567890"));
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(secret.code(u32::try_from(seconds / PERIOD_S).unwrap()), code);
        }
    }

    #[test]
    fn a_code_is_good_in_its_step_and_the_neighbours() {
        let secret = FactorSecret(Zeroizing::new([7; SECRET]));
        let at = |step: i64| Instant::from_millis(step * PERIOD_S * 1000);
        let code = secret.code(1000);
        assert_eq!(
            [998, 999, 1000, 1001, 1002].map(|step| secret.step_of(&code, at(step))),
            [None, Some(1000), Some(1000), Some(1000), None]
        );
        let spaced = format!(" {} {}", &code[..3], &code[3..]);
        assert_eq!(secret.step_of(&spaced, at(1000)), Some(1000));
        for code in ["", "12345", "1234567", "१२३४५६"] {
            assert_eq!(secret.step_of(code, at(1000)), None);
        }
    }

    #[test]
    fn at_rest_it_is_encrypted_for_its_account() {
        let random = SharedRandom::system();
        let factors = Factors::new(Zeroizing::new([1; 32]));
        let secret = FactorSecret::draw(&random);
        let sealed = factors.seal(AccountId([1; 8]), &secret, &random).unwrap();
        assert!(!sealed.0.windows(SECRET).any(|window| window == secret.0.as_slice()));
        assert_eq!(*factors.open(AccountId([1; 8]), &sealed).unwrap().0, *secret.0);
        factors.open(AccountId([2; 8]), &sealed).unwrap_err();
        Factors::new(Zeroizing::new([2; 32])).open(AccountId([1; 8]), &sealed).unwrap_err();
    }

    #[test]
    fn the_url_for_apps_holds_the_login_whatever_its_letters() {
        let secret = FactorSecret(Zeroizing::new([0; SECRET]));
        let shown = secret.shown("李@x");
        assert_eq!(shown.secret, "A".repeat(32));
        assert!(shown.url.starts_with("otpauth://totp/Venue%20Code:%E6%9D%8E%40x?secret=AAAA"));
    }
}
