//! Rosters (SEALING 2): who can put whom among the members.

use venue_protocol::id::AccountId;
use venue_protocol::seal::roster::{Role, RoleKeys, Roster, RosterMember, SignedRoster};
use venue_protocol::seal::{PrivateKey, SealError};

use crate::support::{Counting, approver, tracer};

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
    // The operator's own keys, for both roles and for a member.
    let mut rng = Counting::from(99);
    let (own_tracer, own_approver) = (PrivateKey::generate(&mut rng), PrivateKey::generate(&mut rng));
    let members = vec![member(Role::Tracer, 1), member(Role::Tracer, 66)];
    let theirs = |tracer: &PrivateKey, approver: &PrivateKey| {
        Roster::after(&roster, RoleKeys::of(tracer), RoleKeys::of(approver), members.clone()).unwrap()
    };
    let next = theirs(&own_tracer, &own_approver);
    let forged = signed.followed_by(next.clone(), &next.sign(&own_tracer), &next.sign(&own_approver));
    assert_eq!(forged, Err(SealError::Forged));
    let next = theirs(&tracer(), &approver());
    let half = signed.followed_by(next.clone(), &next.sign(&tracer()), &next.sign(&own_approver));
    assert_eq!(half, Err(SealError::Forged));
    signed.followed_by(next.clone(), &next.sign(&tracer()), &next.sign(&approver())).unwrap();
}

#[test]
fn a_role_gets_a_new_key_by_the_word_of_the_old_ones() {
    let roster = first();
    let signed =
        SignedRoster::first(roster.clone(), &roster.sign(&tracer()), &roster.sign(&approver())).unwrap();
    let new = PrivateKey([0x77; 32]);
    let next =
        Roster::after(&roster, RoleKeys::of(&new), roster.approver, roster.members().to_vec()).unwrap();
    let signed = signed.followed_by(next.clone(), &next.sign(&tracer()), &next.sign(&approver())).unwrap();
    let after = Roster::after(&next, RoleKeys::of(&new), roster.approver, roster.members().to_vec()).unwrap();
    // From then on the old one's word counts no more.
    let old = signed.followed_by(after.clone(), &after.sign(&tracer()), &after.sign(&approver()));
    assert_eq!(old, Err(SealError::Forged));
    signed.followed_by(after.clone(), &after.sign(&new), &after.sign(&approver())).unwrap();
    // And none of them is skipped.
    let skipped = SignedRoster::first(after.clone(), &after.sign(&new), &after.sign(&approver()));
    assert_eq!(skipped, Err(SealError::Layout));
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
