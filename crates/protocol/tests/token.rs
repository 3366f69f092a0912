//! The venue-code token: its bytes, its URL, and who and what is refused.
#![cfg(feature = "sign")]
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test by panicking")]

use proptest::prelude::*;
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::problem::ProblemType;
use venue_protocol::token::{
    CodeHost, CodeRefusal, CodeUrl, GenuineToken, SigningKey, TOKEN_LEN, Validity, VenueToken,
};
use venue_protocol::wire::keys::{PublicKey, TokenKey};

/// `GENUINE` as its fields make it: version 1 | key id 3 | place | serial 5 | day 2518 (2026-11-23) | day 2882.
const HEAD: &str = "01 03 0a0b0c0d0e0f 00000005 09d6 0b42";
/// Ed25519 by the seed 07..07 over "venue-code/v1/token\0" and the head, in base32 together with it.
const GENUINE: &str = "AEBQUCYMBUHA6AAAAACQTVQLIKOZEDYEAVSG2IQGLEW3Z5HGG63HABT6KUQ6J4RTWF2QBB4ISVB3HA37HR66RCWTTSTUINBT44XTBTUDZFECPOY3QWOSX2NBATJGDTAP";

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn public(id: u8, key: &SigningKey) -> TokenKey {
    TokenKey { id, public_key: PublicKey(key.verifying_key().to_bytes()) }
}

fn days(from: u16, to: u16) -> Validity {
    Validity::Days { from: Day(from), to: Day(to) }
}

fn genuine() -> VenueToken {
    let place = PlaceId([10, 11, 12, 13, 14, 15]);
    GenuineToken::sign(3, &key(), place, Serial(5), days(2518, 2882)).into()
}

fn host(text: &str) -> CodeHost {
    text.parse().unwrap()
}

fn time(text: &str) -> Instant {
    text.parse().unwrap()
}

#[test]
fn a_token_has_exactly_these_bytes() {
    let head: Vec<u8> = data_encoding::HEXLOWER.decode(HEAD.replace(' ', "").as_bytes()).unwrap();
    assert_eq!(genuine().to_bytes()[..16], head);
    assert_eq!(genuine().to_string(), GENUINE);
}

#[test]
fn a_rotating_token_carries_its_step_in_the_same_place() {
    let token = GenuineToken::sign(3, &key(), PlaceId([1; 6]), Serial(5), Validity::Step(0x0102_0304));
    let bytes = token.token().to_bytes();
    assert_eq!(bytes[0], 2);
    assert_eq!(bytes[12..16], [1, 2, 3, 4]);
    assert_eq!(VenueToken::from_bytes(&bytes), Ok(*token.token()));
}

#[test]
fn a_genuine_token_is_told_from_its_url_alone() {
    let read = CodeUrl::parse(&genuine().url(&host("venue.example")), &host("venue.example")).unwrap();
    let verified = read.verify(&[public(2, &SigningKey::from_bytes(&[8; 32])), public(3, &key())]);
    assert_eq!(*verified.unwrap().token(), genuine());
}

#[test]
fn a_token_with_any_bit_flipped_is_refused() {
    let keys = [public(3, &key())];
    for bit in 0..TOKEN_LEN * 8 {
        let mut bytes = genuine().to_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let judged = VenueToken::from_bytes(&bytes).and_then(|token| token.verify(&keys));
        assert!(judged.is_err(), "bit {bit}");
    }
}

#[test]
fn a_token_by_another_key_is_forged_and_one_by_an_unnamed_key_unknown() {
    let stranger = SigningKey::from_bytes(&[8; 32]);
    assert_eq!(genuine().verify(&[public(3, &stranger)]), Err(CodeRefusal::Forged));
    assert_eq!(genuine().verify(&[public(4, &key())]), Err(CodeRefusal::UnknownKey { key_id: 3 }));
    assert_eq!(genuine().verify(&[]), Err(CodeRefusal::UnknownKey { key_id: 3 }));
}

#[test]
fn a_key_of_small_order_verifies_nothing() {
    // With the neutral element as key and R, and s = 0, the bare equation holds for every message.
    let mut bytes = genuine().to_bytes();
    bytes[16..].fill(0);
    bytes[16] = 1;
    let mut neutral = PublicKey([0; 32]);
    neutral.0[0] = 1;
    let token = VenueToken::from_bytes(&bytes).unwrap();
    assert_eq!(token.verify(&[TokenKey { id: 3, public_key: neutral }]), Err(CodeRefusal::Forged));
}

