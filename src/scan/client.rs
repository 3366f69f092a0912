//! The page's side of the scan worker.

mod photo;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::ArrayBuffer;
use venue_protocol::instant::Instant;
use venue_protocol::wire::check_ins::Means;
#[cfg(feature = "console")]
use venue_protocol::wire::desk::PASS_PREFIX;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use self::photo::PhotoLook;
use super::message::{Found, Reply, Request, ScanKeys, Seen, Verdict};
use super::{GenuineCode, ScanEvent};
use crate::platform::frame::Pixels;
use crate::platform::worker::{WorkerError, WorkerHandle, scan_worker_url};

/// A worker that does not answer for so long has died without saying so.
const PATIENCE_MS: u32 = 8000;
/// With a photo it has more to do: to open it, and to look at more pixels in more ways.
const PHOTO_PATIENCE_MS: u32 = 12_000;
/// If it dies so often in a row, another one will not help.
const MAX_DEATHS: u32 = 5;

/// A worker that reads frames, photos and texts and tells what it saw. Ends with its last clone.
#[derive(Debug, Clone)]
pub struct ScanWorker(Rc<RefCell<Inner>>);

#[derive(Debug)]
struct Inner {
    handle: Option<WorkerHandle>,
    started: bool,
    /// The worker opens picture files itself.
    opens_photos: bool,
    deaths: u32,
    keys: Option<ScanKeys>,
    on_event: Callback<ScanEvent>,
    next_id: u32,
    /// The one frame or photo that the worker has.
    busy: Option<u32>,
    /// What was asked and is not answered; frames are not worth keeping.
    asked: VecDeque<Asked>,
}

#[derive(Debug)]
struct Asked {
    id: u32,
    what: What,
    at: Instant,
    /// Runs while the worker has it, and ends with it.
    patience: Option<Timeout>,
}

#[derive(Debug, Clone)]
enum What {
    Frame,
    Photo(PhotoLook),
    Text { text: String, means: Means },
}

impl ScanWorker {
    /// Starts the worker. Without `keys` it can tell venue codes from others, but not judge them.
    pub fn start(keys: Option<ScanKeys>, on_event: Callback<ScanEvent>) -> Self {
        let worker = Self(Rc::new(RefCell::new(Inner {
            handle: None,
            started: false,
            opens_photos: false,
            deaths: 0,
            keys,
            on_event,
            next_id: 0,
            busy: None,
            asked: VecDeque::new(),
        })));
        worker.launch();
        worker
    }

    /// Judges by other keys from now on.
    pub fn set_keys(&self, keys: Option<ScanKeys>) {
        let mut inner = self.0.borrow_mut();
        if inner.keys != keys {
            inner.keys = keys;
            inner.send_keys();
        }
    }

    /// Whether a frame would be looked at now; the others are dropped.
    pub fn is_idle(&self) -> bool {
        let inner = self.0.borrow();
        inner.started && inner.busy.is_none()
    }

    /// Looks at a frame of the camera. A code in it comes as an event, a frame without one as what would help.
    pub fn frame(&self, pixels: &Pixels, at: Instant) {
        if self.is_idle() {
            let id = self.0.borrow_mut().note(What::Frame, at);
            self.send_picture(id, false, pixels);
        }
    }

    /// Judges a text that came in as `means`: the address that the page was opened with, a typed URL.
    pub fn judge(&self, text: String, means: Means, at: Instant) {
        self.ask(What::Text { text, means }, at);
    }

    /// Asks for something that must not be lost: it waits for the worker to start, and for the next one if it dies.
    fn ask(&self, what: What, at: Instant) {
        let (id, alive) = {
            let mut inner = self.0.borrow_mut();
            (inner.note(what, at), inner.handle.is_some())
        };
        if alive {
            self.send(id);
        } else {
            self.0.borrow_mut().deaths = 0;
            self.launch();
        }
    }

    fn send(&self, id: u32) {
        let mut inner = self.0.borrow_mut();
        let inner = &mut *inner;
        let Some(asked) = inner.asked.iter_mut().find(|asked| asked.id == id && inner.started) else {
            return;
        };
        match &asked.what {
            What::Text { text, .. } => {
                let request = Request::Text { id, at: asked.at.millis() as f64, text: text.clone() };
                asked.patience = Some(self.patience(PATIENCE_MS));
                inner.post(&request, None);
            }
            What::Photo(look) if inner.opens_photos && !look.is_for_page() => {
                let request = look.request(id, asked.at);
                asked.patience = Some(self.patience(PHOTO_PATIENCE_MS));
                inner.busy = Some(id);
                inner.post(&request, None);
            }
            What::Photo(look) => spawn_local(photo::open_here(Rc::downgrade(&self.0), id, look.clone())),
            What::Frame => {}
        }
    }

    fn send_picture(&self, id: u32, still: bool, pixels: &Pixels) {
        let mut inner = self.0.borrow_mut();
        let inner = &mut *inner;
        let Some(asked) = inner.asked.iter_mut().find(|asked| asked.id == id && inner.started) else {
            return;
        };
        let Pixels { width, height, rgba } = pixels.clone();
        let at = asked.at.millis() as f64;
        let request = Request::Picture { id, still, at, width, height, rgba: rgba.clone() };
        asked.patience = Some(self.patience(if still { PHOTO_PATIENCE_MS } else { PATIENCE_MS }));
        inner.busy = Some(id);
        inner.post(&request, Some(&rgba));
    }

