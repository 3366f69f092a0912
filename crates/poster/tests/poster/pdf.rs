//! The PDF as a printer gets it.

use std::io::Read as _;
use std::process::Command;

use venue_poster::pdf::pdf;
use venue_poster::{Sheet, Size};

use crate::support::{FILES, draw, poster, sheets};

/// The greatest size of a file in bytes.
const MOST: usize = 200_000;

fn ask(tool: &str, arguments: &[&str], file: &std::path::Path) -> String {
    let output = Command::new(tool).args(arguments).arg(file).arg("-").output();
    let output = output.unwrap_or_else(|error| panic!("{tool}: {error}; install poppler-utils"));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn every_pdf_is_one_page_of_the_sheets_size_below_200_kb() {
    let folder = tempfile::tempdir().unwrap();
    let name: String = ('\u{4e00}'..).take(100).collect();
    for sheet in sheets() {
        let (drawing, font) = draw(&poster(&name), sheet);
        let bytes = pdf(&drawing, &font, &FILES).unwrap();
        assert!(bytes.len() < MOST, "{sheet:?}: {} B", bytes.len());
        let file = folder.path().join("poster.pdf");
        std::fs::write(&file, bytes).unwrap();
        let output = Command::new("pdfinfo").arg("-box").arg(&file).output().expect("install poppler-utils");
        let info = String::from_utf8_lossy(&output.stdout).into_owned();
        let (width, height) = sheet.page();
        let line = |name: &str| {
            let line =
                info.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}: {info}"));
            let numbers = line.split_whitespace().filter_map(|word| word.parse::<f32>().ok());
            numbers.collect::<Vec<_>>()
        };
        assert_eq!(line("Pages:"), [1.0]);
        let close = |points: f32, mm: f32| (points - mm * 72.0 / 25.4).abs() < 0.1;
        let [left, top, right, bottom] = line("MediaBox:")[..] else { panic!("{info}") };
        assert!(close(right - left, width) && close(bottom - top, height), "{sheet:?}: {info}");
        let [left, top, right, bottom] = line("TrimBox:")[..] else { panic!("{info}") };
        let (width, height) = sheet.trim();
        assert!(close(right - left, width) && close(bottom - top, height), "{sheet:?}: {info}");
    }
}

#[test]
fn its_text_can_be_selected_and_its_fonts_are_embedded_in_part() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("poster.pdf");
    let sheet = Sheet { size: Size::A4, ..sheets()[0] };
    let (drawing, font) = draw(&poster("长春市图书馆"), sheet);
    std::fs::write(&file, pdf(&drawing, &font, &FILES).unwrap()).unwrap();
    let text = ask("pdftotext", &[], &file);
    for words in ["长春市图书馆", "东门·入口 Entry", "012 345 678", "2026-11-23", "0431-88779362"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let output = Command::new("pdffonts").arg(&file).output().expect("install poppler-utils");
    let fonts = String::from_utf8_lossy(&output.stdout).into_owned();
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(fonts.len(), 2, "{fonts:?}");
    for font in fonts {
        // A subset's name begins with six letters and a plus; "yes yes" is embedded and subset.
        assert!(font.as_bytes().get(6) == Some(&b'+') && font.contains("yes yes"), "{font}");
    }
}

#[test]
fn everything_is_printed_in_cmyk_and_the_code_with_black_ink_alone() {
    for sheet in sheets() {
        let (drawing, font) = draw(&poster("图书馆"), sheet);
        let content = content(&pdf(&drawing, &font, &FILES).unwrap());
        // The code is the one fill with hundreds of rectangles; the colour stands before it.
        let fills = content.split("\nf\n").map(|fill| (fill.matches("\nh").count(), fill));
        let (modules, code) = fills.max().unwrap();
        assert!(modules > 300, "{modules}");
        assert!(code.contains(" 0 0 0 1 k"), "{}", &code[..200]);
        let operators: Vec<&str> = content.split_whitespace().collect();
        for other in ["rg", "g", "cs", "sc", "scn", "sh"] {
            assert!(!operators.contains(&other), "{other}");
        }
    }
}

/// The drawing operators of the page: the one compressed stream that fills shapes.
fn content(pdf: &[u8]) -> String {
    let (begin, end) = (b"stream\n".as_slice(), b"endstream".as_slice());
    let mut rest = pdf;
    while let Some(at) = rest.windows(begin.len()).position(|window| window == begin) {
        rest = &rest[at + begin.len()..];
        let mut text = Vec::new();
        let read = flate2::read::ZlibDecoder::new(rest).read_to_end(&mut text);
        if let (Ok(_), Ok(text)) = (read, String::from_utf8(text))
            && text.contains("\nf\n")
        {
            return text;
        }
        let at = rest.windows(end.len()).position(|window| window == end).unwrap();
        rest = &rest[at + end.len()..];
    }
    panic!("no stream fills shapes")
}
