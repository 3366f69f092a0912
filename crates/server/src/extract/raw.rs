//! Bodies that are files.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};

use super::json::unread;
use crate::problem::ApiProblem;

/// A bounded body as it came, whatever it is declared as.
#[derive(Debug)]
pub struct Raw(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = ApiProblem;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiProblem> {
        Bytes::from_request(request, state).await.map(Self).map_err(|rejection| unread(&rejection).into())
    }
}
