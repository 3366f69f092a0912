//! The worker's loop: a question in, its answer out.

use std::cell::RefCell;

use super::message::{Reply, Request, Trouble};
use super::vault::Vault;
use crate::platform::random::BrowserRandom;
use crate::platform::worker::Scope;

/// Listens for questions; called once by the worker's `main`.
pub fn run() {
    let vault = RefCell::new(Vault::default());
    Scope::current().on_question(move |question| {
        // Only our own page sends here; what it did not mean is not answered.
        let request: Request = serde_wasm_bindgen::from_value(question).ok()?;
        let reply: Result<Reply, Trouble> = vault.borrow_mut().serve(request, &BrowserRandom);
        serde_wasm_bindgen::to_value(&reply).ok()
    });
}
