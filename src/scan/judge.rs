//! What a scanned text is worth. Pure.

use venue_protocol::instant::Instant;
use venue_protocol::token::{CodeRefusal, CodeUrl};

use super::message::{ScanKeys, Seen, Verdict};

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

/// The most useful of all codes in a picture: a poster may hang beside others.
pub fn best(texts: impl IntoIterator<Item = String>, keys: Option<&ScanKeys>, at: Instant) -> Option<Seen> {
    texts.into_iter().map(|text| Seen { verdict: judge(&text, keys, at), text }).min_by_key(|seen| match seen
        .verdict
    {
        Verdict::Genuine(_) => 0,
        Verdict::NoKeys => 1,
        Verdict::Refused(CodeRefusal::Unreadable) => 3,
        Verdict::Refused(_) => 2,
    })
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

    #[test]
    fn of_several_codes_the_genuine_one_counts() {
        let good = token(1, NOW, NOW).url(&keys().host);
        let texts = ["WIFI:S:cafe;;".to_owned(), token(2, NOW, NOW).url(&keys().host), good.clone()];
        let seen = best(texts, Some(&keys()), NOW.start()).unwrap();
        assert_eq!(seen.text, good);
        assert_eq!(best(Vec::new(), Some(&keys()), NOW.start()), None);
    }
}
