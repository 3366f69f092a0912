//! Staff who come by a link.

use std::error::Error;
use std::path::Path;

use serde_json::json;
use venue_testkit::server::Code;

use super::door::MANAGER;
use super::people::desktop;
use crate::stage::{Outcome, Scene, Stage};

/// Makes a link for staff, and gives it as a manager copies it.
async fn link(stage: &Stage) -> Result<String, Box<dyn Error>> {
    stage.browser.click("invite-staff").await?;
    let link = stage.browser.text("link-url").await?;
    // The next one must not be mistaken for this one.
    stage.browser.click("close-link").await?;
    stage.browser.until_count("link-url", 0).await?;
    Ok(link)
}

/// What a staff member does not get at: the entries of the navigation, and calls.
const NOT_OFFERED: [&str; 3] = ["nav-posters", "nav-counts", "nav-staff"];
const NOT_ALLOWED: [(&str, &str, Option<&str>); 4] = [
    ("GET", "members", None),
    ("POST", "invitations", Some(r#"{"offer":"manager"}"#)),
    ("PUT", "settings", Some(r#"{"hourly_limit":3600,"rotating_only":false}"#)),
    ("POST", "close", None),
];

async fn has_the_terminal_and_nothing_more(staff: &Stage, venue: &Code) -> Outcome {
    let browser = &staff.browser;
    browser.find("nav-terminal").await?;
    for entry in NOT_OFFERED {
        assert!(!browser.shows(entry).await, "{entry}");
    }
    for (method, call, body) in NOT_ALLOWED {
        let headers = if body.is_some() { json!({"content-type": "application/json"}) } else { json!({}) };
        let wanted = json!({"method": method, "body": body, "headers": headers});
        let path = format!("/api/v1/venues/{}/{call}", venue.venue);
        let kind =
            format!("fetch('{path}', {wanted}).then(answer => answer.json()).then(problem => problem.type)");
        let kind = browser.script(&kind).await?;
        assert!(kind.as_str().is_some_and(|kind| kind.ends_with("not-allowed")), "{method} {call}: {kind}");
    }
    staff.open_page(venue, "/staff").await?;
    assert!(browser.text("fault-page").await?.contains("没有权限"));
    Ok(())
}

async fn is_refused(stage: &Stage, link: &str) -> Outcome {
    // The secret stands in the fragment, which alone loads no page anew.
    stage.open("/help/zh-CN.html").await?;
    stage.browser.driver.goto(link).await?;
    let told = stage.browser.text("fault-page").await?;
    assert!(told.contains("已失效"), "{told}");
    Ok(())
}

async fn join(stage: &Stage, link: &str, profile: &Path, venue: &Code) -> Result<Stage, Box<dyn Error>> {
    let staff = stage.beside(desktop(), profile).await?;
    staff.browser.driver.goto(link).await?;
    assert_eq!(staff.browser.text("invitation-venue").await?, "南湖小馆");
    staff.browser.click("to-sign-up").await?;
    staff.fill_sign_up("li", "李员工").await?;
    staff.browser.click("accept").await?;
    staff.browser.find("desk-submit").await?;
    has_the_terminal_and_nothing_more(&staff, venue).await?;
    Ok(staff)
}

#[tokio::test]
async fn a_link_brings_staff_to_the_terminal_once_and_not_when_it_was_withdrawn() -> Outcome {
    let scene = Scene::open()?;
    let folder = tempfile::tempdir()?;
    let venue = scene.managed("南湖小馆")?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.sign_in_at(MANAGER, &venue, "/staff").await?;
        let used = link(stage).await?;
        let staff = join(stage, &used, &folder.path().join("staff"), &venue).await?;
        is_refused(&staff, &used).await?;

        let withdrawn = link(stage).await?;
        assert_ne!(withdrawn, used);
        stage.browser.click("withdraw-invitation").await?;
        stage.browser.find("invitations-empty").await?;
        is_refused(&staff, &withdrawn).await?;
        staff.leave().await
    };
    scene.play(desktop(), play).await
}
