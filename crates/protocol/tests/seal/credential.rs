//! Credentials (SEALING 5).

use proptest::prelude::*;
use venue_protocol::id::Credential;
use venue_protocol::instant::Day;
use venue_protocol::seal::{Assurance, CredentialKey, Holder, Pid, RevocationKey, SealError};

use crate::support::{Counting, fixture, hex};

/// `holder()` under the key 44..44 of id 6, with the nonce 00 01 .. 17.
const CREDENTIAL: &str = "
    01 06 000102030405060708090a0b0c0d0e0f1011121314151617
    b510827c07a01ddd1a224e0e8a1806831ff0b1cdf7ac29f2efc71c6b1b46ccc55c03c998";

fn holder() -> Holder {
    Holder { pid: Pid([1; 16]), assurance: Assurance::DECLARED, issued: Day(2518), flags: 0 }
}

fn key() -> CredentialKey {
    CredentialKey::new(6, &[0x44; 32])
}

fn credential() -> Credential {
    key().seal(&holder(), &mut Counting::default()).unwrap()
}

#[test]
fn a_credential_has_exactly_these_bytes() {
    assert_eq!(hex(&credential().0), fixture(CREDENTIAL));
}

#[test]
fn the_server_reads_its_own_credentials_also_those_by_an_older_key() {
    let keys = [CredentialKey::new(7, &[0x55; 32]), key()];
    assert_eq!(CredentialKey::open(&keys, &credential()), Ok(holder()));
}

#[test]
fn a_credential_of_another_server_is_refused() {
    let stranger = [CredentialKey::new(6, &[0x55; 32])];
    assert_eq!(CredentialKey::open(&stranger, &credential()), Err(SealError::Forged));
    let renamed = [CredentialKey::new(7, &[0x44; 32])];
    assert_eq!(CredentialKey::open(&renamed, &credential()), Err(SealError::WrongKey));
}

#[test]
fn a_credential_with_any_byte_changed_is_refused() {
    // The same key under both numbers: then only the AAD tells that the number was changed.
    let keys = [key(), CredentialKey::new(7, &[0x44; 32])];
    for at in 0..Credential::LEN {
        let mut changed = credential();
        changed.0[at] ^= 1;
        assert!(CredentialKey::open(&keys, &changed).is_err(), "byte {at}");
    }
    let mut unknown = credential();
    unknown.0[0] = 2;
    assert_eq!(CredentialKey::open(&keys, &unknown), Err(SealError::UnknownSuite(2)));
}

#[test]
fn a_credential_is_renewed_after_180_days_and_dead_after_400() {
    assert_eq!(holder().renew_on(), Day(2518 + 180));
    assert_eq!(holder().expires_on(), Day(2518 + 400));
    assert!(!holder().is_dead_on(Day(2518 + 400)));
    assert!(holder().is_dead_on(Day(2518 + 401)));
}

#[test]
fn a_withdrawn_registration_is_remembered_without_its_pid() {
    let key = RevocationKey::new(&[0x66; 32]);
    // HMAC(66..66, "venue-code/v1/revoked\0" | 01..01)[..16]
    assert_eq!(hex(&key.revocation(&Pid([1; 16])).0), "6e710af6ce7d164fa01f12d3abff7ff4");
    assert_ne!(key.revocation(&Pid([1; 16])), key.revocation(&Pid([2; 16])));
}

#[test]
fn keys_do_not_show_in_debug() {
    assert_eq!(
        format!("{:?} {:?}", key(), RevocationKey::new(&[0; 32])),
        "CredentialKey(6, ..) RevocationKey(..)"
    );
    assert!(format!("{:?}", holder()).contains("Pid(..)"));
}

proptest! {
    #[test]
    fn opening_what_was_sealed_gives_the_same_holder(pid: [u8; 16], assurance: u8, day: u16, flags: u8, seed: u32) {
        let holder = Holder { pid: Pid(pid), assurance: Assurance(assurance), issued: Day(day), flags };
        let credential = key().seal(&holder, &mut Counting::from(seed.into())).unwrap();
        prop_assert_eq!(credential.to_string().parse::<Credential>(), Ok(credential.clone()));
        prop_assert_eq!(CredentialKey::open(&[key()], &credential), Ok(holder));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 60)) {
        let mut credential = Credential([0; 62]);
        credential.0[..2].copy_from_slice(&[1, 6]);
        credential.0[2..].copy_from_slice(&bytes);
        prop_assert_eq!(CredentialKey::open(&[key()], &credential), Err(SealError::Forged));
    }
}
