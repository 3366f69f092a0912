//! Sealed identities (SEALING 4).

use proptest::prelude::*;
use venue_protocol::id::ReceiptSecret;
use venue_protocol::seal::identity::{Idx, MAX_NAME, MAX_NUMBER, MAX_PHONE};
use venue_protocol::seal::{Identity, Pid, SealError, SealedIdentity};

use crate::support::{Counting, approver, fixture, hex, tracer};

const IDX: Idx = Idx([4; 16]);
const INDEX: u32 = 9;

/// `zhang_san()` sealed with the ephemeral key of 00 01 .. 1f.
const SEALED: &str = "
    b1f1b840de7a3241b02748cf9b05b74dc8c5e8451298738817bd76aa8ebe8c2b537b3049531916fe575f5e6c378746bb
    bd6db1ef970923650bb6a38c82db268a452d64754531c6fa3c61c35c1a02136587e8afbe46dd7316e9a4130097c60ebd
    7a75a50a6b1f4c2e9501d32dd8bb9fc8056f51cbb0e0db40f55989b60c1a38db8a68417082af48698540a4fb35f4c47f
    2d8c9123625fe83bb3661c06c47f2cfa8fb9cd65a56f60ffd0e4b0383990f653ca76f1078e36d1b7d9b8d8e55a823a35
    eb7b2224860ad864b2262459f46f2a2eeb92925ceff3d9b1744f66ef6f50deced19af8c38815dc5be6d998e03668a6c3
    0e9e73a8436a6b3ead0bb45b07ac09d56d16921a8dbecbdece41d919bff2f9a55e4ceac2f60a8f53a29fe86dbeba5dd2
    24e9275cdf0b580ca93fb234c9917068";

fn document(number: &str) -> Vec<u8> {
    [b"\x01CHN".as_slice(), &[number.len() as u8], number.as_bytes()].concat()
}

fn zhang_san() -> Identity {
    let number = document("110105194912310022");
    Identity::new(Pid([1; 16]), ReceiptSecret([2; 16]), &number, "张三", "+8613800138000").unwrap()
}

fn sealed() -> SealedIdentity {
    zhang_san().seal(INDEX, &IDX, &tracer().public(), &mut Counting::default()).unwrap()
}

#[test]
fn an_identity_has_exactly_these_bytes() {
    assert_eq!(hex(&sealed().0), fixture(SEALED));
}

#[test]
fn the_tracers_read_who_it_is() {
    let opened = sealed().open(&Pid([1; 16]), INDEX, &IDX, &tracer()).unwrap();
    assert_eq!(opened, zhang_san());
    assert_eq!((opened.name(), opened.phone()), ("张三", "+8613800138000"));
    assert_eq!(opened.document(), document("110105194912310022"));
    assert_eq!((opened.pid(), opened.receipt()), (&Pid([1; 16]), &ReceiptSecret([2; 16])));
}

#[test]
fn nobody_else_reads_it() {
    let opened = sealed().open(&Pid([1; 16]), INDEX, &IDX, &approver());
    assert_eq!(opened, Err(SealError::Forged));
}

#[test]
fn an_identity_filed_elsewhere_is_refused() {
    let sealed = sealed();
    assert_eq!(sealed.open(&Pid([2; 16]), INDEX, &IDX, &tracer()), Err(SealError::Forged));
    assert_eq!(sealed.open(&Pid([1; 16]), INDEX + 1, &IDX, &tracer()), Err(SealError::Forged));
    assert_eq!(sealed.open(&Pid([1; 16]), INDEX, &Idx([5; 16]), &tracer()), Err(SealError::Forged));
}

#[test]
fn an_identity_with_any_byte_changed_is_refused() {
    for at in 0..SealedIdentity::LEN {
        let mut changed = sealed();
        changed.0[at] ^= 1;
        assert!(changed.open(&Pid([1; 16]), INDEX, &IDX, &tracer()).is_err(), "byte {at}");
    }
}

