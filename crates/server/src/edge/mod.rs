//! What every request goes through: id, origin, time limit, panics, headers, counts, the log.
//!
//! The log holds method, route, status and time: no bodies, paths with ids, query strings, tokens or addresses.

mod headers;
mod origin;
mod request_id;

use std::any::Any;
use std::sync::Arc;
use std::time::{Duration, Instant as Ticks};

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tokio::time::timeout;
use tracing::{debug, info, warn};
use venue_protocol::problem::ProblemType;

use crate::app::App;
use crate::metrics::Answer;
use crate::problem::ApiProblem;

pub use headers::SecurityHeaders;
pub use request_id::RequestIds;

/// The middleware.
pub async fn edge(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let begun = Ticks::now();
    let id = app.request_ids.next();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let writes = !matches!(method, Method::GET | Method::HEAD | Method::OPTIONS);
    let mut response = if writes && !origin::is_own(request.headers(), &app.public_url) {
        ApiProblem::new(ProblemType::CrossSite).into_response()
    } else {
        let limit = Duration::from_secs(app.config.limits.request_s.into());
        match timeout(limit, next.run(request)).await {
            Ok(response) => response,
            Err(_) => ApiProblem::new(ProblemType::Timeout).into_response(),
        }
    };
    if let Some(ApiProblem(mut problem)) = response.extensions_mut().remove::<ApiProblem>() {
        problem.request_id = Some(id.clone());
        // A problem has no value that JSON cannot tell; were it so, the status and header still say enough.
        *response.body_mut() = Body::from(serde_json::to_vec(&problem).unwrap_or_default());
    }
    app.security_headers.add_to(response.headers_mut());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    let route = route.as_ref().map_or("site", MatchedPath::as_str);
    let (status, took) = (response.status(), begun.elapsed());
    app.metrics.seconds.observe(took.as_secs_f64());
    app.metrics.answers.get_or_create(&Answer { route: route.to_owned(), status: status.as_u16() }).inc();
    log(&id, &method, route, status, took);
    response
}

fn log(id: &str, method: &Method, route: &str, status: StatusCode, took: Duration) {
    let (method, status, millis) = (method.as_str(), status.as_u16(), took.as_millis() as u64);
    match status {
        500.. => warn!(id, method, route, status, millis, "answered"),
        400.. => info!(id, method, route, status, millis, "answered"),
        // Most of the traffic; the counts tell of it.
        _ => debug!(id, method, route, status, millis, "answered"),
    }
}

/// The answer to a panic in a handler. What it said may hold personal data, and is not logged.
pub fn caught(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    ApiProblem::new(ProblemType::Internal).into_response()
}
