//! Rosters (SEALING 2): who can put whom among the members.

use venue_protocol::id::AccountId;
use venue_protocol::seal::roster::{Role, RoleKeys, Roster, RosterMember, SignedRoster};
use venue_protocol::seal::{PrivateKey, SealError};

use crate::support::{Counting, approver, fixture, hex, tracer};

fn member(role: Role, n: u8) -> RosterMember {
    RosterMember { role, account: AccountId([n; 8]), key: PrivateKey([n; 32]).public() }
}

fn first() -> Roster {
    let members = vec![member(Role::Approver, 2), member(Role::Tracer, 1)];
    Roster::first(RoleKeys::of(&tracer()), RoleKeys::of(&approver()), members).unwrap()
}

#[test]
fn a_roster_reads_back_from_its_bytes_and_from_no_others() {
    let bytes = first().to_bytes();
    assert_eq!(Roster::from_bytes(&bytes), Ok(first()));
    assert_eq!(Roster::from_bytes(&[&bytes[..], &[0]].concat()), Err(SealError::Layout));
    for len in 0..bytes.len() {
        assert!(Roster::from_bytes(&bytes[..len]).is_err());
    }
}

#[test]
fn a_roster_counts_with_the_signatures_of_both_roles() {
    let roster = first();
    let (by_tracer, by_approver) = (roster.sign(&tracer()), roster.sign(&approver()));
    SignedRoster::first(roster.clone(), &by_tracer, &by_approver).unwrap();
    assert_eq!(SignedRoster::first(roster.clone(), &by_tracer, &by_tracer), Err(SealError::Forged));
    assert_eq!(SignedRoster::first(roster, &by_approver, &by_tracer), Err(SealError::Forged));
}

#[test]
fn nobody_joins_without_both_roles_of_the_roster_before() {
    let roster = first();
    let signed =
        SignedRoster::first(roster.clone(), &roster.sign(&tracer()), &roster.sign(&approver())).unwrap();
    // The operator's own keys, for both roles, and a member of theirs.
    let mut rng = Counting::from(99);
    let (own_tracer, own_approver) = (PrivateKey::generate(&mut rng), PrivateKey::generate(&mut rng));
    let next = Roster::after(&roster, vec![member(Role::Tracer, 1), member(Role::Tracer, 66)]).unwrap();
    let forged = signed.followed_by(next.clone(), &next.sign(&own_tracer), &next.sign(&own_approver));
    assert_eq!(forged, Err(SealError::Forged));
    let half = signed.followed_by(next.clone(), &next.sign(&tracer()), &next.sign(&own_approver));
    assert_eq!(half, Err(SealError::Forged));
    signed.followed_by(next.clone(), &next.sign(&tracer()), &next.sign(&approver())).unwrap();
}

/// The first roster, signed, and one in which the tracers' key is new.
fn rotated() -> (SignedRoster, PrivateKey, Roster) {
    let roster = first();
    let signed =
        SignedRoster::first(roster.clone(), &roster.sign(&tracer()), &roster.sign(&approver())).unwrap();
    let new = PrivateKey([0x77; 32]);
    let next = Roster::rotated(&roster, Role::Tracer, &tracer(), &new, &mut Counting::default()).unwrap();
    (signed, new, next)
}

#[test]
fn a_role_gets_a_new_key_by_the_word_of_the_old_ones() {
    let (signed, new, next) = rotated();
    let signed = signed.followed_by(next.clone(), &next.sign(&tracer()), &next.sign(&approver())).unwrap();
    let after = Roster::after(&next, next.members().to_vec()).unwrap();
    // From then on the old one's word counts no more.
    let old = signed.followed_by(after.clone(), &after.sign(&tracer()), &after.sign(&approver()));
    assert_eq!(old, Err(SealError::Forged));
    signed.followed_by(after.clone(), &after.sign(&new), &after.sign(&approver())).unwrap();
    // And none of them is skipped.
    let skipped = SignedRoster::first(after.clone(), &after.sign(&new), &after.sign(&approver()));
    assert_eq!(skipped, Err(SealError::Layout));
}

#[test]
fn a_new_key_opens_the_one_before_and_no_other_key_does() {
    let (_, new, next) = rotated();
    assert_eq!(Roster::from_bytes(&next.to_bytes()), Ok(next.clone()));
    assert_eq!(next.key_before(Role::Tracer, &new), Ok(Some(tracer())));
    assert_eq!(next.key_before(Role::Approver, &approver()), Ok(None));
    assert_eq!(next.key_before(Role::Tracer, &tracer()), Err(SealError::Forged));
    // Of another roster it opens nothing.
    let mut moved = next;
    moved.before = [9; 32];
    assert_eq!(moved.key_before(Role::Tracer, &new), Err(SealError::Forged));
}

#[test]
fn a_key_that_changes_without_the_one_before_follows_nothing() {
    let (signed, new, next) = rotated();
    let counts = |roster: &Roster| {
        signed.followed_by(roster.clone(), &roster.sign(&tracer()), &roster.sign(&approver())).map(drop)
    };
    assert_eq!(counts(&next), Ok(()));
    let mut without = Roster::after(signed.roster(), signed.roster().members().to_vec()).unwrap();
    without.tracer = RoleKeys::of(&new);
    let mut both = next.clone();
    both.approver = RoleKeys::of(&PrivateKey([0x66; 32]));
    let mut unchanged = next;
    unchanged.tracer = signed.roster().tracer;
    for roster in [without, both, unchanged] {
        assert_eq!(counts(&roster), Err(SealError::Layout));
    }
}

#[test]
fn the_key_before_is_byte_exact() {
    let (_, _, next) = rotated();
    let bytes = next.to_bytes();
    let expected = fixture("01 000102030405060708090a0b0c0d0e0f1011121314151617");
    assert_eq!(hex(&bytes[bytes.len() - 73..][..25]), expected, "role and nonce");
    assert_eq!(
        hex(&bytes[bytes.len() - 48..]),
        fixture(
            "fb94b48c98e1f4baf8d285ddd58cc5536719b72cb39ad34f93f1e1fa3ed66af0 90692a71d8e3195147d56d064ac57c7f"
        )
    );
}

#[test]
fn nobody_is_in_both_roles() {
    let twice =
        vec![member(Role::Tracer, 1), RosterMember { role: Role::Approver, ..member(Role::Tracer, 1) }];
    let of = |members| Roster::first(RoleKeys::of(&tracer()), RoleKeys::of(&approver()), members);
    assert_eq!(of(twice), Err(SealError::Layout));
    let account_twice = vec![
        member(Role::Tracer, 1),
        RosterMember { account: AccountId([1; 8]), ..member(Role::Approver, 2) },
    ];
    assert_eq!(of(account_twice), Err(SealError::Layout));
}
