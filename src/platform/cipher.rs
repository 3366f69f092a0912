//! AES-256-GCM by the browser, for a registration on its way to another device (F19).

use std::fmt;
use std::str::FromStr;

use base64ct::{Base64UrlUnpadded, Encoding};
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::LocalFuture;

/// The key that only the one-time QR code holds.
#[derive(Clone, PartialEq, Eq)]
pub struct TransferKey(pub [u8; 32]);

impl fmt::Debug for TransferKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransferKey(..)")
    }
}

impl fmt::Display for TransferKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Base64UrlUnpadded::encode_string(&self.0))
    }
}

impl FromStr for TransferKey {
    type Err = CipherError;
    fn from_str(text: &str) -> Result<Self, CipherError> {
        let bytes = Base64UrlUnpadded::decode_vec(text).map_err(|_| CipherError::Wrong)?;
        bytes.try_into().map(Self).map_err(|_| CipherError::Wrong)
    }
}

/// Bytes of the nonce.
pub const NONCE_LEN: usize = 12;

/// Why nothing was encrypted or decrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CipherError {
    /// The browser has no WebCrypto here: the page is not secure.
    #[error("the browser encrypts nothing on this page")]
    Unsupported,
    /// The ciphertext was not made with this key, or was changed.
    #[error("the ciphertext does not belong to this key")]
    Wrong,
}

/// Authenticated encryption, each key used once.
pub trait Cipher {
    /// The ciphertext with its tag.
    fn seal(
        &self,
        key: TransferKey,
        nonce: [u8; NONCE_LEN],
        plain: Vec<u8>,
    ) -> LocalFuture<'_, Result<Vec<u8>, CipherError>>;
    /// Back from [`Cipher::seal`].
    fn open(
        &self,
        key: TransferKey,
        nonce: [u8; NONCE_LEN],
        sealed: Vec<u8>,
    ) -> LocalFuture<'_, Result<Vec<u8>, CipherError>>;
}

/// WebCrypto.
#[derive(Debug, Clone, Copy)]
pub struct BrowserCipher;

impl Cipher for BrowserCipher {
    fn seal(
        &self,
        key: TransferKey,
        nonce: [u8; NONCE_LEN],
        plain: Vec<u8>,
    ) -> LocalFuture<'_, Result<Vec<u8>, CipherError>> {
        Box::pin(async move {
            let subtle = subtle().ok_or(CipherError::Unsupported)?;
            let (key, how) = prepared(&subtle, &key, nonce).await.map_err(|_| CipherError::Unsupported)?;
            let sealed = subtle.encrypt_with_object_and_u8_array(&how, &key, &plain);
            bytes(sealed).await.map_err(|_| CipherError::Unsupported)
        })
    }

    fn open(
        &self,
        key: TransferKey,
        nonce: [u8; NONCE_LEN],
        sealed: Vec<u8>,
    ) -> LocalFuture<'_, Result<Vec<u8>, CipherError>> {
        Box::pin(async move {
            let subtle = subtle().ok_or(CipherError::Unsupported)?;
            let (key, how) = prepared(&subtle, &key, nonce).await.map_err(|_| CipherError::Unsupported)?;
            let plain = subtle.decrypt_with_object_and_u8_array(&how, &key, &sealed);
            bytes(plain).await.map_err(|_| CipherError::Wrong)
        })
    }
}

fn subtle() -> Option<SubtleCrypto> {
    let crypto = web_sys::window()?.crypto().ok()?;
    // Undefined on pages that are not secure.
    Reflect::get(&crypto, &"subtle".into()).ok()?.dyn_into().ok()
}

async fn prepared(
    subtle: &SubtleCrypto,
    key: &TransferKey,
    nonce: [u8; NONCE_LEN],
) -> Result<(CryptoKey, Object), JsValue> {
    let how = Object::new();
    Reflect::set(&how, &"name".into(), &"AES-GCM".into())?;
    Reflect::set(&how, &"iv".into(), &Uint8Array::from(nonce.as_slice()))?;
    let raw = Uint8Array::from(key.0.as_slice());
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let imported = subtle.import_key_with_str("raw", &raw, "AES-GCM", false, &uses)?;
    Ok((JsFuture::from(imported).await?.dyn_into()?, how))
}

async fn bytes(promise: Result<Promise, JsValue>) -> Result<Vec<u8>, JsValue> {
    Ok(Uint8Array::new(&JsFuture::from(promise?).await?).to_vec())
}
