//! Devices that signed in to an account before: their attempts are not counted together with those of strangers, so that
//! nobody can lock an account's owner out by guessing (OWASP's device cookies). The cookie gives no access.

use axum::http::HeaderMap;
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq as _;
use venue_protocol::id::AccountId;

use super::mac;
use crate::extract::cookie;
use crate::keys::Secret;
use crate::random::SharedRandom;

const NAME: &str = "__Host-device";
const ATTRIBUTES: &str = "Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=34560000";
const ID: usize = 16;
const MARK: usize = 16;
/// So many accounts a device is known by; a tablet is shared by a shift.
const MOST: usize = 20;

/// Knows devices by what they were given.
pub struct Devices(Secret);

/// What a device shows: its id, and a mark of each account that signed in on it.
#[derive(Debug, Clone, Default)]
pub struct DeviceCookie {
    id: Option<[u8; ID]>,
    marks: Vec<[u8; MARK]>,
}

impl DeviceCookie {
    /// That of a request; a damaged one is none.
    pub fn of(headers: &HeaderMap) -> Self {
        let read = || {
            let bytes = BASE64URL_NOPAD.decode(cookie(headers, NAME)?.as_bytes()).ok()?;
            let (id, marks) = bytes.split_first_chunk::<ID>()?;
            let (marks, []) = marks.as_chunks::<MARK>() else { return None };
            (marks.len() <= MOST).then(|| Self { id: Some(*id), marks: marks.to_vec() })
        };
        read().unwrap_or_default()
    }
}

impl Devices {
    /// Under this key.
    pub const fn new(key: Secret) -> Self {
        Self(key)
    }

    /// The device's id, if the account signed in on it before.
    pub fn known(&self, device: &DeviceCookie, account: AccountId) -> Option<[u8; ID]> {
        let id = device.id?;
        let mark = self.mark(&id, account);
        device.marks.iter().any(|of| of.ct_eq(&mark).into()).then_some(id)
    }

    /// The header that lets the device be known by this account, too.
    pub fn cookie(&self, device: &DeviceCookie, account: AccountId, random: &SharedRandom) -> String {
        let id = device.id.unwrap_or_else(|| random.bytes());
        let mark = self.mark(&id, account);
        let others = device.marks.iter().filter(|of| **of != mark).take(MOST - 1);
        let bytes: Vec<u8> = [&id, &mark].into_iter().chain(others).flatten().copied().collect();
        format!("{NAME}={}; {ATTRIBUTES}", BASE64URL_NOPAD.encode(&bytes))
    }

    fn mark(&self, id: &[u8; ID], account: AccountId) -> [u8; MARK] {
        let mac = mac(&self.0, &[id, &account.0]);
        std::array::from_fn(|i| mac[i])
    }
}

impl std::fmt::Debug for Devices {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Devices(..)")
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header::COOKIE;
    use zeroize::Zeroizing;

    use super::*;

    fn sent_back(cookie: &str) -> DeviceCookie {
        let pair = cookie.split(';').next().unwrap();
        DeviceCookie::of(&[(COOKIE, pair.parse().unwrap())].into_iter().collect())
    }

    #[test]
    fn a_device_is_known_by_every_account_that_signed_in_on_it_and_by_no_other() {
        let (devices, random) = (Devices::new(Zeroizing::new([1; 32])), SharedRandom::system());
        let account = |n: u8| AccountId([n; 8]);
        let mut device = DeviceCookie::default();
        for n in 0..MOST as u8 {
            device = sent_back(&devices.cookie(&device, account(n), &random));
        }
        for n in 0..MOST as u8 {
            assert_eq!(devices.known(&device, account(n)), device.id);
        }
        assert_eq!(devices.known(&device, account(99)), None);
        assert_eq!(Devices::new(Zeroizing::new([2; 32])).known(&device, account(0)), None);
        // One more, and the one that has not been there for longest is forgotten.
        device = sent_back(&devices.cookie(&device, account(99), &random));
        assert!(
            devices.known(&device, account(99)).is_some() && devices.known(&device, account(1)).is_some()
        );
        assert_eq!(devices.known(&device, account(0)), None);
    }

    #[test]
    fn a_damaged_cookie_is_none() {
        for value in ["", "AAAA", "!!!", &"A".repeat(4000)] {
            assert!(sent_back(&format!("{NAME}={value}")).id.is_none(), "{value}");
        }
    }
}
