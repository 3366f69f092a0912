//! Headers that every answer carries.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// Pages load only their own files and run only their own scripts; Wasm needs its own permission. Camera frames and
/// pictures are blobs. The look's icons are data URLs.
const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; \
    manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const PERMISSIONS: &str =
    "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=()";

/// They depend on whether visitors come by HTTPS.
#[derive(Debug)]
pub struct SecurityHeaders {
    https: bool,
}

impl SecurityHeaders {
    /// `https`: whether browsers should insist on it from now on.
    pub const fn new(https: bool) -> Self {
        Self { https }
    }

    pub(super) fn add_to(&self, headers: &mut HeaderMap) {
        let mut add = |name: HeaderName, value: &'static str| {
            headers.entry(name).or_insert(HeaderValue::from_static(value));
        };
        add(X_CONTENT_TYPE_OPTIONS, "nosniff");
        add(REFERRER_POLICY, "no-referrer");
        add(CONTENT_SECURITY_POLICY, CSP);
        add(HeaderName::from_static("permissions-policy"), PERMISSIONS);
        add(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
        add(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
        if self.https {
            add(STRICT_TRANSPORT_SECURITY, "max-age=63072000");
        }
        // The site's files say for themselves how long they keep; all else is of the moment.
        add(CACHE_CONTROL, "no-store");
    }
}
