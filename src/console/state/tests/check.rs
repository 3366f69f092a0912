//! Photos of posters, judged.

use venue_poster::archive::{ArchivedIssue, ArchivedPlace, Download, PosterArchive};
use venue_poster::{Figures, Format, Orientation, Size};
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::token::{CodeHost, CodeRefusal, GenuineToken, SigningKey, Validity, VenueToken};
use venue_protocol::wire::venues::Gate;
use venue_scanner::{Frame, Scanner, Tier};
use venue_testkit::camera::Camera;
use venue_testkit::image::{GrayImage, Luma};
use venue_testkit::poster::poster;

use super::{DOOR, TODAY};
use crate::console::state::check::{Aspect, Grade, Standing, distance_mm, grades, likely_sheet, reach};
use crate::scan::message::{Measured, Seen, Verdict};

const BACK_DOOR: PlaceId = PlaceId([7; 6]);

fn host() -> CodeHost {
    "CODE.EXAMPLE".parse().unwrap()
}

fn token(place: PlaceId, serial: u32) -> VenueToken {
    let key = SigningKey::from_bytes(&[1; 32]);
    let days = Validity::Days { from: TODAY.minus(9), to: TODAY.plus(9) };
    GenuineToken::sign(3, &key, place, Serial(serial), days).into()
}

fn genuine(place: PlaceId, serial: u32) -> Seen {
    let token = token(place, serial);
    Seen { text: token.url(&host()), verdict: Verdict::Genuine(token.to_string()), measured: None }
}

fn refused(text: String, refusal: CodeRefusal) -> Seen {
    Seen { text, verdict: Verdict::Refused(refusal), measured: None }
}

fn issue(serial: u32, dead_from: Day) -> ArchivedIssue {
    let created_at = TODAY.minus(20).start();
    ArchivedIssue { serial: Serial(serial), created_at, dead_from: dead_from.start(), downloads: Vec::new() }
}

/// The door has its third issue; the second one works for two days more, the first no more.
fn archive() -> PosterArchive {
    let issues = vec![issue(3, TODAY.plus(900)), issue(2, TODAY.plus(2)), issue(1, TODAY.minus(5))];
    let door = ArchivedPlace { place: DOOR, zone: None, gate: Gate::Both, issues };
    PosterArchive { places: vec![door] }
}

fn standing(seen: &Seen) -> (Standing, Grade) {
    let standing = Standing::of(seen, &host(), &archive());
    let grade = standing.grade(TODAY.start());
    (standing, grade)
}

#[test]
fn the_newest_issue_is_good_an_older_one_weak_and_a_dead_one_bad() {
    for (serial, grade) in [(3, Grade::Good), (2, Grade::Weak), (1, Grade::Bad)] {
        let (Standing::Ours(hanging), found) = standing(&genuine(DOOR, serial)) else { panic!("{serial}") };
        assert_eq!((hanging.serial, hanging.newest, found), (Serial(serial), Serial(3), grade));
    }
}

#[test]
fn an_expired_code_is_still_told_by_its_number() {
    let since = TODAY.start();
    let seen = refused(token(DOOR, 1).url(&host()), CodeRefusal::Expired { since });
    assert!(matches!(standing(&seen), (Standing::Ours(_), Grade::Bad)));
}

#[test]
fn codes_that_do_not_belong_there_are_told_from_each_other() {
    assert_eq!(standing(&genuine(BACK_DOOR, 1)), (Standing::OtherVenue, Grade::Bad));
    assert_eq!(standing(&genuine(DOOR, 4)), (Standing::Unlisted, Grade::Weak));
    for refusal in [CodeRefusal::Unreadable, CodeRefusal::Forged, CodeRefusal::Damaged] {
        let seen = refused(String::new(), refusal.clone());
        assert_eq!(standing(&seen), (Standing::Refused(refusal), Grade::Bad));
    }
}

/// What the scanner measures in a photo of a poster.
fn measured(page: &GrayImage, camera: &Camera) -> Measured {
    let photo = camera.see(page);
    let frame = Frame::luma(photo.width(), photo.height(), photo.as_raw()).unwrap();
    let mut scanner = Scanner::new();
    Measured::of(&scanner.scan(frame, Tier::Deep).codes[0].measured, 1.0)
}

fn grade_of(measured: &Measured, wanted: Aspect) -> Grade {
    grades(measured).into_iter().find(|(aspect, _)| *aspect == wanted).unwrap().1
}

