//! How often a password or a one-time code may be guessed. An address has a budget; besides, all strangers together
//! have one for an account, however its login is written, and each device that is known has one of its own.

use std::time::Duration;

use sha2::{Digest as _, Sha256};
use venue_protocol::id::{AccountId, SessionId};

use crate::budget::{Budget, UsedUp};
use crate::clock::SharedClock;

/// One-time codes have six digits: with so many guesses an hour it takes a year to hit one by chance.
const CODES_AN_HOUR: u32 = 10;
const HOUR: Duration = Duration::from_secs(3600);

/// Whose guesses are counted together.
#[derive(Debug, Clone, Copy)]
pub enum Who<'a> {
    /// All devices that try a login which nobody has.
    Nobody(&'a str),
    /// All devices that an account is tried on for the first time.
    Strangers(AccountId),
    /// A device that the account signed in on before.
    Device([u8; 16], AccountId),
    /// Somebody with a session of the account.
    Session(SessionId),
}

impl Who<'_> {
    fn key(self) -> [u8; 16] {
        let hash = match self {
            Self::Nobody(login) => Sha256::new_with_prefix(b"login").chain_update(login),
            Self::Strangers(account) => Sha256::new_with_prefix(b"account").chain_update(account.0),
            Self::Device(id, account) => {
                Sha256::new_with_prefix(b"device").chain_update(id).chain_update(account.0)
            }
            Self::Session(id) => Sha256::new_with_prefix(b"session").chain_update(id.0),
        };
        let hash = hash.finalize();
        std::array::from_fn(|i| hash[i])
    }
}

/// The budgets.
#[derive(Debug)]
pub struct AttemptBudgets {
    passwords: Budget<[u8; 16]>,
    codes: Budget<[u8; 16]>,
}

impl AttemptBudgets {
    /// So many passwords a minute.
    pub fn new(passwords_a_minute: u32, clock: &SharedClock) -> Self {
        Self {
            passwords: Budget::new(passwords_a_minute, clock.clone()),
            codes: Budget::over(HOUR, CODES_AN_HOUR, clock.clone()),
        }
    }

    /// Counts a password.
    ///
    /// # Errors
    /// If there were too many.
    pub fn password(&self, who: Who<'_>) -> Result<(), UsedUp> {
        self.passwords.spend(who.key())
    }

    /// Counts a one-time code.
    ///
    /// # Errors
    /// If there were too many.
    pub fn code(&self, who: Who<'_>) -> Result<(), UsedUp> {
        self.codes.spend(who.key())
    }

    /// Takes back that a one-time code was counted: it was right, and so no guess.
    pub fn code_was_right(&self, who: Who<'_>) {
        self.codes.refund(who.key());
    }

    /// Forgets whose budgets are whole again.
    pub fn tend(&self) {
        self.passwords.tend();
        self.codes.tend();
    }
}