    fn patience(&self, millis: u32) -> Timeout {
        let inner = Rc::downgrade(&self.0);
        Timeout::new(millis, move || {
            if let Some(inner) = inner.upgrade() {
                Self(inner).died();
            }
        })
    }

    fn launch(&self) {
        let Some(url) = scan_worker_url() else { return self.give_up() };
        let (to, dying) = (Rc::downgrade(&self.0), Rc::downgrade(&self.0));
        let handle = WorkerHandle::start(
            &url,
            move |message| {
                if let Some(inner) = to.upgrade() {
                    Self(inner).receive(message);
                }
            },
            move || {
                let dying = dying.clone();
                // Not within the dying worker's own call.
                spawn_local(async move {
                    if let Some(inner) = dying.upgrade() {
                        Self(inner).died();
                    }
                });
            },
        );
        match handle {
            Ok(handle) => self.0.borrow_mut().handle = Some(handle),
            Err(WorkerError) => self.give_up(),
        }
    }

    /// The next worker gets the keys and what was asked anew, but not the picture that the last one died of.
    fn died(&self) {
        let (lost, given_up) = {
            let mut inner = self.0.borrow_mut();
            inner.handle = None;
            inner.started = false;
            inner.deaths += 1;
            let lost = inner.busy.take().and_then(|id| inner.take(id));
            inner.asked.retain(|asked| !matches!(asked.what, What::Frame));
            inner.asked.iter_mut().for_each(|asked| asked.patience = None);
            (lost, inner.deaths > MAX_DEATHS)
        };
        if given_up {
            self.give_up();
            return;
        }
        self.launch();
        if let Some(Asked { what: What::Photo(look), at, .. }) = lost {
            self.look_closer(look, None, at);
        }
    }

    fn give_up(&self) {
        let on_event = {
            let mut inner = self.0.borrow_mut();
            inner.asked.clear();
            inner.on_event.clone()
        };
        on_event.emit(ScanEvent::NoScanner);
    }

    fn receive(&self, message: JsValue) {
        let Ok(reply) = serde_wasm_bindgen::from_value::<Reply>(message) else { return };
        match reply {
            Reply::Started { opens_photos } => {
                let waiting: Vec<u32> = {
                    let mut inner = self.0.borrow_mut();
                    inner.started = true;
                    inner.opens_photos = opens_photos;
                    inner.send_keys();
                    inner.asked.iter().map(|asked| asked.id).collect()
                };
                waiting.into_iter().for_each(|id| self.send(id));
            }
            Reply::Answer { id, found, .. } => {
                if let Some(asked) = self.done(id) {
                    self.answered(asked, found);
                }
            }
            Reply::NoPicture { id } => {
                if let Some(Asked { what: What::Photo(look), at, .. }) = self.done(id) {
                    self.ask(What::Photo(look.by_page()), at);
                }
            }
        }
    }

    /// The worker lives, and is done with this.
    fn done(&self, id: u32) -> Option<Asked> {
        let mut inner = self.0.borrow_mut();
        inner.deaths = 0;
        inner.busy.take_if(|busy| *busy == id);
        inner.take(id)
    }

    fn answered(&self, asked: Asked, found: Found) {
        let on_event = self.0.borrow().on_event.clone();
        let means = match asked.what {
            What::Photo(look) => return self.photo_read(look, found, asked.at),
            What::Frame if found.seen.is_none() => return on_event.emit(ScanEvent::Nothing(found.hint)),
            What::Frame => Means::Camera,
            What::Text { means, .. } => means,
        };
        if let Some(seen) = found.seen {
            on_event.emit(event(seen, means, found.others));
        }
    }
}

fn event(seen: Seen, means: Means, others: bool) -> ScanEvent {
    #[cfg(feature = "console")]
    if is_pass(&seen.text) {
        return ScanEvent::Pass(seen.text);
    }
    match seen.verdict {
        Verdict::Genuine(text) => match text.parse() {
            Ok(token) => ScanEvent::Code(GenuineCode { token, text, means, others }),
            Err(refusal) => ScanEvent::Refused(refusal),
        },
        Verdict::Refused(refusal) => ScanEvent::Refused(refusal),
        Verdict::NoKeys => ScanEvent::NoKeys,
    }
}

/// Whether it is a paper pass, which only the console knows.
#[cfg(feature = "console")]
fn is_pass(text: &str) -> bool {
    text.starts_with(PASS_PREFIX)
}

#[cfg(not(feature = "console"))]
const fn is_pass(_: &str) -> bool {
    false
}

impl Inner {
    /// Notes what is asked, under a number of its own.
    fn note(&mut self, what: What, at: Instant) -> u32 {
        self.next_id = self.next_id.wrapping_add(1).max(1);
        self.asked.push_back(Asked { id: self.next_id, what, at, patience: None });
        self.next_id
    }

    fn take(&mut self, id: u32) -> Option<Asked> {
        let at = self.asked.iter().position(|asked| asked.id == id)?;
        self.asked.remove(at)
    }

    fn post(&self, request: &Request, buffer: Option<&ArrayBuffer>) {
        if let Some(handle) = &self.handle
            && let Ok(message) = serde_wasm_bindgen::to_value(request)
        {
            // A worker that takes no messages is about to report its end.
            let _ = handle.post(&message, buffer);
        }
    }

    fn send_keys(&self) {
        if self.started {
            self.post(&Request::Keys(self.keys.clone()), None);
        }
    }
}
