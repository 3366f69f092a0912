//! Receipts (SEALING 9) and disputes. The bytes were computed by other code.

use venue_protocol::id::ReceiptSecret;
use venue_protocol::instant::Day;
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::dispute::{self, Disputed, MAX_STATEMENT};
use venue_protocol::seal::receipt::{Receipt, ReceiptBody, TracedAs};
use venue_protocol::seal::{PrivateKey, SealError};
use venue_protocol::wire::cases::Window;

use crate::support::{Counting, approver, hex, tracer};

const CASE: CaseId = CaseId([5; 16]);

fn secret() -> ReceiptSecret {
    let mut bytes = [0; 16];
    (0..).zip(&mut bytes).for_each(|(n, byte)| *byte = n);
    ReceiptSecret(bytes)
}

fn receipt() -> Receipt {
    Receipt {
        case: CASE,
        traced_as: TracedAs::Contact,
        window: Window { from: 29_900_000, to: 29_920_000 },
        token: secret().dispute_token(CASE),
    }
}

#[test]
fn hints_and_tokens_have_exactly_these_bytes() {
    assert_eq!(hex(secret().hint(Day(2518), 0).as_bytes()), "514a7c9ccb91c910");
    assert_eq!(hex(receipt().token.as_bytes()), "8ad50d36a276345415abacf067acaad4");
    assert_eq!(hex(receipt().token.hash().as_bytes()), "a5d3529cfe509608523fb505c3327882");
}

#[test]
fn a_receipt_is_found_and_read_with_r_alone() {
    let body = receipt().seal(&secret(), &mut Counting::default()).unwrap();
    assert_eq!(Receipt::open(&body, &secret()), Ok(receipt()));
    assert_eq!(Receipt::open(&body, &ReceiptSecret([9; 16])), Err(SealError::Forged));
    assert_ne!(secret().hint(Day(2518), 0), secret().hint(Day(2518), 1));
    assert_ne!(secret().hint(Day(2518), 0), secret().hint(Day(2519), 0));
    for at in 0..ReceiptBody::LEN {
        let mut changed = body;
        changed.0[at] ^= 1;
        assert_eq!(Receipt::open(&changed, &secret()), Err(SealError::Forged), "byte {at}");
    }
}

#[test]
fn a_statement_is_read_by_the_tracers_about_that_event_only() {
    let (about, other) = (Disputed([1; 16]), Disputed([2; 16]));
    let said = "那天我在家。";
    let sealed = dispute::seal(said, about, &tracer().public(), &mut Counting::default()).unwrap();
    assert_eq!(sealed.len(), dispute::SEALED);
    assert_eq!(dispute::open(&sealed, about, &tracer()).as_deref().map(String::as_str), Ok(said));
    let wrong = |about, key: &PrivateKey| dispute::open(&sealed, about, key).err();
    assert_eq!(wrong(other, &tracer()), Some(SealError::Forged));
    assert_eq!(wrong(about, &approver()), Some(SealError::Forged));
    let long = "长".repeat(MAX_STATEMENT + 1);
    let refused = dispute::seal(&long, about, &tracer().public(), &mut Counting::default());
    assert_eq!(refused, Err(SealError::Layout));
    let longest = "长".repeat(MAX_STATEMENT);
    dispute::seal(&longest, about, &tracer().public(), &mut Counting::default()).unwrap();
}
