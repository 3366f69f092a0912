//! Giving somebody a file.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
#[cfg(feature = "console")]
use wasm_bindgen_futures::JsFuture;
#[cfg(feature = "console")]
use web_sys::Response;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

#[cfg(feature = "console")]
use super::http::{HttpAnswer, HttpError};

/// Offers a text as a file to save. `false` if the browser could not.
pub fn offer(name: &str, media_type: &str, text: &str) -> bool {
    try_offer(name, media_type, text).is_ok()
}

fn try_offer(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    save(name, &Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)?)
}

/// Offers bytes as a file to save. `false` if the browser could not.
#[cfg(feature = "console")]
pub fn offer_bytes(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let parts = Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind);
    blob.and_then(|blob| save(name, &blob)).is_ok()
}

fn save(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let body = document.body().ok_or(JsValue::NULL)?;
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    // Old Firefox follows only links that are in the document.
    body.append_child(&link)?;
    link.click();
    link.remove();
    // Revoking at once would cancel the download in Safari.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// A file of our own server, fetched by the page, so that a refusal can be told in words.
#[cfg(feature = "console")]
#[derive(Debug)]
pub struct Fetched {
    name: String,
    blob: Blob,
}

#[cfg(feature = "console")]
impl Fetched {
    /// Offers it as a file to save, under the name that the server gave it. `false` if the browser could not.
    pub fn offer(&self) -> bool {
        save(&self.name, &self.blob).is_ok()
    }
}

/// Fetches a file; any other answer than success is given back as it is.
///
/// # Errors
/// Without an answer.
#[cfg(feature = "console")]
pub async fn fetch(path: &str) -> Result<Result<Fetched, HttpAnswer>, HttpError> {
    try_fetch(path).await.map_err(|_| HttpError::Unreachable)
}

/// Fetches the bytes of something of our own server; any other answer than success is given back as it is.
///
/// # Errors
/// Without an answer.
#[cfg(feature = "console")]
pub async fn bytes(path: &str) -> Result<Result<Vec<u8>, HttpAnswer>, HttpError> {
    let read = async || {
        let blob = match try_fetch(path).await? {
            Ok(Fetched { blob, .. }) => blob,
            Err(answer) => return Ok(Err(answer)),
        };
        let buffer = JsFuture::from(blob.array_buffer()).await?;
        Ok::<_, JsValue>(Ok(js_sys::Uint8Array::new(&buffer).to_vec()))
    };
    read().await.map_err(|_| HttpError::Unreachable)
}

#[cfg(feature = "console")]
async fn try_fetch(path: &str) -> Result<Result<Fetched, HttpAnswer>, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str(path)).await?.dyn_into()?;
    if !response.ok() {
        let body = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
        return Ok(Err(HttpAnswer { status: response.status(), body }));
    }
    // attachment; filename="counts-2026-11-01-2026-11-07.csv"
    let disposition = response.headers().get("content-disposition")?.unwrap_or_default();
    let name = disposition.split("filename=\"").nth(1).and_then(|rest| rest.split('"').next());
    let name = name.unwrap_or_default().to_owned();
    let blob = JsFuture::from(response.blob()?).await?.dyn_into()?;
    Ok(Ok(Fetched { name, blob }))
}
