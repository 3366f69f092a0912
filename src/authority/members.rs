//! The vault's part about members: rosters that are proposed and agreed to, and the role's keys for colleagues.

use rand_core::CryptoRng;
use venue_protocol::bytes::Bytes;
use venue_protocol::seal::PrivateKey;
use venue_protocol::seal::role::WrappedRoleKey;
use venue_protocol::seal::roster::{Role, RoleKeys, Roster, RosterMember};
use venue_protocol::wire::authority::{Agree, NewProposal, NewWraps, Proposal, WrapFor};

use super::message::{Change, Reply, Trouble};
use super::roster::{ChainTrouble, proposed};
use super::vault::{Known, Vault};

impl Vault {
    pub(super) fn compose(&mut self, change: Change, rng: &mut impl CryptoRng) -> Result<Reply, Trouble> {
        if let Change::Rotate { key, wrap } = &change {
            let drawn = wrap.unwrap(self.own()?, key).map_err(|_| Trouble::NoRoleKey)?;
            self.keep_role_key(drawn);
        }
        let known = self.known()?;
        let roster = match (&known.chain, change) {
            (None, Change::First) => first(known)?,
            (Some(chain), change) => self.after(known, chain.roster(), change, rng)?,
            (None, _) => return Err(Trouble::Misfit),
        };
        let signature = roster.sign(self.signing_key(known, &roster)?);
        let wraps = self.wraps(known, &roster, rng)?;
        Ok(Reply::Proposal(Box::new(NewProposal { roster: Bytes(roster.to_bytes()), signature, wraps })))
    }

    pub(super) fn agree(&self, proposal: Proposal, rng: &mut impl CryptoRng) -> Result<Reply, Trouble> {
        let known = self.known()?;
        let roster = proposed(&proposal, known.chain.as_ref()).ok_or(Trouble::Misfit)?;
        // One's own role cannot agree to itself.
        if proposal.by == known.role {
            return Err(Trouble::Misfit);
        }
        let signature = roster.sign(self.signing_key(known, &roster)?);
        let wraps = self.wraps(known, &roster, rng)?;
        Ok(Reply::Agreement(Box::new(Agree { roster: proposal.roster, signature, wraps })))
    }

    pub(super) fn give(&self, rng: &mut impl CryptoRng) -> Result<Reply, Trouble> {
        let known = self.known()?;
        let roster = known.chain.as_ref().ok_or(Trouble::Misfit)?.roster();
        Ok(Reply::Wraps(NewWraps { wraps: self.wraps(known, roster, rng)? }))
    }

    fn after(
        &self,
        known: &Known,
        before: &Roster,
        change: Change,
        rng: &mut impl CryptoRng,
    ) -> Result<Roster, Trouble> {
        let mut members = before.members().to_vec();
        match change {
            Change::First => return Err(Trouble::Misfit),
            Change::Put(member) => {
                members.retain(|other| other.account != member.account);
                members.push(member);
            }
            Change::Remove(account) => members.retain(|member| member.account != account),
            Change::Rotate { key, .. } => {
                let old = self.signing_key(known, before)?;
                let new = self.role_key(&key).ok_or(Trouble::NoRoleKey)?;
                return Roster::rotated(before, known.role, old, new, rng).map_err(|_| Trouble::Misfit);
            }
        }
        Roster::after(before, members).map_err(|_| Trouble::Misfit)
    }

    /// A roster is signed by the roles of the one before; the first one by its own, of which the own half must be what was
    /// founded here.
    fn signing_key(&self, known: &Known, roster: &Roster) -> Result<&PrivateKey, Trouble> {
        let before = known.chain.as_ref().map_or(roster, |chain| chain.roster());
        let named = before.role(known.role);
        let key = self.role_key(&named.seal).ok_or(Trouble::NoRoleKey)?;
        let is_mine = known.chain.is_some() || roster.has(known.role, &self.own()?.public());
        if *named == RoleKeys::of(key) && is_mine { Ok(key) } else { Err(ChainTrouble::Foreign.into()) }
    }

    /// The role's keys, sealed to each colleague who lacks them.
    fn wraps(
        &self,
        known: &Known,
        roster: &Roster,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<WrapFor>, Trouble> {
        let mut keys = self.open_role_keys()?;
        // One that this roster brings is the newest.
        if let Some(key) = self.role_key(&roster.role(known.role).seal)
            && !keys.contains(&key)
        {
            keys.insert(0, key);
        }
        let mut wraps = Vec::new();
        for member in roster.members().iter().filter(|member| member.role == known.role) {
            for key in &keys {
                let role_key = key.public();
                if known.has_wrap(member, role_key.kid()) {
                    continue;
                }
                let wrap = WrappedRoleKey::wrap(key, &member.key, rng).map_err(|_| Trouble::Misfit)?;
                wraps.push(WrapFor { account: member.account, member: member.key, role_key, wrap });
            }
        }
        Ok(wraps)
    }
}

impl Known {
    /// Whether a wrap of this key lies at the server for this member.
    fn has_wrap(&self, member: &RosterMember, kid: venue_protocol::seal::Kid) -> bool {
        // Wraps that lie there were made to the key that stood in the roster then.
        let stood = self.chain.as_ref().is_some_and(|chain| chain.roster().has(member.role, &member.key));
        let person = self.state.people.iter().find(|person| person.account == member.account);
        stood && person.is_some_and(|person| person.holds.contains(&kid))
    }
}

/// The first roster: the founders, each with the own key that the server has.
fn first(known: &Known) -> Result<Roster, Trouble> {
    let mut members = Vec::new();
    let keys = |role| {
        let founder = known.state.founders.iter().find(|founder| founder.role == role);
        founder.ok_or(Trouble::Misfit)
    };
    for role in Role::ALL {
        let account = keys(role)?.account;
        let person = known.state.people.iter().find(|person| person.account == account);
        let key = person.and_then(|person| person.key).ok_or(Trouble::Misfit)?;
        members.push(RosterMember { role, account, key });
    }
    Roster::first(keys(Role::Tracer)?.keys, keys(Role::Approver)?.keys, members).map_err(|_| Trouble::Misfit)
}
