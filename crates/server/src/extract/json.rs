//! JSON bodies: declared as such, bounded, of the expected shape.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use venue_protocol::problem::ProblemType;

use crate::problem::ApiProblem;

/// A JSON body, read or to be sent.
#[derive(Debug)]
pub struct Json<T>(pub T);

/// A body that is declared as JSON, unread.
pub struct RawJson(pub Bytes);

/// What is wrong with a body's shape, without its values: they may be personal.
pub fn shape_error(error: &serde_json::Error) -> String {
    let text = error.to_string();
    // These two name fields; everything else that serde says may show values.
    let named = ["unknown field", "missing field"].into_iter().any(|start| text.starts_with(start));
    if named {
        return text;
    }
    let what = match error.classify() {
        serde_json::error::Category::Data => "not of the expected shape",
        serde_json::error::Category::Eof => "not complete",
        serde_json::error::Category::Syntax | serde_json::error::Category::Io => "not JSON",
    };
    format!("{what}, at line {} column {}", error.line(), error.column())
}

impl<S: Send + Sync> FromRequest<S> for RawJson {
    type Rejection = ApiProblem;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiProblem> {
        let declared = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = declared.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            return Err(ProblemType::UnsupportedMediaType.into());
        }
        match Bytes::from_request(request, state).await {
            Ok(body) => Ok(Self(body)),
            Err(rejection) => Err(unread(&rejection).into()),
        }
    }
}

pub(super) fn unread(rejection: &BytesRejection) -> ProblemType {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        ProblemType::TooLarge
    } else {
        ProblemType::Malformed
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = ApiProblem;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiProblem> {
        let RawJson(body) = RawJson::from_request(request, state).await?;
        serde_json::from_slice(&body)
            .map(Self)
            .map_err(|error| ApiProblem::new(ProblemType::Malformed).with_detail(shape_error(&error)))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

#[cfg(test)]
mod tests {
    use venue_protocol::wire::persons::RegisterPerson;

    use super::*;

    #[test]
    fn an_error_about_a_body_names_fields_but_never_values() {
        let error = |body: &str| shape_error(&serde_json::from_str::<RegisterPerson>(body).unwrap_err());
        assert!(error(r#"{"hobby":1}"#).starts_with("unknown field `hobby`"));
        assert!(error(r#"{"document":"张三"}"#).starts_with("not of the expected shape, at line 1"));
        assert!(error(r#"{"name":["张三"]}"#).starts_with("not of the expected shape, at line 1"));
        assert_eq!(error("张三"), "not JSON, at line 1 column 1");
    }
}
