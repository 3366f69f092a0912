//! What stands in the address: ids and questions.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use venue_protocol::problem::ProblemType;

use crate::problem::ApiProblem;

/// Ids in the path; where they are none, nothing is there.
#[derive(Debug)]
pub struct InPath<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for InPath<T> {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiProblem> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(ids)) => Ok(Self(ids)),
            Err(_) => Err(ProblemType::NotFound.into()),
        }
    }
}

/// What is asked behind the `?`.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiProblem> {
        match axum::extract::Query::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(asked)) => Ok(Self(asked)),
            Err(_) => {
                Err(ApiProblem::new(ProblemType::Malformed).with_detail("what is asked is not understood"))
            }
        }
    }
}
