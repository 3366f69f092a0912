//! Posters straight from the browser to the printer.

use std::path::Path;

use rxing::helpers::detect_in_luma_with_hints;
use rxing::{BarcodeFormat, DecodeHints};
use venue_poster::{Orientation, Sheet, Size};
use venue_testkit::image::{GrayImage, imageops};
use venue_testkit::server::Code;

use super::door::MANAGER;
use super::paper::Pages;
use super::people::{desktop, pixels_of};
use crate::stage::{Outcome, Scene, Stage};

/// Sizes on paper agree within so many mm: browsers count in points.
const ABOUT: f32 = 0.5;

/// What an independent decoder reads.
fn read(page: GrayImage) -> String {
    let mut hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
    let (width, height) = page.dimensions();
    let format = Some(BarcodeFormat::QR_CODE);
    detect_in_luma_with_hints(page.into_raw(), width, height, format, &mut hints)
        .map_or_else(|error| error.to_string(), |code| code.getText().to_owned())
}

/// The faces of a sheet: a table stand has two.
fn faces(sheet: Sheet, page: &GrayImage) -> Vec<GrayImage> {
    let (width, height) = page.dimensions();
    let cut = |left, top, width, height| imageops::crop_imm(page, left, top, width, height).to_image();
    match (sheet.size, sheet.orientation) {
        (Size::TableStand, Orientation::Portrait) => {
            vec![cut(0, 0, width / 2, height), cut(width / 2, 0, width / 2, height)]
        }
        (Size::TableStand, Orientation::Landscape) => {
            vec![cut(0, 0, width, height / 2), cut(0, height / 2, width, height / 2)]
        }
        _ => vec![page.clone()],
    }
}

/// Prints the poster that is shown, which is to be this sheet.
async fn is_printed_right(stage: &Stage, sheet: Sheet, paper: &Path, venue: &Code) -> Outcome {
    let (width, height) = sheet.page();
    let drawn = format!(".paper svg[width='{width}mm'][height='{height}mm']");
    stage.browser.until(&format!("document.querySelector({drawn:?}) !== null")).await?;
    stage.print(paper).await?;
    let pages = Pages::of(paper)?;
    assert_eq!(pages.count, 1, "{sheet:?}");
    let off = (pages.size.0 - width).abs().max((pages.size.1 - height).abs());
    assert!(off < ABOUT, "{sheet:?}: {:?}", pages.size);
    for face in faces(sheet, &pixels_of(paper)?) {
        assert_eq!(read(face), venue.url, "{sheet:?}");
    }
    Ok(())
}

#[tokio::test]
async fn the_browser_prints_one_page_of_each_size_and_its_code_reads() -> Outcome {
    let scene = Scene::open()?;
    let folder = tempfile::tempdir()?;
    let venue = scene.managed("南湖小馆")?;
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        stage.sign_in_at(MANAGER, &venue, "/posters").await?;
        browser.find("poster-preview").await?;
        let paper = folder.path().join("poster.pdf");
        let sizes = Size::ALL.iter().map(|size| (*size, false));
        for (size, bleed) in sizes.chain([(Size::Sticker, true)]) {
            browser.pick(size.name()).await?;
            if bleed {
                browser.tap("bleed").await?;
            }
            for orientation in [Orientation::Portrait, Orientation::Landscape] {
                browser.pick(orientation.name()).await?;
                let sheet = Sheet { size, orientation, bleed, mark: false };
                is_printed_right(stage, sheet, &paper, &venue).await?;
            }
        }
        Ok(())
    };
    scene.play(desktop(), play).await
}
