//! The SVG as browsers print it.

use venue_poster::font::PosterFont;
use venue_poster::svg::svg;

use crate::support::{draw, poster, sheets};

#[test]
fn width_and_height_are_the_pages_in_millimetres() {
    for sheet in sheets() {
        let (drawing, font) = draw(&poster("图书馆"), sheet);
        let svg = svg(&drawing, &font);
        let (width, height) = sheet.page();
        let head = format!(r#"width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}""#);
        assert!(svg.contains(&head), "{sheet:?}: {}", &svg[..200]);
    }
}

#[test]
fn a_name_with_html_stands_in_the_title_as_text() {
    for name in ["<script>alert(1)</script>", "A & B", "]]></title><img src=x onerror=alert(1)>", "\u{ffff}x"]
    {
        let (drawing, font) = draw(&poster(name), sheets()[0]);
        let svg = svg(&drawing, &font);
        let tree = resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default());
        assert!(tree.is_ok(), "{name}");
        assert!(!svg.contains("<script") && !svg.contains("<img"), "{name}");
    }
}

#[test]
fn a_browser_that_got_the_glyphs_as_json_draws_the_same() {
    for sheet in sheets() {
        let (drawing, font) = draw(&poster("长春市图书馆"), sheet);
        let sent: PosterFont = serde_json::from_str(&serde_json::to_string(&font).unwrap()).unwrap();
        let redrawn = venue_poster::draw(&poster("长春市图书馆"), sheet, &sent).unwrap();
        assert_eq!(svg(&redrawn, &sent), svg(&drawing, &font));
    }
}
