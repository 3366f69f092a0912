//! The time as a view needs it: again and again.

use venue_protocol::instant::Instant;
use yew::functional::use_force_update;
use yew::{hook, use_effect_with};

use crate::platform::{clock, dom};

/// The device's time; so often, in milliseconds, the page is shown anew with another one.
#[hook]
pub fn use_now(every_ms: u32) -> Instant {
    let page = use_force_update();
    use_effect_with((), move |()| {
        let ticking = dom::every(every_ms, move || page.force_update());
        move || drop(ticking)
    });
    clock::now()
}
