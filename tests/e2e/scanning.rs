//! Register, scan the door, be registered.

use venue_testkit::browser::{Lens, Look};
use venue_testkit::camera::Camera;
use venue_testkit::server::NewVenue;

use crate::stage::{Outcome, Scene, Stage, page, path_of};
use crate::visitor::VISITOR;

#[tokio::test]
async fn a_scan_at_the_door_leads_to_a_pass_and_to_one_row() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.venue(&NewVenue {
        name: "市图书馆",
        zone: Some("南门入口"),
        gate: Some("entry"),
        ..NewVenue::default()
    })?;
    let camera = scene.camera(&door.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.scan().await?;
        assert_eq!(stage.browser.find("venue").await?.text().await?, "市图书馆");
        assert_eq!(stage.browser.find("zone").await?.text().await?, "南门入口");
        stage.browser.click("confirm").await?;
        stage.pass("entry").await?;
        stage.browser.find("word").await?;

        let rows = stage.rows().await?;
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].direction, Some(1));
        Ok(())
    };
    scene.play(Look::phone(camera), play).await
}

#[tokio::test]
async fn leaving_at_the_same_door_is_proposed_and_is_another_row() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.scan_and_confirm().await?;
        stage.scan().await?;
        stage.browser.click("confirm").await?;
        stage.pass("exit").await?;
        let directions: Vec<_> = stage.rows().await?.iter().map(|row| row.direction).collect();
        assert_eq!(directions.len(), 2);
        assert!(directions.contains(&Some(1)) && directions.contains(&Some(2)), "{directions:?}");
        Ok(())
    };
    scene.play(Look::phone(camera), play).await
}

#[tokio::test]
async fn the_digits_on_the_poster_do_as_well() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.door()?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.browser.click("scan").await?;
        stage.type_code(&door.typed_code).await?;
        stage.browser.find("venue").await?;
        stage.browser.click("confirm").await?;
        stage.pass("entry").await?;
        assert_eq!(stage.rows().await?.len(), 1);
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn an_opened_link_asks_first_and_sends_an_unregistered_visitor_to_register_and_back() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.door()?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.open(&path_of(&door)?).await?;
        stage.browser.find("venue").await?;
        stage.browser.click("register").await?;
        stage.fill_form(&VISITOR).await?;
        stage.browser.find("confirm-page").await?;
        assert!(stage.rows().await?.is_empty(), "a link alone registers nothing");
        stage.browser.click("confirm").await?;
        stage.pass("entry").await?;
        assert_eq!(stage.rows().await?.len(), 1);
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn an_automatic_check_in_needs_no_tap_and_can_be_undone() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.switch("automatic").await?;
        stage.reopen().await?;
        stage.browser.click("scan").await?;
        stage.pass("entry").await?;
        stage.browser.click("undo").await?;
        stage.pass("undone").await?;

        // The row is blanked in place (SEALING 6).
        let rows = stage.rows().await?;
        assert_eq!(rows.len(), 1);
        assert_eq!((&rows[0].place, rows[0].direction), (&None, None));
        Ok(())
    };
    scene.play(Look::phone(camera), play).await
}

#[tokio::test]
async fn a_code_that_comes_into_view_later_is_read_as_well() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.door()?;
    let camera = Camera::hand_held(9);
    let mut pictures = vec![camera.see_wall(); 30];
    pictures.extend(camera.film(&page(&door.url)?, 6));
    let film = scene.film(&pictures)?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.scan_and_confirm().await?;
        assert_eq!(stage.rows().await?.len(), 1);
        Ok(())
    };
    scene.play(Look::phone(film), play).await
}
