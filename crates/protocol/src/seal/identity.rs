//! Sealed identities (SEALING 4): who a pid is, for the tracers alone.

use std::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::layout::{join, take, take_counted};
use super::pid::Pid;
use super::role::Kid;
use super::suite::{self, OVERHEAD, PrivateKey, PublicKey, Suite};
use super::{SealError, label};
use crate::id::ReceiptSecret;

/// The only schema so far.
const SCHEMA: u8 = 1;
const PLAIN: usize = 256;
/// Type 1 | issuing state 3 | length 1.
const DOCUMENT_HEAD: usize = 5;
/// At most so many bytes of name, in UTF-8.
pub const MAX_NAME: usize = 120;
/// At most so many bytes of phone number.
pub const MAX_PHONE: usize = 20;
/// At most so many bytes of a document's normalised number: what is left with the longest name and phone.
pub const MAX_NUMBER: usize = PLAIN - 1 - Pid::LEN - 16 - DOCUMENT_HEAD - 1 - MAX_NAME - 1 - MAX_PHONE;

crate::byte_id!(
    /// By which an approver finds a person's registrations of one day: [`IndexKey::idx`](super::IndexKey::idx).
    Idx, 16
);

crate::byte_id!(
    /// An identity sealed to the tracers, 304 B: info `'identity'`, AAD = suite 1 | pid 16 | index id 4 | idx 16 | kid_t 8.
    SealedIdentity, PLAIN + OVERHEAD
);

/// Who a pid is. Wiped when dropped, hidden in `Debug`.
///
/// Plaintext, 256 B: schema 1 | pid 16 | r 16 | D | name length 1, name to 120 | phone length 1, phone to 20 | zeros.
/// D = type 1 | issuing state 3 | length 1 | number to 76: [`Document::encode`](crate::document::Document::encode).
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    pid: Pid,
    receipt: ReceiptSecret,
    document: Zeroizing<Vec<u8>>,
    name: Zeroizing<String>,
    phone: Zeroizing<String>,
}

impl Identity {
    /// From D, name and phone (empty if there is none), which must keep to their lengths.
    pub fn new(
        pid: Pid,
        receipt: ReceiptSecret,
        document: &[u8],
        name: &str,
        phone: &str,
    ) -> Result<Self, SealError> {
        let (&[_, _, _, _, len], number) = document.split_first_chunk().ok_or(SealError::Layout)?;
        let fits = number.len() == usize::from(len) && number.len() <= MAX_NUMBER;
        if !fits || name.len() > MAX_NAME || phone.len() > MAX_PHONE {
            return Err(SealError::Layout);
        }
        Ok(Self {
            pid,
            receipt,
            document: Zeroizing::new(document.to_vec()),
            name: Zeroizing::new(name.to_owned()),
            phone: Zeroizing::new(phone.to_owned()),
        })
    }

    /// The registration.
    pub const fn pid(&self) -> &Pid {
        &self.pid
    }

    /// r, by which a receipt finds the person's device.
    pub const fn receipt(&self) -> &ReceiptSecret {
        &self.receipt
    }

    /// D, by which a person's registrations are merged.
    pub fn document(&self) -> &[u8] {
        &self.document
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The phone number, empty if there is none.
    pub fn phone(&self) -> &str {
        &self.phone
    }

    /// Seals it to the tracers; `index` and `idx` are where it is filed.
    pub fn seal(
        &self,
        index: u32,
        idx: &Idx,
        tracer: &PublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<SealedIdentity, SealError> {
        let aad = aad(&self.pid, index, idx, tracer.kid());
        suite::seal(tracer, label!("identity"), &aad, |plaintext| self.write(plaintext), rng)
            .map(SealedIdentity)
    }

    fn write(&self, plaintext: &mut [u8]) {
        let counted = |text: &str| [text.len() as u8];
        let fields: [&[u8]; 8] = [
            &[SCHEMA],
            self.pid.as_bytes(),
            self.receipt.as_bytes(),
            &self.document,
            &counted(&self.name),
            self.name.as_bytes(),
            &counted(&self.phone),
            self.phone.as_bytes(),
        ];
        // What is left stays zero. `new` saw to it that all fits.
        for (to, from) in plaintext.iter_mut().zip(fields.into_iter().flatten()) {
            *to = *from;
        }
    }

    fn read(mut bytes: &[u8]) -> Result<Self, SealError> {
        let rest = &mut bytes;
        if take(rest)? != [SCHEMA] {
            return Err(SealError::Layout);
        }
        let (pid, receipt) = (Pid(take(rest)?), ReceiptSecret(take(rest)?));
        let at_document = *rest;
        let _type_and_state: [u8; 4] = take(rest)?;
        let number = take_counted(rest)?;
        let document = &at_document[..DOCUMENT_HEAD + number.len()];
        let mut text = || std::str::from_utf8(take_counted(rest)?).map_err(|_| SealError::Layout);
        let identity = Self::new(pid, receipt, document, text()?, text()?)?;
        if rest.iter().all(|byte| *byte == 0) { Ok(identity) } else { Err(SealError::Layout) }
    }
}

impl SealedIdentity {
    /// Opens it with the tracers' key; refused unless it was filed under this pid, index and idx.
    pub fn open(&self, pid: &Pid, index: u32, idx: &Idx, tracer: &PrivateKey) -> Result<Identity, SealError> {
        let aad = aad(pid, index, idx, tracer.public().kid());
        let identity = Identity::read(&*suite::open::<PLAIN>(tracer, label!("identity"), &aad, &self.0)?)?;
        if identity.pid == *pid { Ok(identity) } else { Err(SealError::Forged) }
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(..)")
    }
}

fn aad(pid: &Pid, index: u32, idx: &Idx, tracer: Kid) -> [u8; 45] {
    join(&[&[Suite::CURRENT.byte()], pid.as_bytes(), &index.to_be_bytes(), &idx.0, &tracer.0])
}
