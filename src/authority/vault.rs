//! What the worker does: it opens keys, keeps them, and works with them. Pure: no clock, no network, no browser.

use rand_core::CryptoRng;
use venue_protocol::bytes::Bytes;
use venue_protocol::seal::key_file::{Cost, KeyFile, KeyFileKind, MAX_PASSPHRASE, MIN_PASSPHRASE};
use venue_protocol::seal::role::WrappedRoleKey;
use venue_protocol::seal::roster::{Role, RoleKeys};
use venue_protocol::seal::{PrivateKey, PublicKey};
use venue_protocol::wire::authority::{AuthorityState, NewFounder};

use super::cases::OpenCase;
use super::message::{Drawn, Kept, Learn, Reply, Request, RoleFile, Secret, Standing, Trouble};
use super::roster::{self, Chain, ChainTrouble};
use super::{key_file, sheet};
use crate::console::seal::Source;
use crate::platform::random::Random;

/// The keys, as long as the worker lives.
#[derive(Default)]
pub struct Vault {
    /// The member's own key.
    own: Option<PrivateKey>,
    pub(super) known: Option<Known>,
    /// The role's keys, whichever way they came.
    role_keys: Vec<PrivateKey>,
    /// The case that is worked on.
    pub(super) case: OpenCase,
}

/// What the server told, as far as it is believed.
pub(super) struct Known {
    pub role: Role,
    pub chain: Option<Chain>,
    pub state: AuthorityState,
}

impl Vault {
    /// Does what is asked.
    ///
    /// # Errors
    /// If it cannot be done, with the reason.
    pub fn serve(&mut self, request: Request, random: &dyn Random) -> Result<Reply, Trouble> {
        self.serve_at(request, Cost::USUAL, random)
    }

    /// The same, at another cost of trying a passphrase.
    ///
    /// # Errors
    /// As above.
    pub fn serve_at(&mut self, request: Request, cost: Cost, random: &dyn Random) -> Result<Reply, Trouble> {
        let mut source = Source::of(random);
        let reply = self.answer(request, cost, &mut source)?;
        // Nothing that was made without random bytes leaves the worker.
        if source.failed() { Err(Trouble::NoRandom) } else { Ok(reply) }
    }

    fn answer(&mut self, request: Request, cost: Cost, rng: &mut Source<'_>) -> Result<Reply, Trouble> {
        match request {
            Request::Make { passphrase } => self.make(&passphrase, cost, rng),
            Request::Open { file, passphrase } => self.open(file, &passphrase),
            Request::Learn(learn) => self.learn(*learn).map(Reply::Learnt),
            Request::Draw => self.take(PrivateKey::generate(rng), rng),
            Request::Take(file) => self.take(open_role(&file)?, rng),
            Request::Recover(kept) => self.recover(&kept).map(Reply::Learnt),
            Request::Compose(change) => self.compose(change, rng),
            Request::Agree(proposal) => self.agree(*proposal, rng),
            Request::Give => self.give(rng),
            Request::File(file) => self.file(*file, rng),
            Request::Review { case, request } => self.review(*case, &request),
            Request::Approve { case, records } => self.approve(case, &records, rng),
            Request::ToldIdx(case, found) => self.told_idx(case, &found, rng),
            Request::ToldTags(case, found) => self.told_tags(case, &found, rng),
            Request::Trace { case, release, records } => self.trace(&case, &release, &records),
            Request::TraceContacts { case, release, records } => {
                self.trace_contacts(&case, &release, &records)
            }
            Request::Join(case) => self.join(case),
            Request::Track(case, rows) => self.rows(case, |trace| trace.track(&rows)),
            Request::Around(case, rows) => self.rows(case, |trace| trace.around(&rows)),
            Request::AskIdentities(case) => self.ask_identities(case),
            Request::ToldIdentities(case, found) => self.told_identities(case, &found),
            Request::Results(case) => self.results(case),
            Request::Receipts { case, day, taken } => self.receipts(case, day, &taken, rng),
            Request::Disputes(case, disputes) => self.disputes(case, &disputes),
            Request::Export(case, format, language) => self.export(case, format, language),
        }
    }

    fn make(&mut self, passphrase: &Secret, cost: Cost, rng: &mut Source<'_>) -> Result<Reply, Trouble> {
        if passphrase.0.chars().count() < MIN_PASSPHRASE {
            return Err(Trouble::ShortPassphrase);
        }
        if passphrase.0.len() > MAX_PASSPHRASE {
            return Err(Trouble::LongPassphrase);
        }
        let key = PrivateKey::generate(rng);
        let file = KeyFile::wrap(KeyFileKind::Member, &key, &passphrase.0, cost, rng)
            .map_err(|_| Trouble::NoRandom)?;
        if rng.failed() {
            return Err(Trouble::NoRandom);
        }
        let public = self.keep_own(key);
        Ok(Reply::Key { public, file: Bytes(file.to_bytes().to_vec()) })
    }

    fn open(&mut self, file: Bytes, passphrase: &Secret) -> Result<Reply, Trouble> {
        let read = key_file::read(&file.0, KeyFileKind::Member)?;
        let key = read.unwrap(&passphrase.0).map_err(|_| Trouble::WrongPassphrase)?;
        let public = self.keep_own(key);
        Ok(Reply::Key { public, file })
    }

