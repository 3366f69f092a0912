//! Tracer and approver found their roles, and trace a case that neither could open alone. Each has a browser.

use std::path::Path;

use serde_json::{Value, json};
use venue_testkit::browser::{Lens, Look};
use venue_testkit::one_time_code::one_time_code;
use venue_testkit::server::{NewAccount, SecondFactor};

use super::audited;
use super::people::{PASSWORD, desktop, downloaded, reviewer};
use crate::stage::{NUMBER, Outcome, Scene, Stage};
use crate::visitor::COMPANIONS;

mod joining;

pub const PASSPHRASE: &str = "correct horse battery";

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

/// A tracer and an approver who founded their roles, the former in the browser of the test.
pub struct Pair {
    pub approver: Stage,
    /// Second factors: the tracer's, the approver's.
    pub factors: [SecondFactor; 2],
}

impl Pair {
    pub async fn found(tracer: &Stage, folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let approver = tracer.beside(desktop(), &folder.join("approver")).await?;
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
        Ok(Self { approver, factors })
    }
}

impl Stage {
    /// Goes to a page within the console, so that the key stays open.
    pub async fn go(&self, path: &str, test_id: &str) -> Outcome {
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
        self.make_key().await?;
        self.browser.click("found-role").await?;
        self.keep_sheet().await
    }

    /// Makes a key of one's own.
    async fn make_key(&self) -> Outcome {
        let browser = &self.browser;
        self.open("/console/keys").await?;
        browser.fill("passphrase", PASSPHRASE).await?;
        browser.fill("passphrase-again", PASSPHRASE).await?;
        browser.click("make-key").await?;
        browser.find("own-fingerprint").await?;
        Ok(())
    }

    /// Says that the recovery sheet is in a safe place.
    pub async fn keep_sheet(&self) -> Outcome {
        let browser = &self.browser;
        browser.find("sheet-why").await?;
        browser.tap("sheet-kept").await?;
        browser.click("sheet-go").await?;
        browser.until("document.querySelector('[data-testid=sheet-why]') === null").await?;
        Ok(())
    }

    /// Files a case about the usual visitor; its id.
    pub async fn file_case(&self, number: &str, code: &str) -> Result<String, Box<dyn std::error::Error>> {
        self.go("/console/cases/new", "case-form").await?;
        self.browser.fill("case-number", number).await?;
        self.browser.fill("case-reason", "measles").await?;
        self.browser.fill("case-document", NUMBER).await?;
        self.browser.fill("case-code", code).await?;
        self.browser.click("file-case").await?;
        self.browser.find("case-page").await?;
        let case = self.browser.script("location.pathname.split('/').pop()").await?;
        Ok(case.as_str().unwrap_or_default().to_owned())
    }

    /// Approves the case that was filed last, if it is about this number.
    pub async fn approve_newest(&self, number: &str, code: &str) -> Outcome {
        self.go("/console/cases", "cases-page").await?;
        self.browser.click("case-link").await?;
        self.browser.click("take-case").await?;
        assert_eq!(self.browser.text("asked-number").await?, number);
        self.browser.fill("approve-code", code).await?;
        self.browser.click("approve-case").await?;
        self.browser.find("withdraw-case").await?;
        Ok(())
    }

    /// The code of the second factor that comes next: the one of this half minute was used for signing in.
    pub async fn next_code(&self, factor: &SecondFactor) -> Result<String, Box<dyn std::error::Error>> {
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
        let Pair { approver, factors } = Pair::found(tracer, folder.path()).await?;
        let visitor = tracer.beside(Look::phone(Lens::Missing), &folder.path().join("visitor")).await?;
        visitor.register().await?;
        visitor.add_companions().await?;
        visitor.browser.click("scan").await?;
        visitor.type_code(&door.typed_code).await?;
        visitor.browser.click("confirm").await?;
        visitor.pass("entry").await?;
        visitor.leave().await?;

        let code = tracer.next_code(&factors[0]).await?;
        let case = tracer.file_case("2026-17", &code).await?;
        // Nothing is served before the other one has agreed.
        for path in ["release", "track", "around"] {
            let status = tracer.status(&format!("/cases/{case}/{path}")).await?;
            assert_ne!(status, json!(200), "{path}");
        }

        approver.approve_newest(NUMBER, &approver.next_code(&factors[1]).await?).await?;

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
async fn a_key_file_of_an_offline_machine_founds_a_role_and_gives_its_key_back() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("tracers.key");
    let play = async |stage: &mut Stage| -> Outcome {
        stage.setup.role_key("tracer", &file, PASSPHRASE)?;
        let approver = stage.beside(desktop(), &folder.path().join("approver")).await?;
        let factors = [account(stage, "tracer", "赵流调")?, account(stage, "approver", "钱审批")?];
        let browser = &stage.browser;
        stage.sign_in("tracer", Some(&factors[0])).await?;
        stage.make_key().await?;
        // It is no key of a person's.
        browser.click("lock-key").await?;
        stage.give_file("key-file", &file).await?;
        browser.find("file-wrong").await?;
        browser.fill("passphrase", PASSPHRASE).await?;
        browser.click("open-key").await?;
        browser.click("found-by-file").await?;
        stage.give_file("role-key-file", &file).await?;
        browser.fill("role-passphrase", "another passphrase").await?;
        browser.click("role-file-go").await?;
        browser.find("fault").await?;
        browser.fill("role-passphrase", PASSPHRASE).await?;
        browser.click("role-file-go").await?;
        stage.keep_sheet().await?;
        approver.sign_in("approver", Some(&factors[1])).await?;
        approver.found_role().await?;
        approver.browser.click("compose-first").await?;
        approver.browser.find("proposal").await?;
        stage.go("/console/keys", "keys-page").await?;
        browser.click("agree").await?;
        browser.find("roster-fingerprint").await?;
        approver.leave().await?;

        // Somebody else of the role, without any of its keys.
        let colleague = NewAccount {
            role: "tracer",
            login: "colleague",
            name: "孙流调",
            password: PASSWORD,
            second_factor: true,
        };
        let factor = stage.setup.new_account(&colleague)?.ok_or("no second factor")?;
        browser.click("sign-out").await?;
        stage.sign_in("colleague", Some(&factor)).await?;
        stage.make_key().await?;
        browser.click("recover-open").await?;
        stage.give_file("role-key-file", &file).await?;
        browser.fill("role-passphrase", PASSPHRASE).await?;
        browser.click("role-file-go").await?;
        browser.find("recovered").await?;
        Ok(())
    };
    Scene::unfounded()?.play(desktop(), play).await
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
