//! Founding, joining, leaving, rotating, recovering.

use venue_protocol::seal::PrivateKey;
use venue_protocol::seal::key_file::{KeyFile, KeyFileKind};

use super::super::roster::{ChainTrouble, RosterChange, changes, verify};
use super::*;
use crate::console::seal::Source;

#[test]
fn two_founders_make_the_first_roster() {
    let (server, mut tracer, mut approver, _) = founded();
    for member in [&mut tracer, &mut approver] {
        let standing = member.learn(&server).unwrap();
        assert_eq!(standing, Standing { member: true, current: true, older: 0, missing: 0 });
    }
    let roster = server.roster();
    assert_eq!(changes(None, &roster).first(), Some(&RosterChange::First));
    assert_eq!(roster.members().len(), 2);
}

#[test]
fn a_colleague_joins_with_the_agreement_of_the_other_role_and_opens_the_roles_keys() {
    let (mut server, mut tracer, mut approver, _) = founded();
    let mut colleague = Member::new(3, Role::Tracer);
    server.know(&colleague);
    assert!(!colleague.learn(&server).unwrap().current);

    tracer.propose(&mut server, Change::Put(colleague.as_member())).unwrap();
    approver.agree(&mut server).unwrap();
    let standing = colleague.learn(&server).unwrap();
    assert_eq!(standing, Standing { member: true, current: true, older: 0, missing: 0 });
}

#[test]
fn a_colleague_of_the_other_role_gets_the_key_from_who_agrees() {
    let (mut server, mut tracer, mut approver, _) = founded();
    let mut colleague = Member::new(3, Role::Approver);
    server.know(&colleague);
    tracer.propose(&mut server, Change::Put(colleague.as_member())).unwrap();
    approver.agree(&mut server).unwrap();
    assert!(colleague.learn(&server).unwrap().current);
}

#[test]
fn after_a_rotation_members_open_both_keys_and_who_left_only_the_old_one() {
    let (mut server, mut tracer, mut approver, _) = founded();
    let mut colleague = Member::new(3, Role::Tracer);
    let mut leaver = Member::new(4, Role::Tracer);
    server.know(&colleague);
    server.know(&leaver);
    for member in [&colleague, &leaver] {
        tracer.propose(&mut server, Change::Put(member.as_member())).unwrap();
        approver.agree(&mut server).unwrap();
    }
    approver.propose(&mut server, Change::Remove(leaver.account)).unwrap();
    tracer.agree(&mut server).unwrap();
    let (_, rotation) = tracer.draw();
    tracer.propose(&mut server, rotation).unwrap();
    approver.agree(&mut server).unwrap();

    let both = Standing { member: true, current: true, older: 1, missing: 0 };
    assert_eq!(tracer.learn(&server), Ok(both.clone()));
    assert_eq!(colleague.learn(&server), Ok(both));
    assert_eq!(leaver.learn(&server), Ok(Standing { member: false, current: false, older: 1, missing: 1 }));
    // Who joins after it gets the old key, too: earlier hours are sealed to it.
    let mut late = Member::new(5, Role::Tracer);
    server.know(&late);
    colleague.propose(&mut server, Change::Put(late.as_member())).unwrap();
    approver.agree(&mut server).unwrap();
    assert_eq!(late.learn(&server).unwrap().older, 1);
}

#[test]
fn the_sheet_recovers_the_role_when_every_member_lost_the_key() {
    let (mut server, mut tracer, mut approver, sheet) = founded();
    let mut again = Member::new(9, Role::Tracer);
    again.account = tracer.account;
    server.people[0].key = Some(again.public);
    again.learn(&server).unwrap();
    assert_eq!(again.ask(Request::Recover(Kept::Sheet(secret("not a sheet")))), Err(Trouble::NoSheet));
    let other = secret(&PrivateKey([7; 32]).to_string());
    assert_eq!(again.ask(Request::Recover(Kept::Sheet(other))), Err(Trouble::OtherSheet));
    again.ask(Request::Recover(Kept::Sheet(sheet))).unwrap();
    again.propose(&mut server, Change::Put(again.as_member())).unwrap();
    approver.agree(&mut server).unwrap();
    assert_eq!(again.learn(&server), Ok(Standing { member: true, current: true, older: 0, missing: 0 }));
    let mut fresh = Member::new(9, Role::Tracer);
    fresh.account = again.account;
    assert!(!tracer.learn(&server).unwrap().member);
}

/// A role's key file, as the command of an offline machine writes it.
fn role_file(key: &PrivateKey) -> Bytes {
    let random = Counting(Cell::new(77 << 40));
    let mut rng = Source::of(&random);
    bytes(&KeyFile::wrap(KeyFileKind::Role, key, PASSPHRASE, COST, &mut rng).unwrap().to_bytes())
}