    fn keep_own(&mut self, key: PrivateKey) -> PublicKey {
        let public = key.public();
        // What another key opened goes with it.
        *self = Self { own: Some(key), ..Self::default() };
        public
    }

    fn learn(&mut self, learn: Learn) -> Result<Standing, Trouble> {
        let Learn { role, state, pinned } = learn;
        self.known = None;
        let chain = roster::verify(&state.rosters, pinned)?;
        if let Some(own) = &self.own {
            let public = own.public();
            for wrap in state.wraps.iter().filter(|wrap| wrap.member == public) {
                // A wrap that does not open opens nothing: it is missed below.
                if let Ok(key) = wrap.wrap.unwrap(own, &wrap.role_key) {
                    keep(&mut self.role_keys, key);
                }
            }
        }
        self.believe(Known { role, chain, state })
    }

    /// Believes what the server says of the roles, if it fits the role's keys that are open here.
    fn believe(&mut self, known: Known) -> Result<Standing, Trouble> {
        self.known = None;
        match (&known.chain, known.founded()) {
            (Some(chain), _) => {
                let vouched = chain.vouched(known.role, &self.role_keys)?;
                vouched.into_iter().for_each(|key| keep(&mut self.role_keys, key));
            }
            (None, Some(keys)) => {
                if self.role_key(&keys.seal).is_some_and(|key| *keys != RoleKeys::of(key)) {
                    return Err(ChainTrouble::Foreign.into());
                }
            }
            (None, None) => {}
        }
        self.known = Some(known);
        self.standing()
    }

    fn standing(&self) -> Result<Standing, Trouble> {
        let known = self.known()?;
        let Some(chain) = &known.chain else {
            let founded = known.founded().is_some_and(|keys| self.role_key(&keys.seal).is_some());
            return Ok(Standing { current: founded, ..Standing::default() });
        };
        let keys = chain.role_keys(known.role);
        let open = keys.iter().filter(|key| self.role_key(key).is_some()).count();
        let current = keys.first().is_some_and(|key| self.role_key(key).is_some());
        let public = self.own.as_ref().map(PrivateKey::public);
        Ok(Standing {
            member: public.is_some_and(|key| chain.roster().has(known.role, &key)),
            current,
            older: (open - usize::from(current)) as u32,
            missing: (keys.len() - open) as u32,
        })
    }

    /// Makes this one the key that the role is to have.
    fn take(&self, key: PrivateKey, rng: &mut impl CryptoRng) -> Result<Reply, Trouble> {
        let member = self.own()?.public();
        let wrap = WrappedRoleKey::wrap(&key, &member, rng).map_err(|_| Trouble::NoRandom)?;
        let drawn = Drawn {
            founder: NewFounder { keys: RoleKeys::of(&key), wrap },
            words: sheet::to_words(&key).map_err(|_| Trouble::NoRandom)?,
            text: Secret(key.to_string()),
        };
        Ok(Reply::Drawn(Box::new(drawn)))
    }

    fn recover(&mut self, kept: &Kept) -> Result<Standing, Trouble> {
        let key = match kept {
            Kept::Sheet(typed) => sheet::read(typed).ok_or(Trouble::NoSheet)?,
            Kept::File(file) => open_role(file)?,
        };
        let known = self.known()?;
        let public = key.public();
        let is_ours = match &known.chain {
            Some(chain) => chain.role_keys(known.role).contains(&public),
            None => known.founded().is_some_and(|keys| keys.seal == public),
        };
        if !is_ours {
            return Err(Trouble::OtherSheet);
        }
        keep(&mut self.role_keys, key);
        let known = self.known.take().ok_or(Trouble::Locked)?;
        self.believe(known)
    }

    pub(super) fn own(&self) -> Result<&PrivateKey, Trouble> {
        self.own.as_ref().ok_or(Trouble::Locked)
    }

    pub(super) fn known(&self) -> Result<&Known, Trouble> {
        self.known.as_ref().ok_or(Trouble::Locked)
    }

    /// Keeps a key of the role, which counts once it stands in the roster.
    pub(super) fn keep_role_key(&mut self, key: PrivateKey) {
        keep(&mut self.role_keys, key);
    }

    pub(super) fn role_key(&self, public: &PublicKey) -> Option<&PrivateKey> {
        self.role_keys.iter().find(|key| key.public() == *public)
    }

    /// The role's keys that are open here, newest first.
    pub(super) fn open_role_keys(&self) -> Result<Vec<&PrivateKey>, Trouble> {
        let known = self.known()?;
        let publics = match &known.chain {
            Some(chain) => chain.role_keys(known.role),
            None => known.founded().map(|keys| keys.seal).into_iter().collect(),
        };
        Ok(publics.iter().filter_map(|public| self.role_key(public)).collect())
    }
}

impl Known {
    /// The own role's keys as they were founded.
    pub fn founded(&self) -> Option<&RoleKeys> {
        self.state.founders.iter().find(|founder| founder.role == self.role).map(|founder| &founder.keys)
    }
}

fn keep(keys: &mut Vec<PrivateKey>, key: PrivateKey) {
    if !keys.contains(&key) {
        keys.push(key);
    }
}

/// Opens a role's key file.
fn open_role(RoleFile { file, passphrase }: &RoleFile) -> Result<PrivateKey, Trouble> {
    let read = key_file::read(&file.0, KeyFileKind::Role)?;
    read.unwrap(&passphrase.0).map_err(|_| Trouble::WrongPassphrase)
}
