//! Step-up: a one-time code for what weighs more than being signed in, used once.

use venue_protocol::id::{AccountId, SessionId};
use venue_protocol::problem::ProblemType;

use super::Who;
use crate::app::App;
use crate::budget::UsedUp;
use crate::problem::ApiProblem;
use crate::store::{StoreError, Writer};

/// Why a code does not do.
#[derive(Debug, thiserror::Error)]
pub enum StepUpError {
    /// Too many codes.
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
    /// It is wrong, or was used already.
    #[error("the code is wrong")]
    Wrong,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<StepUpError> for ApiProblem {
    fn from(error: StepUpError) -> Self {
        match error {
            StepUpError::UsedUp(used_up) => used_up.into(),
            StepUpError::Wrong => ProblemType::SignInFailed.into(),
            StepUpError::Store(error) => error.into(),
        }
    }
}

/// A code that is right, and not used yet.
#[derive(Debug)]
pub struct StepUp {
    account: AccountId,
    step: u32,
}

impl StepUp {
    /// Judges a code.
    ///
    /// # Errors
    /// If it is wrong, or there were too many.
    pub async fn of(
        app: &App,
        account: AccountId,
        session: SessionId,
        code: &str,
    ) -> Result<Self, StepUpError> {
        let who = Who::Session(session);
        app.accounts.attempts.code(who)?;
        let found = app.store.accounts().account(account).await?;
        let factor = found.and_then(|account| account.factor).ok_or(StepUpError::Wrong)?;
        let secret = app.accounts.factors.open(account, &factor)?;
        let step = secret.step_of(code, app.clock.now()).ok_or(StepUpError::Wrong)?;
        app.accounts.attempts.code_was_right(who);
        Ok(Self { account, step })
    }

    /// Uses it, in the transaction of what it is for.
    ///
    /// # Errors
    /// If it was used already.
    pub async fn spend(self, writer: &mut dyn Writer) -> Result<(), StepUpError> {
        if writer.accounts().use_step(self.account, self.step).await? {
            Ok(())
        } else {
            Err(StepUpError::Wrong)
        }
    }
}
