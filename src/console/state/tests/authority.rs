use venue_protocol::id::AccountId;
use venue_protocol::seal::PrivateKey;
use venue_protocol::seal::roster::{Role, RoleKeys, Roster, RosterMember};
use venue_protocol::wire::authority::Person;

use super::super::authority::{Belonging, belonging, lacks_keys};

fn member(number: u8) -> RosterMember {
    let key = PrivateKey([number; 32]).public();
    RosterMember { role: Role::Tracer, account: AccountId([number; 8]), key }
}

fn person(member: &RosterMember) -> Person {
    Person {
        account: member.account,
        login: String::new(),
        name: String::new(),
        role: member.role,
        key: Some(member.key),
        holds: Vec::new(),
    }
}

fn roster(members: Vec<RosterMember>) -> Roster {
    let keys = |number| RoleKeys::of(&PrivateKey([number; 32]));
    Roster::first(keys(101), keys(102), members).unwrap()
}

#[test]
fn who_has_a_key_and_is_in_no_roster_asks_to_join() {
    let one = member(1);
    assert_eq!(belonging(None, &person(&one)), Belonging::Asks(one));
    assert_eq!(belonging(Some(&roster(vec![])), &person(&one)), Belonging::Asks(one));
    assert_eq!(belonging(None, &Person { key: None, ..person(&one) }), Belonging::NoKey);
}

#[test]
fn a_member_with_another_key_is_told_from_one_without_changes() {
    let (one, key) = (member(1), member(9).key);
    let roster = roster(vec![one]);
    assert_eq!(belonging(Some(&roster), &person(&one)), Belonging::Member(one));
    let changed = Person { key: Some(key), ..person(&one) };
    let new = RosterMember { key, ..one };
    assert_eq!(belonging(Some(&roster), &changed), Belonging::NewKey { old: one, new });
}

#[test]
fn only_a_member_without_the_key_in_force_lacks_it() {
    let one = member(1);
    let roster = roster(vec![one]);
    assert!(lacks_keys(&roster, &person(&one)));
    let holds = vec![roster.role(Role::Tracer).seal.kid()];
    assert!(!lacks_keys(&roster, &Person { holds, ..person(&one) }));
    assert!(!lacks_keys(&roster, &person(&member(2))), "who is no member yet gets it with the roster");
}
