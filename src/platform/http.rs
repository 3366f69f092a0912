//! HTTP to our own server.

use gloo::timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response};

use super::LocalFuture;

/// After so long without a whole answer a request is given up.
const TIMEOUT_MS: u32 = 15_000;

/// The methods that the API uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
    /// PUT
    Put,
    /// DELETE
    Delete,
}

impl Method {
    /// As HTTP writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// A request to the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The path on our own host.
    pub path: String,
    /// The JSON body.
    pub body: Option<String>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpAnswer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: String,
}

/// No answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// The server was not reached.
    #[error("the server was not reached")]
    Unreachable,
    /// The answer did not come in time.
    #[error("no answer within {TIMEOUT_MS} ms")]
    Timeout,
}

/// Sends requests.
pub trait Http {
    /// Sends one; any status is an answer.
    fn send(&self, request: HttpRequest) -> LocalFuture<'_, Result<HttpAnswer, HttpError>>;
}

/// The browser's `fetch`.
#[derive(Debug, Clone, Copy)]
pub struct BrowserHttp;

impl Http for BrowserHttp {
    fn send(&self, request: HttpRequest) -> LocalFuture<'_, Result<HttpAnswer, HttpError>> {
        Box::pin(async move {
            let abort = AbortController::new().map_err(|_| HttpError::Unreachable)?;
            let signal = abort.signal();
            let timer = Timeout::new(TIMEOUT_MS, move || abort.abort());
            let answer = exchange(&request, &signal).await;
            timer.cancel();
            answer.ok_or(if signal.aborted() { HttpError::Timeout } else { HttpError::Unreachable })
        })
    }
}

async fn exchange(request: &HttpRequest, signal: &web_sys::AbortSignal) -> Option<HttpAnswer> {
    let init = RequestInit::new();
    init.set_method(request.method.as_str());
    init.set_signal(Some(signal));
    init.set_cache(web_sys::RequestCache::NoStore);
    let headers = Headers::new().ok()?;
    headers.set("accept", "application/json").ok()?;
    if let Some(body) = &request.body {
        headers.set("content-type", "application/json").ok()?;
        init.set_body(&body.into());
    }
    init.set_headers(&headers);
    let fetched: Promise = web_sys::window()?.fetch_with_str_and_init(&request.path, &init);
    let response: Response = JsFuture::from(fetched).await.ok()?.dyn_into().ok()?;
    let body = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some(HttpAnswer { status: response.status(), body })
}