#[test]
fn all_sealed_identities_are_of_one_length_and_the_longest_fits() {
    let (pid, receipt) = (Pid([1; 16]), ReceiptSecret([2; 16]));
    let (number, name, phone) = ("9".repeat(MAX_NUMBER), "n".repeat(MAX_NAME), "7".repeat(MAX_PHONE));
    let longest = Identity::new(pid.clone(), receipt.clone(), &document(&number), &name, &phone).unwrap();
    let sealed = longest.seal(INDEX, &IDX, &tracer().public(), &mut Counting::default()).unwrap();
    assert_eq!(sealed.open(&pid, INDEX, &IDX, &tracer()), Ok(longest));

    let refused = |document: &[u8], name: &str, phone: &str| {
        Identity::new(pid.clone(), receipt.clone(), document, name, phone) == Err(SealError::Layout)
    };
    assert!(refused(&document(&format!("{number}9")), &name, &phone));
    assert!(refused(&document(&number), &format!("{name}n"), &phone));
    assert!(refused(&document(&number), &name, &format!("{phone}7")));
    assert!(refused(b"\x01CHN\x05abcd", "", ""));
    assert!(refused(b"\x01CHN", "", ""));
}

#[test]
fn two_sealings_of_one_identity_have_nothing_in_common() {
    let mut rng = Counting::default();
    let mut seal = || zhang_san().seal(INDEX, &IDX, &tracer().public(), &mut rng).unwrap().0;
    let (one, other) = (seal(), seal());
    assert!(one.windows(8).all(|part| other.windows(8).all(|theirs| part != theirs)));
}

#[test]
fn an_identity_sealed_by_somebody_who_breaks_the_rules_is_refused() {
    let fields: Vec<u8> =
        [&[1], [1_u8; 16].as_slice(), &[2; 16], &document("A1"), b"\x01N", b"\x00"].concat();
    let by_hand = |change: &dyn Fn(&mut [u8])| {
        let mut plain = [0; 256];
        plain[..fields.len()].copy_from_slice(&fields);
        change(&mut plain);
        let aad =
            [&[1], [1_u8; 16].as_slice(), &INDEX.to_be_bytes(), &IDX.0, &tracer().public().kid().0].concat();
        let sealed = seal_by_hand(&plain, &aad);
        SealedIdentity(sealed).open(&Pid([1; 16]), INDEX, &IDX, &tracer())
    };
    assert!(by_hand(&|_| ()).is_ok());
    assert_eq!(by_hand(&|plain| plain[1] = 9), Err(SealError::Forged), "another pid inside than outside");
    assert_eq!(by_hand(&|plain| plain[0] = 2), Err(SealError::Layout), "an unknown schema");
    assert_eq!(by_hand(&|plain| plain[255] = 1), Err(SealError::Layout), "something in the padding");
    assert_eq!(by_hand(&|plain| plain[37] = 255), Err(SealError::Layout), "a number beyond the end");
    assert_eq!(by_hand(&|plain| plain[41] = 0xff), Err(SealError::Layout), "a name that is not UTF-8");
}

/// What SEALING 1 and 4 say, without this crate.
fn seal_by_hand(plain: &[u8], aad: &[u8]) -> [u8; SealedIdentity::LEN] {
    use hpke::{Deserializable, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256};
    type Kem = hpke::kem::X25519HkdfSha256;
    let to = Deserializable::from_bytes(&tracer().public().0).unwrap();
    let info = b"venue-code/v1/identity\0";
    let mut rng = Counting::default();
    let (key, ciphertext) = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeS::Base,
        &to,
        info,
        plain,
        aad,
        &mut rng,
    )
    .unwrap();
    [key.to_bytes().as_slice(), &ciphertext].concat().try_into().unwrap()
}

#[test]
fn an_identity_does_not_show_in_debug() {
    assert_eq!(format!("{:?}", zhang_san()), "Identity(..)");
}

proptest! {
    #[test]
    fn opening_what_was_sealed_gives_the_same_identity(
        pid in any::<[u8; 16]>(),
        number in "[0-9A-Z]{0,76}",
        name in "\\PC{0,30}",
        phone in "[+0-9]{0,20}",
    ) {
        let identity = Identity::new(Pid(pid), ReceiptSecret([2; 16]), &document(&number), &name, &phone).unwrap();
        let sealed = identity.seal(INDEX, &IDX, &tracer().public(), &mut Counting::default()).unwrap();
        prop_assert_eq!(sealed.open(&Pid(pid), INDEX, &IDX, &tracer()), Ok(identity));
    }
}
