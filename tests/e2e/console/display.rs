//! The code on a tablet at the door.

use venue_testkit::browser::Look;
use venue_testkit::image;

use super::door::MANAGER;
use super::people::desktop;
use crate::stage::{Outcome, Scene, Stage, film_of, path_of};

#[tokio::test]
async fn where_only_the_rotating_code_counts_a_visitor_scans_it_from_the_tablet() -> Outcome {
    let scene = Scene::open()?;
    let folder = tempfile::tempdir()?;
    let venue = scene.managed("南湖小馆")?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.sign_in_at(MANAGER, &venue, "").await?;
        stage.browser.tap("rotating-only").await?;
        stage.browser.click("save-rules").await?;
        stage.browser.until("document.querySelector('[data-testid=said]').innerText !== ''").await?;
        stage.open_page(&venue, &format!("/display/{}", venue.place)).await?;
        let shown = stage.browser.find("display-qr").await?.attr("data-url").await?;
        assert_ne!(shown.ok_or("no code")?, venue.url, "not the poster's");
        let tablet = folder.path().join("tablet.png");
        stage.browser.screenshot(&tablet).await?;

        let camera = film_of(&image::open(&tablet)?.into_luma8(), folder.path())?;
        let visitor = stage.beside(Look::phone(camera), &folder.path().join("visitor")).await?;
        visitor.register().await?;
        visitor.scan_and_confirm().await?;
        stage.until_rows(1).await?;

        visitor.open(&path_of(&venue)?).await?;
        visitor.browser.find("code-refused").await?;
        visitor.leave().await?;
        assert_eq!(stage.rows().await?.len(), 1);
        Ok(())
    };
    scene.play(desktop(), play).await
}
