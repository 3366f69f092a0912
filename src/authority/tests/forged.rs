//! A server that makes rosters and proposals of its own.

use venue_protocol::seal::PrivateKey;
use venue_protocol::seal::roster::{RoleKeys, RosterSignature, SignedRoster};

use super::super::roster::{ChainTrouble, proposed, verify};
use super::*;
use crate::console::seal::Source;

/// The server's own key, for either role.
fn own(role: Role) -> PrivateKey {
    PrivateKey([60 + role as u8; 32])
}

/// The seal key that somebody holds, with the server's word for what they sign.
fn with_own_word(keys: &RoleKeys, role: Role) -> RoleKeys {
    RoleKeys { verify: RoleKeys::of(&own(role)).verify, ..*keys }
}

/// Signed by the server's own keys.
fn signed(roster: &Roster) -> RosterInForce {
    RosterInForce {
        roster: Bytes(roster.to_bytes()),
        tracer: roster.sign(&own(Role::Tracer)),
        approver: roster.sign(&own(Role::Approver)),
        since: Instant::from_millis(0),
    }
}

/// The same people, with no pin: a new computer.
fn at_a_new_computer(member: &mut Member, server: &Server) -> Result<Standing, Trouble> {
    member.pinned = None;
    member.learn(server)
}

#[test]
fn the_real_seal_key_beside_a_foreign_signing_key_is_a_stop() {
    for role in Role::ALL {
        let (mut server, tracer, approver, _) = founded();
        let real = server.roster();
        // The own role's real seal key, so that its wrap opens; the other role is the server.
        let keys = |of: Role| {
            if of == role { with_own_word(real.role(of), of) } else { RoleKeys::of(&own(of)) }
        };
        let forged =
            Roster::first(keys(Role::Tracer), keys(Role::Approver), real.members().to_vec()).unwrap();
        server.rosters = vec![signed(&forged)];
        assert!(verify(&server.rosters, None).is_ok(), "as far as anybody can see without a key");
        let mut member = if role == Role::Tracer { tracer } else { approver };
        let stop = Err(Trouble::Chain(ChainTrouble::Foreign));
        assert_eq!(at_a_new_computer(&mut member, &server), stop);
        assert_eq!(member.ask(Request::Give), Err(Trouble::Locked), "nothing is sealed to it");
    }
}

#[test]
fn a_foreign_chain_that_ends_in_the_real_key_is_a_stop() {
    let (mut server, mut tracer, ..) = founded();
    let real = server.roster();
    let random = Counting::default();
    let mut rng = Source::of(&random);
    let members = real.members().to_vec();
    let first =
        Roster::first(RoleKeys::of(&own(Role::Tracer)), RoleKeys::of(&own(Role::Approver)), members).unwrap();
    let new = PrivateKey([77; 32]);
    let mut last = Roster::rotated(&first, Role::Tracer, &own(Role::Tracer), &new, &mut rng).unwrap();
    last.tracer = real.tracer;
    server.rosters = vec![signed(&first), signed(&last)];
    assert!(verify(&server.rosters, None).is_ok());
    assert_eq!(at_a_new_computer(&mut tracer, &server), Err(Trouble::Chain(ChainTrouble::Foreign)));
}

#[test]
fn founders_see_that_the_server_took_the_place_of_their_signing_key() {
    let (mut tracer, mut approver) = (Member::new(1, Role::Tracer), Member::new(2, Role::Approver));
    let mut server = Server::with(&[&tracer, &approver]);
    server.found(&mut tracer);
    server.found(&mut approver);
    for founder in &mut server.founders {
        founder.keys = with_own_word(&founder.keys, founder.role);
    }
    let stop = Err(Trouble::Chain(ChainTrouble::Foreign));
    assert_eq!(tracer.propose(&mut server, Change::First), stop);
    // Nor do they agree to such a roster when only that is altered.
    let keys = |role: Role| server.founders.iter().find(|founder| founder.role == role).unwrap().keys;
    let members = vec![tracer.as_member(), approver.as_member()];
    let roster = Roster::first(keys(Role::Tracer), keys(Role::Approver), members).unwrap();
    server.founders.clear();
    approver.learn(&server).unwrap();
    let proposal = proposal(&roster, Role::Tracer, roster.sign(&own(Role::Tracer)));
    assert_eq!(approver.ask(Request::Agree(Box::new(proposal))), stop.map(|()| Reply::Opened(0)));
}

