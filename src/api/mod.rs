//! The server's API, one file a resource. To add an endpoint: a function beside its resource that names its path and its
//! messages of [`venue_protocol::wire`].

use serde::de::DeserializeOwned;
use venue_protocol::problem::{Problem, ProblemType};

use crate::json::{self, JsonError};
use crate::platform::LocalFuture;
#[cfg(feature = "console")]
use crate::platform::download::{self, Fetched};
use crate::platform::http::{Http, HttpAnswer, HttpError, HttpRequest, Method};

#[cfg(feature = "console")]
pub mod accounts;
#[cfg(feature = "console")]
pub mod applications;
#[cfg(feature = "console")]
pub mod authority;
#[cfg(feature = "console")]
pub mod cases;
pub mod check_ins;
#[cfg(feature = "console")]
pub mod dashboard;
#[cfg(feature = "console")]
pub mod desk;
pub mod keys;
#[cfg(feature = "console")]
pub mod live;
#[cfg(feature = "console")]
pub mod manage;
#[cfg(feature = "console")]
pub mod members;
pub mod notices;
pub mod persons;
#[cfg(feature = "console")]
pub mod posters;
#[cfg(feature = "console")]
pub mod report_desk;
pub mod reports;
#[cfg(feature = "console")]
pub mod reviews;
#[cfg(feature = "console")]
pub mod sessions;
pub mod transfers;
pub mod venues;

/// Why a call had no success.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// The server was not reached.
    #[error("the server was not reached")]
    Offline,
    /// The answer did not come in time.
    #[error("the answer did not come in time")]
    Timeout,
    /// The server says what is wrong.
    #[error("{}", .0.title)]
    Problem(Box<Problem>),
    /// An answer that is not our server's: a gateway's error, or a network that wants a login first.
    #[error("an unexpected answer with status {status}")]
    Unexpected {
        /// The HTTP status.
        status: u16,
    },
}

impl ApiError {
    /// The type of the server's problem, if it gave one.
    pub fn problem(&self) -> Option<ProblemType> {
        match self {
            Self::Problem(problem) => Some(problem.kind),
            _ => None,
        }
    }

    /// When the server wants to be asked again, in seconds.
    pub fn retry_after_s(&self) -> Option<u32> {
        match self {
            Self::Problem(problem) => problem.retry_after_s,
            _ => None,
        }
    }
}

impl From<HttpError> for ApiError {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Unreachable => Self::Offline,
            HttpError::Timeout => Self::Timeout,
        }
    }
}

/// What a call gives, sooner or later. In a box, so that waiting for it is compiled once and not into every caller.
type Answer<'a, A> = LocalFuture<'a, Result<A, ApiError>>;
/// A message as text.
type Body = Result<String, JsonError>;

/// A call.
fn send<'a>(http: &'a dyn Http, method: Method, path: &str, body: Option<Body>) -> Answer<'a, HttpAnswer> {
    let path = format!("/api/v1{path}");
    Box::pin(async move {
        // Our messages are structs with text keys; writing them to a string does not fail.
        let body = body.transpose();
        let body = body.map_err(|_| ApiError::Problem(Box::new(Problem::new(ProblemType::Malformed))))?;
        judge(http.send(HttpRequest { method, path, body }).await?)
    })
}

/// A success, or what the server says is wrong.
fn judge(answer: HttpAnswer) -> Result<HttpAnswer, ApiError> {
    if (200..300).contains(&answer.status) { Ok(answer) } else { Err(refusal(&answer)) }
}

fn refusal(answer: &HttpAnswer) -> ApiError {
    match json::from_text::<Problem>(&answer.body) {
        Ok(problem) => ApiError::Problem(Box::new(problem)),
        Err(_) => ApiError::Unexpected { status: answer.status },
    }
}

fn read<A: DeserializeOwned>(answer: &HttpAnswer) -> Result<A, ApiError> {
    json::from_text(&answer.body).map_err(|_| ApiError::Unexpected { status: answer.status })
}

/// A call that is answered with a message.
fn ask<'a, A: DeserializeOwned + 'a>(
    http: &'a dyn Http,
    method: Method,
    path: &str,
    body: Option<Body>,
) -> Answer<'a, A> {
    let answer = send(http, method, path, body);
    Box::pin(async move { read(&answer.await?) })
}

/// A file.
///
/// # Errors
/// As of any call.
#[cfg(feature = "console")]
pub async fn file(path: &str) -> Result<Fetched, ApiError> {
    download::fetch(path).await?.map_err(|answer| refusal(&answer))
}

/// A call that is answered with 204. Any other success is not our server's.
fn tell<'a>(http: &'a dyn Http, method: Method, path: &str, body: Option<Body>) -> Answer<'a, ()> {
    let answer = send(http, method, path, body);
    Box::pin(async move {
        match answer.await?.status {
            204 => Ok(()),
            status => Err(ApiError::Unexpected { status }),
        }
    })
}
