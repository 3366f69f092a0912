//! Problem reports (F10): what is personal in one, and its picture, sealed to the technicians by the server as soon as they
//! arrive, and opened in a technician's browser.

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::layout::{join, take, take_counted};
use super::suite::{self, OVERHEAD, PrivateKey, PublicKey, Suite};
use super::{SealError, label};
use crate::document::Name;
use crate::id::{ReportId, ReportSecret};
use crate::report::{Details, MAX_TEXT};

/// The only schema so far.
const SCHEMA: u8 = 1;
/// The longest text has so many bytes of UTF-8.
const MAX_TEXT_BYTES: usize = MAX_TEXT * 4;
/// The longest phone number, as E.164 writes it.
const MAX_PHONE: usize = 16;
/// Schema 1 | text length 2, text | three times length 1, name or phone.
const FILLED: usize = 1 + 2 + MAX_TEXT_BYTES + 2 * (1 + Name::MAX_BYTES) + 1 + MAX_PHONE;
/// All details are sealed to the same length.
const PLAIN: usize = 2304;
const _: () = assert!(FILLED <= PLAIN);
/// A picture's length is rounded up to a multiple of so many bytes.
const PICTURE_STEP: usize = 32 * 1024;

crate::byte_id!(
    /// What is personal in a report, 2352 B: info `'report-details'`, AAD = suite 1 | report 16. Plaintext, 2304 B:
    /// schema 1 | text length 2, text | name of the person length 1, name | contact's name length 1, name | phone
    /// length 1, phone | zeros.
    SealedDetails, PLAIN + OVERHEAD
);

/// A report's picture: info `'report-picture'`, AAD as of [`SealedDetails`]. Plaintext: length 4 | JPEG | zeros to the
/// next multiple of 32 KiB, so that the length tells little.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedPicture(pub Vec<u8>);

impl ReportId {
    /// `SHA-256('report' | secret)[..16]`: whoever knows an id does not know its secret.
    pub fn of(secret: &ReportSecret) -> Self {
        let mut hash = Sha256::new();
        hash.update(label!("report"));
        hash.update(secret.as_bytes());
        let hash: [u8; 32] = hash.finalize().into();
        let mut id = Self([0; Self::LEN]);
        id.0.copy_from_slice(&hash[..Self::LEN]);
        id
    }
}

impl SealedDetails {
    /// Seals what is personal in a report.
    ///
    /// # Errors
    /// If something is longer than a checked report has it, or the key cannot be used.
    pub fn seal(
        details: &Details,
        report: ReportId,
        technicians: &PublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, SealError> {
        let Details { text, person, contact, phone } = details;
        let fits = text.len() <= MAX_TEXT_BYTES
            && person.len().max(contact.len()) <= Name::MAX_BYTES
            && phone.len() <= MAX_PHONE;
        if !fits {
            return Err(SealError::Layout);
        }
        let write = |plaintext: &mut [u8]| {
            let fields: [&[u8]; 9] = [
                &[SCHEMA],
                &(text.len() as u16).to_be_bytes(),
                text.as_bytes(),
                &[person.len() as u8],
                person.as_bytes(),
                &[contact.len() as u8],
                contact.as_bytes(),
                &[phone.len() as u8],
                phone.as_bytes(),
            ];
            // What is left stays zero.
            for (to, from) in plaintext.iter_mut().zip(fields.into_iter().flatten()) {
                *to = *from;
            }
        };
        suite::seal(technicians, label!("report-details"), &aad(report), write, rng).map(Self)
    }

    /// Opens it with the technicians' key.
    ///
    /// # Errors
    /// If it was sealed to another key or for another report, or was altered.
    pub fn open(&self, report: ReportId, technicians: &PrivateKey) -> Result<Details, SealError> {
        let plain = suite::open::<PLAIN>(technicians, label!("report-details"), &aad(report), &self.0)?;
        let mut bytes = plain.as_slice();
        let rest = &mut bytes;
        if take(rest)? != [SCHEMA] {
            return Err(SealError::Layout);
        }
        let length = usize::from(u16::from_be_bytes(take(rest)?));
        let (told, behind) = rest.split_at_checked(length).ok_or(SealError::Layout)?;
        *rest = behind;
        let words = |bytes: &[u8]| {
            let text = str::from_utf8(bytes).map_err(|_| SealError::Layout)?;
            Ok(Zeroizing::new(text.to_owned()))
        };
        let details = Details {
            text: words(told)?,
            person: words(take_counted(rest)?)?,
            contact: words(take_counted(rest)?)?,
            phone: words(take_counted(rest)?)?,
        };
        if rest.iter().all(|byte| *byte == 0) { Ok(details) } else { Err(SealError::Layout) }
    }
}

impl SealedPicture {
    /// Seals a report's picture.
    ///
    /// # Errors
    /// If the key cannot be used.
    pub fn seal(
        jpeg: &[u8],
        report: ReportId,
        technicians: &PublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, SealError> {
        let length = u32::try_from(jpeg.len()).map_err(|_| SealError::Layout)?;
        let mut plain = Zeroizing::new(vec![0; (4 + jpeg.len()).next_multiple_of(PICTURE_STEP)]);
        for (to, from) in plain.iter_mut().zip(length.to_be_bytes().iter().chain(jpeg)) {
            *to = *from;
        }
        suite::seal_vec(technicians, label!("report-picture"), &aad(report), &plain, rng).map(Self)
    }

    /// Opens it with the technicians' key: a JPEG.
    ///
    /// # Errors
    /// If it was sealed to another key or for another report, or was altered.
    pub fn open(&self, report: ReportId, technicians: &PrivateKey) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let mut plain = suite::open_vec(technicians, label!("report-picture"), &aad(report), &self.0)?;
        let mut bytes = plain.as_slice();
        let length = u32::from_be_bytes(take(&mut bytes)?) as usize;
        let zeros = bytes.get(length..).ok_or(SealError::Layout)?;
        if zeros.iter().any(|byte| *byte != 0) {
            return Err(SealError::Layout);
        }
        plain.copy_within(4..4 + length, 0);
        plain.truncate(length);
        Ok(plain)
    }
}

fn aad(report: ReportId) -> [u8; 1 + ReportId::LEN] {
    join(&[&[Suite::CURRENT.byte()], report.as_bytes()])
}
