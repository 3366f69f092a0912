//! The page's side of the worker.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use venue_protocol::seal::PublicKey;
use yew::Callback;

use super::message::{Reply, Request, Trouble};
use crate::platform::worker::{Asker, authority_worker_url};

/// So long without use, in milliseconds, and the keys are forgotten.
const FORGET_MS: u32 = 15 * 60_000;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// The worker says why.
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// The worker could not be started or died: with it the keys are gone.
    #[error("the worker is gone")]
    Gone,
}

/// The worker with the keys. One for all pages; the keys last as long as it does.
#[derive(Clone, Default)]
pub struct Keeper(Rc<Inner>);

#[derive(Default)]
struct Inner {
    asker: RefCell<Option<Asker>>,
    idle: RefCell<Option<Timeout>>,
    /// Told which key is open, whenever that changes.
    opened: Callback<Option<PublicKey>>,
    /// Counts what is on its way: nothing is forgotten meanwhile.
    busy: Cell<u32>,
}

impl PartialEq for Keeper {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Keeper {
    /// Tells `opened` which key is open, whenever that changes.
    pub fn new(opened: Callback<Option<PublicKey>>) -> Self {
        Self(Rc::new(Inner { opened, ..Inner::default() }))
    }

    /// Asks the worker, which starts with the first question.
    ///
    /// # Errors
    /// As the worker says, or if it is gone.
    pub async fn ask(&self, request: &Request) -> Result<Reply, AskError> {
        let question = serde_wasm_bindgen::to_value(request).map_err(|_| AskError::Gone)?;
        let asker = self.asker()?;
        self.0.busy.set(self.0.busy.get() + 1);
        let answer = asker.ask(question).await;
        self.0.busy.set(self.0.busy.get() - 1);
        let Some(answer) = answer else {
            self.forget();
            return Err(AskError::Gone);
        };
        self.rest();
        let reply: Result<Reply, Trouble> =
            serde_wasm_bindgen::from_value(answer).map_err(|_| AskError::Gone)?;
        if let Ok(Reply::Key { public, .. }) = &reply {
            self.0.opened.emit(Some(*public));
        }
        Ok(reply?)
    }

    /// Forgets all keys: the worker ends.
    pub fn forget(&self) {
        self.0.idle.replace(None);
        if let Some(asker) = self.0.asker.take() {
            asker.end();
            self.0.opened.emit(None);
        }
    }

    fn asker(&self) -> Result<Asker, AskError> {
        let mut asker = self.0.asker.borrow_mut();
        if let Some(asker) = &*asker {
            return Ok(asker.clone());
        }
        let url = authority_worker_url().ok_or(AskError::Gone)?;
        let started = Asker::start(&url).map_err(|_| AskError::Gone)?;
        *asker = Some(started.clone());
        Ok(started)
    }

    /// Somebody is there: the keys stay open.
    pub fn stay(&self) {
        if self.0.asker.borrow().is_some() {
            self.rest();
        }
    }

    /// Begins to wait for the next question, or sign of somebody.
    fn rest(&self) {
        let inner = Rc::downgrade(&self.0);
        let timeout = Timeout::new(FORGET_MS, move || {
            if let Some(inner) = inner.upgrade() {
                let keeper = Self(inner);
                if keeper.0.busy.get() == 0 { keeper.forget() } else { keeper.rest() }
            }
        });
        self.0.idle.replace(Some(timeout));
    }
}
