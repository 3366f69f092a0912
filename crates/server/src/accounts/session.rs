//! Sessions: the cookie's secret, when a session ends by itself, and what browser it is of.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use data_encoding::BASE64URL_NOPAD;
use venue_protocol::instant::Instant;
use venue_protocol::wire::accounts::AccountRole;
use zeroize::Zeroizing;

use super::secret_hash;
use crate::extract::cookie;
use crate::random::SharedRandom;
use crate::store::accounts::{OpenSession, SecretHash};

/// The use of a session is noted so often.
pub const SEEN_EVERY_MS: i64 = 10 * 60 * 1000;

const NAME: &str = "__Host-session";
const ATTRIBUTES: &str = "Path=/; Secure; HttpOnly; SameSite=Strict";
const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// After how long a session ends.
struct Ends {
    idle_ms: i64,
    absolute_ms: i64,
}

/// A tablet at a door is used all day, and not on days off; whoever sees more is asked more often.
const fn ends(role: AccountRole) -> Ends {
    match role {
        AccountRole::Manager => Ends { idle_ms: longest_idle_ms(), absolute_ms: longest_absolute_ms() },
        _ => Ends { idle_ms: 2 * HOUR_MS, absolute_ms: 12 * HOUR_MS },
    }
}

/// A session that was not used for so long is over, whoever's it is.
pub const fn longest_idle_ms() -> i64 {
    4 * DAY_MS
}

/// A session that began so long ago is over, whoever's it is.
pub const fn longest_absolute_ms() -> i64 {
    30 * DAY_MS
}

/// Whether a session is not over yet.
pub fn is_alive(session: &OpenSession, now: Instant) -> bool {
    let Ends { idle_ms, absolute_ms } = ends(session.role);
    now.millis_since(session.seen_at) < idle_ms && now.millis_since(session.begun_at) < absolute_ms
}

/// What the cookie holds.
pub struct SessionSecret(Zeroizing<[u8; 32]>);

impl SessionSecret {
    /// A new one.
    pub fn draw(random: &SharedRandom) -> Self {
        Self(Zeroizing::new(random.bytes()))
    }

    /// That of a request, if it has one.
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let bytes = Zeroizing::new(BASE64URL_NOPAD.decode(cookie(headers, NAME)?.as_bytes()).ok()?);
        bytes.as_slice().try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// What the database holds of it.
    pub fn hash(&self) -> SecretHash {
        secret_hash(self.0.as_slice())
    }

    /// The header that sets the cookie.
    pub fn cookie(&self, role: AccountRole) -> String {
        let value = BASE64URL_NOPAD.encode(self.0.as_slice());
        format!("{NAME}={value}; Max-Age={}; {ATTRIBUTES}", ends(role).absolute_ms / 1000)
    }
}

impl std::fmt::Debug for SessionSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionSecret(..)")
    }
}

/// The header that removes the cookie.
pub fn end_session_cookie() -> String {
    format!("{NAME}=; Max-Age=0; {ATTRIBUTES}")
}

/// What kind of browser asks, such as `Chrome, Android`, so that its owner tells sessions apart.
pub fn browser(headers: &HeaderMap) -> String {
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Browsers name their ancestors, too: the particular one comes first.
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = named(&[
        ("MicroMessenger", "WeChat"),
        ("AlipayClient", "Alipay"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("HuaweiBrowser", "Huawei Browser"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = named(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("OpenHarmony", "HarmonyOS"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_by_its_particular_name() {
        let of = |agent: &str| browser(&[(USER_AGENT, agent.parse().unwrap())].into_iter().collect());
        for (agent, name) in [
            (
                "Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
                "Chrome, Android",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
                "Safari, iPad",
            ),
            ("curl/8.5.0", ""),
        ] {
            assert_eq!(of(agent), name);
        }
    }
}
