//! Camera frames, photos, typed and opened texts to judged venue codes.
//!
//! The page's side is [`client::ScanWorker`]; [`worker`] runs in a Web Worker, with the scanner and the signature
//! check, so that the page neither waits nor carries either. [`message`] is what they say to each other, [`judge`]
//! what the worker decides, [`latch`] what the page makes of a code that it sees on every frame. What a new kind of
//! input needs is one more [`message::Request`].

pub mod client;
pub mod judge;
pub mod latch;
pub mod message;
pub mod worker;

use venue_protocol::token::{CodeRefusal, VenueToken};
use venue_protocol::wire::check_ins::Means;

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
}

/// What scanning tells a page.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// A photo without any code in it.
    NothingFound,
    /// A file that is no picture which this browser can open.
    NoPicture,
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

// The zoom factors come from the browser and are never NaN (`platform::camera` checks).
impl Eq for Capabilities {}
