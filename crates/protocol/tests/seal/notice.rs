//! Exposure notices (SEALING 10). The bytes were computed by other code.

use std::ops::Range;

use venue_protocol::id::{NoticeKey, PlaceId};
use venue_protocol::instant::Day;
use venue_protocol::seal::SealError;
use venue_protocol::seal::notice::{LEAST_HINTS, NoticeDayKey, NoticeFile, NoticeHint};

use crate::support::{hex, server, server_key};

const DAY: Day = Day(2518);
const VENUE: PlaceId = PlaceId([1, 2, 3, 4, 5, 6]);
const QUARTER: u32 = 1_995_000;

fn day_key() -> NoticeDayKey {
    let mut bytes = [0; 32];
    (0..).zip(&mut bytes).for_each(|(n, byte)| *byte = n);
    NoticeDayKey(bytes)
}

fn key() -> NoticeKey {
    day_key().notice_key(VENUE, DAY)
}

fn hints(of: Range<u64>) -> Vec<NoticeHint> {
    of.map(|n| NoticeHint((n << 40).to_be_bytes())).collect()
}

#[test]
fn keys_and_hints_have_exactly_these_bytes() {
    assert_eq!(hex(key().as_bytes()), "840f17f8221d36bfb9ed9cd6e02d707b");
    assert_eq!(hex(key().hint(QUARTER).as_bytes()), "2ad14d1029a87f97");
}

#[test]
fn who_was_there_then_is_concerned_and_nobody_else() {
    let file = NoticeFile::with(DAY, &[], &[key().hint(QUARTER)], &day_key());
    assert!(file.contains(&key().hint(QUARTER)));
    for (venue, day, quarter) in [
        (VENUE, DAY, QUARTER - 1),
        (VENUE, DAY, QUARTER + 1),
        (VENUE, DAY.plus(1), QUARTER),
        (PlaceId([1, 2, 3, 4, 5, 7]), DAY, QUARTER),
    ] {
        let key = day_key().notice_key(venue, day);
        assert!(!file.contains(&key.hint(quarter)), "{venue:?} {day:?} {quarter}");
    }
}

#[test]
fn the_size_of_a_file_tells_little_and_what_was_published_stays() {
    let file = NoticeFile::with(DAY, &[], &hints(0..1), &day_key());
    assert_eq!(file.hints().len(), LEAST_HINTS);
    let more = NoticeFile::with(DAY, file.hints(), &hints(1..9), &day_key());
    assert_eq!(more.hints().len(), LEAST_HINTS);
    assert!(hints(0..9).iter().all(|hint| more.hints().contains(hint)));
    assert!(more.hints().is_sorted());
}

#[test]
fn a_day_of_many_publications_is_as_large_as_one_of_a_single() {
    let parts: Vec<_> = (0..30).map(|n| hints(20 * n..20 * n + 20)).collect();
    let often = parts.iter().fold(NoticeFile::with(DAY, &[], &[], &day_key()), |file, part| {
        NoticeFile::with(DAY, file.hints(), part, &day_key())
    });
    assert_eq!(often, NoticeFile::with(DAY, &[], &hints(0..600), &day_key()));
    assert_eq!(often.hints().len(), 1024);
}

#[test]
fn a_file_that_was_altered_is_refused() {
    let file = NoticeFile::with(DAY, &[], &[], &day_key());
    let (signature, bytes) = (file.sign(&server()), file.to_bytes());
    let read = NoticeFile::read(DAY, &bytes).unwrap();
    assert_eq!(read, file);
    read.verify(&server_key(), &signature).unwrap();
    let other_day = NoticeFile::read(DAY.plus(1), &bytes).unwrap();
    assert_eq!(other_day.verify(&server_key(), &signature), Err(SealError::Forged));
    let mut changed = bytes.clone();
    changed[7] ^= 1;
    let changed = NoticeFile::read(DAY, &changed).and_then(|file| file.verify(&server_key(), &signature));
    assert!(changed.is_err());
    for len in [0, 1, 8, bytes.len() - 8, bytes.len() - 1] {
        assert_eq!(NoticeFile::read(DAY, &bytes[..len]), Err(SealError::Layout));
    }
}
