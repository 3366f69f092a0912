//! Without a network, with two tabs, with a server that dies: every check-in arrives, and exactly once.

use venue_testkit::browser::Look;

use crate::stage::{Outcome, Scene, Stage};
use crate::visitor;

/// Scans and confirms, when there is nobody to send it to.
async fn check_in_waiting(stage: &Stage) -> Outcome {
    stage.browser.click("scan").await?;
    stage.browser.find("confirm-page").await?;
    stage.browser.click("confirm").await?;
    stage.pass("waiting").await?;
    assert!(!stage.browser.shows("word").await, "a waiting pass shows no shared word");
    Ok(())
}

#[tokio::test]
async fn offline_it_waits_and_online_it_is_one_row() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.until_offline_start_is_ready().await?;
        stage.network(false).await?;
        check_in_waiting(stage).await?;
        assert!(stage.rows().await?.is_empty());
        stage.network(true).await?;
        stage.pass("entry").await?;
        assert_eq!(stage.rows().await?.len(), 1);
        Ok(())
    };
    scene.play(Look::phone(camera), play).await
}

#[tokio::test]
async fn the_app_opens_and_checks_in_without_the_server_and_delivers_after_a_restart() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.until_offline_start_is_ready().await?;
        stage.stop_server()?;
        stage.reopen().await?;
        stage.browser.find("visitor-label").await?;
        check_in_waiting(stage).await?;
        stage.reopen().await?;
        stage.browser.find("waiting").await?;
        stage.start_server()?;
        stage.reopen().await?;
        stage.until_rows(1).await?;
        stage.browser.click("last-visit").await?;
        stage.pass("entry").await?;
        assert_eq!(stage.rows().await?.len(), 1);
        Ok(())
    };
    scene.play(Look::phone(camera), play).await
}

#[tokio::test]
async fn two_tabs_deliver_one_check_in_once() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.until_offline_start_is_ready().await?;
        stage.stop_server()?;
        check_in_waiting(stage).await?;
        let first = stage.browser.driver.window().await?;
        let second = stage.browser.driver.new_tab().await?;
        stage.browser.driver.switch_to_window(second.clone()).await?;
        stage.browser.dress().await?;
        stage.reopen().await?;
        stage.browser.find("waiting").await?;
        stage.start_server()?;
        // Both look at once: this tab by opening anew, the other by becoming visible.
        stage.reopen().await?;
        stage.browser.driver.switch_to_window(first).await?;
        visitor::pass(&stage.browser, "entry").await?;
        stage.browser.driver.switch_to_window(second).await?;
        stage.browser.until("document.querySelector('[data-testid=waiting]') === null").await?;
        assert_eq!(stage.rows().await?.len(), 1);
        Ok(())
    };
    scene.play(Look::phone(camera), play).await
}

#[tokio::test]
async fn a_server_killed_between_commit_and_answer_leaves_one_row() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.scan().await?;
        // The answer is on its way for long enough to be lost.
        stage.latency(4000).await?;
        stage.browser.click("confirm").await?;
        stage.until_rows(1).await?;
        stage.kill_server()?;
        stage.latency(0).await?;
        stage.start_server()?;
        stage.reopen().await?;
        stage.browser.click("last-visit").await?;
        stage.pass("entry").await?;
        assert_eq!(stage.rows().await?.len(), 1);
        Ok(())
    };
    scene.play(Look::phone(camera), play).await
}

#[tokio::test]
async fn a_check_in_made_while_the_server_is_down_after_kill_9_arrives_once() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.scan_and_confirm().await?;
        stage.kill_server()?;
        stage.browser.click("exit").await?;
        stage.pass("waiting").await?;
        stage.start_server()?;
        stage.reopen().await?;
        stage.until_rows(2).await?;
        stage.browser.click("last-visit").await?;
        stage.pass("exit").await?;
        assert_eq!(stage.rows().await?.len(), 2);
        Ok(())
    };
    scene.play(Look::phone(camera), play).await
}
