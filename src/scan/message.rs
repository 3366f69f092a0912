//! What page and worker say to each other, as structured clones; a frame's bytes are transferred, not copied.

use js_sys::ArrayBuffer;
use serde::{Deserialize, Serialize};
use venue_protocol::token::{CodeHost, CodeRefusal};
use venue_protocol::wire::keys::{PublicKeys, TokenKey};

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
    Started,
    /// To a [`Request::Picture`] or [`Request::Text`].
    Answer {
        /// The request's.
        id: u32,
        /// What was found, and what the code in it says.
        seen: Option<Seen>,
        /// How long it took, in milliseconds.
        took: f64,
    },
}

/// A code that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// What it says.
    pub text: String,
    /// What that is worth.
    pub verdict: Verdict,
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
