//! JSON: values to text and back.
//!
//! In the browser its own parser does the reading and writing: a second one in Wasm would cost a tenth of the first
//! load. Natively, where the tests run, `serde_json` does it.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A text that is not JSON of the expected shape.
#[derive(Debug, thiserror::Error)]
#[error("not JSON of the expected shape: {0}")]
pub struct JsonError(String);

/// Reads a value.
///
/// # Errors
/// If the text is not JSON of this shape.
pub fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, JsonError> {
    engine::from_text(text)
}

/// Writes a value.
///
/// # Errors
/// If the value has no JSON form.
pub fn to_text<T: Serialize + ?Sized>(value: &T) -> Result<String, JsonError> {
    engine::to_text(value, "")
}

/// Writes a value for people to read.
///
/// # Errors
/// If the value has no JSON form.
pub fn to_pretty_text<T: Serialize + ?Sized>(value: &T) -> Result<String, JsonError> {
    engine::to_text(value, "  ")
}

#[cfg(target_arch = "wasm32")]
mod engine {
    use js_sys::JSON;
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use wasm_bindgen::JsValue;

    use super::JsonError;

    pub fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, JsonError> {
        let value = JSON::parse(text).map_err(|_| JsonError("not JSON".to_owned()))?;
        serde_wasm_bindgen::from_value(value).map_err(|error| JsonError(error.to_string()))
    }

    pub fn to_text<T: Serialize + ?Sized>(value: &T, indent: &str) -> Result<String, JsonError> {
        let serializer = serde_wasm_bindgen::Serializer::json_compatible();
        let value = value.serialize(&serializer).map_err(|error| JsonError(error.to_string()))?;
        JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &JsValue::from_str(indent))
            .map(String::from)
            .map_err(|_| JsonError("not JSON".to_owned()))
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod engine {
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::JsonError;

    impl From<serde_json::Error> for JsonError {
        fn from(error: serde_json::Error) -> Self {
            Self(error.to_string())
        }
    }

    pub fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, JsonError> {
        Ok(serde_json::from_str(text)?)
    }

    pub fn to_text<T: Serialize + ?Sized>(value: &T, indent: &str) -> Result<String, JsonError> {
        let text = if indent.is_empty() {
            serde_json::to_string(value)
        } else {
            serde_json::to_string_pretty(value)
        };
        Ok(text?)
    }
}
