//! Problem reports, sealed to the technicians.

use sha2::{Digest, Sha256};
use venue_protocol::id::{ReportId, ReportSecret};
use venue_protocol::report::Details;
use venue_protocol::seal::{PrivateKey, SealError, SealedDetails, SealedPicture};
use zeroize::Zeroizing;

use crate::support::{Counting, fixture, hex, tracer};

/// The beginning of the details below, sealed to the tracers' key of the tests, and the SHA-256 of all their bytes.
const DETAILS: &str = "
    b1f1b840de7a3241b02748cf9b05b74dc8c5e8451298738817bd76aa8ebe8c2b650c00789506b20b45643edef553d342
    dd5507097dc47d13f7fead25d0562a15a5b44a95d70f13f9f4cbc3eccae98fd7ee9ead8f0b1b07fb549cf5019c5fe7d8
    951528402146ebb79b7f212acef5858b";
const DETAILS_HASH: &str = "b97fb1db12f288f5d5b6e6af1ef8f9a63f088d49dceb47a80e701b71803b34cf";
/// The same of a picture of four bytes.
const PICTURE: &str = "
    b1f1b840de7a3241b02748cf9b05b74dc8c5e8451298738817bd76aa8ebe8c2b5360f9e01044e5a7e4551eff4bfacc2c
    7a2391822dd124a404c34eadad0a8725";
const PICTURE_HASH: &str = "116ff5e9062e0e580dccd330d9fab97f722938b844b67b5b3b03cd0aae408bd2";

fn id() -> ReportId {
    ReportId::of(&ReportSecret([7; 16]))
}

fn details() -> Details {
    let text = |text: &str| Zeroizing::new(text.to_owned());
    Details {
        text: text("门口的码扫不出来"),
        person: text("张三"),
        contact: text("李四"),
        phone: text("+8613800138000"),
    }
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

#[test]
fn the_id_of_a_secret_has_exactly_these_bytes() {
    assert_eq!(hex(id().as_bytes()), "c94355cb12756dbd2966b3c885eebb70");
}

#[test]
fn details_have_exactly_these_bytes() {
    let sealed = SealedDetails::seal(&details(), id(), &tracer().public(), &mut Counting::default()).unwrap();
    assert_eq!(hex(&sealed.0[..112]), fixture(DETAILS));
    assert_eq!(hash(&sealed.0), DETAILS_HASH);
}

#[test]
fn a_picture_has_exactly_these_bytes() {
    let jpeg = [0xff, 0xd8, 0xff, 0xd9];
    let sealed = SealedPicture::seal(&jpeg, id(), &tracer().public(), &mut Counting::default()).unwrap();
    assert_eq!((sealed.0.len(), hex(&sealed.0[..64])), (32_816, fixture(PICTURE)));
    assert_eq!(hash(&sealed.0), PICTURE_HASH);
}

#[test]
fn only_the_technicians_open_it_and_only_as_this_report() {
    let mut rng = Counting::default();
    let (technicians, others) = (PrivateKey::generate(&mut rng), PrivateKey::generate(&mut rng));
    let other = ReportId::of(&ReportSecret([8; 16]));
    let sealed = SealedDetails::seal(&details(), id(), &technicians.public(), &mut rng).unwrap();
    assert_eq!(sealed.open(id(), &technicians).unwrap(), details());
    assert_eq!(sealed.open(id(), &others).unwrap_err(), SealError::Forged);
    assert_eq!(sealed.open(other, &technicians).unwrap_err(), SealError::Forged);
    let mut altered = sealed;
    altered.0[1000] ^= 1;
    assert_eq!(altered.open(id(), &technicians).unwrap_err(), SealError::Forged);
    let jpeg = [7; 40_000];
    let sealed = SealedPicture::seal(&jpeg, id(), &technicians.public(), &mut rng).unwrap();
    assert_eq!(**sealed.open(id(), &technicians).unwrap(), jpeg);
    assert_eq!(sealed.open(id(), &others).unwrap_err(), SealError::Forged);
    assert_eq!(sealed.open(other, &technicians).unwrap_err(), SealError::Forged);
    for cut in [0, 1, 31, 32, 47, 48, sealed.0.len() - 1] {
        assert!(SealedPicture(sealed.0[..cut].to_vec()).open(id(), &technicians).is_err(), "{cut}");
    }
}

#[test]
fn lengths_of_names_texts_and_small_pictures_do_not_show() {
    let mut rng = Counting::default();
    let key = tracer();
    let longest = Details {
        text: Zeroizing::new("𠮷".repeat(500)),
        person: Zeroizing::new("长".repeat(40)),
        contact: Zeroizing::new("长".repeat(40)),
        phone: Zeroizing::new("+123456789012345".to_owned()),
    };
    for told in [longest.clone(), Details::default()] {
        let sealed = SealedDetails::seal(&told, id(), &key.public(), &mut rng).unwrap();
        assert_eq!(sealed.open(id(), &key).unwrap(), told);
    }
    let longer = Details { text: Zeroizing::new("7".repeat(2001)), ..longest };
    let refused = SealedDetails::seal(&longer, id(), &key.public(), &mut rng);
    assert_eq!(refused.unwrap_err(), SealError::Layout);
    let mut sealed_length =
        |length: usize| SealedPicture::seal(&vec![1; length], id(), &key.public(), &mut rng).unwrap().0.len();
    assert_eq!(sealed_length(0), sealed_length(32 * 1024 - 4));
    assert_eq!(sealed_length(32 * 1024 - 3), sealed_length(60_000));
}
