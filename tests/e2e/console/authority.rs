//! Tracer and approver found their roles, and trace a case that neither could open alone. Each has a browser.

use serde_json::{Value, json};
use venue_testkit::browser::{Lens, Look};
use venue_testkit::one_time_code::one_time_code;
use venue_testkit::server::{NewAccount, SecondFactor};

use super::audited;
use super::people::{PASSWORD, desktop, downloaded, reviewer};
use crate::stage::{NUMBER, Outcome, Scene, Stage};
use crate::visitor::COMPANIONS;

mod joining;

const PASSPHRASE: &str = "correct horse battery";

/// What the chain says of the case; filing and approving stand there only with a right code.
const AUDITED: [(&str, u32); 8] = [
    ("signed-in", 2),
    ("case-filed", 1),
    ("case-approved", 1),
    ("case-release-read", 1),
    ("case-track-read", 1),
    ("case-around-read", 1),
    ("case-exported", 1),
    ("case-withdrawn", 1),
];

/// An account of the authority, with its second factor.
fn account(stage: &Stage, role: &str, name: &str) -> Result<SecondFactor, Box<dyn std::error::Error>> {
    let account = NewAccount { role, login: role, name, password: PASSWORD, second_factor: true };
    stage.setup.new_account(&account)?.ok_or_else(|| "no second factor".into())
}

impl Stage {
    /// Goes to a page within the console, so that the key stays open.
    async fn go(&self, path: &str, test_id: &str) -> Outcome {
        // By way of a page that is none of both, so that it is asked for anew.
        for path in ["/console/cases/new", path] {
            let to = serde_json::to_string(path)?;
            let go = format!(
                "(history.pushState(null, '', {to}), dispatchEvent(new PopStateEvent('popstate')), true)"
            );
            self.browser.script(&go).await?;
        }
        self.browser.find(test_id).await?;
        Ok(())
    }

    /// Makes a key, and founds the own role with it.
    async fn found_role(&self) -> Outcome {
        let browser = &self.browser;
        self.open("/console/keys").await?;
        browser.fill("passphrase", PASSPHRASE).await?;
        browser.fill("passphrase-again", PASSPHRASE).await?;
        browser.click("make-key").await?;
        browser.find("own-fingerprint").await?;
        browser.click("found-role").await?;
        browser.find("sheet-why").await?;
        browser.tap("sheet-kept").await?;
        browser.click("sheet-go").await?;
        browser.until("document.querySelector('[data-testid=sheet-why]') === null").await?;
        Ok(())
    }

    /// The code of the second factor that comes next: the one of this half minute was used for signing in.
    async fn next_code(&self, factor: &SecondFactor) -> Result<String, Box<dyn std::error::Error>> {
        let now = self.browser.script("Math.floor(Date.now() / 1000)").await?.as_u64().unwrap_or_default();
        one_time_code(&factor.secret, now + 30).ok_or_else(|| "a secret that is not in base32".into())
    }

    /// The status of the server's answer.
    async fn status(&self, path: &str) -> Result<Value, Box<dyn std::error::Error>> {
        let path = json!(format!("/api/v1{path}"));
        Ok(self.browser.script(&format!("fetch({path}).then(answer => answer.status)")).await?)
    }
}

