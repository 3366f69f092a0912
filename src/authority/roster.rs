//! The chain of rosters, as browsers verify it: from the first one on, each signed by both roles of the one before.

use venue_protocol::seal::roster::{Role, RoleKeys, Roster, RosterHash, RosterMember, SignedRoster};
use venue_protocol::seal::{PrivateKey, PublicKey};
use venue_protocol::wire::authority::{Proposal, RosterInForce};

/// Why a chain is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum ChainTrouble {
    /// A roster is not readable, does not follow the one before, or lacks a signature.
    #[error("a roster does not follow the one before, or is not signed by both roles")]
    Broken,
    /// The own role's private key is not the one that signed it: somebody else made the chain.
    #[error("the chain was not signed by the role's own key")]
    Foreign,
    /// The newest roster that this browser has seen is no part of it: it is another chain, or an older state of this one.
    #[error("the roster that this browser has seen is missing")]
    Replaced,
}

/// Rosters that were verified; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    older: Vec<Roster>,
    newest: SignedRoster,
}

impl Chain {
    /// The roster in force.
    pub const fn roster(&self) -> &Roster {
        self.newest.roster()
    }

    /// Its hash, which the browser pins and colleagues compare. It covers all rosters before.
    pub fn hash(&self) -> RosterHash {
        RosterHash(self.roster().hash())
    }

    /// The rosters, newest first.
    fn newest_first(&self) -> impl Iterator<Item = &Roster> {
        std::iter::once(self.roster()).chain(self.older.iter().rev())
    }

    /// A role's private keys, newest first, from the newest that is open here to the first one, each of which lies under
    /// the one after it. Everything that the role signed is signed by these, so that nobody else made this chain, whoever
    /// showed it first.
    ///
    /// # Errors
    /// If somebody else did.
    pub fn vouched(&self, role: Role, open: &[PrivateKey]) -> Result<Vec<PrivateKey>, ChainTrouble> {
        let mut keys: Vec<PrivateKey> = Vec::new();
        let mut current: Option<PrivateKey> = None;
        for roster in self.newest_first() {
            let named = roster.role(role);
            if current.is_none() {
                current = open.iter().find(|key| key.public() == named.seal).cloned();
                keys.extend(current.clone());
            }
            let Some(key) = &current else { continue };
            if *named != RoleKeys::of(key) {
                return Err(ChainTrouble::Foreign);
            }
            if let Some(before) = roster.key_before(role, key).map_err(|_| ChainTrouble::Foreign)? {
                keys.push(before.clone());
                current = Some(before);
            }
        }
        Ok(keys)
    }

    /// All keys that a role ever had, newest first.
    pub fn role_keys(&self, role: Role) -> Vec<PublicKey> {
        let mut keys = Vec::new();
        for roster in self.newest_first() {
            let key = roster.role(role).seal;
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }
}

/// Verifies rosters, oldest first; `None` if there are none and none was pinned.
///
/// # Errors
/// If they are not one chain, or lack the pinned one.
pub fn verify(rosters: &[RosterInForce], pinned: Option<RosterHash>) -> Result<Option<Chain>, ChainTrouble> {
    let mut chain: Option<Chain> = None;
    let mut met = pinned.is_none();
    for RosterInForce { roster, tracer, approver, .. } in rosters {
        let roster = Roster::from_bytes(&roster.0).map_err(|_| ChainTrouble::Broken)?;
        met |= pinned == Some(RosterHash(roster.hash()));
        chain = Some(match chain {
            None => Chain {
                older: Vec::new(),
                newest: SignedRoster::first(roster, tracer, approver).map_err(|_| ChainTrouble::Broken)?,
            },
            Some(Chain { mut older, newest }) => {
                let next = newest.followed_by(roster, tracer, approver).map_err(|_| ChainTrouble::Broken)?;
                older.push(newest.roster().clone());
                Chain { older, newest: next }
            }
        });
    }
    if met { Ok(chain) } else { Err(ChainTrouble::Replaced) }
}

/// The roster that waits, if it follows the one in force, was signed by the role that is said to propose it, and gives no
/// new key but to that role. Of the first one that is a role's word for itself.
pub fn proposed(proposal: &Proposal, chain: Option<&Chain>) -> Option<Roster> {
    let roster = Roster::from_bytes(&proposal.roster.0).ok()?;
    let signer = match chain.map(Chain::roster) {
        Some(before) => {
            let follows =
                Some(roster.version) == before.version.checked_add(1) && roster.before == before.hash();
            let rotates = roster.rotates().is_none_or(|role| role == proposal.by);
            roster.keeps_keys_of(before).ok().filter(|()| follows && rotates)?;
            before.role(proposal.by)
        }
        None => Some(roster.role(proposal.by)).filter(|_| roster.version == 1)?,
    };
    roster.verify(signer, &proposal.signature).ok()?;
    Some(roster)
}

/// What a roster changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RosterChange {
    /// There was none before.
    First,
    /// The role has a new key.
    Rotated(Role),
    /// Somebody joins.
    Joins(RosterMember),
    /// A member has another key.
    NewKey(RosterMember),
    /// Somebody is a member no more.
    Leaves(RosterMember),
}

/// What a roster changes, in the order in which people should read it.
pub fn changes(before: Option<&Roster>, after: &Roster) -> Vec<RosterChange> {
    let Some(before) = before else {
        let joins = after.members().iter().copied().map(RosterChange::Joins);
        return std::iter::once(RosterChange::First).chain(joins).collect();
    };
    let of = |roster: &Roster, one: &RosterMember| {
        let same = |other: &&RosterMember| other.account == one.account && other.role == one.role;
        roster.members().iter().find(same).copied()
    };
    let rotated = Role::ALL.into_iter().filter(|role| before.role(*role) != after.role(*role));
    let joins = after.members().iter().filter_map(|member| match of(before, member) {
        None => Some(RosterChange::Joins(*member)),
        Some(known) if known.key != member.key => Some(RosterChange::NewKey(*member)),
        Some(_) => None,
    });
    let leaves = before.members().iter().filter(|member| of(after, member).is_none());
    rotated.map(RosterChange::Rotated).chain(joins).chain(leaves.copied().map(RosterChange::Leaves)).collect()
}

/// 16 bytes of a key or hash in groups of four digits, to be compared by telephone.
pub fn fingerprint(bytes: &[u8; 32]) -> String {
    let groups = bytes.chunks_exact(2).take(8).map(|pair| format!("{:02X}{:02X}", pair[0], pair[1]));
    groups.collect::<Vec<_>>().join(" ")
}