#[test]
fn a_key_file_of_an_offline_machine_founds_the_role_and_recovers_it() {
    let (mut tracer, mut approver) = (Member::new(1, Role::Tracer), Member::new(2, Role::Approver));
    let mut server = Server::with(&[&tracer, &approver]);
    let key = PrivateKey([5; 32]);
    let file = role_file(&key);
    let with = |passphrase: &str| RoleFile { file: file.clone(), passphrase: secret(passphrase) };
    assert_eq!(tracer.ask(Request::Take(with("another passphrase"))), Err(Trouble::WrongPassphrase));
    let Ok(Reply::Drawn(drawn)) = tracer.ask(Request::Take(with(PASSPHRASE))) else { panic!("not taken") };
    assert_eq!(drawn.founder.keys.seal, key.public());
    server.found_with(&tracer, *drawn);
    server.found(&mut approver);
    tracer.propose(&mut server, Change::First).unwrap();
    approver.agree(&mut server).unwrap();

    let mut again = Member::new(9, Role::Tracer);
    again.account = tracer.account;
    server.people[0].key = Some(again.public);
    assert!(!again.learn(&server).unwrap().current);
    let other = RoleFile { file: role_file(&PrivateKey([6; 32])), passphrase: secret(PASSPHRASE) };
    assert_eq!(again.ask(Request::Recover(Kept::File(other))), Err(Trouble::OtherSheet));
    let recovered = again.ask(Request::Recover(Kept::File(with(PASSPHRASE))));
    assert_eq!(recovered, Ok(Reply::Learnt(Standing { member: false, current: true, older: 0, missing: 0 })));
}

#[test]
fn the_newest_sheet_opens_the_keys_before_it_too() {
    let (mut server, mut tracer, mut approver, first_sheet) = founded();
    tracer.learn(&server).unwrap();
    let (drawn, rotation) = tracer.draw();
    // The keys are locked while the sheet is printed, and opened again.
    tracer.reopen();
    tracer.propose(&mut server, rotation).unwrap();
    approver.agree(&mut server).unwrap();
    let mut again = Member::new(9, Role::Tracer);
    let older = |standing: Standing| (standing.current, standing.older, standing.missing);
    assert_eq!(again.learn(&server).map(older), Ok((false, 0, 2)));
    let Ok(Reply::Learnt(standing)) = again.ask(Request::Recover(Kept::Sheet(drawn.words.clone()))) else {
        panic!("not recovered")
    };
    assert_eq!(older(standing), (true, 1, 0));
    // The first sheet opens what it always did.
    let mut again = Member::new(8, Role::Tracer);
    again.learn(&server).unwrap();
    let Ok(Reply::Learnt(standing)) = again.ask(Request::Recover(Kept::Sheet(first_sheet))) else {
        panic!("not recovered")
    };
    assert_eq!(older(standing), (false, 1, 1));
}

#[test]
fn wraps_that_were_lost_are_given_anew_and_no_others() {
    let (mut server, mut tracer, ..) = founded();
    tracer.learn(&server).unwrap();
    let Ok(Reply::Wraps(none)) = tracer.ask(Request::Give) else { panic!("no wraps") };
    assert!(none.wraps.is_empty());
    server.wraps.clear();
    tracer.learn(&server).unwrap();
    let Ok(Reply::Wraps(given)) = tracer.ask(Request::Give) else { panic!("no wraps") };
    assert_eq!(given.wraps.len(), 1, "one's own, and none of the other role's");
    assert_eq!(given.wraps[0].account, tracer.account);
}

#[test]
fn a_chain_that_is_not_signed_by_both_or_lacks_the_pinned_roster_is_a_stop() {
    let (mut server, mut tracer, mut approver, _) = founded();
    let before = verify(&server.rosters, None).unwrap().unwrap();
    let colleague = Member::new(3, Role::Tracer);
    server.know(&colleague);
    tracer.propose(&mut server, Change::Put(colleague.as_member())).unwrap();
    approver.agree(&mut server).unwrap();
    let after = verify(&server.rosters, Some(before.hash())).unwrap().unwrap();

    // The server forgets the newest, or begins another chain.
    let older = &server.rosters[..1];
    assert_eq!(verify(older, Some(after.hash())), Err(ChainTrouble::Replaced));
    assert_eq!(verify(&[], Some(after.hash())), Err(ChainTrouble::Replaced));
    let (other, ..) = founded();
    tracer.pinned = Some(after.hash());
    server.rosters[1].approver = server.rosters[1].tracer;
    assert_eq!(tracer.learn(&server), Err(Trouble::Chain(ChainTrouble::Broken)));
    assert_eq!(tracer.ask(Request::Give), Err(Trouble::Locked), "nothing is sealed to it");
    assert_eq!(tracer.learn(&other), Err(Trouble::Chain(ChainTrouble::Replaced)));
}

#[test]
fn a_proposal_that_does_not_follow_is_not_signed() {
    let (mut server, mut tracer, mut approver, _) = founded();
    let colleague = Member::new(3, Role::Tracer);
    tracer.propose(&mut server, Change::Put(colleague.as_member())).unwrap();
    let stale = server.state_for(approver.account).proposal.unwrap();
    approver.agree(&mut server).unwrap();
    approver.learn(&server).unwrap();
    assert_eq!(approver.ask(Request::Agree(Box::new(stale))), Err(Trouble::Misfit));
}
