//! Picture files: opened by the worker where it can, else by the page, and looked at again at larger sizes.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use venue_protocol::instant::Instant;
use venue_protocol::token::CodeRefusal;
use venue_protocol::wire::check_ins::Means;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::Callback;

use super::{Inner, Request, ScanWorker, What, event, is_pass};
use crate::platform::dom;
use crate::platform::frame::{Grabber, PictureError};
use crate::scan::ScanEvent;
use crate::scan::message::{Found, Verdict};
use crate::scan::picture_size::{HEAD_BYTES, PictureSize};

/// Sizes at which a photo is looked at, longer side in pixels, until a code is found: small ones are quick and
/// forgive noise, large ones show small codes.
const SIDES: [u32; 3] = [1000, 1800, LARGEST];
const LARGEST: u32 = 3200;

/// One look at a photo.
#[derive(Debug, Clone)]
pub(super) struct PhotoLook {
    file: Blob,
    /// The same for each look at this file.
    number: u32,
    size: Option<PictureSize>,
    step: usize,
    /// The worker could not open it.
    by_page: bool,
    /// Another code than a venue's was seen in it.
    other: Option<Found>,
}

impl PhotoLook {
    /// The same look, with the file opened by the page.
    pub(super) fn by_page(self) -> Self {
        Self { by_page: true, ..self }
    }

    pub(super) const fn is_for_page(&self) -> bool {
        self.by_page
    }

    pub(super) fn request(&self, id: u32, at: Instant) -> Request {
        Request::Photo {
            id,
            photo: self.number,
            at: at.millis() as f64,
            width: self.width(),
            native: self.size.map(PictureSize::longest),
            longest: self.longest(),
            file: self.file.clone(),
        }
    }

    /// What the picture is brought down to while it is opened, if it is larger than the last look needs.
    fn width(&self) -> Option<u32> {
        let size = self.size.filter(|size| size.longest() > LARGEST)?;
        let width = u64::from(size.width) * u64::from(LARGEST) / u64::from(size.longest());
        u32::try_from(width.max(1)).ok()
    }

    fn longest(&self) -> u32 {
        SIDES.get(self.step).copied().unwrap_or(LARGEST)
    }

    /// Whether a further look would show more.
    fn is_last(&self) -> bool {
        self.step + 1 >= SIDES.len() || self.size.is_some_and(|size| size.longest() <= self.longest())
    }
}

impl ScanWorker {
    /// Looks for a code in a picture file, at several sizes if need be. To stop it, drop the scan worker.
    pub fn photo(&self, file: Blob, at: Instant) {
        let (inner, on_event) = (Rc::downgrade(&self.0), self.0.borrow().on_event.clone());
        spawn_local(async move {
            let head = dom::first_bytes(&file, HEAD_BYTES).await;
            let Some(inner) = inner.upgrade() else { return };
            let size = match head.as_deref() {
                None | Some([]) => return on_event.emit(ScanEvent::NoPicture),
                Some(head) => PictureSize::read(head),
            };
            if size.is_some_and(|size| !size.is_bearable()) {
                return on_event.emit(ScanEvent::TooLarge);
            }
            let number = inner.borrow().next_id;
            Self(inner)
                .ask(What::Photo(PhotoLook { file, number, size, step: 0, by_page: false, other: None }), at);
        });
    }

    /// There was nothing in it at this size, or no more than `other`: larger, the venue's code may show beside it.
    pub(super) fn look_closer(&self, look: PhotoLook, other: Option<Found>, at: Instant) {
        let on_event = self.0.borrow().on_event.clone();
        let look = PhotoLook { other: other.or(look.other), ..look };
        if !look.is_last() {
            self.ask(What::Photo(PhotoLook { step: look.step + 1, ..look }), at);
            on_event.emit(ScanEvent::LookingCloser);
        } else if let Some(found) = look.other {
            tell_photo(&on_event, found);
        } else {
            on_event.emit(ScanEvent::NothingFound);
        }
    }

    /// A photo was read.
    pub(super) fn photo_read(&self, look: PhotoLook, found: Found, at: Instant) {
        let unreadable = Verdict::Refused(CodeRefusal::Unreadable);
        match &found.seen {
            None => self.look_closer(look, None, at),
            Some(seen) if seen.verdict == unreadable && !is_pass(&seen.text) => {
                self.look_closer(look, Some(found), at)
            }
            Some(_) => tell_photo(&self.0.borrow().on_event.clone(), found),
        }
    }
}

/// What was found in a photo, the whole of it for those who want to know.
fn tell_photo(on_event: &Callback<ScanEvent>, found: Found) {
    #[cfg(feature = "console")]
    on_event.emit(ScanEvent::Examined(found.clone()));
    if let Some(seen) = found.seen {
        on_event.emit(event(seen, Means::Photo, found.others));
    }
}

/// Opens the picture on the page, and sends its pixels.
pub(super) async fn open_here(inner: Weak<RefCell<Inner>>, id: u32, look: PhotoLook) {
    let pixels = match Grabber::new() {
        Some(grabber) => grabber.picture(&look.file, look.width(), look.longest()).await,
        None => Err(PictureError),
    };
    let Some(inner) = inner.upgrade() else { return };
    match pixels {
        Ok(pixels) => ScanWorker(inner).send_picture(id, true, &pixels),
        Err(PictureError) => {
            let on_event = {
                let mut inner = inner.borrow_mut();
                inner.take(id);
                inner.on_event.clone()
            };
            on_event.emit(ScanEvent::NoPicture);
        }
    }
}
