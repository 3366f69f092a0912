//! Moving the registration to another browser, host or phone by a one-time QR code (F19).
//!
//! The server keeps a ciphertext for ten minutes; its key stands in the code's fragment, which no server sees.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};
use venue_protocol::id::TransferId;
use venue_protocol::instant::Instant;
use venue_protocol::wire::persons::PersonRole;
use venue_protocol::wire::transfers::{MAX_TRANSFER, SealedTransfer};

use super::Services;
use super::shelf::Key;
use crate::api::{self, ApiError};
use crate::platform::cipher::{CipherError, NONCE_LEN, TransferKey};
use crate::platform::random::NoRandom;
use crate::state::notices::Notices;
use crate::state::profile::{PersonCard, PersonId, Profile};
use crate::state::settings::Settings;
use crate::state::stored::{Kept, Stored, from_text, to_text};

/// Where the other device takes over; the fragment is `<id>.<key>`.
const PATH: &str = "/m#";

/// What goes over: those who are registered, and the settings.
#[derive(Serialize, Deserialize)]
struct Luggage {
    profile: Profile,
    settings: Settings,
}

impl Stored for Luggage {
    const VERSION: u16 = 1;
    const KIND: Kept = Kept::Persons;

    fn is_sound(&self) -> bool {
        self.profile.is_sound()
    }
}

/// What the old device shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// The text of the QR code.
    pub url: String,
    /// Until when it can be taken, by this device's clock as far as it agrees with the server's.
    pub expires_at: Instant,
}

/// What came over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenOver {
    /// The visitor's registration came along.
    pub visitor: bool,
    /// So many accompanying persons are new here.
    pub companions: usize,
}

/// Why nothing went over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransferError {
    /// The server did not do it, or was not reached.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The browser could not, or the ciphertext is not what the code belongs to.
    #[error(transparent)]
    Cipher(#[from] CipherError),
    /// No secrets on this browser.
    #[error(transparent)]
    NoRandom(#[from] NoRandom),
    /// Nobody is registered on this device.
    #[error("nobody is registered on this device")]
    Nobody,
    /// More persons than fit.
    #[error("more than {MAX_TRANSFER} bytes")]
    TooMuch,
    /// The address is not one of a transfer.
    #[error("not the address of a transfer")]
    NotATransfer,
    /// What came is not of a shape that this version knows.
    #[error("of a shape that this version does not know")]
    Unreadable,
}

impl Services {
    /// Leaves this device's registrations for another device. They stay here, too.
    pub async fn hand_over(&self) -> Result<HandOver, TransferError> {
        let platform = &self.0.platform;
        let profile = Profile { former: Vec::new(), leaving: Vec::new(), kept: false, ..self.profile() };
        if profile.everybody().next().is_none() {
            return Err(TransferError::Nobody);
        }
        let settings = self.0.shelf.load(Key::Settings).unwrap_or_default();
        let plain = to_text(&Luggage { profile, settings }).map_err(|_| TransferError::Unreadable)?;
        let (key, nonce) = (TransferKey(self.random()?), self.random::<NONCE_LEN>()?);
        let sealed = platform.cipher.seal(key.clone(), nonce, plain.into_bytes()).await?;
        let bytes = [&nonce[..], &sealed].concat();
        if bytes.len() > MAX_TRANSFER {
            return Err(TransferError::TooMuch);
        }
        let message = SealedTransfer { ciphertext: Base64UrlUnpadded::encode_string(&bytes) };
        let opened = api::transfers::put(&*platform.http, &message).await?;
        let url = format!("{}{PATH}{}.{key}", platform.origin, opened.id);
        Ok(HandOver { url, expires_at: opened.expires_at })
    }

    /// Takes over what another device left. `fragment` is what follows `#` in its code.
    ///
    /// The visitor who comes takes the place of the one who is here; that one's registration is not withdrawn, since it may be the
    /// same person's.
    pub async fn take_over(&self, fragment: &str) -> Result<TakenOver, TransferError> {
        let platform = &self.0.platform;
        let (id, key) = parse_fragment(fragment).ok_or(TransferError::NotATransfer)?;
        let SealedTransfer { ciphertext } = api::transfers::take(&*platform.http, id).await?;
        let bytes = Base64UrlUnpadded::decode_vec(&ciphertext).map_err(|_| CipherError::Wrong)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_LEN>().ok_or(CipherError::Wrong)?;
        let plain = platform.cipher.open(key, *nonce, sealed.to_vec()).await?;
        let text = String::from_utf8(plain).map_err(|_| TransferError::Unreadable)?;
        let Luggage { profile, settings } = from_text(&text).map_err(|_| TransferError::Unreadable)?;
        if self.0.shelf.load::<Settings>(Key::Settings).is_none() {
            self.save_settings(settings);
        }
        let taken = self.unpack(profile)?;
        self.update_notices(Notices::look_back_for_receipts);
        self.kick();
        Ok(taken)
    }

    fn unpack(&self, luggage: Profile) -> Result<TakenOver, NoRandom> {
        let mut taken = TakenOver { visitor: false, companions: 0 };
        let cards: Vec<_> = luggage.visitor.into_iter().chain(luggage.companions).collect();
        let cards: Vec<_> = cards
            .into_iter()
            .map(|card| Ok(PersonCard { id: PersonId(self.random_number()?), ..card }))
            .collect::<Result<_, NoRandom>>()?;
        self.update_profile(|profile| {
            for card in cards {
                let known = profile.everybody().any(|one| one.credential == card.credential);
                let role = card.role;
                // Past the limit of companions the rest stays behind; the count says so.
                if !known && profile.add(card).is_ok() {
                    match role {
                        PersonRole::Visitor => (taken.visitor, profile.kept) = (true, false),
                        PersonRole::Companion => taken.companions += 1,
                    }
                }
            }
        });
        Ok(taken)
    }
}

fn parse_fragment(fragment: &str) -> Option<(TransferId, TransferKey)> {
    let (id, key) = fragment.split_once('.')?;
    Some((id.parse().ok()?, key.parse().ok()?))
}
