//! Where this device is, if its user lets the page know.

use js_sys::{Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Position;

/// `GeolocationPositionError.PERMISSION_DENIED`
const PERMISSION_DENIED: u32 = 1;

/// Why there is no position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPosition {
    /// The user or the browser does not allow it.
    #[error("the position was refused")]
    Refused,
    /// It was not found.
    #[error("the position was not found")]
    Unknown,
}

/// Latitude and longitude in degrees, WGS 84. The browser asks its user first.
///
/// # Errors
/// If there is none.
pub async fn here() -> Result<(f64, f64), NoPosition> {
    let window = web_sys::window().ok_or(NoPosition::Unknown)?;
    let geolocation = window.navigator().geolocation().map_err(|_| NoPosition::Unknown)?;
    let mut asked = Ok(());
    let answer = Promise::new(&mut |found, failed| {
        let found = Closure::once_into_js(move |position: JsValue| found.call1(&JsValue::NULL, &position));
        let failed = Closure::once_into_js(move |error: JsValue| failed.call1(&JsValue::NULL, &error));
        asked = geolocation
            .get_current_position_with_error_callback(found.unchecked_ref(), Some(failed.unchecked_ref()));
    });
    asked.map_err(|_| NoPosition::Unknown)?;
    match JsFuture::from(answer).await {
        Ok(position) => {
            let coordinates = position.unchecked_into::<Position>().coords();
            Ok((coordinates.latitude(), coordinates.longitude()))
        }
        Err(error) => {
            let refused = Reflect::get(&error, &"code".into()).is_ok_and(|code| code == PERMISSION_DENIED);
            Err(if refused { NoPosition::Refused } else { NoPosition::Unknown })
        }
    }
}
