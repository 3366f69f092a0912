//! When to try again: the network comes back, or the page becomes visible.

use std::rc::Rc;

use gloo::events::EventListener;

/// What happened to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageEvent {
    /// The browser says that there is a network.
    Online,
    /// The browser says that there is none.
    Offline,
    /// The page can be seen (again).
    Visible,
}

/// Whether the browser says that there is a network. If so there may still be none.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether the page can be seen.
pub fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| !document.hidden())
}

/// Calls back as long as the listeners live.
pub fn watch(callback: Rc<dyn Fn(PageEvent)>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let listen = |target: &web_sys::EventTarget, name: &'static str, event: PageEvent| {
        let callback = callback.clone();
        EventListener::new(target, name, move |_| callback(event))
    };
    let mut listeners = vec![
        listen(&window, "online", PageEvent::Online),
        listen(&window, "offline", PageEvent::Offline),
        listen(&window, "pageshow", PageEvent::Visible),
    ];
    if let Some(document) = window.document() {
        let callback = callback.clone();
        let target = document.clone();
        listeners.push(EventListener::new(&document, "visibilitychange", move |_| {
            if !target.hidden() {
                callback(PageEvent::Visible);
            }
        }));
    }
    listeners
}
