//! Server-sent events of our own server.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

/// What a stream tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StreamEvent {
    /// The connection stands.
    Opened,
    /// An event of this name came, with this text.
    Came(&'static str, String),
    /// The connection broke off; the browser tries again by itself.
    Lost,
    /// The server refused, so that the browser does not try again.
    Refused,
}

/// An open stream; it ends with its owner.
pub struct Stream {
    source: EventSource,
    _listeners: Vec<EventListener>,
}

impl Stream {
    /// Opens the stream at a path of our own host, for events of these names. `None` where the browser has no streams.
    pub fn open(
        path: &str,
        names: &'static [&'static str],
        tell: impl Fn(StreamEvent) + Clone + 'static,
    ) -> Option<Self> {
        let source = EventSource::new(path).ok()?;
        let mut listeners: Vec<_> = names
            .iter()
            .map(|name| {
                let tell = tell.clone();
                EventListener::new(&source, *name, move |event| {
                    let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
                    if let Some(text) = text {
                        tell(StreamEvent::Came(name, text));
                    }
                })
            })
            .collect();
        let (opened, lost, state) = (tell.clone(), tell, source.clone());
        listeners.push(EventListener::new(&source, "open", move |_| opened(StreamEvent::Opened)));
        listeners.push(EventListener::new(&source, "error", move |_| {
            let refused = state.ready_state() == EventSource::CLOSED;
            lost(if refused { StreamEvent::Refused } else { StreamEvent::Lost });
        }));
        Some(Self { source, _listeners: listeners })
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}
