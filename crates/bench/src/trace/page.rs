//! A recording traced again in Chromium.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header;
use axum::response::{Html, IntoResponse};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use venue_testkit::browser::{Browser, BrowserError, Lens, Look};

use crate::error::BenchError;

/// In a worker, as the console does it. The clock runs from the answers' bytes to the results' JSON.
const PAGE: &str = "<!doctype html><title>The tracer's benchmark</title><script type=module>\
    new Worker('/worker.js').onerror = (event) => fetch('/done', { method: 'POST', body: event.message });</script>";
const WORKER: &str = "(async () => {
  const bytes = new Uint8Array(await (await fetch('/recording')).arrayBuffer());
  // What would ask the browser for something is never called.
  const nothing = new Proxy({}, { get: () => new Proxy({}, { get: () => () => 0 }) });
  const { instance } = await WebAssembly.instantiateStreaming(fetch('/trace.wasm'), nothing);
  const { memory, replay_input, replay } = instance.exports;
  const begun = performance.now();
  const at = replay_input(bytes.length);
  new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
  const met = replay();
  const took = performance.now() - begun;
  await fetch('/done', { method: 'POST', body: `${met} ${took}` });
})();";

struct Shared {
    wasm: Vec<u8>,
    recording: Vec<u8>,
    done: mpsc::Sender<String>,
}

/// How many encounters there were, and how many milliseconds it took.
pub async fn trace(wasm: Vec<u8>, recording: Vec<u8>) -> Result<(usize, f64), BenchError> {
    let (done, mut outcome) = mpsc::channel(1);
    let shared = Arc::new(Shared { wasm, recording, done });
    let script = async || ([(header::CONTENT_TYPE, "text/javascript")], WORKER);
    let router = Router::new()
        .route("/", get(async || Html(PAGE)))
        .route("/worker.js", get(script))
        .route("/trace.wasm", get(module))
        .route("/recording", get(async |State(shared): State<Arc<Shared>>| shared.recording.clone()))
        .route("/done", post(told))
        .layer(DefaultBodyLimit::disable())
        .with_state(shared);
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(BenchError::Load)?;
    let address = format!("http://{}/", listener.local_addr().map_err(BenchError::Load)?);
    let serving = tokio::spawn(async {
        // It ends with the benchmark only.
        let _ended = axum::serve(listener, router).await;
    });
    let profile = tempfile::tempdir().map_err(BenchError::Load)?;
    let browser = Browser::start(Look::phone(Lens::Missing), profile.path()).await?;
    browser.driver.goto(&address).await.map_err(BrowserError::from)?;
    let told = outcome.recv().await.unwrap_or_default();
    browser.quit().await?;
    serving.abort();
    let (met, took) = told.split_once(' ').ok_or_else(|| BenchError::Value(format!("results: {told}")))?;
    match (met.parse(), took.parse()) {
        (Ok(met), Ok(took)) => Ok((met, took)),
        _ => Err(BenchError::Value(format!("results: {told}"))),
    }
}

async fn module(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/wasm")], shared.wasm.clone())
}

async fn told(State(shared): State<Arc<Shared>>, body: String) {
    // It fails when nobody waits any more.
    let _gone = shared.done.try_send(body);
}
