//! Camera frames, photos, typed and opened texts to judged venue codes.
//!
//! The page's side is [`client::ScanWorker`]; [`worker`] runs in a Web Worker, with the scanner and the signature
//! check, so that the page neither waits nor carries either. [`message`] is what they say to each other, [`judge`]
//! what the worker decides, [`latch`] what the page makes of a code that it sees on every frame, [`hints`] what it
//! shows while there is none, [`picture_size`] what it knows of a file before it opens it. What a new kind of input
//! needs is one more [`message::Request`].

pub mod client;
pub mod hints;
pub mod judge;
pub mod latch;
pub mod message;
pub mod picture_size;
pub mod worker;

use venue_protocol::token::{CodeRefusal, VenueToken};
use venue_protocol::wire::check_ins::Means;

pub use self::message::Hint;
pub use crate::platform::camera::{CameraFailure, Lens};

/// A code that this service signed and that was good when it was scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenuineCode {
    /// The token itself.
    pub token: VenueToken,
    /// The token as base32, for look-up and check-in.
    pub text: String,
    /// How it came in.
    pub means: Means,
    /// There were other codes in view, which were passed over.
    pub others: bool,
}

/// What scanning tells a page.
#[derive(Debug, Clone, PartialEq)]
pub enum ScanEvent {
    /// The camera's picture is there.
    FirstFrame,
    /// A genuine code; the camera view looks no further until it is resumed.
    Code(GenuineCode),
    /// A code, but not one to check in with. The camera goes on looking.
    Refused(CodeRefusal),
    /// A paper pass, which only a venue's desk knows what to do with: what its code says.
    #[cfg(feature = "console")]
    Pass(String),
    /// A venue code that cannot be judged: this device has never had the service's keys.
    NoKeys,
    /// A frame of the camera without a code, and what would help. The camera view shows it, and tells no page.
    Nothing(Option<Hint>),
    /// A photo is looked at once more, at a larger size.
    LookingCloser,
    /// What was seen in a photo, and how well; what it is worth follows.
    #[cfg(feature = "console")]
    Examined(message::Found),
    /// A photo without any code in it.
    NothingFound,
    /// A file that is no picture which this browser can open.
    NoPicture,
    /// A picture with more pixels than a device can unpack.
    TooLarge,
    /// The scanner itself cannot be loaded or keeps dying: no camera, no photo; typed codes still work.
    NoScanner,
    /// The camera is not there, not allowed, or silent.
    CameraFailed(CameraFailure),
    /// What the open camera can do.
    Capabilities(Capabilities),
}

/// What the open camera can do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Capabilities {
    /// It has a light that the page may switch.
    pub torch: bool,
    /// How far it zooms: smallest and largest factor.
    pub zoom: Option<(f64, f64)>,
    /// The lenses to choose from.
    pub lenses: Vec<Lens>,
}