#[tokio::test]
async fn two_people_found_the_authority_and_trace_a_case_that_neither_could_open_alone() -> Outcome {
    let scene = Scene::unfounded()?;
    let door = scene.door()?;
    let folder = tempfile::tempdir()?;
    let play = async |tracer: &mut Stage| -> Outcome {
        let approver = tracer.beside(desktop(), &folder.path().join("approver")).await?;
        let factors = [account(tracer, "tracer", "赵流调")?, account(tracer, "approver", "钱审批")?];
        tracer.sign_in("tracer", Some(&factors[0])).await?;
        tracer.found_role().await?;
        approver.sign_in("approver", Some(&factors[1])).await?;
        approver.found_role().await?;

        tracer.go("/console/keys", "keys-page").await?;
        tracer.browser.click("compose-first").await?;
        tracer.browser.find("proposal").await?;
        approver.go("/console/keys", "keys-page").await?;
        approver.browser.until_count("change", 3).await?;
        approver.browser.click("agree").await?;
        let fingerprint = approver.browser.text("roster-fingerprint").await?;
        tracer.go("/console/keys", "keys-page").await?;
        assert_eq!(tracer.browser.text("roster-fingerprint").await?, fingerprint);

        let visitor = tracer.beside(Look::phone(Lens::Missing), &folder.path().join("visitor")).await?;
        visitor.register().await?;
        visitor.add_companions().await?;
        visitor.browser.click("scan").await?;
        visitor.type_code(&door.typed_code).await?;
        visitor.browser.click("confirm").await?;
        visitor.pass("entry").await?;
        visitor.leave().await?;

        tracer.go("/console/cases/new", "case-form").await?;
        tracer.browser.fill("case-number", "2026-17").await?;
        tracer.browser.fill("case-reason", "measles").await?;
        tracer.browser.fill("case-document", NUMBER).await?;
        tracer.browser.fill("case-code", &tracer.next_code(&factors[0]).await?).await?;
        tracer.browser.click("file-case").await?;
        tracer.browser.find("case-page").await?;
        let case = tracer.browser.script("location.pathname.split('/').pop()").await?;
        let case = case.as_str().unwrap_or_default().to_owned();
        // Nothing is served before the other one has agreed.
        for path in ["release", "track", "around"] {
            let status = tracer.status(&format!("/cases/{case}/{path}")).await?;
            assert_ne!(status, json!(200), "{path}");
        }

        approver.go("/console/cases", "cases-page").await?;
        approver.browser.click("case-link").await?;
        approver.browser.click("take-case").await?;
        assert_eq!(approver.browser.text("asked-number").await?, NUMBER);
        approver.browser.fill("approve-code", &approver.next_code(&factors[1]).await?).await?;
        approver.browser.click("approve-case").await?;
        approver.browser.find("withdraw-case").await?;

        tracer.go(&format!("/console/cases/{case}"), "case-page").await?;
        tracer.browser.click("begin-trace").await?;
        tracer.browser.until_count("contacts-row", COMPANIONS.len()).await?;
        let told = tracer.browser.text("contacts").await?;
        assert!(COMPANIONS.iter().all(|companion| told.contains(companion.name)), "{told}");
        tracer.browser.pick("view-timeline").await?;
        tracer.browser.until_count("lane", 1 + COMPANIONS.len()).await?;
        tracer.browser.pick("view-graph").await?;
        tracer.browser.find("graph").await?;
        tracer.download_to(folder.path()).await?;
        tracer.browser.click("export-xlsx").await?;
        let bytes = std::fs::read(downloaded(folder.path(), "xlsx").await?)?;
        assert_eq!(&bytes[..2], b"PK");

        // The approver takes it back: nothing more is served.
        approver.browser.click("withdraw-case").await?;
        approver.browser.fill("note", "no longer needed").await?;
        approver.browser.click("dialog-yes").await?;
        approver.browser.until("document.querySelector('[data-testid=dialog]') === null").await?;
        assert_ne!(tracer.status(&format!("/cases/{case}/track")).await?, json!(200));
        approver.leave().await?;

        tracer.stop_server()?;
        audited::holds_and_shows_edits(&tracer.setup, &AUDITED).await
    };
    scene.play(desktop(), play).await
}

#[tokio::test]
async fn a_reviewer_has_neither_the_pages_nor_the_answers_of_the_authority() -> Outcome {
    let play = async |stage: &mut Stage| -> Outcome {
        let factor = reviewer(stage, "lin")?;
        stage.sign_in("lin", Some(&factor)).await?;
        for path in ["/console/cases", "/console/keys", "/console/cases/new"] {
            stage.open(path).await?;
            stage.browser.find("page-missing").await?;
        }
        for path in ["/authority", "/cases", "/key-records?from=0&to=1"] {
            assert_eq!(stage.status(path).await?, json!(404), "{path}");
        }
        Ok(())
    };
    Scene::open()?.play(desktop(), play).await
}

#[tokio::test]
async fn a_key_is_closed_with_its_page_and_opened_again_by_its_passphrase_alone() -> Outcome {
    let play = async |stage: &mut Stage| -> Outcome {
        let factor = account(stage, "tracer", "赵流调")?;
        stage.sign_in("tracer", Some(&factor)).await?;
        stage.open("/console/keys").await?;
        let browser = &stage.browser;
        browser.fill("passphrase", "too short").await?;
        browser.fill("passphrase-again", "too short").await?;
        browser.click("make-key").await?;
        browser.find("passphrase-error").await?;
        browser.fill("passphrase", PASSPHRASE).await?;
        browser.fill("passphrase-again", PASSPHRASE).await?;
        browser.click("make-key").await?;
        let fingerprint = browser.text("own-fingerprint").await?;
        stage.open("/console/keys").await?;
        browser.fill("passphrase", "another passphrase").await?;
        browser.click("open-key").await?;
        browser.find("fault").await?;
        browser.fill("passphrase", PASSPHRASE).await?;
        browser.click("open-key").await?;
        assert_eq!(browser.text("own-fingerprint").await?, fingerprint);
        Ok(())
    };
    Scene::open()?.play(desktop(), play).await
}
