//! The service's public keys as the device keeps them, so that codes can be judged without a network.

use venue_protocol::wire::keys::PublicKeys;

use super::stored::{Kept, Stored};

/// More keys or telephone numbers than this are not from our server.
const MAX_LIST: usize = 64;

impl Stored for PublicKeys {
    const VERSION: u16 = 1;
    const KIND: Kept = Kept::Keys;

    fn is_sound(&self) -> bool {
        self.token_keys.len() <= MAX_LIST && self.hotlines.len() <= MAX_LIST
    }
}