#[test]
fn the_url_is_alphanumeric_and_fits_the_promised_symbols() {
    // At level M version 6 holds 154 alphanumeric characters, version 7 holds 178 (ISO/IEC 18004, table 7).
    for (name, capacity) in [("venue.example:8", 154), ("a-long-name.of-some-city.example.org:8443", 178)] {
        let url = genuine().url(&host(&name[..name.len().min(capacity - 139)]));
        assert!(url.len() <= capacity, "{url}");
        assert!(
            url.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b" $%*+-./:".contains(&b))
        );
    }
}

#[test]
fn a_code_is_read_in_any_dress_that_apps_give_it() {
    let own = host("venue.example:8443");
    for text in [
        format!("HTTPS://VENUE.EXAMPLE:8443/V/{GENUINE}"),
        format!("https://venue.example:8443/v/{}", GENUINE.to_lowercase()),
        format!("http://Venue.Example:8443/V/{GENUINE}"),
        format!("  https://venue.example:8443/V/{GENUINE}?from=scan#x\n"),
        format!("https://venue.example:8443/V/{GENUINE}/"),
        format!("/V/{GENUINE}"),
        format!("/v/{}?from=scan", GENUINE.to_lowercase()),
    ] {
        assert_eq!(CodeUrl::parse(&text, &own), Ok(genuine()), "{text}");
    }
}

#[test]
fn each_wrong_code_is_refused_by_its_own_name() {
    use CodeRefusal::{Damaged, Foreign, Unreadable};
    let own = host("venue.example");
    let foreign = |name| Foreign { host: host(name) };
    let unknown_version = GENUINE.replacen("AE", "AM", 1);
    for (text, refusal) in [
        (String::new(), Unreadable),
        ("WIFI:S:cafe;T:WPA;P:secret;;".into(), Unreadable),
        ("https://venue.example/".into(), Unreadable),
        ("https://venue.example".into(), Unreadable),
        ("https:///V/".into(), Unreadable),
        (format!("ftp://venue.example/V/{GENUINE}"), Unreadable),
        (format!("https://user@venue.example/V/{GENUINE}"), Unreadable),
        (format!("//venue.example/V/{GENUINE}"), Unreadable),
        ("https://video.example/v/abc".into(), Unreadable),
        (format!("{}{GENUINE}", "x".repeat(2000)), Unreadable),
        (format!("https://other.example/V/{GENUINE}"), foreign("other.example")),
        (format!("https://venue.example:444/V/{GENUINE}"), foreign("venue.example:444")),
        (format!("https://venue.example/V/{}", &GENUINE[1..]), Damaged),
        (format!("https://venue.example/V/{GENUINE}A"), Damaged),
        (format!("https://venue.example/V/{}1", &GENUINE[..127]), Damaged),
        (format!("https://venue.example/V/{unknown_version}"), Damaged),
        ("/V/".into(), Damaged),
    ] {
        assert_eq!(CodeUrl::parse(&text, &own), Err(refusal), "{text}");
    }
}

#[test]
fn a_code_is_good_from_the_first_midnight_in_shanghai_to_the_last() {
    let (from, since) = (time("2026-11-22T16:00:00Z"), time("2027-11-22T16:00:00Z"));
    let token = genuine();
    assert_eq!(token.judge_at(from.plus_millis(-1)), Err(CodeRefusal::NotYetValid { from }));
    assert_eq!(token.judge_at(from), Ok(()));
    assert_eq!(token.judge_at(since.plus_millis(-1)), Ok(()));
    assert_eq!(token.judge_at(since), Err(CodeRefusal::Expired { since }));
}

#[test]
fn a_rotating_code_is_dead_sixty_seconds_after_its_step_began() {
    let start = time("2026-11-23T02:00:30Z");
    let step = Validity::step_of(start.plus_millis(29_999));
    let token: VenueToken = GenuineToken::sign(3, &key(), PlaceId([1; 6]), Serial(5), step).into();
    assert_eq!(token.judge_at(start.plus_millis(-1)), Err(CodeRefusal::NotYetValid { from: start }));
    assert_eq!(token.judge_at(start), Ok(()));
    assert_eq!(token.judge_at(start.plus_millis(59_999)), Ok(()));
    let since = start.plus_millis(60_000);
    assert_eq!(token.judge_at(since), Err(CodeRefusal::Expired { since }));
}

