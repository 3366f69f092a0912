//! A manager photographs the poster on the wall.

use std::error::Error;
use std::path::PathBuf;

use base64ct::{Base64, Encoding as _};
use serde_json::json;
use venue_testkit::browser::wait_for;
use venue_testkit::camera::Camera;
use venue_testkit::image::{self, GrayImage};
use venue_testkit::server::NewVenue;
use venue_testkit::write;

use super::door::MANAGER;
use super::people::desktop;
use crate::stage::{Outcome, Scene, Stage, page};

/// A photo as a phone takes it of a poster at arm's length.
pub const PHOTO: Camera =
    Camera { size: (1500, 2000), share: 0.85, blur: 0.6, light: (0.9, 0.8), noise: 3.0, ..Camera::steady() };

impl Stage {
    /// The poster of a place as it is downloaded: A4, in pixels for print.
    pub async fn poster(&self, venue: &str, place: &str) -> Result<GrayImage, Box<dyn Error>> {
        let sheet = "size=a4&orientation=portrait&bleed=false&mark=false&format=png";
        let address = format!("/api/v1/venues/{venue}/places/{place}/poster?{sheet}");
        let script = format!(
            "fetch({address:?}).then((answer) => answer.blob()).then((file) => new Promise((done) => {{ \
             const reader = new FileReader(); reader.onload = () => done(reader.result.split(',')[1]); \
             reader.readAsDataURL(file); }}))"
        );
        let text = self.browser.script(&script).await?;
        let bytes =
            Base64::decode_vec(text.as_str().ok_or("no picture")?).map_err(|error| error.to_string())?;
        Ok(image::load_from_memory(&bytes)?.into_luma8())
    }

    /// Gives a photo of a page to the check, as a file of this name.
    pub async fn check(&self, path: PathBuf, camera: &Camera, page: &GrayImage) -> Outcome {
        write::jpeg(&camera.see(page), &path)?;
        let css = thirtyfour::By::Css("[data-testid=choose-photo]");
        let field =
            wait_for("a field for a photo", async || self.browser.driver.find(css.clone()).await.ok());
        field.await?.send_keys(path.to_string_lossy()).await?;
        Ok(())
    }

    /// Waits for the report's grade.
    async fn is_graded(&self, grade: &str) -> Outcome {
        let report = format!("document.querySelector('[data-testid=report][data-grade={grade}]') !== null");
        Ok(self.browser.until(&report).await?)
    }
}

#[tokio::test]
async fn a_good_poster_is_told_with_its_issue_and_its_distance_and_an_older_one_is_told_too() -> Outcome {
    let scene = Scene::open()?;
    let folder = tempfile::tempdir()?;
    let door = scene.managed("南湖小馆")?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.sign_in_at(MANAGER, &door, "/posters").await?;
        stage.browser.click("to-check").await?;
        let poster = stage.poster(&door.venue, &door.place).await?;
        stage.check(folder.path().join("good.jpg"), &PHOTO, &poster).await?;
        stage.browser.find("code-newest").await?;
        stage.is_graded("good").await?;
        assert_eq!(stage.browser.text("serial").await?, "1");
        let near = stage.browser.text("distance").await?;
        // The same symbol on a larger paper is read from further away.
        stage.browser.pick("a2").await?;
        let text = "document.querySelector('[data-testid=distance]').innerText";
        stage.browser.until(&format!("{text} !== {near:?}")).await?;

        // The poster is replaced, but not on the wall.
        let reissue = format!("/venues/{}/reissue", door.venue);
        stage.call("POST", &reissue, &json!({ "place": door.place })).await?;
        stage.open_page(&door, "/posters/check").await?;
        stage.check(folder.path().join("old.jpg"), &PHOTO, &poster).await?;
        stage.browser.find("code-dead").await?;
        stage.is_graded("bad").await?;
        assert!(stage.browser.text("serial").await?.contains('2'), "the newest one is named");
        Ok(())
    };
    scene.play(desktop(), play).await
}

#[tokio::test]
async fn another_venues_poster_and_a_code_of_nobody_are_told() -> Outcome {
    let scene = Scene::open()?;
    let folder = tempfile::tempdir()?;
    let door = scene.managed("南湖小馆")?;
    let other = scene.venue(&NewVenue { name: "北门小馆", gate: Some("both"), ..NewVenue::default() })?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.sign_in_at(MANAGER, &door, "/posters/check").await?;
        stage.check(folder.path().join("other.jpg"), &PHOTO, &page(&other.url)?).await?;
        stage.browser.find("code-elsewhere").await?;
        stage.is_graded("bad").await?;
        stage.check(folder.path().join("menu.jpg"), &PHOTO, &page("https://example.org/menu")?).await?;
        stage.browser.find("code-refused").await?;
        stage.browser.until_count("distance", 0).await?;
        Ok(())
    };
    scene.play(desktop(), play).await
}

#[tokio::test]
async fn a_photo_that_cannot_be_read_says_what_to_do_and_the_next_one_is_read() -> Outcome {
    let scene = Scene::open()?;
    let folder = tempfile::tempdir()?;
    let door = scene.managed("南湖小馆")?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.sign_in_at(MANAGER, &door, "/posters/check").await?;
        let poster = page(&door.url)?;
        stage.check(folder.path().join("blurred.jpg"), &Camera { blur: 16.0, ..PHOTO }, &poster).await?;
        stage.browser.find("photo-failed").await?;
        stage.check(folder.path().join("good.jpg"), &PHOTO, &poster).await?;
        stage.browser.find("code-newest").await?;
        stage.browser.until_count("photo-failed", 0).await?;
        Ok(())
    };
    scene.play(desktop(), play).await
}
