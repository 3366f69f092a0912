//! What the tests share.

use std::sync::LazyLock;

use venue_poster::content::Content;
use venue_poster::drawing::Drawing;
use venue_poster::font::PosterFont;
use venue_poster::font_file::{FontFile, FontFiles};
use venue_poster::{Orientation, Poster, Sheet, Size};
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::instant::Day;
use venue_protocol::token::{SigningKey, Validity, VenueToken};
use venue_protocol::wire::venues::Gate;

const FOLDER: &str = "/usr/share/fonts/opentype/noto";

pub static FILES: LazyLock<FontFiles> = LazyLock::new(|| {
    let read = |cut: &str| {
        let path = format!("{FOLDER}/NotoSansCJK-{cut}.ttc");
        let bytes =
            std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}; install fonts-noto-cjk"));
        FontFile::new(bytes, 2).unwrap()
    };
    FontFiles { regular: read("Regular"), bold: read("Bold") }
});

/// A poster of a signed token.
pub fn poster(name: &str) -> Poster {
    let key = SigningKey::from_bytes(&[7; 32]);
    let validity = Validity::Days { from: Day(2518), to: Day(3600) };
    let token =
        venue_protocol::token::GenuineToken::sign(1, &key, PlaceId([1, 2, 3, 4, 5, 6]), Serial(3), validity);
    let token: VenueToken = token.into();
    Poster {
        name: name.to_owned(),
        zone: Some("东门".to_owned()),
        gate: Gate::Entry,
        url: token.url(&"venue.example.cn".parse().unwrap()),
        typed_code: "012 345 678".to_owned(),
        serial: Serial(3),
        created: Day(2518),
        hotlines: vec!["0431-88779362".to_owned(), "0431-88779363".to_owned()],
    }
}

pub fn draw(poster: &Poster, sheet: Sheet) -> (Drawing, PosterFont) {
    let font = FILES.cut(&Content::of(poster));
    (venue_poster::draw(poster, sheet, &font).unwrap(), font)
}

/// Every size, orientation, mark and bleed.
pub fn sheets() -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for size in Size::ALL.iter().copied() {
        for orientation in Orientation::ALL.iter().copied() {
            for (bleed, mark) in [(false, false), (true, false), (false, true), (true, true)] {
                sheets.push(Sheet { size, orientation, bleed, mark });
            }
        }
    }
    sheets
}
