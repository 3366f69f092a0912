//! Whether somebody is there: they touch, type, scroll.

use gloo::events::EventListener;

/// Calls back at each sign of somebody, as long as the listeners live.
pub fn watch(sign: impl Fn() + Clone + 'static) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let listen = |event| {
        let sign = sign.clone();
        EventListener::new(&window, event, move |_| sign())
    };
    ["pointerdown", "keydown", "input", "wheel", "touchmove"].map(listen).into()
}
