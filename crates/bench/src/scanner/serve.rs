//! What the engines fetch: pixels, decoders, and the script that runs them; and where they send what came out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path as UrlPath, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::figures::Results;
use super::pictures::Picture;
use crate::error::BenchError;

const PAGE: &str = "<!doctype html><title>The scanner's benchmark</title><script>\
    new Worker('/npm/browser.mjs', { type: 'module' }).onerror = (event) => \
    fetch('/failed', { method: 'POST', body: event.message || 'the worker does not start' });</script>";

type Outcome = Result<Results, BenchError>;

/// Serves until it is dropped.
pub struct Server {
    address: String,
    outcomes: mpsc::Receiver<Outcome>,
    task: tokio::task::JoinHandle<()>,
}

struct Shared {
    parts: PathBuf,
    pictures: Vec<Picture>,
    times: usize,
    outcomes: mpsc::Sender<Outcome>,
}

impl Server {
    /// Serves the pictures and the files below `parts`.
    pub async fn start(parts: &Path, pictures: &[Picture], times: usize) -> Result<Self, BenchError> {
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(BenchError::Load)?;
        let address = format!("http://{}/", listener.local_addr().map_err(BenchError::Load)?);
        let (sender, outcomes) = mpsc::channel(1);
        let shared = Shared { parts: parts.to_owned(), pictures: pictures.to_vec(), times, outcomes: sender };
        let router = Router::new()
            .route("/", get(async || isolated(Html(PAGE))))
            .route("/task", get(task))
            .route("/frames/{index}", get(frame))
            .route("/results", post(results))
            .route("/failed", post(failed))
            .fallback(get(file))
            .layer(DefaultBodyLimit::disable())
            .with_state(Arc::new(shared));
        let task = tokio::spawn(async {
            // It ends with the benchmark only.
            let _ended = axum::serve(listener, router).await;
        });
        Ok(Self { address, outcomes, task })
    }

    /// Where it is, with a slash at the end.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What an engine sent, once it has.
    pub async fn results(&mut self) -> Outcome {
        self.outcomes.recv().await.unwrap_or_else(|| Err(BenchError::Value("results".to_owned())))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Pages that share nothing with others get a clock of 5 us instead of 100.
fn isolated(answer: impl IntoResponse) -> Response {
    let headers = [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cache-control", "no-store"),
    ];
    (headers, answer).into_response()
}

async fn task(State(shared): State<Arc<Shared>>) -> Json<Value> {
    Json(json!({"frames": shared.pictures.len(), "times": shared.times}))
}

async fn frame(State(shared): State<Arc<Shared>>, UrlPath(index): UrlPath<usize>) -> Response {
    let Some(picture) = shared.pictures.get(index) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match picture.open() {
        Ok(pixels) => {
            let sizes = [("x-width", pixels.width().to_string()), ("x-height", pixels.height().to_string())];
            (sizes, pixels.into_raw()).into_response()
        }
        Err(error) => {
            // Nobody hears it but this; and the engine stops at the status.
            let _full = shared.outcomes.try_send(Err(BenchError::Picture(picture.path.clone(), error)));
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn results(State(shared): State<Arc<Shared>>, body: Bytes) {
    let outcome = serde_json::from_slice(&body).map_err(BenchError::from);
    // It fails when nobody waits any more.
    let _gone = shared.outcomes.try_send(outcome);
}

async fn failed(State(shared): State<Arc<Shared>>, words: String) {
    // As above.
    let _gone = shared.outcomes.try_send(Err(BenchError::Value(format!("results: {words}"))));
}

/// A file below `parts`.
async fn file(State(shared): State<Arc<Shared>>, uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let kind = match path.rsplit('.').next() {
        Some("js" | "mjs") => "text/javascript",
        Some("wasm") => "application/wasm",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match std::fs::read(shared.parts.join(path)) {
        Ok(content) if !path.contains("..") => isolated(([(header::CONTENT_TYPE, kind)], content)),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
