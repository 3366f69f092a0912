//! The JSON of every wire message, byte for byte. A fixture that has to change is a break of the API.

#![expect(clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

use std::fmt::Debug;

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use venue_protocol::document::DocumentKind;
use venue_protocol::id::{
    Credential, EventId, EventSecret, NoticeKey, PlaceId, ReceiptSecret, ReportSecret, Serial, TransferId,
};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::problem::{Field, FieldProblem, Problem, ProblemType, Reason};
use venue_protocol::shared_word::{Colour, SharedWord, Thing};
use venue_protocol::wire::check_ins::{
    CheckIn, CheckInBatch, CheckInReceipt, CheckInResult, CheckInResults, Flag, Means, SharedWords,
    WithSecret,
};
use venue_protocol::wire::keys::{PublicKey, PublicKeys, TokenKey};
use venue_protocol::wire::persons::{
    Keepsake, PersonRole, RegisterPerson, Registered, Warning, WithCredential,
};
use venue_protocol::wire::reports::{LookUpReport, ReportKind, ReportState, ReportStatus, SendReport, Whom};
use venue_protocol::wire::transfers::{SealedTransfer, TransferOpened};
use venue_protocol::wire::venues::{Direction, Gate, LookUp, VenueInfo};

/// All fixtures.
const FIXTURES: [&str; 21] = [
    "register_person",
    "register_companion",
    "with_credential",
    "keepsake",
    "registered",
    "look_up_token",
    "look_up_typed_code",
    "venue_info",
    "venue_info_zone",
    "check_in_batch",
    "check_in_results",
    "with_secret",
    "shared_words",
    "sealed_transfer",
    "transfer_opened",
    "send_report",
    "look_up_report",
    "report_status",
    "public_keys",
    "problem",
    "problem_in_full",
];

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}")).trim_end().to_owned()
}

/// All objects in a message, each once with a field more.
fn with_unknown_fields(message: &Value) -> Vec<Value> {
    fn objects(value: &Value, at: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                found.push(at.to_owned());
                fields.iter().for_each(|(key, value)| objects(value, &format!("{at}/{key}"), found));
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(i, value)| objects(value, &format!("{at}/{i}"), found));
            }
            _ => (),
        }
    }
    let mut found = Vec::new();
    objects(message, "", &mut found);
    found
        .iter()
        .map(|at| {
            let mut changed = message.clone();
            changed.pointer_mut(at).unwrap()["unknown"] = Value::Bool(true);
            changed
        })
        .collect()
}

/// A message of the fixture's bytes, in both directions.
fn assert_exact<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, message: &T) -> Value {
    let written = serde_json::to_string(message).unwrap();
    assert_eq!(written, fixture(name), "{name}");
    assert_eq!(&serde_json::from_str::<T>(&written).unwrap(), message, "{name}");
    serde_json::from_str(&written).unwrap()
}

/// What the server receives: refused with an unknown field anywhere, or without a field that it needs.
fn assert_request<T: Serialize + DeserializeOwned + PartialEq + Debug>(
    name: &str,
    optional: &[&str],
    message: &T,
) {
    let json = assert_exact(name, message);
    for changed in with_unknown_fields(&json) {
        assert!(serde_json::from_value::<T>(changed.clone()).is_err(), "{changed}");
    }
    for field in json.as_object().unwrap().keys() {
        let mut changed = json.clone();
        changed.as_object_mut().unwrap().remove(field);
        let read = serde_json::from_value::<T>(changed).is_ok();
        assert_eq!(read, optional.contains(&field.as_str()), "{name} without {field}");
    }
}

