//! The worker's side: frames and texts in, judged codes out. Nothing of the page is linked in.

use std::cell::RefCell;

use js_sys::Uint8Array;
use venue_protocol::instant::Instant;
use venue_scanner::{Frame, FrameError, Scanner, Tier};
use wasm_bindgen::JsValue;

use super::judge;
use super::message::{Reply, Request, ScanKeys, Seen};
use crate::platform::worker::Scope;

/// What the worker keeps from one message to the next.
#[derive(Default)]
struct Desk {
    scanner: Scanner,
    keys: Option<ScanKeys>,
}

/// Listens for requests; called once by the worker's `main`.
pub fn run() {
    let scope = Scope::current();
    let desk = RefCell::new(Desk::default());
    let answers = scope.clone();
    scope.on_message(move |message| {
        // Only our own page sends here; what it did not mean is not answered.
        let Ok(request) = serde_wasm_bindgen::from_value::<Request>(message) else { return };
        if let Some(reply) = desk.borrow_mut().serve(request, &answers) {
            send(&answers, &reply);
        }
    });
    send(&scope, &Reply::Started);
}

fn send(scope: &Scope, reply: &Reply) {
    if let Ok(message) = serde_wasm_bindgen::to_value(reply) {
        scope.post(&message);
    }
}

impl Desk {
    fn serve(&mut self, request: Request, scope: &Scope) -> Option<Reply> {
        let began = scope.now_ms();
        let (id, seen) = match request {
            Request::Keys(keys) => {
                self.keys = keys;
                return None;
            }
            Request::Picture { id, still, at, width, height, rgba } => {
                (id, self.look(still, instant(at), width, height, &rgba).unwrap_or_default())
            }
            Request::Text { id, at, text } => (id, judge::best([text], self.keys.as_ref(), instant(at))),
        };
        Some(Reply::Answer { id, seen, took: scope.now_ms() - began })
    }

    fn look(
        &mut self,
        still: bool,
        at: Instant,
        width: u32,
        height: u32,
        rgba: &JsValue,
    ) -> Result<Option<Seen>, FrameError> {
        let bytes = Uint8Array::new(rgba).to_vec();
        let frame = Frame::rgba(width, height, &bytes)?;
        let found = if still { self.scanner.scan(frame, Tier::Deep) } else { self.scanner.follow(frame) };
        Ok(judge::best(found.codes.iter().map(|code| code.text().into_owned()), self.keys.as_ref(), at))
    }
}

/// Whole milliseconds; what is no number becomes 1970.
fn instant(millis: f64) -> Instant {
    Instant::from_millis(millis as i64)
}
