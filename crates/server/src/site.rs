//! The site, embedded when the server was built (see `build.rs`), compressed ahead of time.

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use venue_protocol::problem::ProblemType;

use crate::problem::ApiProblem;

/// A file of the site.
struct File {
    path: &'static str,
    etag: &'static str,
    identity: &'static [u8],
    br: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

/// Sorted by path.
static FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/site.rs"));

const INDEX: &str = "/index.html";
/// The managers' console, an app of its own.
const CONSOLE: &str = "/console.html";
/// An application may say where its venue is by the device's own position; visitors are never asked for theirs.
const CONSOLE_PERMISSIONS: &str =
    "camera=(self), microphone=(), geolocation=(self), payment=(), usb=(), serial=(), midi=()";
const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Venue Code</title>\
    <p>The site is not built into this server. Build both with: <code>cargo xtask run</code>\n";

fn find(path: &str) -> Option<&'static File> {
    FILES.binary_search_by(|file| file.path.cmp(path)).ok().and_then(|n| FILES.get(n))
}

/// A file of the site; the page of the app for every path that names no file, since the app itself knows its pages.
pub async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return ApiProblem::new(ProblemType::MethodNotAllowed).into_response();
    }
    let path = uri.path();
    let names_a_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    match find(path) {
        Some(file) => answer(file, &headers),
        None if names_a_file => ApiProblem::new(ProblemType::NotFound).into_response(),
        None => match find(app_of(path)) {
            Some(index) => answer(index, &headers),
            None => ([(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-cache")], NOT_BUILT)
                .into_response(),
        },
    }
}

/// The page that opens the app at this path.
fn app_of(path: &str) -> &'static str {
    let rest = path.strip_prefix("/console");
    if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) { CONSOLE } else { INDEX }
}

fn answer(file: &'static File, request: &HeaderMap) -> Response {
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    let cache = if is_hashed(file.path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(ETAG, HeaderValue::from_static(file.etag));
    if file.path == CONSOLE {
        headers.insert("permissions-policy", HeaderValue::from_static(CONSOLE_PERMISSIONS));
    }
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if is_known(request, file.etag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(file.path)));
    let forms = [("br", file.br), ("gzip", file.gzip)];
    let accepted =
        forms.into_iter().find_map(|(name, form)| Some((name, form.filter(|_| accepts(request, name))?)));
    let bytes = match accepted {
        Some((name, bytes)) => {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
            bytes
        }
        None => file.identity,
    };
    *response.body_mut() = Body::from(bytes);
    response
}

fn is_known(request: &HeaderMap, etag: &str) -> bool {
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let known = request.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    known.flat_map(|value| value.split(',')).any(|tag| tag.trim() == "*" || strong(tag) == strong(etag))
}

/// Whether an encoding is accepted (RFC 9110, 12.5.3): named, and not with quality 0.
fn accepts(request: &HeaderMap, encoding: &str) -> bool {
    let offers = request.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    offers.flat_map(|value| value.split(',')).any(|offer| {
        let mut parts = offer.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused = parts.filter_map(|part| part.strip_prefix("q=")).any(|q| q.parse() == Ok(0.0));
        named && !refused
    })
}

/// Whether the name carries a hash of the content, such as `app-0123456789abcdef.js`.
fn is_hashed(path: &str) -> bool {
    path.match_indices('-').any(|(at, _)| {
        let rest = &path[at + 1..];
        let hex = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        hex >= 8 && rest[hex..].starts_with(['.', '_'])
    })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(name: axum::http::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(is_hashed("/app-0123456789abcdef.js"));
        assert!(is_hashed("/app-0123456789abcdef_bg.wasm"));
        for path in
            ["/index.html", "/sw.js", "/help/zh-CN.html", "/app-0123.js", "/feed-beef.js", "/a-0123456789"]
        {
            assert!(!is_hashed(path), "{path}");
        }
    }

    #[test]
    fn the_console_opens_at_its_addresses_and_the_visitors_app_at_all_others() {
        for path in ["/console", "/console/", "/console/venues/AAEC_f7_"] {
            assert_eq!(app_of(path), CONSOLE, "{path}");
        }
        for path in ["/", "/consoles", "/V/CONSOLE", "/persons"] {
            assert_eq!(app_of(path), INDEX, "{path}");
        }
    }

    #[test]
    fn brotli_goes_before_gzip_and_either_only_if_accepted() {
        static FILE: File =
            File { path: "/a.js", etag: "W/\"1\"", identity: b"plain", br: Some(b"br"), gzip: Some(b"gz") };
        let encoding = |accepted| {
            let response = answer(&FILE, &request(ACCEPT_ENCODING, accepted));
            response.headers().get(CONTENT_ENCODING).map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(encoding("gzip, deflate, br").as_deref(), Some("br"));
        assert_eq!(encoding("gzip;q=1.0, br;q=0").as_deref(), Some("gzip"));
        assert_eq!(encoding("identity"), None);
    }

    #[test]
    fn a_known_file_is_not_sent_again() {
        static FILE: File = File { path: "/a", etag: "W/\"1\"", identity: b"plain", br: None, gzip: None };
        let status = |known| answer(&FILE, &request(IF_NONE_MATCH, known)).status();
        assert_eq!(status("W/\"1\""), StatusCode::NOT_MODIFIED);
        assert_eq!(status("\"0\", \"1\""), StatusCode::NOT_MODIFIED);
        assert_eq!(status("\"2\""), StatusCode::OK);
    }
}
