//! The browser's address and its history, for the router.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;

/// The address as the router needs it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// The path, such as `/scan`.
    pub path: String,
    /// What follows `#`; never sent to a server.
    pub fragment: String,
}

/// The address now.
pub fn address() -> Address {
    let Some(window) = web_sys::window() else { return Address::default() };
    let location = window.location();
    let fragment = location.hash().unwrap_or_default();
    Address {
        path: location.pathname().unwrap_or_default(),
        fragment: fragment.strip_prefix('#').unwrap_or(&fragment).to_owned(),
    }
}

/// Opens a path as a new entry of the history; `back` returns from it.
pub fn push(path: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // It fails for other origins only, and when called hundreds of times a second.
        let _ = history.push_state_with_url(&JsValue::TRUE, "", Some(path));
    }
}

/// Puts a path in place of the present entry; its fragment is gone.
pub fn replace(path: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // As above. The state says whether one of our own pages lies before it.
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(path));
    }
}

/// Goes back to the page of ours before this one; `false` if there is none.
pub fn back() -> bool {
    let history = web_sys::window().and_then(|window| window.history().ok());
    let ours = history.filter(|history| history.state().is_ok_and(|state| state == JsValue::TRUE));
    ours.is_some_and(|history| history.back().is_ok())
}

/// Calls back when the address changes by the browser's own buttons, as long as the listener lives.
pub fn on_change(callback: impl Fn(Address) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "popstate", move |_| callback(address())))
}
