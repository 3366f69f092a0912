//! A screen that shows one thing for hours: all of it, and awake.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Gives the page the whole screen. It must follow a tap. Where the browser cannot, nothing happens.
pub fn enter() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(root) = root {
        let _ = root.request_fullscreen();
    }
}

/// Gives it back.
pub fn leave() {
    if let Some(document) = web_sys::window().and_then(|window| window.document())
        && document.fullscreen_element().is_some()
    {
        document.exit_fullscreen();
    }
}

/// Whether the page has the whole screen.
pub fn is_whole() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.fullscreen_element().is_some())
}

/// Calls back when the page gets or gives back the whole screen, as long as the listener lives.
pub fn on_change(changed: impl Fn() + 'static) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    Some(EventListener::new(&document, "fullscreenchange", move |_| changed()))
}

/// Keeps the screen on for as long as it lives. The browser lets go of it when the page is hidden, so it is asked for again
/// when the page is seen. `tell` says whether the screen is kept on.
pub struct Awake {
    lock: Rc<RefCell<Option<JsValue>>>,
    _visible: Option<EventListener>,
}

impl Awake {
    /// Asks for it.
    pub fn keep(tell: impl Fn(bool) + Clone + 'static) -> Self {
        let lock = Rc::new(RefCell::new(None));
        ask(lock.clone(), tell.clone());
        let document = web_sys::window().and_then(|window| window.document());
        let visible = document.map(|document| {
            let (lock, target) = (lock.clone(), document.clone());
            EventListener::new(&document, "visibilitychange", move |_| {
                if !target.hidden() {
                    ask(lock.clone(), tell.clone());
                }
            })
        });
        Self { lock, _visible: visible }
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        if let Some(lock) = self.lock.borrow_mut().take()
            && let Ok(release) = Reflect::get(&lock, &"release".into())
            && let Ok(release) = release.dyn_into::<Function>()
        {
            // It answers with a promise that nobody waits for.
            let _ = release.call0(&lock);
        }
    }
}

fn ask(lock: Rc<RefCell<Option<JsValue>>>, tell: impl Fn(bool) + 'static) {
    spawn_local(async move {
        let got = request().await;
        tell(got.is_some());
        lock.replace(got);
    });
}

/// `navigator.wakeLock.request("screen")`, where there is one: by its name, since bindings call it unstable.
async fn request() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"wakeLock".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = request.call1(&locks, &"screen".into()).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
