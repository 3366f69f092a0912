//! Key records (SEALING 3): the keys of one slot or one day, sealed to both roles when they are born.
//!
//! A record must be durable before its keys are first used; its hash is audited. Keys live in memory only. After
//! a restart, or a commit whose outcome is unknown, a new record is begun.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};

use super::layout::{join, take};
use super::live_key::{Derivation, IndexKey, SlotKeys};
use super::role::{Authority, Kid};
use super::suite::{self, OVERHEAD, PrivateKey, PublicKey, Suite};
use super::{SealError, label};
use crate::wire::keys::PublicKey as ServerKey;

const HEAD: usize = 42;
/// What of the head goes into the derivation: all but the commitment.
const DERIVED_FROM: usize = 26;
const WRAP: usize = 32 + OVERHEAD;
const SIGNED: usize = HEAD + 2 * WRAP;

/// What the keys of a record are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// Rows of one hour of one process.
    Slot = 1,
    /// Registrations of one day.
    Index = 2,
}

crate::byte_secret!(
    /// St: the tracers' half of a record's keys.
    TracerHalf, 32
);
crate::byte_secret!(
    /// Sa: the approvers' half of a record's keys.
    ApproverHalf, 32
);

/// Both halves of one record.
pub struct Halves<'a> {
    /// St.
    pub tracer: &'a TracerHalf,
    /// Sa.
    pub approver: &'a ApproverHalf,
}

/// A record: 266 B = head 42 | St sealed to t 80 | Sa sealed to a 80 | signature of the server 64.
///
/// Head = suite 1 | kind 1 | id 4 | start minute 4 | kid_t 8 | kid_a 8 | commitment 16. The halves are sealed with the
/// head as AAD. The signature is Ed25519 over `'key-record'` | the 202 bytes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyRecord {
    kind: KeyKind,
    id: u32,
    start_minute: u32,
    tracer: Kid,
    approver: Kid,
    commitment: [u8; 16],
    tracer_wrap: [u8; WRAP],
    approver_wrap: [u8; WRAP],
    signature: [u8; 64],
}

impl KeyRecord {
    /// Length in bytes.
    pub const LEN: usize = SIGNED + 64;

    /// Begins a slot. `id` must not have been used before; `start_minute` counts from the Unix epoch.
    pub fn begin_slot(
        id: u32,
        start_minute: u32,
        authority: &Authority,
        server: &SigningKey,
        rng: &mut impl CryptoRng,
    ) -> Result<(Self, SlotKeys), SealError> {
        Self::begin(KeyKind::Slot, id, start_minute, authority, server, rng, Derivation::slot_keys)
    }

    /// Begins the index of a day.
    pub fn begin_index(
        id: u32,
        start_minute: u32,
        authority: &Authority,
        server: &SigningKey,
        rng: &mut impl CryptoRng,
    ) -> Result<(Self, IndexKey), SealError> {
        Self::begin(KeyKind::Index, id, start_minute, authority, server, rng, Derivation::index_key)
    }

    fn begin<K>(
        kind: KeyKind,
        id: u32,
        start_minute: u32,
        authority: &Authority,
        server: &SigningKey,
        rng: &mut impl CryptoRng,
        keys: impl FnOnce(&Derivation) -> Result<K, SealError>,
    ) -> Result<(Self, K), SealError> {
        let (mut tracer, mut approver) = (TracerHalf([0; 32]), ApproverHalf([0; 32]));
        rng.fill_bytes(&mut tracer.0);
        rng.fill_bytes(&mut approver.0);
        let mut record = Self {
            kind,
            id,
            start_minute,
            tracer: authority.tracer().kid(),
            approver: authority.approver().kid(),
            commitment: [0; 16],
            tracer_wrap: [0; WRAP],
            approver_wrap: [0; WRAP],
            signature: [0; 64],
        };
        let derivation =
            Derivation::new(&Halves { tracer: &tracer, approver: &approver }, record.derived_from());
        record.commitment = derivation.commitment()?;
        let keys = keys(&derivation)?;
        let head = record.head();
        let write = |plaintext: &mut [u8]| plaintext.copy_from_slice(&tracer.0);
        record.tracer_wrap = suite::seal(authority.tracer(), label!("half/tracer"), &head, write, rng)?;
        let write = |plaintext: &mut [u8]| plaintext.copy_from_slice(&approver.0);
        record.approver_wrap = suite::seal(authority.approver(), label!("half/approver"), &head, write, rng)?;
        record.signature = server.sign(&record.message()).to_bytes();
        Ok((record, keys))
    }

