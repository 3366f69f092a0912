//! Problems as answers (RFC 9457).

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use venue_protocol::problem::{FormProblem, MEDIA_TYPE, Problem, ProblemType};

use crate::budget::UsedUp;
use crate::sealer::Refusal;
use crate::store::StoreError;

/// When to come again after a 503.
const RETRY_AFTER_S: u32 = 2;

/// A problem as an answer. Its body is written by [`crate::edge`], which knows the request's id.
#[derive(Debug, Clone)]
pub struct ApiProblem(pub Box<Problem>);

impl ApiProblem {
    /// A problem of this type without particulars.
    pub fn new(kind: ProblemType) -> Self {
        let mut problem = Problem::new(kind);
        if matches!(kind, ProblemType::Unavailable | ProblemType::Timeout) {
            problem.retry_after_s = Some(RETRY_AFTER_S);
        }
        Self(Box::new(problem))
    }

    /// The same with words about this occurrence.
    #[must_use]
    pub fn with_detail(self, detail: impl Into<String>) -> Self {
        Self(Box::new(self.0.with_detail(detail)))
    }
}

impl From<ProblemType> for ApiProblem {
    fn from(kind: ProblemType) -> Self {
        Self::new(kind)
    }
}

impl From<Vec<FormProblem>> for ApiProblem {
    fn from(form: Vec<FormProblem>) -> Self {
        let mut problem = Problem::new(ProblemType::Invalid);
        problem.form = form;
        Self(Box::new(problem))
    }
}

impl From<UsedUp> for ApiProblem {
    fn from(UsedUp { retry_after_s }: UsedUp) -> Self {
        let mut problem = Problem::new(ProblemType::TooManyRequests);
        problem.retry_after_s = Some(retry_after_s);
        Self(Box::new(problem))
    }
}

impl From<Refusal> for ApiProblem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Busy | Refusal::Store => Self::new(ProblemType::Unavailable),
            Refusal::Problem(ProblemType::NoAuthorityKeys) => Self::new(ProblemType::NoAuthorityKeys)
                .with_detail("make them with: venue-server authority new --out DIR"),
            Refusal::Problem(kind) => Self::new(kind),
            Refusal::Malformed(detail) => Self::new(ProblemType::Malformed).with_detail(detail),
            Refusal::Invalid(fields) => {
                let mut problem = Problem::new(ProblemType::Invalid);
                problem.fields = fields;
                Self(Box::new(problem))
            }
            Refusal::InvalidForm { fields, form } => {
                let mut problem = Problem::new(ProblemType::Invalid);
                (problem.fields, problem.form) = (fields, form);
                Self(Box::new(problem))
            }
        }
    }
}

impl From<StoreError> for ApiProblem {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "reading failed");
        Self::new(ProblemType::Unavailable)
    }
}

impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status;
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if let Some(seconds) = self.0.retry_after_s {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}
