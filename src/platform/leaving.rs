//! When the page is about to go: it is hidden, which may be the last that it hears, or it is being closed.

use gloo::events::{EventListener, EventListenerOptions};

/// Calls `hidden` back when the page is hidden, and has the browser ask before it is closed while `holds_back`; as long as
/// the listeners live.
pub fn watch(hidden: impl Fn() + 'static, holds_back: impl Fn() -> bool + 'static) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let mut listeners = Vec::new();
    if let Some(document) = window.document() {
        let target = document.clone();
        listeners.push(EventListener::new(&document, "visibilitychange", move |_| {
            if target.hidden() {
                hidden();
            }
        }));
    }
    let options = EventListenerOptions::enable_prevent_default();
    listeners.push(EventListener::new_with_options(&window, "beforeunload", options, move |event| {
        if holds_back() {
            event.prevent_default();
        }
    }));
    listeners
}
