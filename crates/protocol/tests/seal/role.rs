//! Roles and their members (SEALING 2).

use venue_protocol::seal::role::WrappedRoleKey;
use venue_protocol::seal::{Authority, PrivateKey, PublicKey, SealError};

use crate::support::{Counting, approver, hex, tracer};

#[test]
fn a_key_is_named_by_the_start_of_its_hash() {
    // X25519(11..11, 9) and the first 8 bytes of its SHA-256.
    assert_eq!(hex(&tracer().public().0), "7b4e909bbe7ffe44c465a220037d608ee35897d31ef972f07f74892cb0f73f13");
    assert_eq!(hex(&tracer().public().kid().0), "d19bf3f082782c87");
}

#[test]
fn a_members_wrap_gives_the_roles_key_to_that_member_alone() {
    let mut rng = Counting::default();
    let (member, colleague) = (PrivateKey::generate(&mut rng), PrivateKey::generate(&mut rng));
    let wrapped = WrappedRoleKey::wrap(&tracer(), &member.public(), &mut rng).unwrap();
    assert_eq!(wrapped.unwrap(&member, &tracer().public()), Ok(tracer()));
    assert_eq!(wrapped.unwrap(&colleague, &tracer().public()), Err(SealError::Forged));
}

#[test]
fn a_wrap_of_another_key_than_the_roles_is_refused() {
    let mut rng = Counting::default();
    let member = PrivateKey::generate(&mut rng);
    let wrapped = WrappedRoleKey::wrap(&approver(), &member.public(), &mut rng).unwrap();
    assert_eq!(wrapped.unwrap(&member, &tracer().public()), Err(SealError::WrongKey));
}

#[test]
fn a_wrap_with_any_byte_changed_is_refused() {
    let mut rng = Counting::default();
    let member = PrivateKey::generate(&mut rng);
    let wrapped = WrappedRoleKey::wrap(&tracer(), &member.public(), &mut rng).unwrap();
    for at in 0..WrappedRoleKey::LEN {
        let mut changed = wrapped;
        changed.0[at] ^= 1;
        assert!(changed.unwrap(&member, &tracer().public()).is_err(), "byte {at}");
    }
}

#[test]
fn both_roles_cannot_have_one_key() {
    let key = tracer().public();
    assert_eq!(Authority::new(key, key), Err(SealError::SameKeyForBothRoles));
}

#[test]
fn nothing_is_sealed_to_a_point_of_small_order() {
    let wrapped = WrappedRoleKey::wrap(&tracer(), &PublicKey([0; 32]), &mut Counting::default());
    assert_eq!(wrapped, Err(SealError::UnusableKey));
}

#[test]
fn the_paper_sheets_text_reads_back_as_the_key_and_debug_hides_it() {
    assert_eq!(tracer().to_string().parse(), Ok(tracer()));
    assert_eq!(format!("{:?}", tracer()), "PrivateKey(..)");
}
