//! Whatever a venue is called, its poster stays in order.

use proptest::prelude::*;
use venue_poster::drawing::{Drawing, Op};
use venue_poster::font::PosterFont;
use venue_poster::outline::Point;
use venue_poster::{Orientation, Sheet, Size};
use venue_protocol::wire::venues::Gate;

use crate::support::{draw, poster, sheets};

/// Left, top, right, bottom on the page, in mm.
type Bounds = [f32; 4];

/// Two shapes may touch by so much: the boxes here are those of control points. In mm.
const TOUCH: f32 = 0.1;
/// A line may reach into the next one by so much of its height.
const REACH: f32 = 0.12;
/// So far from each edge stays without text: what printers of small labels leave white. In mm.
const EDGE: f32 = 3.5;
/// The least em of a venue's name on A4, in mm.
const LEAST_NAME: f32 = 6.5;

/// The boxes of all lines of text with the texts, layer by layer.
fn texts(drawing: &Drawing, font: &PosterFont) -> Vec<Vec<(String, Bounds)>> {
    let layer = |layer: &venue_poster::drawing::Layer| {
        let mut texts = Vec::new();
        for op in &layer.ops {
            let Op::Text { weight, size, at: [x, y], glyphs, .. } = op else { continue };
            let face = font.face(*weight);
            let scale = size / face.em();
            let corners = glyphs.iter().filter_map(|(character, offset)| {
                let [left, top, right, bottom] = face.glyph(*character)?.outline.bounds()?;
                let to_page = |[a, b]: Point| layer.to_page([x + offset + a * scale, y - b * scale]);
                Some([to_page([left, top]), to_page([right, bottom])])
            });
            let bounds = corners.flatten().fold(None, |bounds: Option<Bounds>, [x, y]| {
                let [left, top, right, bottom] = bounds.unwrap_or([x, y, x, y]);
                Some([left.min(x), top.min(y), right.max(x), bottom.max(y)])
            });
            texts.extend(bounds.map(|bounds| (glyphs.iter().map(|(c, _)| *c).collect(), bounds)));
        }
        texts
    };
    drawing.layers.iter().map(layer).collect()
}

/// Whether two shapes lie on each other by more than a touch; of lines, a `|` may reach between the accents below it.
fn overlap(a: Bounds, b: Bounds) -> bool {
    let reach = TOUCH.max(REACH * (a[3] - a[1]).min(b[3] - b[1]));
    a[0] + TOUCH < b[2] && b[0] + TOUCH < a[2] && a[1] + reach < b[3] && b[1] + reach < a[3]
}

/// Every text within the cut sheet, and none on another or on a symbol's quiet zone.
fn assert_in_order(drawing: &Drawing, font: &PosterFont) {
    let symbols = drawing.symbols.iter().map(|[left, top, side]| [*left, *top, left + side, top + side]);
    let symbols: Vec<Bounds> = symbols.collect();
    for symbol in &symbols {
        assert_within(*symbol, drawing, "a symbol");
    }
    let all: Vec<(String, Bounds)> = texts(drawing, font).into_iter().flatten().collect();
    for (index, (text, bounds)) in all.iter().enumerate() {
        assert_within(*bounds, drawing, text);
        for (other, others) in all.iter().skip(index + 1) {
            assert!(!overlap(*bounds, *others), "{text:?} {bounds:?} lies on {other:?} {others:?}");
        }
        assert!(!symbols.iter().any(|symbol| overlap(*bounds, *symbol)), "{text:?} lies on a symbol");
    }
    for layer in &drawing.layers {
        for op in &layer.ops {
            let Op::Fill { outline, .. } = op else { continue };
            let [left, top, right, bottom] = outline.bounds().unwrap();
            let [[x, y], [z, w]] = [[left, top], [right, bottom]].map(|corner| layer.to_page(corner));
            let (width, height) = drawing.page;
            // Half a hair of a crop mark.
            let (least, page) = (-0.06, [width + 0.06, height + 0.06]);
            assert!(x.min(z) >= least && y.min(w) >= least && x.max(z) <= page[0] && y.max(w) <= page[1]);
        }
    }
}

fn assert_within([left, top, right, bottom]: Bounds, drawing: &Drawing, what: &str) {
    let (width, height) = drawing.page;
    let edge = drawing.margin + EDGE;
    assert!(
        left >= edge && top >= edge && right <= width - edge && bottom <= height - edge,
        "{what:?} at {left} {top} {right} {bottom} is too near the edge of {width} {height}"
    );
}

fn name_size(drawing: &Drawing, name: &str) -> f32 {
    let sizes = drawing.layers.iter().flat_map(|layer| &layer.ops).filter_map(|op| match op {
        Op::Text { size, glyphs, .. } if glyphs.first().is_some_and(|(c, _)| name.starts_with(*c)) => {
            Some(*size)
        }
        _ => None,
    });
    sizes.fold(0.0, f32::max)
}

#[test]
fn a_name_of_100_chinese_characters_fits_every_sheet_whole() {
    let name: String = "鑫淼焱垚犇骉".chars().cycle().take(100).collect();
    for sheet in sheets() {
        let mut poster = poster(&name);
        poster.zone = Some("地下二层停车场北侧电梯厅三号出入口".to_owned());
        let (drawing, font) = draw(&poster, sheet);
        assert_in_order(&drawing, &font);
        assert!(!drawing.shortened && drawing.missing.is_empty(), "{sheet:?}");
        let (width, height) = sheet.face();
        let unit = (width * height / (210.0 * 297.0)).sqrt();
        assert!(name_size(&drawing, &name) >= LEAST_NAME * unit * 0.999, "{sheet:?}");
        let written = texts(&drawing, &font)[0].iter().map(|(text, _)| text.as_str()).collect::<String>();
        assert!(written.contains(&name), "{sheet:?}: {written}");
    }
}

