//! Pictures of the authority's pages, taken while a tracer and an approver, each with a browser, found their roles and
//! trace a case: `target/screenshots/authority/<face>/`.

mod cases;
mod keys;
mod office;
mod results;

use std::path::Path;

use serde_json::{Value, json};
use venue_testkit::browser::Lens;
use venue_testkit::server::SecondFactor;

use self::office::Office;
use super::Tour;
use super::town::Town;
use crate::album::{Album, DESKTOP, Face, PHONE};
use crate::stage::{Outcome, Scene, Stage, screenshots};

#[tokio::test]
async fn the_authority_on_a_phone_in_chinese() -> Outcome {
    tour(Face { name: "phone-zh-light", language: "zh-CN", dark: false, elder: false, size: PHONE }).await
}

#[tokio::test]
async fn the_authority_on_a_phone_in_english_in_the_dark() -> Outcome {
    tour(Face { name: "phone-en-dark", language: "en", dark: true, elder: false, size: PHONE }).await
}

#[tokio::test]
async fn the_authority_on_a_desktop_in_english() -> Outcome {
    tour(Face { name: "desktop-en-light", language: "en", dark: false, elder: false, size: DESKTOP }).await
}

#[tokio::test]
async fn the_authority_for_elders_on_a_desktop_in_chinese() -> Outcome {
    tour(Face { name: "desktop-zh-elder", language: "zh-CN", dark: false, elder: true, size: DESKTOP }).await
}

/// Both people's browsers.
struct Pair<'a> {
    tracer: &'a Stage,
    approver: &'a Stage,
    factors: [SecondFactor; 2],
    office: &'static Office,
    venues: Value,
    folder: &'a Path,
}

async fn tour(face: Face) -> Outcome {
    let album = Album::new(screenshots().join("authority").join(face.name))?;
    let (town, folder) = (Town::of(&face), tempfile::tempdir()?);
    let play = async |tracer: &mut Stage| -> Outcome {
        let tracer: &Stage = tracer;
        let approver = tracer.beside(face.look(Lens::Missing), &folder.path().join("approver")).await?;
        let office = Office::of(&face);
        let factors = [
            Office::account(tracer, "tracer", &office.tracer)?,
            Office::account(tracer, "approver", &office.approver)?,
        ];
        // Long before they are visited: the server looks for what commands made every few seconds.
        let venues = office.venues(tracer)?;
        for stage in [tracer, &approver] {
            dress(stage, &face).await?;
        }
        let mut tour = Tour { stage: tracer, face: &face, town: &town, album, misfits: Vec::new() };
        let pair = Pair { tracer, approver: &approver, factors, office, venues, folder: folder.path() };
        let walked = walk(&mut tour, &pair).await;
        if walked.is_err() {
            approver.keep_evidence().await;
        }
        walked?;
        tour.album.bind(&face)?;
        assert!(tour.misfits.is_empty(), "{}", tour.misfits.join("\n"));
        approver.leave().await
    };
    Scene::unfounded()?.play(face.look(Lens::Missing), play).await
}

async fn walk<'a>(tour: &mut Tour<'a>, pair: &Pair<'a>) -> Outcome {
    keys::walk(tour, pair).await?;
    let case = cases::walk(tour, pair).await?;
    results::walk(tour, pair, &case).await?;
    cases::end(tour, pair, &case).await
}

/// Fingers and the elder version, where the face has them.
async fn dress(stage: &Stage, face: &Face) -> Outcome {
    if face.size != DESKTOP {
        let fingers = json!({"enabled": true, "maxTouchPoints": 5});
        stage.browser.cdp("Emulation.setTouchEmulationEnabled", fingers).await?;
    }
    if face.elder {
        stage.open("/console/sign-in").await?;
        let settings = r#"localStorage.setItem('venue-code/settings', '{"v":1,"data":{"elder":true}}')"#;
        stage.browser.script(settings).await?;
    }
    Ok(())
}

impl Tour<'_> {
    /// Goes to a page anew, by way of another one of the authority's: the key stays open, and the server is asked again.
    async fn anew(&self, path: &str, test_id: &str) -> Outcome {
        match path {
            "/console/keys" => self.go("/console/cases", "cases-page").await?,
            _ => self.go("/console/keys", "keys-page").await?,
        }
        self.go(path, test_id).await
    }
}
