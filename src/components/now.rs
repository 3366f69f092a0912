//! The time as a view needs it: again and again.

use venue_protocol::instant::Instant;
use yew::{hook, use_effect_with, use_state};

use crate::platform::{clock, dom};

/// The device's time, renewed so often, in milliseconds.
#[hook]
pub fn use_now(every_ms: u32) -> Instant {
    let now = use_state(clock::now);
    {
        let now = now.clone();
        use_effect_with(every_ms, move |every_ms| {
            let ticking = dom::every(*every_ms, move || now.set(clock::now()));
            move || drop(ticking)
        });
    }
    *now
}
