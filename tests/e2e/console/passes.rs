//! A paper pass for somebody without a phone: made and printed, scanned by staff, withdrawn.

use venue_testkit::browser::Look;
use venue_testkit::image::imageops;

use super::door::{ELDER, MANAGER};
use super::paper::Pages;
use super::people::{desktop, is_printed, pixels_of};
use crate::stage::{Outcome, Scene, Stage, film_of};

/// Pixels of a millimetre at the resolution of [`pixels_of`].
const MM: f32 = 150.0 / 25.4;
/// Where the card lies on its sheet of A4: left, top, width and height in mm.
const CARD: [f32; 4] = [15.0, 15.0, 85.6, 54.0];

/// Opens the camera at the desk.
async fn scan_a_pass(stage: &Stage) -> Outcome {
    stage.browser.pick("way-F9").await?;
    Ok(stage.browser.click("desk-camera").await?)
}

#[tokio::test]
async fn a_printed_pass_is_scanned_at_the_desk_until_it_is_withdrawn() -> Outcome {
    let scene = Scene::open()?;
    let folder = tempfile::tempdir()?;
    let venue = scene.managed("南湖小馆")?;
    scene.works_at(&venue, "li", "staff")?;
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        stage.sign_in_at(MANAGER, &venue, "/passes").await?;
        browser.fill("number", ELDER.number).await?;
        browser.fill("name", ELDER.name).await?;
        browser.click("issue").await?;
        browser.find("pass-ready").await?;
        let stub = browser.text("pass-number").await?;
        let paper = folder.path().join("pass.pdf");
        stage.print(&paper).await?;
        assert_eq!(Pages::of(&paper)?.count, 1);
        let sheet = pixels_of(&paper)?;
        assert!(is_printed(&sheet));
        let [left, top, width, height] = CARD.map(|mm| (mm * MM) as u32);
        let card = imageops::crop_imm(&sheet, left, top, width, height).to_image();

        let camera = Look { lens: film_of(&card, folder.path())?, ..desktop() };
        let desk = stage.beside(camera, &folder.path().join("desk")).await?;
        desk.sign_in_at("li", &venue, "/terminal").await?;
        scan_a_pass(&desk).await?;
        desk.browser.find("receipt").await?;
        stage.until_rows(1).await?;

        browser.fill("withdraw", &stub).await?;
        browser.click("withdraw-submit").await?;
        browser.find("withdrawn").await?;
        // Another shift begins: the one before has just seen this pass.
        desk.open_page(&venue, "/terminal").await?;
        scan_a_pass(&desk).await?;
        let told = desk.browser.text("fault").await?;
        assert!(told.contains("已失效"), "{told}");
        desk.leave().await?;
        assert_eq!(stage.rows().await?.len(), 1);
        Ok(())
    };
    scene.play(desktop(), play).await
}
