//! A short vibration where the device has one.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;

/// Vibrates for so many milliseconds. iOS has no such thing, and nothing happens.
pub fn vibrate(millis: u32) {
    let Some(window) = web_sys::window() else { return };
    let navigator = window.navigator();
    let vibrate = Reflect::get(&navigator, &"vibrate".into()).ok();
    if let Some(vibrate) = vibrate.and_then(|vibrate| vibrate.dyn_into::<Function>().ok()) {
        // Refused without a tap before it.
        let _ = vibrate.call1(&navigator, &millis.into());
    }
}
