//! What page and worker say to each other, as structured clones; a frame's bytes are transferred, not copied.

use js_sys::ArrayBuffer;
use serde::{Deserialize, Serialize};
use venue_protocol::token::{CodeHost, CodeRefusal};
use venue_protocol::wire::keys::{PublicKeys, TokenKey};
use web_sys::Blob;

/// What a code is judged by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanKeys {
    /// The host in this service's codes.
    pub host: CodeHost,
    /// The keys that sign them.
    pub token_keys: Vec<TokenKey>,
}

impl ScanKeys {
    /// Of the service's public keys; `None` if they name a host that no code can carry.
    pub fn of(keys: &PublicKeys) -> Option<Self> {
        Some(Self { host: keys.host.parse().ok()?, token_keys: keys.token_keys.clone() })
    }
}

/// The page to the worker.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    /// From now on judge by these.
    Keys(Option<ScanKeys>),
    /// Look at a frame of the camera, or at a photo.
    Picture {
        /// Comes back with the answer.
        id: u32,
        /// One frame of many, or the only picture there is: the latter is worth more time.
        still: bool,
        /// When it was taken, in milliseconds since the Unix epoch.
        at: f64,
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// Red, green, blue and opacity of each pixel.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        rgba: ArrayBuffer,
    },
    /// Open a picture file and look at it. Only for a worker that [opens photos](Reply::Started).
    Photo {
        /// Comes back with the answer.
        id: u32,
        /// The same for each look at the same file, which is opened once.
        photo: u32,
        /// When it was chosen.
        at: f64,
        /// The width that it is brought down to while it is opened, if it is known to be wider.
        width: Option<u32>,
        /// The longer side of the picture as the file has it, if known, by which what is measured is told.
        native: Option<u32>,
        /// The longer side at which it is looked at.
        longest: u32,
        /// The file.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        file: Blob,
    },
    /// Judge a text that came in otherwise.
    Text {
        /// Comes back with the answer.
        id: u32,
        /// When it came in.
        at: f64,
        /// The code's URL, or a path of this site.
        text: String,
    },
}

/// The worker to the page.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The worker listens from now on.
    Started {
        /// It can open picture files itself, so that the page need not.
        opens_photos: bool,
    },
    /// To whatever has an id.
    Answer {
        /// The request's.
        id: u32,
        /// What was found.
        found: Found,
        /// How long it took, in milliseconds.
        took: f64,
    },
    /// To a [`Request::Photo`] that the worker cannot open.
    NoPicture {
        /// The request's.
        id: u32,
    },
}

/// What was found in a picture or text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The code that counts.
    pub seen: Option<Seen>,
    /// Whether there were others besides.
    pub others: bool,
    /// What would help, if there was none.
    pub hint: Option<Hint>,
}

/// A code that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// What it says.
    pub text: String,
    /// What that is worth.
    pub verdict: Verdict,
    /// How good the picture of it is, if there was one.
    pub measured: Option<Measured>,
}

/// How good the picture of a code is: [`venue_scanner::Measured`], as it is sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Modules a side.
    pub modules: u32,
    /// Pixels of the photo or frame a module, where they are smallest.
    pub module_px: f32,
    /// Between printed and bare modules, 0 to 1.
    pub contrast: f32,
    /// Steepness of the edges, 0 to 1.
    pub sharpness: f32,
    /// The share of modules that are washed out by light.
    pub glare: f32,
    /// The share of modules that had to be corrected.
    pub damage: f32,
}

impl Measured {
    /// Measured in a picture that was brought down: `scale` pixels of the photo are one of those looked at.
    pub fn of(measured: &venue_scanner::Measured, scale: f32) -> Self {
        Self {
            modules: u32::try_from(measured.modules).unwrap_or_default(),
            module_px: measured.module_px * scale,
            contrast: measured.contrast,
            sharpness: measured.sharpness,
            glare: measured.glare,
            damage: measured.damage,
        }
    }
}

/// What whoever holds the camera can do: [`venue_scanner::Hint`], as it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hint {
    /// Come closer.
    Closer,
    /// Hold still.
    HoldStill,
    /// Find more light.
    TooDark,
    /// Tilt the phone.
    Glare,
}

impl Hint {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Closer, Self::HoldStill, Self::TooDark, Self::Glare];
}

impl From<venue_scanner::Hint> for Hint {
    fn from(hint: venue_scanner::Hint) -> Self {
        match hint {
            venue_scanner::Hint::Closer => Self::Closer,
            venue_scanner::Hint::HoldStill => Self::HoldStill,
            venue_scanner::Hint::TooDark => Self::TooDark,
            venue_scanner::Hint::Glare => Self::Glare,
        }
    }
}

/// What a code is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Genuine and good: its token as base32.
    Genuine(String),
    /// Not to be used.
    Refused(CodeRefusal),
    /// A venue code of some service, but there are no keys to judge it by.
    NoKeys,
}
