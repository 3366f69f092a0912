//! What a scanned text is worth. Pure.

use venue_protocol::instant::Instant;
use venue_protocol::token::{CodeRefusal, CodeUrl};

use super::message::{Found, Measured, ScanKeys, Seen, Verdict};

/// Judges one text, scanned at `at`.
pub fn judge(text: &str, keys: Option<&ScanKeys>, at: Instant) -> Verdict {
    let Some(keys) = keys else {
        return if looks_like_a_venue_code(text) {
            Verdict::NoKeys
        } else {
            Verdict::Refused(CodeRefusal::Unreadable)
        };
    };
    let judged = CodeUrl::parse(text, &keys.host)
        .and_then(|token| token.verify(&keys.token_keys))
        .and_then(|genuine| genuine.token().judge_at(at).map(|()| genuine.token().to_string()));
    match judged {
        Ok(token) => Verdict::Genuine(token),
        Err(refusal) => Verdict::Refused(refusal),
    }
}

/// A code in a picture, not yet judged.
#[derive(Debug, Clone, PartialEq)]
pub struct InView {
    /// What it says.
    pub text: String,
    /// How far from the middle of the picture it lies.
    pub off_centre: f32,
    /// How good the picture of it is.
    pub measured: Measured,
}

/// The most useful of all codes in a picture: a poster may hang beside others. Of several venues' codes the one that
/// the camera is pointed at counts.
pub fn best(codes: impl IntoIterator<Item = InView>, keys: Option<&ScanKeys>, at: Instant) -> Found {
    let mut ranked: Vec<_> = codes
        .into_iter()
        .map(|InView { text, off_centre, measured }| {
            let verdict = judge(&text, keys, at);
            (rank(&verdict), off_centre, Seen { verdict, text, measured: Some(measured) })
        })
        .collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut seen = ranked.into_iter().map(|(_, _, seen)| seen);
    let first = seen.next();
    // The same poster may hang twice.
    let others = seen.any(|other| first.as_ref().is_some_and(|first| first.text != other.text));
    Found { seen: first, others, hint: None }
}

fn rank(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Genuine(_) => 0,
        Verdict::NoKeys => 1,
        Verdict::Refused(CodeRefusal::Unreadable) => 3,
        Verdict::Refused(_) => 2,
    }
}

/// Without keys there is no own host to compare with.
fn looks_like_a_venue_code(text: &str) -> bool {
    let path = text.find("://").and_then(|at| text[at + 3..].split_once('/')).map_or(text, |(_, path)| path);
    path.trim_start_matches('/').get(..2).is_some_and(|head| head.eq_ignore_ascii_case("v/"))
}

#[cfg(test)]
mod tests {
    use venue_protocol::id::{PlaceId, Serial};
    use venue_protocol::instant::Day;
    use venue_protocol::token::{GenuineToken, SigningKey, Validity, VenueToken};
    use venue_protocol::wire::keys::{PublicKey, TokenKey};

    use super::*;

    const NOW: Day = Day(2518);

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    fn keys() -> ScanKeys {
        let public_key = PublicKey(key(1).verifying_key().to_bytes());
        ScanKeys { host: "CODE.EXAMPLE".parse().unwrap(), token_keys: vec![TokenKey { id: 3, public_key }] }
    }

    fn token(seed: u8, from: Day, to: Day) -> VenueToken {
        GenuineToken::sign(3, &key(seed), PlaceId([9; 6]), Serial(1), Validity::Days { from, to }).into()
    }

    fn verdict(text: &str) -> Verdict {
        judge(text, Some(&keys()), NOW.start())
    }

    #[test]
    fn a_genuine_code_gives_its_token() {
        let token = token(1, NOW, NOW);
        let text = token.to_string();
        assert_eq!(verdict(&token.url(&keys().host)), Verdict::Genuine(text.clone()));
        assert_eq!(verdict(&format!("/v/{}", text.to_lowercase())), Verdict::Genuine(text));
    }

    #[test]
    fn forged_foreign_old_early_and_other_codes_each_get_their_own_refusal() {
        let url = |token: VenueToken| token.url(&keys().host);
        assert_eq!(verdict(&url(token(2, NOW, NOW))), Verdict::Refused(CodeRefusal::Forged));
        let foreign = token(1, NOW, NOW).url(&"OTHER.EXAMPLE".parse().unwrap());
        assert!(matches!(verdict(&foreign), Verdict::Refused(CodeRefusal::Foreign { .. })));
        let old = url(token(1, Day(0), NOW.minus(1)));
        assert_eq!(verdict(&old), Verdict::Refused(CodeRefusal::Expired { since: NOW.start() }));
        let early = url(token(1, NOW.plus(1), NOW.plus(1)));
        assert!(matches!(verdict(&early), Verdict::Refused(CodeRefusal::NotYetValid { .. })));
        assert_eq!(verdict("WIFI:S:cafe;;"), Verdict::Refused(CodeRefusal::Unreadable));
    }

    #[test]
    fn without_keys_a_venue_code_is_told_from_other_codes() {
        let url = token(1, NOW, NOW).url(&keys().host);
        assert_eq!(judge(&url, None, NOW.start()), Verdict::NoKeys);
        for other in ["HTTPS://CODE.EXAMPLE/", "", "场所码", "tel:12"] {
            assert_eq!(judge(other, None, NOW.start()), Verdict::Refused(CodeRefusal::Unreadable), "{other}");
        }
    }

    fn view(texts: &[(&str, f32)]) -> Vec<InView> {
        let code = |&(text, off_centre): &(&str, f32)| InView {
            text: text.to_owned(),
            off_centre,
            measured: Measured::default(),
        };
        texts.iter().map(code).collect()
    }

    #[test]
    fn of_several_codes_the_genuine_one_counts_wherever_it_is() {
        let good = token(1, NOW, NOW).url(&keys().host);
        let forged = token(2, NOW, NOW).url(&keys().host);
        let codes = view(&[("WIFI:S:cafe;;", 0.0), (&forged, 10.0), (&good, 900.0)]);
        let found = best(codes, Some(&keys()), NOW.start());
        assert_eq!(found.seen.unwrap().text, good);
        assert!(found.others);
    }

    #[test]
    fn of_two_genuine_codes_the_one_in_the_middle_counts() {
        let (near, far) = (token(1, NOW, NOW), token(1, NOW, NOW.plus(1)));
        let (near, far) = (near.url(&keys().host), far.url(&keys().host));
        for codes in [[(&*near, 5.0), (&*far, 300.0)], [(&*far, 300.0), (&*near, 5.0)]] {
            assert_eq!(best(view(&codes), Some(&keys()), NOW.start()).seen.unwrap().text, near);
        }
    }

    #[test]
    fn the_same_code_twice_is_no_other_code_and_none_is_none() {
        let good = token(1, NOW, NOW).url(&keys().host);
        assert!(!best(view(&[(&good, 1.0), (&good, 2.0)]), Some(&keys()), NOW.start()).others);
        assert_eq!(best(view(&[]), Some(&keys()), NOW.start()), Found::default());
    }
}