/// What the server answers: an older client reads it although a newer server says more.
fn assert_answer<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, message: &T) {
    let mut json = assert_exact(name, message);
    json["unknown"] = Value::Bool(true);
    assert_eq!(&serde_json::from_value::<T>(json).unwrap(), message, "{name}");
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn noon() -> Instant {
    at("2026-11-23T04:00:00Z")
}

fn word() -> SharedWord {
    SharedWord { from: noon(), colour: Colour::Blue, thing: Thing::Fish }
}

fn credential() -> Credential {
    Credential([1; 62])
}

fn passport() -> RegisterPerson {
    RegisterPerson {
        document: DocumentKind::Passport,
        issuing_state: Some("UTO".to_owned()),
        number: Some("X00000000".to_owned()),
        name: "Mei Smith".to_owned(),
        phone: Some("+447700900123".to_owned()),
        role: PersonRole::Visitor,
        receipt_secret: ReceiptSecret([2; 16]),
        consent_version: 1,
        replaces: Some(credential()),
    }
}

#[test]
fn persons() {
    assert_request("register_person", &["issuing_state", "number", "phone", "replaces"], &passport());
    assert_request(
        "register_companion",
        &[],
        &RegisterPerson {
            document: DocumentKind::None,
            issuing_state: None,
            number: None,
            name: "张三".to_owned(),
            phone: None,
            role: PersonRole::Companion,
            receipt_secret: ReceiptSecret([2; 16]),
            consent_version: 1,
            replaces: None,
        },
    );
    assert_request("with_credential", &[], &WithCredential { credential: credential() });
    assert_request("keepsake", &[], &Keepsake { credential: credential(), label: "张*".to_owned() });
    assert_answer(
        "registered",
        &Registered {
            credential: credential(),
            renew_on: Day(2698),
            expires_on: Day(2918),
            warnings: vec![Warning::UnknownCounty, Warning::WeakChecksum, Warning::LegacyDocument],
        },
    );
}

#[test]
fn venues() {
    assert_request("look_up_token", &[], &LookUp::Token("AEBAGBAFAYDQQ".to_owned()));
    assert_request("look_up_typed_code", &[], &LookUp::TypedCode("307 199 049".to_owned()));
    assert_answer("venue_info", &venue());
    assert_answer("venue_info_zone", &VenueInfo { zone: Some("东门".to_owned()), ..venue() });
}

fn venue() -> VenueInfo {
    VenueInfo {
        place: PlaceId([3; 6]),
        serial: Serial(4),
        token: "AEBAGBAFAYDQQ".to_owned(),
        name: "南湖公园".to_owned(),
        zone: None,
        gate: Gate::Both,
        sensitive: false,
        valid_until: at("2027-11-23T15:59:59.999Z"),
    }
}

#[test]
fn check_ins() {
    let check_in = CheckIn {
        secret: EventSecret([5; 16]),
        token: "AEBAGBAFAYDQQ".to_owned(),
        direction: Direction::Entry,
        scanned_at: noon(),
        means: Means::Camera,
        stay_minutes: Some(90),
        persons: vec![credential(), Credential([6; 62])],
        label: Some("张*".to_owned()),
    };
    let typed = CheckIn {
        direction: Direction::Exit,
        means: Means::Typed,
        stay_minutes: None,
        label: None,
        persons: vec![credential()],
        ..check_in.clone()
    };
    let sent_at = at("2026-11-23T04:00:00.250Z");
    assert_request("check_in_batch", &[], &CheckInBatch { sent_at, check_ins: vec![check_in, typed] });
    assert_answer(
        "check_in_results",
        &CheckInResults {
            results: vec![
                CheckInResult::Registered(CheckInReceipt {
                    event: EventId([7; 16]),
                    occurred_at: noon(),
                    flags: vec![
                        Flag::Late,
                        Flag::ClockOff,
                        Flag::SentBeforeScan,
                        Flag::CodeRevoked,
                        Flag::TimeImplausible,
                        Flag::DirectionCorrected,
                    ],
                    words: vec![word()],
                    notice: Some(NoticeKey([6; 16])),
                }),
                CheckInResult::Refused(Problem::new(ProblemType::CodeExpired)),
            ],
        },
    );
    assert_request("with_secret", &[], &WithSecret { secret: EventSecret([5; 16]), scanned_at: noon() });
    assert_answer("shared_words", &SharedWords { words: vec![word()] });
}

#[test]
fn transfers() {
    assert_request("sealed_transfer", &[], &SealedTransfer { ciphertext: "c2VhbGVk".to_owned() });
    assert_answer("transfer_opened", &TransferOpened { id: TransferId([8; 16]), expires_at: noon() });
}

#[test]
fn reports() {
    let secret = ReportSecret([5; 16]);
    let report = SendReport {
        secret: secret.clone(),
        kind: ReportKind::PosterDamaged,
        whom: Whom::Another,
        place: Some(PlaceId([3; 6])),
        typed_code: Some("307 199 049".to_owned()),
        text: "海报破了".to_owned(),
        person: Some("张三".to_owned()),
        contact: Some("李四".to_owned()),
        phone: Some("13800138000".to_owned()),
        picture: Some("/9j/2Q==".to_owned()),
    };
    let optional = ["place", "typed_code", "text", "person", "contact", "phone", "picture"];
    assert_request("send_report", &optional, &report);
    assert_request("look_up_report", &[], &LookUpReport { secret });
    let status = ReportStatus {
        ticket: "012345679".to_owned(),
        state: ReportState::Answered,
        received_at: noon(),
        answer: Some("已更换海报".to_owned()),
    };
    assert_answer("report_status", &status);
}

#[test]
fn keys() {
    assert_answer(
        "public_keys",
        &PublicKeys {
            host: "VENUE.EXAMPLE".to_owned(),
            token_keys: vec![TokenKey { id: 1, public_key: PublicKey([9; 32]) }],
            registration_open: true,
            reports_open: true,
            consent_version: 1,
            retention_days: 14,
            hotlines: vec!["0431-00000000".to_owned()],
            now: noon(),
        },
    );
}

#[test]
fn problems() {
    assert_answer("problem", &Problem::new(ProblemType::NotFound));
    let problem = Problem {
        fields: vec![FieldProblem { field: Field::Number, reason: Reason::Checksum }],
        retry_after_s: Some(30),
        request_id: Some("r1".to_owned()),
        ..Problem::new(ProblemType::Invalid).with_detail("One field is not valid")
    };
    assert_answer("problem_in_full", &problem);
}

#[test]
fn every_word_of_the_wire_is_written_in_snake_case() {
    fn words<T: Serialize>(all: &[T]) -> Vec<String> {
        all.iter().map(|word| serde_json::to_value(word).unwrap().as_str().unwrap().to_owned()).collect()
    }
    assert_eq!(
        words(&DocumentKind::ALL),
        [
            "resident_id",
            "permanent_residence",
            "hk_macau_taiwan_residence",
            "hk_macau_travel",
            "taiwan_travel",
            "passport",
            "none"
        ]
    );
    assert_eq!(
        words(&[Means::Camera, Means::Photo, Means::Typed, Means::Link]),
        ["camera", "photo", "typed", "link"]
    );
    assert_eq!(words(&[Gate::Entry, Gate::Exit, Gate::Both]), ["entry", "exit", "both"]);
    assert_eq!(words(&[Field::Document, Field::IssuingState]), ["document", "issuing_state"]);
    assert_eq!(words(Colour::ALL).len() + words(Thing::ALL).len(), 22);
}

#[test]
fn a_value_of_a_wrong_kind_is_refused() {
    let right = fixture("register_person");
    for (from, to) in [
        ("\"consent_version\":1", "\"consent_version\":\"1\""),
        ("\"consent_version\":1", "\"consent_version\":65536"),
        ("\"passport\"", "\"Passport\""),
        ("\"visitor\"", "\"manager\""),
        ("\"Mei Smith\"", "null"),
    ] {
        let wrong = right.replace(from, to);
        assert_ne!(wrong, right);
        assert!(serde_json::from_str::<RegisterPerson>(&wrong).is_err(), "{wrong}");
    }
}

/// Every message, read from the same text.
fn read_all(text: &str) {
    fn read<T: DeserializeOwned>(text: &str) {
        let _ = serde_json::from_str::<T>(text);
    }
    read::<RegisterPerson>(text);
    read::<Registered>(text);
    read::<WithCredential>(text);
    read::<Keepsake>(text);
    read::<LookUp>(text);
    read::<VenueInfo>(text);
    read::<CheckInBatch>(text);
    read::<CheckInResults>(text);
    read::<WithSecret>(text);
    read::<SharedWords>(text);
    read::<SealedTransfer>(text);
    read::<TransferOpened>(text);
    read::<SendReport>(text);
    read::<LookUpReport>(text);
    read::<ReportStatus>(text);
    read::<PublicKeys>(text);
    read::<Problem>(text);
}

proptest! {
    #[test]
    fn no_json_panics(text in any::<String>(), fixture_index in 0usize..FIXTURES.len(), cut in 0usize..400, byte in any::<u8>()) {
        read_all(&text);
        let mut damaged = fixture(FIXTURES[fixture_index]).into_bytes();
        if let Some(place) = damaged.get_mut(cut) {
            *place = byte;
        }
        read_all(&String::from_utf8_lossy(&damaged));
        damaged.truncate(cut);
        read_all(&String::from_utf8_lossy(&damaged));
    }

    #[test]
    fn no_id_or_time_panics_and_what_is_read_is_printed_alike(text in "[A-Za-z0-9_-]{0,90}|.{0,40}|[0-9TZ:.+-]{0,35}") {
        if let Ok(id) = text.parse::<PlaceId>() {
            prop_assert_eq!(id.to_string(), text.clone());
        }
        if let Ok(id) = text.parse::<Credential>() {
            prop_assert_eq!(id.to_string(), text.clone());
        }
        if let Ok(time) = text.parse::<Instant>() {
            prop_assert_eq!(time.to_string().parse(), Ok(time));
        }
        let _ = text.parse::<Serial>();
    }

    #[test]
    fn an_id_and_a_time_read_back_as_printed(bytes in any::<[u8; 16]>(), millis in any::<i64>()) {
        prop_assert_eq!(EventId(bytes).to_string().parse(), Ok(EventId(bytes)));
        let time = Instant::from_millis(millis);
        prop_assert_eq!(time.to_string().parse(), Ok(time));
        prop_assert!(!time.day().to_string().is_empty());
    }
}
