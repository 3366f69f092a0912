//! A case (SEALING 8): what tracer and approver send each other through the server, which cannot read it.

use std::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::key_record::{ApproverHalf, TracerHalf};
use super::layout::{join, take, take_counted};
use super::suite::{self, PrivateKey, PublicKey, Suite};
use super::{SealError, label};

crate::byte_id!(
    /// A case, drawn by the tracer's browser.
    CaseId, 16
);

const SCHEMA: u8 = 1;
/// Plaintexts are padded with zeros to a multiple of this, so that their length does not tell who is asked for.
const PAD: usize = 1024;
/// At most so many persons in one case.
pub const MAX_SUBJECTS: usize = 50;

/// What the tracer asks of the approvers: the persons, and the tracers' halves of the records that are needed.
///
/// Plaintext: schema 1 | subjects 1, for each: length 1 | D | halves 4, for each: record id 4 | St 32 | zeros. Sealed to
/// the approvers' key, info `'case'`, AAD = `'case'` | suite 1 | case 16 | the tracer's own key 32.
#[derive(Clone, Default)]
pub struct CaseRequest {
    /// D of each person (SEALING 4); none if the case is about a place.
    pub subjects: Vec<Zeroizing<Vec<u8>>>,
    /// St of slots and of indexes, by the record's id.
    pub halves: Vec<(u32, TracerHalf)>,
}

impl fmt::Debug for CaseRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CaseRequest").field("subjects", &self.subjects.len()).finish_non_exhaustive()
    }
}

impl CaseRequest {
    /// Seals it to the approvers.
    ///
    /// # Errors
    /// If a person's D is too long, there are too many, or the key cannot be used.
    pub fn seal(
        &self,
        case: CaseId,
        tracer: &PublicKey,
        approvers: &PublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, SealError> {
        if self.subjects.len() > MAX_SUBJECTS {
            return Err(SealError::Layout);
        }
        let persons: usize = self.subjects.iter().map(|document| 1 + document.len()).sum();
        let mut plain = padded(6 + persons + self.halves.len() * 36);
        plain.extend([SCHEMA, self.subjects.len() as u8]);
        for document in &self.subjects {
            plain.push(u8::try_from(document.len()).map_err(|_| SealError::Layout)?);
            plain.extend(document.iter());
        }
        plain.extend((self.halves.len() as u32).to_be_bytes());
        for (id, half) in &self.halves {
            plain.extend(id.to_be_bytes());
            plain.extend(half.as_bytes());
        }
        fill(&mut plain);
        suite::seal_vec(approvers, label!("case"), &request_aad(case, tracer), &plain, rng)
    }

    /// Opens it with the approvers' key.
    ///
    /// # Errors
    /// If it is of another case or tracer, sealed to another key, or altered.
    pub fn open(
        sealed: &[u8],
        case: CaseId,
        tracer: &PublicKey,
        approvers: &PrivateKey,
    ) -> Result<Self, SealError> {
        let plain = suite::open_vec(approvers, label!("case"), &request_aad(case, tracer), sealed)?;
        let mut bytes = plain.as_slice();
        let rest = &mut bytes;
        let [schema, subjects] = take(rest)?;
        if schema != SCHEMA || usize::from(subjects) > MAX_SUBJECTS {
            return Err(SealError::Layout);
        }
        let mut request = Self::default();
        for _ in 0..subjects {
            request.subjects.push(Zeroizing::new(take_counted(rest)?.to_vec()));
        }
        let halves = u32::from_be_bytes(take(rest)?);
        for _ in 0..halves {
            request.halves.push((u32::from_be_bytes(take(rest)?), TracerHalf(take(rest)?)));
        }
        if rest.iter().all(|byte| *byte == 0) { Ok(request) } else { Err(SealError::Layout) }
    }
}

/// What the approver's browser gives to that one tracer: the approvers' halves of the case's slots.
///
/// Plaintext: schema 1 | halves 4, for each: record id 4 | Sa 32 | zeros. Sealed to the tracer's own key, info
/// `'release'`, AAD = suite 1 | case 16.
#[derive(Debug, Clone, Default)]
pub struct Release {
    /// Sa by the record's id.
    pub halves: Vec<(u32, ApproverHalf)>,
}

impl Release {
    /// Seals it to the tracer who filed the case.
    ///
    /// # Errors
    /// If the key cannot be used.
    pub fn seal(
        &self,
        case: CaseId,
        tracer: &PublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, SealError> {
        let mut plain = padded(5 + self.halves.len() * 36);
        plain.push(SCHEMA);
        plain.extend((self.halves.len() as u32).to_be_bytes());
        for (id, half) in &self.halves {
            plain.extend(id.to_be_bytes());
            plain.extend(half.as_bytes());
        }
        fill(&mut plain);
        suite::seal_vec(tracer, label!("release"), &release_aad(case), &plain, rng)
    }

    /// Opens it with the tracer's own key.
    ///
    /// # Errors
    /// If it is of another case, sealed to another key, or altered.
    pub fn open(sealed: &[u8], case: CaseId, tracer: &PrivateKey) -> Result<Self, SealError> {
        let plain = suite::open_vec(tracer, label!("release"), &release_aad(case), sealed)?;
        let mut bytes = plain.as_slice();
        let rest = &mut bytes;
        if take(rest)? != [SCHEMA] {
            return Err(SealError::Layout);
        }
        let mut release = Self::default();
        for _ in 0..u32::from_be_bytes(take(rest)?) {
            release.halves.push((u32::from_be_bytes(take(rest)?), ApproverHalf(take(rest)?)));
        }
        if rest.iter().all(|byte| *byte == 0) { Ok(release) } else { Err(SealError::Layout) }
    }
}

/// With room for the padding, so that growing leaves no copy behind.
fn padded(len: usize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(Vec::with_capacity(len.next_multiple_of(PAD)))
}

fn fill(plain: &mut Vec<u8>) {
    plain.resize(plain.len().next_multiple_of(PAD), 0);
}

fn request_aad(case: CaseId, tracer: &PublicKey) -> Vec<u8> {
    [label!("case"), &[Suite::CURRENT.byte()], &case.0, &tracer.0].concat()
}

fn release_aad(case: CaseId) -> [u8; 1 + CaseId::LEN] {
    join(&[&[Suite::CURRENT.byte()], &case.0])
}