#[test]
fn a_first_roster_in_which_one_has_another_key_is_not_signed() {
    let (mut tracer, mut approver) = (Member::new(1, Role::Tracer), Member::new(2, Role::Approver));
    let mut server = Server::with(&[&tracer, &approver]);
    server.found(&mut tracer);
    server.found(&mut approver);
    server.people[0].key = Some(PrivateKey([66; 32]).public());
    assert_eq!(tracer.propose(&mut server, Change::First), Err(Trouble::Chain(ChainTrouble::Foreign)),);
}

fn proposal(roster: &Roster, by: Role, signature: RosterSignature) -> Proposal {
    Proposal {
        roster: Bytes(roster.to_bytes()),
        by,
        account: AccountId([2; 8]),
        signature,
        at: Instant::from_millis(0),
    }
}

#[test]
fn a_proposal_that_the_other_role_did_not_sign_gets_no_signature_and_no_key() {
    let (server, mut tracer, mut approver, _) = founded();
    tracer.learn(&server).unwrap();
    approver.learn(&server).unwrap();
    let before = verify(&server.rosters, None).unwrap().unwrap();
    let mallory = RosterMember { account: AccountId([66; 8]), ..Member::new(66, Role::Tracer).as_member() };
    let members = [before.roster().members(), &[mallory]].concat();
    let roster = Roster::after(before.roster(), members).unwrap();
    // By a key of its own, and by what a member of the own role signed.
    let Ok(Reply::Proposal(ours)) = tracer.ask(Request::Compose(Change::Put(mallory))) else {
        panic!("no proposal")
    };
    for signature in [roster.sign(&own(Role::Approver)), ours.signature] {
        let forged = proposal(&roster, Role::Approver, signature);
        assert_eq!(proposed(&forged, Some(&before)), None, "nor is it shown as proposed");
        assert_eq!(tracer.ask(Request::Agree(Box::new(forged))), Err(Trouble::Misfit));
    }
    // The own role's word does not stand for the other's.
    let own_word = proposal(&roster, Role::Tracer, ours.signature);
    assert!(proposed(&own_word, Some(&before)).is_some());
    assert_eq!(tracer.ask(Request::Agree(Box::new(own_word.clone()))), Err(Trouble::Misfit));
    assert!(matches!(approver.ask(Request::Agree(Box::new(own_word))), Ok(Reply::Agreement(_))));
}

#[test]
fn nobody_proposes_a_new_key_for_the_other_role() {
    let (server, mut tracer, mut approver, _) = founded();
    approver.learn(&server).unwrap();
    tracer.learn(&server).unwrap();
    let (_, rotation) = approver.draw();
    let Ok(Reply::Proposal(made)) = approver.ask(Request::Compose(rotation)) else { panic!("no proposal") };
    let before = verify(&server.rosters, None).unwrap().unwrap();
    let roster = Roster::from_bytes(&made.roster.0).unwrap();
    assert!(proposed(&proposal(&roster, Role::Approver, made.signature), Some(&before)).is_some());
    // Signed by the tracers it would be their word, but not their key.
    let Ok(Reply::Agreement(by_tracers)) =
        tracer.ask(Request::Agree(Box::new(proposal(&roster, Role::Approver, made.signature))))
    else {
        panic!("no agreement")
    };
    let other = proposal(&roster, Role::Tracer, by_tracers.signature);
    assert_eq!(proposed(&other, Some(&before)), None);
    // Both signatures make it count.
    let before =
        SignedRoster::first(before.roster().clone(), &server.rosters[0].tracer, &server.rosters[0].approver);
    before.unwrap().followed_by(roster, &by_tracers.signature, &made.signature).unwrap();
}
