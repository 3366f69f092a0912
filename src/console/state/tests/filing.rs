use venue_protocol::bytes::Bytes;
use venue_protocol::seal::PublicKey;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{NewCase, Subject, Window};
use venue_trace::SealedCounts;

use super::super::filing::{Outgoing, Wanted};

#[test]
fn a_case_that_is_sent_again_is_the_same_but_for_its_code_until_it_changes() {
    let wanted = Wanted {
        number: "1".into(),
        reason: "measles".into(),
        subject: Subject::Person,
        window: Window { from: 1, to: 2 },
        documents: vec![Bytes(vec![1])],
    };
    let request = Bytes(vec![7; 8]);
    let (id, key) = (CaseId([1; 16]), PublicKey([2; 32]));
    let out = Outgoing::new(wanted.clone(), id, key, request.clone(), SealedCounts::default());
    assert!(out.is_of(&wanted));
    let sent = out.with_code("123456".into());
    assert_eq!((sent.id, &sent.request, sent.code.as_str()), (id, &request, "123456"));
    assert_eq!(NewCase { code: String::new(), ..sent }, out.with_code(String::new()));
    for changed in [
        Wanted { number: "2".into(), ..wanted.clone() },
        Wanted { window: Window { from: 1, to: 3 }, ..wanted.clone() },
        Wanted { documents: vec![Bytes(vec![2])], ..wanted },
    ] {
        assert!(!out.is_of(&changed));
    }
}