#[test]
fn a_code_whose_last_day_lies_before_its_first_is_never_good() {
    let token: VenueToken = GenuineToken::sign(3, &key(), PlaceId([1; 6]), Serial(5), days(10, 9)).into();
    for day in 8..12 {
        assert!(token.judge_at(Day(day).start()).is_err());
    }
}

#[test]
fn every_refusal_has_a_problem_type_and_survives_the_way_between_worker_and_page() {
    let at = time("2026-11-23T00:00:00Z");
    for (refusal, problem) in [
        (CodeRefusal::Unreadable, ProblemType::CodeUnreadable),
        (CodeRefusal::Foreign { host: host("a.example") }, ProblemType::CodeForeign),
        (CodeRefusal::Damaged, ProblemType::CodeUnreadable),
        (CodeRefusal::UnknownKey { key_id: 9 }, ProblemType::CodeForged),
        (CodeRefusal::Forged, ProblemType::CodeForged),
        (CodeRefusal::NotYetValid { from: at }, ProblemType::CodeExpired),
        (CodeRefusal::Expired { since: at }, ProblemType::CodeExpired),
    ] {
        assert_eq!(refusal.problem(), problem);
        let text = serde_json::to_string(&refusal).unwrap();
        assert_eq!(serde_json::from_str::<CodeRefusal>(&text).unwrap(), refusal, "{text}");
    }
}

#[test]
fn only_hosts_that_a_code_can_carry_are_hosts() {
    for text in ["venue.example", "LOCALHOST:8080", "192.168.1.7:8443", "a-b.c"] {
        assert_eq!(host(text).as_str(), text.to_ascii_uppercase());
    }
    for text in
        ["", ":80", "a:", "a:0", "a:65536", "a:+1", "a..b", ".a", "[::1]", "a b", "场所.example", "a/b"]
    {
        assert!(text.parse::<CodeHost>().is_err(), "{text}");
    }
    assert!("a".repeat(300).parse::<CodeHost>().is_err());
}

fn any_token() -> impl Strategy<Value = VenueToken> {
    let validity = prop_oneof![
        (any::<u16>(), any::<u16>()).prop_map(|(from, to)| days(from, to)),
        any::<u32>().prop_map(Validity::Step),
    ];
    (any::<u8>(), any::<[u8; 6]>(), any::<u32>(), validity).prop_map(|(id, place, serial, validity)| {
        GenuineToken::sign(id, &key(), PlaceId(place), Serial(serial), validity).into()
    })
}

proptest! {
    #[test]
    fn reading_what_was_printed_gives_the_same_token(token in any_token(), name in "[a-z0-9]{1,20}(:[1-9][0-9]{0,3})?") {
        prop_assert_eq!(VenueToken::from_bytes(&token.to_bytes()), Ok(token));
        prop_assert_eq!(token.to_string().parse(), Ok(token));
        prop_assert_eq!(token.to_string().to_lowercase().parse(), Ok(token));
        prop_assert_eq!(CodeUrl::parse(&token.url(&host(&name)), &host(&name)), Ok(token));
    }

    #[test]
    fn every_time_is_judged(token in any_token(), millis in any::<i64>()) {
        let _ = token.judge_at(Instant::from_millis(millis));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,200}", path in "(?i)(https?://venue\\.example)?/v/\\PC{0,140}") {
        let own = host("venue.example");
        let _ = CodeUrl::parse(&text, &own);
        let _ = CodeUrl::parse(&path, &own);
        let _ = text.parse::<VenueToken>();
        let _ = text.parse::<CodeHost>();
    }

    #[test]
    fn no_80_bytes_make_the_verifier_panic(bytes in any::<[u8; TOKEN_LEN - 2]>(), key_bytes in any::<[u8; 32]>()) {
        let mut token = [0; TOKEN_LEN];
        token[0] = 1;
        token[2..].copy_from_slice(&bytes);
        let keys = [public(0, &key()), TokenKey { id: 0, public_key: PublicKey(key_bytes) }];
        prop_assert!(VenueToken::from_bytes(&token).and_then(|token| token.verify(&keys)).is_err());
    }
}
