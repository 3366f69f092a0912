//! Random bytes for secrets.

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
        let crypto = web_sys::window().and_then(|window| window.crypto().ok()).ok_or(NoRandom)?;
        crypto.get_random_values_with_u8_array(bytes).map(|_| ()).map_err(|_| NoRandom)
    }
}