    /// What its keys are for.
    pub const fn kind(&self) -> KeyKind {
        self.kind
    }

    /// Its number: the slot or the index that rows and identities name.
    pub const fn id(&self) -> u32 {
        self.id
    }

    /// When its time begins, in minutes since the Unix epoch.
    pub const fn start_minute(&self) -> u32 {
        self.start_minute
    }

    /// Which tracers' key opens its first half.
    pub const fn tracer(&self) -> Kid {
        self.tracer
    }

    /// Which approvers' key opens its second half.
    pub const fn approver(&self) -> Kid {
        self.approver
    }

    /// The bytes to store.
    pub fn to_bytes(&self) -> [u8; Self::LEN] {
        join(&[&self.head(), &self.tracer_wrap, &self.approver_wrap, &self.signature])
    }

    /// Reads stored bytes. Who made them is told by [`KeyRecord::verify`].
    pub fn from_bytes(mut bytes: &[u8]) -> Result<Self, SealError> {
        let rest = &mut bytes;
        let [suite] = take(rest)?;
        Suite::from_byte(suite)?;
        let kind = match take(rest)? {
            [1] => KeyKind::Slot,
            [2] => KeyKind::Index,
            _ => return Err(SealError::Layout),
        };
        let record = Self {
            kind,
            id: u32::from_be_bytes(take(rest)?),
            start_minute: u32::from_be_bytes(take(rest)?),
            tracer: Kid(take(rest)?),
            approver: Kid(take(rest)?),
            commitment: take(rest)?,
            tracer_wrap: take(rest)?,
            approver_wrap: take(rest)?,
            signature: take(rest)?,
        };
        if rest.is_empty() { Ok(record) } else { Err(SealError::Layout) }
    }

    /// Checks that the server made it.
    pub fn verify(&self, server: &ServerKey) -> Result<(), SealError> {
        let signature = Signature::from_bytes(&self.signature);
        VerifyingKey::from_bytes(server.as_bytes())
            .and_then(|server| server.verify_strict(&self.message(), &signature))
            .map_err(|_| SealError::Forged)
    }

    /// SHA-256 of its bytes, for the audit.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.to_bytes()).into()
    }

    /// Opens St with the tracers' key.
    pub fn open_tracer_half(&self, tracer: &PrivateKey) -> Result<TracerHalf, SealError> {
        named(&tracer.public(), self.tracer)?;
        suite::open(tracer, label!("half/tracer"), &self.head(), &self.tracer_wrap)
            .map(|half| TracerHalf(*half))
    }

    /// Opens Sa with the approvers' key.
    pub fn open_approver_half(&self, approver: &PrivateKey) -> Result<ApproverHalf, SealError> {
        named(&approver.public(), self.approver)?;
        suite::open(approver, label!("half/approver"), &self.head(), &self.approver_wrap)
            .map(|half| ApproverHalf(*half))
    }

    /// Joins the halves of a slot; refused unless they fit the commitment.
    pub fn open_slot(&self, halves: &Halves<'_>) -> Result<SlotKeys, SealError> {
        self.open(KeyKind::Slot, halves, Derivation::slot_keys)
    }

    /// Joins the halves of a day's index; refused unless they fit the commitment.
    pub fn open_index(&self, halves: &Halves<'_>) -> Result<IndexKey, SealError> {
        self.open(KeyKind::Index, halves, Derivation::index_key)
    }

    fn open<K>(
        &self,
        kind: KeyKind,
        halves: &Halves<'_>,
        keys: impl FnOnce(&Derivation) -> Result<K, SealError>,
    ) -> Result<K, SealError> {
        if self.kind != kind {
            return Err(SealError::Layout);
        }
        let derivation = Derivation::new(halves, self.derived_from());
        derivation.check(&self.commitment)?;
        keys(&derivation)
    }

    fn derived_from(&self) -> [u8; DERIVED_FROM] {
        join(&[
            &[Suite::CURRENT.byte(), self.kind as u8],
            &self.id.to_be_bytes(),
            &self.start_minute.to_be_bytes(),
            &self.tracer.0,
            &self.approver.0,
        ])
    }

    fn head(&self) -> [u8; HEAD] {
        join(&[&self.derived_from(), &self.commitment])
    }

    fn message(&self) -> Vec<u8> {
        [label!("key-record"), &self.head(), &self.tracer_wrap, &self.approver_wrap].concat()
    }
}

fn named(key: &PublicKey, kid: Kid) -> Result<(), SealError> {
    if key.kid() == kid { Ok(()) } else { Err(SealError::WrongKey) }
}
