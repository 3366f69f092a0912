//! The worker's side: frames, photos and texts in, judged codes out. Nothing of the page is linked in.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use venue_protocol::instant::Instant;
use venue_scanner::{Code, Frame, FrameError, Scanner, Tier};
use wasm_bindgen_futures::spawn_local;

use super::judge::{self, InView};
use super::message::{Found, Measured, Reply, Request, ScanKeys, Seen};
use crate::platform::frame::{Grabber, Photo, Pixels};
use crate::platform::worker::Scope;

/// What the worker keeps from one message to the next: one buffer and one scanner for all frames.
#[derive(Default)]
struct Desk {
    scanner: Scanner,
    pixels: Vec<u8>,
    keys: Option<ScanKeys>,
    /// `None` where workers have no canvas.
    grabber: Option<Grabber>,
    /// The photo that was opened last, and its number.
    photo: Option<(u32, Photo)>,
}

/// A picture to be looked at.
struct Look {
    still: bool,
    at: Instant,
    /// So many pixels of the photo are one of these.
    scale: f32,
}

/// Listens for requests; called once by the worker's `main`.
pub fn run() {
    let scope = Scope::current();
    let grabber = Grabber::new();
    let opens_photos = grabber.is_some() && Photo::can_be_opened();
    let desk = Rc::new(RefCell::new(Desk { grabber, ..Desk::default() }));
    let answers = scope.clone();
    scope.on_message(move |message| {
        // Only our own page sends here; what it did not mean is not answered.
        let Ok(request) = serde_wasm_bindgen::from_value::<Request>(message) else { return };
        serve(&desk, request, &answers);
    });
    send(&scope, &Reply::Started { opens_photos });
}

fn send(scope: &Scope, reply: &Reply) {
    if let Ok(message) = serde_wasm_bindgen::to_value(reply) {
        scope.post(&message);
    }
}

fn serve(desk: &Rc<RefCell<Desk>>, request: Request, scope: &Scope) {
    let began = scope.now_ms();
    let answer = |id, found| Reply::Answer { id, found, took: scope.now_ms() - began };
    let reply = match request {
        Request::Keys(keys) => {
            desk.borrow_mut().keys = keys;
            return;
        }
        Request::Picture { id, still, at, width, height, rgba } => {
            let look = Look { still, at: instant(at), scale: 1.0 };
            answer(id, desk.borrow_mut().look(&look, &Pixels { width, height, rgba }).unwrap_or_default())
        }
        Request::Text { id, at, text } => {
            let verdict = judge::judge(&text, desk.borrow().keys.as_ref(), instant(at));
            answer(id, Found { seen: Some(Seen { text, verdict, measured: None }), ..Found::default() })
        }
        Request::Photo { id, photo, at, width, native, longest, file } => {
            let (desk, scope) = (desk.clone(), scope.clone());
            spawn_local(async move {
                let is_open = desk.borrow().photo.as_ref().is_some_and(|(number, _)| *number == photo);
                if !is_open {
                    // Two at once are more than a phone may have memory for.
                    desk.borrow_mut().photo = None;
                    let opened = Photo::open(&file, width).await;
                    desk.borrow_mut().photo = opened.map(|opened| (photo, opened));
                }
                let found = desk.borrow_mut().look_at_photo(longest, native, instant(at));
                send(
                    &scope,
                    &match found {
                        Some(found) => Reply::Answer { id, found, took: scope.now_ms() - began },
                        None => Reply::NoPicture { id },
                    },
                );
            });
            return;
        }
    };
    send(scope, &reply);
}

impl Desk {
    fn look_at_photo(&mut self, longest: u32, native: Option<u32>, at: Instant) -> Option<Found> {
        let pixels = self.grabber.as_ref()?.draw(&self.photo.as_ref()?.1, longest).ok()?;
        let side = pixels.width.max(pixels.height).max(1);
        let scale = native.map_or(1.0, |native| native as f32 / side as f32);
        Some(self.look(&Look { still: true, at, scale }, &pixels).unwrap_or_default())
    }

    fn look(&mut self, look: &Look, pixels: &Pixels) -> Result<Found, FrameError> {
        let bytes = Uint8Array::new(&pixels.rgba);
        self.pixels.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.pixels);
        let (width, height) = (pixels.width, pixels.height);
        let frame = Frame::rgba(width, height, &self.pixels)?;
        let scan = if look.still { self.scanner.scan(frame, Tier::Deep) } else { self.scanner.follow(frame) };
        let codes = scan.codes.iter().map(|code| InView {
            text: code.text().into_owned(),
            off_centre: off_centre(code, width, height),
            measured: Measured::of(&code.measured, look.scale),
        });
        // A code of a kind that is not read is some other code than a venue's.
        let unread = (scan.unsupported && scan.codes.is_empty()).then(|| InView {
            text: String::new(),
            off_centre: 0.0,
            measured: Measured::of(&venue_scanner::Measured::default(), look.scale),
        });
        let found = judge::best(codes.chain(unread), self.keys.as_ref(), look.at);
        let hint = scan.hint.filter(|_| found.seen.is_none()).map(Into::into);
        Ok(Found { hint, ..found })
    }
}

/// From the middle of the picture to the middle of the code, in pixels.
fn off_centre(code: &Code, width: u32, height: u32) -> f32 {
    let middle = |side: fn(&venue_scanner::Point) -> f32| code.corners.iter().map(side).sum::<f32>() / 4.0;
    (middle(|point| point.x) - width as f32 / 2.0).hypot(middle(|point| point.y) - height as f32 / 2.0)
}

/// Whole milliseconds; what is no number becomes 1970.
fn instant(millis: f64) -> Instant {
    Instant::from_millis(millis as i64)
}
