//! Argon2id, a few at a time: each takes memory and a core for a while, so that a flood of sign-ins must not have all.

use std::sync::Arc;

use argon2::password_hash::{self, PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{Semaphore, TryAcquireError};
use tokio::task::{JoinError, spawn_blocking};
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::accounts::Password;

use crate::config::PasswordCost;
use crate::problem::ApiProblem;
use crate::random::SharedRandom;

/// Hashes and compares passwords.
#[derive(Debug)]
pub struct Passwords {
    argon2: Argon2<'static>,
    random: SharedRandom,
    /// Of a password that nobody knows: compared with where there is no account, so that it takes as long.
    decoy: Arc<str>,
    /// Who waits or works.
    admitted: Arc<Semaphore>,
    /// Who works.
    at_work: Arc<Semaphore>,
}

/// Why a password is not judged.
#[derive(Debug, thiserror::Error)]
pub enum Overloaded {
    /// Too many wait.
    #[error("too many passwords wait to be judged")]
    Full(#[from] TryAcquireError),
    /// The server stops.
    #[error("the server stops")]
    Stopping(#[from] tokio::sync::AcquireError),
    /// The work ended early.
    #[error("judging a password ended early")]
    Ended(#[from] JoinError),
    /// Hashing failed.
    #[error("hashing a password failed")]
    Hash(#[from] password_hash::Error),
}

impl From<Overloaded> for ApiProblem {
    fn from(error: Overloaded) -> Self {
        if matches!(error, Overloaded::Ended(_) | Overloaded::Hash(_)) {
            tracing::error!(error = &error as &dyn std::error::Error, "a password could not be judged");
        }
        Self::new(ProblemType::Unavailable)
    }
}

impl Passwords {
    /// At this cost.
    ///
    /// # Errors
    /// If Argon2 does not take the cost.
    pub fn new(cost: &PasswordCost, random: SharedRandom) -> Result<Self, password_hash::Error> {
        let argon2 = argon2(cost)?;
        let decoy = hash(&argon2, &random.bytes::<16>(), &random)?.into();
        let at_work = Arc::new(Semaphore::new(cost.at_once));
        let admitted = Arc::new(Semaphore::new(cost.at_once + cost.queue));
        Ok(Self { argon2, random, decoy, admitted, at_work })
    }

    /// Hashes a password, in PHC form.
    ///
    /// # Errors
    /// If too many wait.
    pub async fn hash(&self, password: Password) -> Result<String, Overloaded> {
        let random = self.random.clone();
        self.work(move |argon2| hash(argon2, password.0.as_bytes(), &random)).await?.map_err(Into::into)
    }

    /// Whether a password has this hash. Without a hash it has not, which takes as long.
    ///
    /// # Errors
    /// If too many wait.
    pub async fn fits(&self, password: Password, hash: Option<&str>) -> Result<bool, Overloaded> {
        let known = hash.is_some();
        let hash: Arc<str> = hash.map_or_else(|| self.decoy.clone(), Into::into);
        let judge = move |argon2: &Argon2<'_>| argon2.verify_password(password.0.as_bytes(), &*hash);
        match self.work(judge).await? {
            Ok(()) => Ok(known),
            Err(password_hash::Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Argon2<'static>) -> T + Send + 'static,
    ) -> Result<T, Overloaded> {
        let place = Arc::clone(&self.admitted).try_acquire_owned()?;
        let turn = Arc::clone(&self.at_work).acquire_owned().await?;
        let argon2 = self.argon2.clone();
        // The turn goes along: whoever asked may be gone before the work is done.
        let done = spawn_blocking(move || {
            let done = job(&argon2);
            drop((turn, place));
            done
        });
        Ok(done.await?)
    }
}

/// Hashes a password on this thread, in PHC form.
///
/// # Errors
/// If Argon2 does not take the cost.
pub fn hash_password(
    cost: &PasswordCost,
    password: &Password,
    random: &SharedRandom,
) -> Result<String, password_hash::Error> {
    hash(&argon2(cost)?, password.0.as_bytes(), random)
}

fn argon2(cost: &PasswordCost) -> Result<Argon2<'static>, password_hash::Error> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(argon2: &Argon2<'_>, password: &[u8], random: &SharedRandom) -> Result<String, password_hash::Error> {
    Ok(argon2.hash_password_with_salt(password, &random.bytes::<16>())?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password(text.to_owned())
    }

    #[tokio::test]
    async fn a_password_fits_its_hash_and_nothing_fits_no_hash() {
        let cost = PasswordCost { memory_kib: 8, passes: 1, ..PasswordCost::default() };
        let passwords = Passwords::new(&cost, SharedRandom::system()).unwrap();
        let hash = passwords.hash(password("right")).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hash}");
        assert_ne!(hash, passwords.hash(password("right")).await.unwrap());
        assert!(passwords.fits(password("right"), Some(&hash)).await.unwrap());
        assert!(!passwords.fits(password("wrong"), Some(&hash)).await.unwrap());
        assert!(!passwords.fits(password("right"), None).await.unwrap());
        passwords.fits(password("right"), Some("nonsense")).await.unwrap_err();
    }

    #[tokio::test]
    async fn past_the_bound_nobody_waits_also_not_for_an_unknown_login() {
        let cost = PasswordCost { memory_kib: 32_768, passes: 4, at_once: 1, queue: 1 };
        let passwords = Passwords::new(&cost, SharedRandom::system()).unwrap();
        let (one, two, three) = tokio::join!(
            passwords.fits(password("x"), None),
            passwords.fits(password("x"), None),
            passwords.fits(password("x"), None)
        );
        assert!(!one.unwrap() && !two.unwrap());
        assert!(matches!(three, Err(Overloaded::Full(_))));
        assert!(!passwords.fits(password("x"), None).await.unwrap());
    }
}
