//! Sending a file to our own server, with its progress.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

use super::http::{HttpAnswer, HttpError, Method};

/// Large files on slow lines take their time.
const TIMEOUT_MS: u32 = 120_000;

/// Sends a file; `progress` is told what part of it has gone out, from 0 to 1.
///
/// # Errors
/// Without an answer.
pub async fn send(
    method: Method,
    path: String,
    media_type: &'static str,
    file: Blob,
    progress: impl Fn(f64) + 'static,
) -> Result<HttpAnswer, HttpError> {
    let request = XmlHttpRequest::new().map_err(|_| HttpError::Unreachable)?;
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            progress(event.loaded() / event.total());
        }
    });
    let begin = || {
        request.open(method.as_str(), &path)?;
        request.set_timeout(TIMEOUT_MS);
        request.set_request_header("accept", "application/json")?;
        request.set_request_header("content-type", media_type)?;
        request.upload()?.set_onprogress(Some(progress.as_ref().unchecked_ref()));
        Ok::<(), wasm_bindgen::JsValue>(())
    };
    begin().map_err(|_| HttpError::Unreachable)?;
    let mut sent = Ok(());
    let ended = Promise::new(&mut |done, failed| {
        request.set_onload(Some(&done));
        request.set_onerror(Some(&failed));
        request.set_ontimeout(Some(&failed));
        sent = request.send_with_opt_blob(Some(&file));
    });
    sent.map_err(|_| HttpError::Unreachable)?;
    let outcome = JsFuture::from(ended).await;
    if let Err(event) = outcome {
        let timeout = event.dyn_ref::<web_sys::Event>().is_some_and(|event| event.type_() == "timeout");
        return Err(if timeout { HttpError::Timeout } else { HttpError::Unreachable });
    }
    let status = request.status().map_err(|_| HttpError::Unreachable)?;
    let body = request.response_text().ok().flatten().unwrap_or_default();
    Ok(HttpAnswer { status, body })
}
