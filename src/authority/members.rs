//! The vault's part about members: rosters that are proposed and agreed to, and the role's keys for colleagues.

use rand_core::CryptoRng;
use venue_protocol::bytes::Bytes;
use venue_protocol::seal::PrivateKey;
use venue_protocol::seal::role::WrappedRoleKey;
use venue_protocol::seal::roster::{Role, RoleKeys, Roster, RosterMember};
use venue_protocol::wire::authority::{Agree, NewProposal, NewWraps, WrapFor};

use super::message::{Change, Reply, Trouble};
use super::vault::{Known, Vault};

impl Vault {
    pub(super) fn compose(&self, change: Change, rng: &mut impl CryptoRng) -> Result<Reply, Trouble> {
        let known = self.known()?;
        let roster = match (&known.chain, change) {
            (None, Change::First) => first(known)?,
            (Some(chain), change) => self.after(known.role, chain.roster(), change)?,
            (None, _) => return Err(Trouble::Misfit),
        };
        let signature = roster.sign(self.signing_key(known, &roster)?);
        let wraps = self.wraps(known, &roster, rng)?;
        Ok(Reply::Proposal(Box::new(NewProposal { roster: Bytes(roster.to_bytes()), signature, wraps })))
    }

    pub(super) fn agree(&self, bytes: Bytes, rng: &mut impl CryptoRng) -> Result<Reply, Trouble> {
        let known = self.known()?;
        let roster = Roster::from_bytes(&bytes.0).map_err(|_| Trouble::Misfit)?;
        let follows = match &known.chain {
            Some(chain) => roster.before == chain.roster().hash(),
            None => roster.version == 1,
        };
        if !follows {
            return Err(Trouble::Misfit);
        }
        let signature = roster.sign(self.signing_key(known, &roster)?);
        let wraps = self.wraps(known, &roster, rng)?;
        Ok(Reply::Agreement(Box::new(Agree { roster: bytes, signature, wraps })))
    }

    pub(super) fn give(&self, rng: &mut impl CryptoRng) -> Result<Reply, Trouble> {
        let known = self.known()?;
        let roster = known.chain.as_ref().ok_or(Trouble::Misfit)?.roster();
        Ok(Reply::Wraps(NewWraps { wraps: self.wraps(known, roster, rng)? }))
    }

    fn after(&self, role: Role, before: &Roster, change: Change) -> Result<Roster, Trouble> {
        let mut members = before.members().to_vec();
        let (mut tracer, mut approver) = (*before.role(Role::Tracer), *before.role(Role::Approver));
        match change {
            Change::First => return Err(Trouble::Misfit),
            Change::Put(member) => {
                members.retain(|other| other.account != member.account);
                members.push(member);
            }
            Change::Remove(account) => members.retain(|member| member.account != account),
            Change::Rotate => {
                let drawn = self.drawn.as_ref().and_then(|public| self.role_key(public));
                let keys = RoleKeys::of(drawn.ok_or(Trouble::NoRoleKey)?);
                match role {
                    Role::Tracer => tracer = keys,
                    Role::Approver => approver = keys,
                }
            }
        }
        Roster::after(before, tracer, approver, members).map_err(|_| Trouble::Misfit)
    }

    /// A roster is signed by the roles of the one before; the first one by its own.
    fn signing_key(&self, known: &Known, roster: &Roster) -> Result<&PrivateKey, Trouble> {
        let before = known.chain.as_ref().map_or(roster, |chain| chain.roster());
        self.role_key(&before.role(known.role).seal).ok_or(Trouble::NoRoleKey)
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
