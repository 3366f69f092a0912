//! The JSON of applications and managed venues, byte for byte. A text that has to change is a break of the API.
#![cfg(feature = "console")]
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test by panicking")]

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::problem::{FormField, FormProblem, Problem, ProblemType, Reason};
use venue_protocol::wire::applications::{
    Applicant, ApplicationForm, Decide, Decision, ImportReport, LineProblem, OpeningHours, Position,
    SaveApplication, Zone,
};
use venue_protocol::wire::manage::{
    IssuedCode, ManagedPlace, ManagedVenue, Reissue, RotatingCode, RotatingCodes, VenueSettings,
};
use venue_protocol::wire::venues::Gate;

fn assert_exact<T: Serialize + DeserializeOwned + PartialEq + Debug>(message: &T, text: &str) {
    assert_eq!(serde_json::to_string(message).unwrap(), text);
    assert_eq!(&serde_json::from_str::<T>(text).unwrap(), message);
}

fn noon() -> Instant {
    "2026-11-23T04:00:00Z".parse().unwrap()
}

#[test]
fn a_form_is_saved_with_its_version() {
    let form = ApplicationForm {
        applicant: Applicant::Person { name: "张三".to_owned(), sealed_number: None },
        venue_name: "南湖小馆".to_owned(),
        category: "restaurant".to_owned(),
        position: Some(Position { latitude: 43.85, longitude: 125.3 }),
        opening_hours: vec![OpeningHours { days: 127, from: 540, to: 1260 }],
        gate: Some(Gate::Both),
        zones: vec![Zone { place: Some(PlaceId([1; 6])), name: "露台".to_owned(), gate: Gate::Entry }],
        old_codes_until: Some(Day(2518)),
        ..ApplicationForm::default()
    };
    assert_exact(
        &SaveApplication { version: 3, form },
        r#"{"version":3,"form":{"applicant":{"person":{"name":"张三"}},"venue_name":"南湖小馆","category":"restaurant","division":"","street":"","address":"","position":{"latitude":43.85,"longitude":125.3},"contact_name":"","contact_phone":"","opening_hours":[{"days":127,"from":540,"to":1260}],"gate":"both","zones":[{"place":"AQEBAQEB","name":"露台","gate":"entry"}],"sensitive":false,"old_codes_until":2518}}"#,
    );
    let unknown = r#"{"version":3,"form":{"owner":"x"}}"#;
    assert!(serde_json::from_str::<SaveApplication>(unknown).is_err());
}

#[test]
fn a_decision_is_of_a_version() {
    assert_exact(
        &Decide { version: 2, decision: Decision::Approve },
        r#"{"version":2,"decision":"approve"}"#,
    );
    assert_exact(
        &Decide { version: 2, decision: Decision::Return { reason: "门牌号".to_owned() } },
        r#"{"version":2,"decision":{"return":{"reason":"门牌号"}}}"#,
    );
}

#[test]
fn an_import_tells_line_by_line() {
    let mut problem = Problem::new(ProblemType::Invalid);
    problem.form = vec![FormProblem { field: FormField::CreditCode, entry: None, reason: Reason::Checksum }];
    assert_exact(
        &ImportReport {
            imported: 0,
            lines: vec![LineProblem { line: 2, venue_name: "一店".to_owned(), problem }],
        },
        r#"{"imported":0,"lines":[{"line":2,"venue_name":"一店","problem":{"type":"urn:venue-code:problem:invalid","title":"Some values are not valid","status":422,"form":[{"field":"credit_code","reason":"checksum"}]}}]}"#,
    );
}

#[test]
fn a_managed_venue_shows_its_codes() {
    let code = IssuedCode {
        serial: Serial(2),
        typed_code: "012 345 678".to_owned(),
        issued_at: noon(),
        dead_from: noon(),
        revoked: false,
    };
    let place = ManagedPlace {
        place: PlaceId([1; 6]),
        zone: Some("露台".to_owned()),
        gate: Gate::Exit,
        codes: vec![code],
    };
    assert_exact(
        &ManagedVenue {
            venue: PlaceId([2; 6]),
            name: "南湖小馆".to_owned(),
            sensitive: true,
            approved_at: noon(),
            closed_at: None,
            ended_reason: Some("调换".to_owned()),
            form: None,
            settings: VenueSettings::default(),
            places: vec![place],
        },
        r#"{"venue":"AgICAgIC","name":"南湖小馆","sensitive":true,"approved_at":"2026-11-23T04:00:00Z","ended_reason":"调换","settings":{"hourly_limit":300,"rotating_only":false},"places":[{"place":"AQEBAQEB","zone":"露台","gate":"exit","codes":[{"serial":2,"typed_code":"012 345 678","issued_at":"2026-11-23T04:00:00Z","dead_from":"2026-11-23T04:00:00Z","revoked":false}]}]}"#,
    );
}

#[test]
fn codes_are_reissued_on_a_day_and_rotate() {
    assert_exact(
        &Reissue { place: Some(PlaceId([1; 6])), old_until: Some(Day(2518)) },
        r#"{"place":"AQEBAQEB","old_until":2518}"#,
    );
    assert_exact(&Reissue { place: None, old_until: None }, "{}");
    assert_exact(
        &RotatingCodes {
            now: noon(),
            codes: vec![RotatingCode { from: noon(), url: "HTTPS://X/V/A".to_owned() }],
        },
        r#"{"now":"2026-11-23T04:00:00Z","codes":[{"from":"2026-11-23T04:00:00Z","url":"HTTPS://X/V/A"}]}"#,
    );
}
