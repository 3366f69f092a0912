//! Random bytes for secrets.

use wasm_bindgen::JsCast;
use web_sys::Crypto;

/// The browser gives no random bytes; without them there are no secrets, and so no check-ins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the browser gives no random bytes")]
pub struct NoRandom;

/// A source of random bytes fit for secrets.
pub trait Random {
    /// Fills the bytes.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandom>;
}

/// `crypto.getRandomValues`.
#[derive(Debug, Clone, Copy)]
pub struct BrowserRandom;

impl Random for BrowserRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandom> {
        // Pages and workers have it in the same place.
        let crypto = js_sys::Reflect::get(&js_sys::global(), &"crypto".into()).map_err(|_| NoRandom)?;
        let crypto: Crypto = crypto.dyn_into().map_err(|_| NoRandom)?;
        crypto.get_random_values_with_u8_array(bytes).map(|_| ()).map_err(|_| NoRandom)
    }
}