#[test]
fn photos_of_a_poster_are_graded_by_what_was_done_to_it() {
    let whole = poster(&token(DOOR, 1).url(&host()), "").unwrap();
    let photo = Camera { size: (900, 1200), share: 0.85, blur: 0.6, noise: 3.0, ..Camera::steady() };
    let fine = measured(&whole, &photo);
    assert!(grades(&fine).iter().all(|(_, grade)| *grade == Grade::Good), "{fine:?}");

    let blurred = measured(&whole, &Camera { blur: 3.0, ..photo.clone() });
    assert!(grade_of(&blurred, Aspect::Sharpness) > Grade::Good, "{blurred:?}");
    let far = measured(&whole, &Camera { share: 0.22, ..photo.clone() });
    assert!(grade_of(&far, Aspect::Size) > Grade::Good, "{far:?}");
    let mut pale = whole.clone();
    pale.pixels_mut().for_each(|shade| shade.0[0] = 150 + shade.0[0] / 4);
    let pale = measured(&pale, &photo);
    assert!(grade_of(&pale, Aspect::Contrast) > Grade::Good, "{pale:?}");
    // A stain across the upper timing pattern.
    let mut stained = whole;
    for (x, y) in (330..540).flat_map(|x| (390..440).map(move |y| (x, y))) {
        stained.put_pixel(x, y, Luma([0]));
    }
    let stained = measured(&stained, &photo);
    assert!(grade_of(&stained, Aspect::Damage) > Grade::Good, "{stained:?}");
    assert!(reach(&stained) < reach(&fine) && reach(&pale) < reach(&fine));
}

/// A photo of a flawless print.
const FLAWLESS: Measured =
    Measured { modules: 57, module_px: 12.0, contrast: 0.8, sharpness: 0.8, glare: 0.0, damage: 0.0 };

#[test]
fn a_flawless_print_is_good_in_every_way_and_each_flaw_shows_where_it_is() {
    assert!(grades(&FLAWLESS).iter().all(|(_, grade)| *grade == Grade::Good));
    let flawed = [
        (Aspect::Size, Measured { module_px: 2.0, ..FLAWLESS }),
        (Aspect::Contrast, Measured { contrast: 0.2, ..FLAWLESS }),
        (Aspect::Sharpness, Measured { sharpness: 0.1, ..FLAWLESS }),
        (Aspect::Glare, Measured { glare: 0.2, ..FLAWLESS }),
        (Aspect::Damage, Measured { damage: 0.1, ..FLAWLESS }),
    ];
    for (flaw, measured) in flawed {
        for (aspect, grade) in grades(&measured) {
            assert_eq!(
                grade,
                if aspect == flaw { Grade::Bad } else { Grade::Good },
                "{aspect:?} of {flaw:?}"
            );
        }
    }
}

#[test]
fn the_verdict_is_the_worst_of_code_and_print_and_how_strange_codes_scan_does_not_matter() {
    let worst = |seen: &Seen, measured: &Measured| standing(seen).0.worst(measured, TODAY.start());
    let pale = Measured { contrast: 0.3, ..FLAWLESS };
    assert_eq!(worst(&genuine(DOOR, 3), &FLAWLESS), Grade::Good);
    assert_eq!(worst(&genuine(DOOR, 3), &pale), Grade::Weak);
    assert_eq!(worst(&genuine(DOOR, 1), &pale), Grade::Bad);
    assert!(!standing(&genuine(BACK_DOOR, 1)).0.is_ours());
    assert_eq!(worst(&genuine(BACK_DOOR, 1), &FLAWLESS), Grade::Bad);
}

#[test]
fn the_distance_is_the_prints_and_less_where_it_has_suffered() {
    let figures = Figures { modules: 57, symbol_mm: 114.0, module_mm: 2.0, reading_distance_mm: 660.0 };
    assert_eq!(distance_mm(&figures, &FLAWLESS), 660.0);
    let pale = distance_mm(&figures, &Measured { contrast: 0.3, ..FLAWLESS });
    let torn = distance_mm(&figures, &Measured { damage: 0.06, ..FLAWLESS });
    assert!(pale < 660.0 && torn < 660.0);
    assert!(distance_mm(&figures, &Measured { damage: 0.06, glare: 0.03, ..FLAWLESS }) < torn);
    // A denser symbol on the same paper is read from nearer by.
    assert_eq!(distance_mm(&figures, &Measured { modules: 114, ..FLAWLESS }), 330.0);
    for nonsense in [f32::NAN, f32::INFINITY, -1.0] {
        let share = reach(&Measured { contrast: nonsense, damage: nonsense, ..FLAWLESS });
        assert!((0.3..=1.0).contains(&share), "{nonsense}: {share}");
    }
}

#[test]
fn the_paper_that_is_proposed_is_what_was_downloaded_last_of_that_place() {
    let download = |at, size| Download {
        at: Instant::from_millis(at),
        size,
        orientation: Orientation::Landscape,
        format: Format::Pdf,
    };
    let mut archive = archive();
    assert_eq!(likely_sheet(&archive, None).size, Size::A4);
    archive.places[0].issues[0].downloads = vec![download(5, Size::A2), download(3, Size::A5)];
    let back = ArchivedIssue { downloads: vec![download(9, Size::Sticker)], ..issue(1, TODAY.plus(900)) };
    let back =
        ArchivedPlace { place: BACK_DOOR, zone: Some("后门".into()), gate: Gate::Exit, issues: vec![back] };
    archive.places.push(back);
    let size = |place| likely_sheet(&archive, place).size;
    assert_eq!(
        (size(Some(DOOR)), size(Some(BACK_DOOR)), size(None)),
        (Size::A2, Size::Sticker, Size::Sticker)
    );
}
