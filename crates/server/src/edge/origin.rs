//! Writes are accepted from the site itself, or from programs that are no browser.

use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};

use crate::config::PublicUrl;

/// Whether a write comes from a page of this service.
pub(super) fn is_own(headers: &HeaderMap, public_url: &PublicUrl) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    // Newer browsers say it themselves; a page cannot forge this header.
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(ORIGIN.as_str()) else { return true };
    let Some((_, authority)) = origin.split_once("://") else { return false };
    let host = text(HOST.as_str()).unwrap_or_default();
    authority.eq_ignore_ascii_case(public_url.authority()) || authority.eq_ignore_ascii_case(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(pairs: &[(&'static str, &str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(name, value)| (axum::http::HeaderName::from_static(name), value.parse().unwrap()));
        is_own(&headers.collect(), &"https://example.org".parse().unwrap())
    }

    #[test]
    fn a_page_of_another_site_may_not_write() {
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(!own(&[("sec-fetch-site", "cross-site"), ("origin", "https://example.org")]));
        assert!(!own(&[("sec-fetch-site", "same-site")]));
        assert!(own(&[("origin", "https://Example.org")]));
        assert!(own(&[("origin", "http://localhost:1234"), ("host", "localhost:1234")]));
        assert!(!own(&[("origin", "https://evil.example"), ("host", "example.org")]));
        assert!(!own(&[("origin", "null"), ("host", "example.org")]));
    }

    #[test]
    fn a_program_without_an_origin_may() {
        assert!(own(&[]));
    }
}
