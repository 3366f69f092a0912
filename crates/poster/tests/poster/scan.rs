//! What is printed is read back by a decoder that shares no code with this project.

use std::collections::HashMap;
use std::process::Command;

use image::GrayImage;
use image::imageops::{self, FilterType};
use resvg::tiny_skia::{Pixmap, Transform};
use rxing::helpers::detect_in_luma_with_hints;
use rxing::{
    BarcodeFormat, DecodeHints, Exceptions, RXingResult, RXingResultMetadataType, RXingResultMetadataValue,
};
use venue_poster::drawing::Drawing;
use venue_poster::{Orientation, Sheet, Size};

use crate::support::{FILES, draw, poster, sheets};

/// Pixels of a picture that is given to the decoder, on its longer side: as a phone's camera sees the whole page.
const SEEN: u32 = 1600;
/// Pixels in a millimetre of what is rendered: few enough for a test, enough for every module.
const DPI: f32 = 110.0;

/// Reads each of a page's symbols by itself.
fn read(page: &GrayImage, drawing: &Drawing) -> Vec<String> {
    let texts = results(page, drawing).into_iter();
    texts.map(|read| read.map_or_else(|error| error.to_string(), |code| code.getText().to_owned())).collect()
}

fn results(page: &GrayImage, drawing: &Drawing) -> Vec<Result<RXingResult, Exceptions>> {
    let scale = page.width() as f32 / drawing.page.0;
    drawing
        .symbols
        .iter()
        .map(|symbol| {
            let [left, top, side] = symbol.map(|mm| (mm * scale).round() as u32);
            let seen = imageops::crop_imm(page, left, top, side, side).to_image();
            let mut hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
            let (width, height) = seen.dimensions();
            let format = Some(BarcodeFormat::QR_CODE);
            detect_in_luma_with_hints(seen.into_raw(), width, height, format, &mut hints)
        })
        .collect()
}

fn assert_reads(page: &GrayImage, drawing: &Drawing, url: &str, sheet: Sheet, format: &str) {
    let faces = if sheet.size == Size::TableStand { 2 } else { 1 };
    assert_eq!(read(page, drawing), vec![url; faces], "{format} {sheet:?}");
}

#[test]
fn every_pdf_is_scanned_back_from_its_rendered_pixels() {
    let poster = poster("长春市图书馆");
    let folder = tempfile::tempdir().unwrap();
    for sheet in sheets() {
        let (drawing, font) = draw(&poster, sheet);
        let file = folder.path().join("poster.pdf");
        std::fs::write(&file, venue_poster::pdf::pdf(&drawing, &font, &FILES).unwrap()).unwrap();
        let rendered = Command::new("pdftoppm")
            .args(["-gray", "-singlefile", "-r", &DPI.to_string()])
            .arg(&file)
            .arg(folder.path().join("page"))
            .status()
            .expect("pdftoppm runs: install poppler-utils");
        assert!(rendered.success(), "{sheet:?}");
        let page = pgm(&std::fs::read(folder.path().join("page.pgm")).unwrap());
        assert_reads(&page, &drawing, &poster.url, sheet, "pdf");
    }
}

/// A binary PGM as pdftoppm writes it: `P5`, width, height, 255, pixels.
fn pgm(bytes: &[u8]) -> GrayImage {
    let mut parts = bytes.splitn(4, |byte| *byte == b'\n');
    assert_eq!(parts.next(), Some(b"P5".as_slice()));
    let size = std::str::from_utf8(parts.next().unwrap()).unwrap();
    let (width, height) = size.split_once(' ').unwrap();
    assert_eq!(parts.next(), Some(b"255".as_slice()));
    let pixels = parts.next().unwrap().to_vec();
    GrayImage::from_raw(width.parse().unwrap(), height.parse().unwrap(), pixels).unwrap()
}

#[test]
fn every_svg_is_scanned_back_from_its_rendered_pixels() {
    let poster = poster("长春市图书馆");
    for sheet in sheets() {
        let (drawing, font) = draw(&poster, sheet);
        let svg = venue_poster::svg::svg(&drawing, &font);
        let tree = resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).unwrap();
        let scale = SEEN as f32 / tree.size().width().max(tree.size().height());
        let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
        let mut pixels = Pixmap::new(width.round() as u32, height.round() as u32).unwrap();
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
        let grey = pixels.pixels().iter().map(|pixel| pixel.green()).collect();
        let page = GrayImage::from_raw(pixels.width(), pixels.height(), grey).unwrap();
        assert_reads(&page, &drawing, &poster.url, sheet, "svg");
    }
}

#[test]
fn every_png_has_300_dpi_and_is_scanned_back() {
    let poster = poster("长春市图书馆");
    let pages = HashMap::from([
        (Size::A5, (1748, 2480)),
        (Size::A4, (2480, 3508)),
        (Size::A3, (3508, 4961)),
        (Size::A2, (4961, 7016)),
        (Size::Sticker, (1417, 1890)),
        (Size::TableStand, (3508, 2480)),
    ]);
    // The bleed moves everything, as the other formats show; here it costs time, so that one size stands for all.
    for sheet in sheets().into_iter().filter(|sheet| !sheet.bleed || sheet.size == Size::Sticker) {
        let (drawing, font) = draw(&poster, sheet);
        let mut file = Vec::new();
        venue_poster::png::png(&drawing, &font, &mut file).unwrap();
        // 11,811 pixels a metre in both directions.
        let density =
            [b"pHYs".as_slice(), &11_811_u32.to_be_bytes(), &11_811_u32.to_be_bytes(), &[1]].concat();
        assert!(file.windows(density.len()).any(|bytes| bytes == density), "{sheet:?}");
        let page = image::load_from_memory(&file).unwrap().into_luma8();
        let (width, height) = page.dimensions();
        let (one, other) = pages[&sheet.size];
        assert!(
            sheet.bleed || (width, height) == (one, other) || (height, width) == (one, other),
            "{sheet:?} {width} {height}"
        );
        let seen = SEEN as f32 / width.max(height) as f32;
        let seen = imageops::resize(
            &page,
            (width as f32 * seen) as u32,
            (height as f32 * seen) as u32,
            FilterType::Triangle,
        );
        assert_reads(&seen, &drawing, &poster.url, sheet, "png");
    }
}

#[test]
fn a_symbol_has_41_or_45_modules_of_level_m_and_with_a_mark_57_of_level_h() {
    for (host, mark, modules, level) in [
        ("venue.example", false, 41, "M"),
        ("venue.changchun.example.cn", false, 45, "M"),
        ("venue.example", true, 57, "H"),
    ] {
        let mut poster = poster("长春市图书馆");
        poster.url = poster.url.replace("VENUE.EXAMPLE.CN", &host.to_uppercase());
        let sheet = Sheet { size: Size::A5, orientation: Orientation::Portrait, bleed: false, mark };
        let (drawing, font) = draw(&poster, sheet);
        let mut file = Vec::new();
        venue_poster::png::png(&drawing, &font, &mut file).unwrap();
        let page = image::load_from_memory(&file).unwrap().into_luma8();
        let read = results(&page, &drawing).remove(0).unwrap();
        let told = &read.getRXingResultMetadata()[&RXingResultMetadataType::ERROR_CORRECTION_LEVEL];
        let RXingResultMetadataValue::ErrorCorrectionLevel(told) = told else { panic!("{told:?}") };
        assert_eq!((drawing.figures.modules, told.as_str(), read.getText()), (modules, level, &*poster.url));
    }
}
