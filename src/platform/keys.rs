//! Keys that a page listens to as a whole, wherever the focus is.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// A key that was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// What it types or is called, such as `F2` or `Escape`.
    pub name: String,
    /// Where it is on the keyboard, whatever it types, such as `KeyZ`.
    pub place: String,
    /// Together with Alt (and not with Ctrl, as AltGr is).
    pub alt: bool,
}

/// Calls back with each key as long as the listener lives. If it answers `true`, the browser does nothing of its own.
pub fn listen(press: impl Fn(&Key) -> bool + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        // Not while an input method composes a character.
        if event.repeat() || event.is_composing() {
            return;
        }
        let alt = event.alt_key() && !event.ctrl_key();
        if press(&Key { name: event.key(), place: event.code(), alt }) {
            event.prevent_default();
        }
    }))
}
