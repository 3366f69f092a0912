//! Web Workers, from both sides.

use std::fmt;

use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, Event, MessageEvent, Worker};

/// A running worker as the page sees it; ends with its owner.
pub struct WorkerHandle {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_death: Closure<dyn FnMut(Event)>,
}

/// The browser starts no workers here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the browser does not start a worker from this page")]
pub struct WorkerError;

impl WorkerHandle {
    /// Starts the script at `url`. `on_death` is called when it cannot be loaded or throws.
    pub fn start(
        url: &str,
        on_message: impl Fn(JsValue) + 'static,
        on_death: impl Fn() + 'static,
    ) -> Result<Self, WorkerError> {
        let worker = Worker::new(url).map_err(|_| WorkerError)?;
        let on_message = Closure::<dyn FnMut(_)>::new(move |event: MessageEvent| on_message(event.data()));
        let on_death = Closure::<dyn FnMut(_)>::new(move |_: Event| on_death());
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_death.as_ref().unchecked_ref()));
        Ok(Self { worker, _on_message: on_message, _on_death: on_death })
    }

    /// Sends a message; `buffer` changes hands with it.
    pub fn post(&self, message: &JsValue, buffer: Option<&ArrayBuffer>) -> Result<(), WorkerError> {
        let transfer: Array = buffer.into_iter().collect();
        self.worker.post_message_with_transfer(message, &transfer).map_err(|_| WorkerError)
    }
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl fmt::Debug for WorkerHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WorkerHandle")
    }
}

/// The worker as it sees itself.
#[derive(Debug, Clone)]
pub struct Scope(DedicatedWorkerGlobalScope);

impl Scope {
    /// The scope that this code runs in; only in a worker.
    pub fn current() -> Self {
        Self(js_sys::global().unchecked_into())
    }

    /// Calls `serve` with each message from now on.
    pub fn on_message(&self, serve: impl Fn(JsValue) + 'static) {
        let listener = Closure::<dyn FnMut(_)>::new(move |event: MessageEvent| serve(event.data()));
        self.0.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        // The worker listens for as long as it lives.
        listener.forget();
    }

    /// Sends a message to the page.
    pub fn post(&self, message: &JsValue) {
        // It fails on values that cannot be cloned only; ours can.
        let _ = self.0.post_message(message);
    }

    /// Milliseconds since the worker began, for intervals.
    pub fn now_ms(&self) -> f64 {
        self.0.performance().map_or(0.0, |clock| clock.now())
    }
}

/// The address of the scan worker's script: the site build writes the name with its hash into the page.
pub fn scan_worker_url() -> Option<String> {
    let document = web_sys::window()?.document()?;
    document.query_selector("meta[name=scan-worker]").ok()??.get_attribute("content")
}
