//! The device's clock, and waiting.

use gloo::timers::future::TimeoutFuture;
use venue_protocol::instant::Instant;

use super::LocalFuture;

/// Tells the time, and wakes up later.
pub trait Clock {
    /// The time now, by the device's clock.
    fn now(&self) -> Instant;
    /// Resolves after so many milliseconds.
    fn sleep(&self, millis: u32) -> LocalFuture<'static, ()>;
}

/// The browser's clock.
#[derive(Debug, Clone, Copy)]
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> Instant {
        now()
    }

    fn sleep(&self, millis: u32) -> LocalFuture<'static, ()> {
        Box::pin(TimeoutFuture::new(millis))
    }
}

/// The time now, by the device's clock.
pub fn now() -> Instant {
    // Whole milliseconds far below 2^53; a clock beyond the protocol's years is brought to their nearer end.
    Instant::from_millis(js_sys::Date::now() as i64)
}

/// The offset of the device's time zone at a time, in minutes to add to UTC.
pub fn zone_offset_min(at: Instant) -> i32 {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at.millis() as f64));
    -(date.get_timezone_offset() as i32)
}
