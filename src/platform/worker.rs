//! Web Workers, from both sides.

#[cfg(feature = "console")]
use std::cell::RefCell;
use std::fmt;
#[cfg(feature = "console")]
use std::rc::{Rc, Weak};

use js_sys::{Array, ArrayBuffer};
#[cfg(feature = "console")]
use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
#[cfg(feature = "console")]
use wasm_bindgen_futures::JsFuture;
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

/// A worker that is asked questions, each answered once.
#[cfg(feature = "console")]
#[derive(Clone)]
pub struct Asker(Rc<Asking>);

#[cfg(feature = "console")]
struct Asking {
    worker: WorkerHandle,
    open: Rc<RefCell<Open>>,
}

/// What waits for the worker, for its first sign of life, or for an answer.
#[cfg(feature = "console")]
#[derive(Default)]
struct Open {
    started: bool,
    next_id: u32,
    unsent: Vec<JsValue>,
    waiting: Vec<(u32, Function)>,
}

#[cfg(feature = "console")]
impl Open {
    /// Nobody is answered any more.
    fn end(&mut self) {
        for (_, resolve) in self.waiting.drain(..) {
            let _ = resolve.call0(&JsValue::NULL);
        }
    }
}

#[cfg(feature = "console")]
impl Asker {
    /// Starts the script at `url`; the worker is one that calls [`Scope::on_question`].
    ///
    /// # Errors
    /// If the browser starts none.
    pub fn start(url: &str) -> Result<Self, WorkerError> {
        let open = Rc::new(RefCell::new(Open::default()));
        let (to, dying) = (open.clone(), open.clone());
        // The worker speaks after this function has ended, when the handle is in its place.
        let handle: Rc<RefCell<Weak<Asking>>> = Rc::default();
        let sender = handle.clone();
        let on_message = move |message: JsValue| {
            let answer: Array = message.unchecked_into();
            let mut open = to.borrow_mut();
            match answer.get(0).as_f64() {
                Some(id) => {
                    let at = open.waiting.iter().position(|(waiting, _)| f64::from(*waiting) == id);
                    let waiting = at.map(|at| open.waiting.swap_remove(at));
                    drop(open);
                    if let Some((_, resolve)) = waiting {
                        let _ = resolve.call1(&JsValue::NULL, &answer.get(1));
                    }
                }
                None => {
                    open.started = true;
                    let unsent = std::mem::take(&mut open.unsent);
                    drop(open);
                    if let Some(asking) = sender.borrow().upgrade() {
                        unsent.iter().for_each(|question| asking.send(question));
                    }
                }
            }
        };
        let worker = WorkerHandle::start(url, on_message, move || dying.borrow_mut().end())?;
        let asking = Rc::new(Asking { worker, open });
        handle.replace(Rc::downgrade(&asking));
        Ok(Self(asking))
    }

    /// Asks; `None` if the worker died over it or could not be loaded.
    pub async fn ask(&self, question: JsValue) -> Option<JsValue> {
        let promise = Promise::new(&mut |resolve, _| {
            let mut open = self.0.open.borrow_mut();
            open.next_id += 1;
            let question = Array::of2(&open.next_id.into(), &question).into();
            let id = open.next_id;
            open.waiting.push((id, resolve));
            if open.started {
                drop(open);
                self.0.send(&question);
            } else {
                open.unsent.push(question);
            }
        });
        JsFuture::from(promise).await.ok().filter(|answer| !answer.is_undefined())
    }

    /// Answers nothing more; the worker ends with the last handle.
    pub fn end(&self) {
        self.0.open.borrow_mut().end();
    }
}

#[cfg(feature = "console")]
impl Asking {
    fn send(&self, question: &JsValue) {
        if self.worker.post(question, None).is_err() {
            self.open.borrow_mut().end();
        }
    }
}

#[cfg(feature = "console")]
impl Drop for Asking {
    fn drop(&mut self) {
        self.open.borrow_mut().end();
    }
}

#[cfg(feature = "console")]
impl Scope {
    /// Answers each question of an [`Asker`] from now on.
    pub fn on_question(self, answer: impl Fn(JsValue) -> Option<JsValue> + 'static) {
        let answers = self.clone();
        self.on_message(move |message| {
            let question: Array = message.unchecked_into();
            let answered = answer(question.get(1)).unwrap_or(JsValue::UNDEFINED);
            answers.post(&Array::of2(&question.get(0), &answered));
        });
        self.post(&Array::new());
    }
}

/// The address of the scan worker's script: the site build writes the name with its hash into the page.
pub fn scan_worker_url() -> Option<String> {
    worker_url("meta[name=scan-worker]")
}

/// The same of the worker with the authority's keys, which only the console's page names.
#[cfg(feature = "console")]
pub fn authority_worker_url() -> Option<String> {
    worker_url("meta[name=authority-worker]")
}

fn worker_url(meta: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    document.query_selector(meta).ok()??.get_attribute("content")
}
