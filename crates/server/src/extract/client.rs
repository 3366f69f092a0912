//! The client's address, for budgets only; it is never logged.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::app::App;
use crate::config::Config;

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client {
    /// The visitor's address, as far as trusted proxies tell it.
    pub address: IpAddr,
}

impl FromRequestParts<Arc<App>> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::from(Ipv4Addr::UNSPECIFIED), |info| info.0.ip().to_canonical());
        Ok(Self::of(peer, &parts.headers, &app.config))
    }
}

impl Client {
    fn of(peer: IpAddr, headers: &HeaderMap, config: &Config) -> Self {
        let mut address = peer;
        if config.trusts(peer) {
            // From the nearest hop to the farthest: whatever stands before an address that is not ours is its word.
            let hops = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
            let hops: Vec<&str> = hops.flat_map(|value| value.split(',')).collect();
            for hop in hops.into_iter().rev() {
                let Ok(hop) = hop.trim().parse::<IpAddr>() else { break };
                address = hop.to_canonical();
                if !config.trusts(address) {
                    break;
                }
            }
        }
        Self { address }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: Option<&str>) -> String {
        let config = Config { trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()], ..Config::default() };
        let mut headers = HeaderMap::new();
        if let Some(forwarded) = forwarded {
            headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        }
        Client::of(peer.parse().unwrap(), &headers, &config).address.to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(client("192.0.2.1", Some("198.51.100.7")), "192.0.2.1");
        assert_eq!(client("10.0.0.1", Some("198.51.100.7")), "198.51.100.7");
        assert_eq!(client("10.0.0.1", Some("203.0.113.9, 198.51.100.7, 10.0.0.2")), "198.51.100.7");
        assert_eq!(client("10.0.0.1", Some("nonsense")), "10.0.0.1");
        assert_eq!(client("10.0.0.1", None), "10.0.0.1");
    }
}
