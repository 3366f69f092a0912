//! What accounts of the consoles are made of: logins, passwords, second factors, sessions, known devices. Who may do
//! what is decided in [`crate::rights`].

mod budgets;
mod device;
mod link;
mod login;
mod passwords;
mod second_factor;
mod session;
mod step_up;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use venue_protocol::problem::{FormField, FormProblem, Reason};
use zeroize::Zeroizing;

use crate::keys::Secret;
use crate::problem::ApiProblem;
use crate::store::accounts::SecretHash;

pub use budgets::{AttemptBudgets, Who};
pub use device::{DeviceCookie, Devices};
pub use link::LinkTo;
pub use login::{Login, check_name, check_password};
pub use passwords::{Overloaded, Passwords, hash_password};
pub use second_factor::{FactorSecret, Factors, PERIOD_S};
pub use session::{
    SEEN_EVERY_MS, SessionSecret, browser, end_session_cookie, is_alive, longest_absolute_ms, longest_idle_ms,
};
pub use step_up::{StepUp, StepUpError};

/// What handlers of accounts share.
#[derive(Debug)]
pub struct Accounts {
    /// Passwords and their hashes.
    pub passwords: Passwords,
    /// Second factors.
    pub factors: Factors,
    /// Devices that signed in before.
    pub devices: Devices,
    /// Budgets of attempts.
    pub attempts: AttemptBudgets,
}

/// What a key is for that is made of the server's key of accounts.
#[derive(Debug, Clone, Copy)]
pub enum Purpose {
    /// Encrypting second factors.
    Factors,
    /// Marking devices.
    Devices,
}

/// The key for one purpose.
pub fn derived(key: &Secret, purpose: Purpose) -> Secret {
    let label: &[u8] = match purpose {
        Purpose::Factors => b"second factors",
        Purpose::Devices => b"devices",
    };
    Zeroizing::new(mac(key, &[label]))
}

/// HMAC-SHA-256 over parts, each preceded by its length.
fn mac(key: &Secret, parts: &[&[u8]]) -> [u8; 32] {
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key.as_slice());
    let mut mac = Hmac::<Sha256>::new((&*block).into());
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// By which a secret of a cookie or a link is found.
pub fn secret_hash(secret: &[u8]) -> SecretHash {
    SecretHash(Sha256::digest(secret).into())
}

/// A form with fields that are not valid.
#[derive(Debug, Clone, thiserror::Error)]
#[error("some values are not valid")]
pub struct FormError(pub Vec<FormProblem>);

impl FormError {
    /// With this field.
    pub fn of(field: FormField, reason: Reason) -> Self {
        Self(vec![FormProblem { field, entry: None, reason }])
    }
}

impl From<FormError> for ApiProblem {
    fn from(FormError(form): FormError) -> Self {
        form.into()
    }
}
