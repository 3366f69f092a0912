//! Where visitors reach the service.

use std::fmt;
use std::str::FromStr;

use axum::http::Uri;
use serde::{Deserialize, Serialize};
use venue_protocol::token::CodeHost;

/// `http://` or `https://`, a host, a port if it is not the scheme's own, and nothing behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicUrl {
    https: bool,
    authority: String,
    code_host: CodeHost,
}

/// A text that is not such a URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a URL such as https://example.org or http://localhost:8080, without a path")]
pub struct PublicUrlError(String);

impl PublicUrl {
    /// This machine at a port, for trials.
    pub(super) fn local(https: bool, port: u16) -> Self {
        let scheme = if https { "https" } else { "http" };
        let text = format!("{scheme}://localhost:{port}");
        #[expect(clippy::expect_used, reason = "it is well-formed for every port but 0, which becomes 1")]
        text.parse().or_else(|_| "http://localhost:1".parse()).expect("a well-formed URL")
    }

    /// Whether visitors come by HTTPS.
    pub const fn is_https(&self) -> bool {
        self.https
    }

    /// Whether it is this machine, which other services of its user share by name.
    pub fn is_local(&self) -> bool {
        self.authority.split(':').next() == Some("localhost")
    }

    /// Host, and port if the URL names one, in lower case.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The host as venue codes spell it: upper case, with the port.
    pub const fn code_host(&self) -> &CodeHost {
        &self.code_host
    }
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || PublicUrlError(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| error())?;
        let https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(error()),
        };
        let authority = uri.authority().ok_or_else(error)?.as_str().to_ascii_lowercase();
        let default_port = if https { ":443" } else { ":80" };
        let authority = authority.strip_suffix(default_port).unwrap_or(&authority).to_owned();
        if uri.path() != "/" || uri.query().is_some() {
            return Err(error());
        }
        let code_host = authority.parse().map_err(|_| error())?;
        Ok(Self { https, authority, code_host })
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", if self.https { "https" } else { "http" }, self.authority)
    }
}

impl TryFrom<String> for PublicUrl {
    type Error = PublicUrlError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PublicUrl> for String {
    fn from(url: PublicUrl) -> Self {
        url.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_codes_is_upper_case_and_keeps_an_unusual_port() {
        let host = |text: &str| text.parse::<PublicUrl>().unwrap().code_host().to_string();
        assert_eq!(host("https://Example.org"), "EXAMPLE.ORG");
        assert_eq!(host("https://example.org:443/"), "EXAMPLE.ORG");
        assert_eq!(host("http://localhost:8080"), "LOCALHOST:8080");
    }

    #[test]
    fn anything_but_scheme_and_host_is_refused() {
        for text in [
            "",
            "example.org",
            "ftp://example.org",
            "https://",
            "https://a.b/c",
            "https://a.b?c",
            "https://u@a.b",
        ] {
            assert_eq!(text.parse::<PublicUrl>(), Err(PublicUrlError(text.to_owned())), "{text}");
        }
    }
}
