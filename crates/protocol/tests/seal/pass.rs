//! Paper passes (F27).

use venue_protocol::id::{Credential, PassSecret};
use venue_protocol::instant::Day;
use venue_protocol::seal::{PassName, SealError, SealedPass};

use crate::support::{Counting, fixture, hex};

const SECRET: PassSecret = PassSecret([7; 16]);
const LAST: Day = Day(2518);
/// The credential 06..06, with the nonce 00 01 .. 17.
const SEALED: &str = "
    000102030405060708090a0b0c0d0e0f1011121314151617
    f62185415a06f520750ae78d96d9e8aba191f4589628e1a4319530b24276e5a8864618da8407a6216734e49349b64575573ae07d5b47bc3c39e79dbd52d8
    35e014faf6deffc5249648064a73c835";

fn sealed() -> SealedPass {
    SealedPass::seal(&SECRET, &Credential([6; 62]), LAST, &mut Counting::default()).unwrap()
}

#[test]
fn a_sealed_pass_has_exactly_these_bytes() {
    assert_eq!(hex(&sealed().0), fixture(SEALED));
    // SHA-256("venue-code/v1/pass\0" | 07..07)[..16]
    assert_eq!(hex(&PassName::of(&SECRET).0), "66f533d274ab507ca579f2f00c5cd699");
}

#[test]
fn who_shows_the_pass_opens_it_and_nobody_else_does() {
    assert_eq!(sealed().open(&SECRET, LAST), Ok(Credential([6; 62])));
    assert_eq!(sealed().open(&PassSecret([8; 16]), LAST), Err(SealError::Forged));
}

#[test]
fn an_altered_or_prolonged_pass_is_refused() {
    assert_eq!(sealed().open(&SECRET, Day(LAST.0 + 1)), Err(SealError::Forged));
    for at in 0..SealedPass::LEN {
        let mut changed = sealed();
        changed.0[at] ^= 1;
        assert_eq!(changed.open(&SECRET, LAST), Err(SealError::Forged), "byte {at}");
    }
}
