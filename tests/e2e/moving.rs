//! A registration goes to another phone by the code that the first one shows (F19).

use venue_scanner::{Frame, Scanner, Tier};
use venue_testkit::browser::{Browser, Lens, Look};
use venue_testkit::image;

use crate::stage::{Outcome, Scene, Stage, path_of};
use crate::visitor::pass;

/// What the other phone's camera reads off this phone's screen.
async fn code_on_the_screen(stage: &Stage) -> Result<String, Box<dyn std::error::Error>> {
    stage.browser.find("transfer-qr").await?;
    let picture = image::load_from_memory(&stage.browser.driver.screenshot_as_png().await?)?.into_luma8();
    let mut scanner = Scanner::new();
    let frame = Frame::luma(picture.width(), picture.height(), picture.as_raw())?;
    let code = scanner.scan(frame, Tier::Deep).codes.first().ok_or("no code on the screen")?;
    Ok(code.text().into_owned())
}

#[tokio::test]
async fn a_registration_moves_to_another_phone_once() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.door()?;
    let folder = tempfile::tempdir()?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.add_companions().await?;
        stage.open("/move").await?;
        stage.browser.click("make-transfer").await?;
        let url = code_on_the_screen(stage).await?;

        let other = Browser::start(Look::phone(Lens::Missing), &folder.path().join("other")).await?;
        other.driver.goto(&url).await?;
        other.click("receive").await?;
        other.find("received").await?;
        // The key stays in no history.
        other.until("location.hash === ''").await?;
        other.click("to-home").await?;
        other.find("visitor-label").await?;
        other.driver.goto(format!("{}{}", stage.setup.public_url, path_of(&door)?)).await?;
        other.click("confirm").await?;
        pass(&other, "entry").await?;
        // With both who came along.
        stage.until_rows(3).await?;

        // Whoever saw the code over a shoulder comes too late.
        other.driver.goto(&url).await?;
        other.click("receive").await?;
        other.find("receive-fault").await?;
        Ok(other.quit().await?)
    };
    scene.play(Look::phone(Lens::Missing), play).await
}