#[test]
fn a_short_name_is_as_large_as_its_line_allows() {
    let sheet = Sheet { size: Size::A4, orientation: Orientation::Portrait, bleed: false, mark: false };
    assert!(name_size(&draw(&poster("长春市图书馆"), sheet).0, "长春市图书馆") > 20.0);
}

#[test]
fn what_cannot_be_set_is_named_and_left_out() {
    let sheet = Sheet { size: Size::A5, orientation: Orientation::Landscape, bleed: false, mark: false };
    let (drawing, font) = draw(&poster("老王🍜面馆 שלום e\u{301}"), sheet);
    assert_in_order(&drawing, &font);
    assert_eq!(drawing.missing, ['\u{301}', 'ו', 'ל', 'ם', 'ש', '🍜']);
    let written: String = texts(&drawing, &font)[0].iter().map(|(text, _)| text.as_str()).collect();
    assert!(written.contains("老王面馆"), "{written}");
    let (drawing, _) = draw(&poster("\u{202e}馆书图\u{200f}"), sheet);
    assert!(drawing.missing.is_empty());
}

#[test]
fn a_name_that_has_nothing_to_show_leaves_a_poster_without_one() {
    for name in ["", "🍜🍜", "\u{200b}"] {
        for sheet in sheets() {
            let (drawing, font) = draw(&poster(name), sheet);
            assert_in_order(&drawing, &font);
        }
    }
}

#[test]
fn long_hosts_and_many_hotlines_shrink() {
    let mut poster = poster("图书馆");
    poster.url = poster.url.replace("VENUE.EXAMPLE.CN", "VENUE-CODE.JILIN-CHANGCHUN.EXAMPLE.ORG.CN:8443");
    poster.hotlines = vec!["0431-88779362".to_owned(); 12];
    for sheet in sheets() {
        let (drawing, font) = draw(&poster, sheet);
        assert_in_order(&drawing, &font);
    }
}

#[test]
fn both_faces_of_a_table_stand_are_upright_when_it_is_folded() {
    let stand = |orientation| {
        let sheet = Sheet { size: Size::TableStand, orientation, bleed: false, mark: false };
        let (drawing, _) = draw(&poster("图书馆"), sheet);
        let turned: Vec<bool> = drawing.layers.iter().map(|layer| layer.turned).collect();
        (turned, drawing.symbols.clone(), drawing.page)
    };
    // Side by side, like a card: the fold is vertical.
    let (turned, symbols, page) = stand(Orientation::Portrait);
    assert_eq!((turned, page), (vec![false, false, false], (297.0, 210.0)));
    assert!((symbols[1][0] - symbols[0][0] - 148.5).abs() < 0.01 && symbols[0][1] == symbols[1][1]);
    // Head to head, like a tent: the upper face hangs over the fold, and is the lower one turned around its middle.
    let (turned, symbols, page) = stand(Orientation::Landscape);
    assert_eq!((turned, page), (vec![true, false, false], (210.0, 297.0)));
    let [[left, top, side], [x, y, _]] = symbols[..] else { panic!("{symbols:?}") };
    assert!((left + side + x - 210.0).abs() < 0.01 && (top + side + y - 297.0).abs() < 0.01);
}

#[test]
fn a_character_that_is_taller_than_a_line_is_left_out_and_named() {
    for sheet in sheets() {
        let mut poster = poster("〱图书馆ÅẾg|");
        poster.zone = Some("9“（（、》檳E4H".to_owned());
        let (drawing, font) = draw(&poster, sheet);
        assert_eq!(drawing.missing, ['〱']);
        assert_in_order(&drawing, &font);
    }
}

#[test]
fn a_bar_does_not_reach_into_the_line_below() {
    for sheet in sheets() {
        let mut poster = poster("|");
        poster.zone = Some("<a onerror=\"alert(1)\">`".to_owned());
        poster.gate = Gate::Entry;
        let (drawing, font) = draw(&poster, sheet);
        assert_in_order(&drawing, &font);
    }
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[\u{4e00}-\u{9fa5}]{1,100}",
        "[\u{4e00}-\u{9fa5}（）《》“”、·A-Za-z0-9 ]{1,100}",
        "[A-Z]{1,100}",
        "([A-Za-z&'.-]{1,30} ){1,12}",
        "<[a-z]{1,8} onerror=\"alert\\(1\\)\">.{0,40}",
        "[\u{202e}\u{200f}\u{5d0}-\u{5ea}\u{4e00}-\u{4fff}]{1,60}",
        "[😀-🙏\u{200d}\u{fe0f}\u{4e00}-\u{4fff}]{1,60}",
        "\\PC{1,100}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_leaves_the_page_and_nothing_overlaps(
        name in name(),
        zone in proptest::option::of(name()),
        gate in prop_oneof![Just(Gate::Entry), Just(Gate::Exit), Just(Gate::Both)],
        sheet in proptest::sample::select(sheets()),
    ) {
        let mut poster = poster(&name);
        poster.zone = zone;
        poster.gate = gate;
        let (drawing, font) = draw(&poster, sheet);
        assert_in_order(&drawing, &font);
    }
}
