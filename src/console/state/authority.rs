//! Who belongs to the authority, by the roster in force and by what the server knows of people.

use venue_protocol::seal::PublicKey;
use venue_protocol::seal::roster::{Roster, RosterMember};
use venue_protocol::wire::authority::Person;

/// How somebody stands to the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belonging {
    /// In it, with the key that the server knows.
    Member(RosterMember),
    /// Not in it, but with a key.
    Asks(RosterMember),
    /// In it with another key than the one sent last.
    NewKey {
        /// The key in the roster.
        old: RosterMember,
        /// The key sent last.
        new: RosterMember,
    },
    /// Neither in it nor with a key.
    NoKey,
}

/// How somebody stands to the roster in force.
pub fn belonging(roster: Option<&Roster>, person: &Person) -> Belonging {
    let of = |key: PublicKey| RosterMember { role: person.role, account: person.account, key };
    let stands = roster.and_then(|roster| {
        let same = |member: &&RosterMember| member.account == person.account && member.role == person.role;
        roster.members().iter().find(same).copied()
    });
    match (stands, person.key) {
        (Some(old), Some(key)) if old.key != key => Belonging::NewKey { old, new: of(key) },
        (Some(member), _) => Belonging::Member(member),
        (None, Some(key)) => Belonging::Asks(of(key)),
        (None, None) => Belonging::NoKey,
    }
}

/// Whether a member of the roster has no wrap of the role's key in force.
pub fn lacks_keys(roster: &Roster, person: &Person) -> bool {
    let kid = roster.role(person.role).seal.kid();
    matches!(belonging(Some(roster), person), Belonging::Member(_)) && !person.holds.contains(&kid)
}
