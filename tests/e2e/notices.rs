//! Exposure notices, receipts and "I was not there", on the visitor's phone. What tracers do is written into the database
//! as the server would; their own pages are tested in `console`.

use std::error::Error;

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use venue_protocol::id::{NoticeKey, ReceiptSecret};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::notice::{NoticeDayKey, NoticeFile, QUARTER_MINUTES};
use venue_protocol::seal::receipt::{Receipt, TracedAs};
use venue_protocol::token::SigningKey;
use venue_protocol::wire::cases::Window;
use venue_testkit::browser::{Lens, Look};
use venue_testkit::database;
use venue_testkit::seeded::Seeded;
use venue_testkit::server::{Code, NewVenue};

use crate::album::{Album, DESKTOP, Face, PHONE};
use crate::stage::{Outcome, Scene, Stage, screenshots};

const SAID: &str = "那天我把手机借给了家人";

/// A visitor whose visit is registered, and what the device keeps of it.
struct Visited {
    /// Its local number.
    visit: u64,
    key: NoticeKey,
    secret: ReceiptSecret,
    at: Instant,
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Box<dyn Error>> {
    Ok(serde_json::from_value(value.clone())?)
}

impl Visited {
    /// Registers, and checks in by the digits under the code.
    async fn at(stage: &Stage, door: &Code) -> Result<Self, Box<dyn Error>> {
        stage.register().await?;
        stage.browser.click("scan").await?;
        stage.type_code(&door.typed_code).await?;
        stage.browser.click("confirm").await?;
        stage.pass("entry").await?;
        let visits = "Object.keys(localStorage).filter(key => key.startsWith('venue-code/visit/'))";
        let visit = stage.browser.script(&format!("JSON.parse(localStorage[{visits}[0]]).data")).await?;
        let persons = stage.browser.script("JSON.parse(localStorage['venue-code/persons']).data").await?;
        let receipt = &visit["status"]["registered"];
        Ok(Self {
            visit: visit["id"].as_u64().ok_or("no number")?,
            key: read(&receipt["notice"])?,
            secret: read(&persons["visitor"]["receipt_secret"])?,
            at: read(&receipt["occurred_at"])?,
        })
    }

    fn day(&self) -> Day {
        self.at.day()
    }

    /// The half hour of the visit is published, signed by this key; by none: by the server's.
    async fn publish(&self, stage: &Stage, key: Option<SigningKey>) -> Outcome {
        let quarter = self.at.minute() / QUARTER_MINUTES;
        let hints = [self.key.hint(quarter), self.key.hint(quarter + 1)];
        let file = NoticeFile::with(self.day(), &[], &hints, &NoticeDayKey([1; 32]));
        let seed = std::fs::read_to_string(stage.setup.data_dir().join("keys/token.key"))?;
        let seed = Base64UrlUnpadded::decode_vec(seed.trim()).map_err(|_| "not a key")?;
        let own = SigningKey::from_bytes(seed.as_slice().try_into()?);
        let signature = file.sign(&key.unwrap_or(own));
        database::publish_notices(&stage.setup, self.day().0, &file.to_bytes(), &signature.0).await?;
        Ok(())
    }

    /// The visitor was traced as a contact.
    async fn trace(&self, stage: &Stage) -> Outcome {
        let case = CaseId([0x5a; 16]);
        let token = self.secret.dispute_token(case);
        let to = self.at.minute();
        let receipt = Receipt {
            case,
            traced_as: TracedAs::Contact,
            window: Window { from: to - 3 * 24 * 60, to },
            token: token.clone(),
        };
        let body = receipt.seal(&self.secret, &mut Seeded::new(2))?;
        let hint = self.secret.hint(self.day(), 0);
        let (sealed, of) = ((&hint.0[..], &body.0[..]), (&token.hash().0[..], &case.0[..]));
        database::leave_receipt(&stage.setup, self.day().0, sealed, of).await?;
        Ok(())
    }

    fn not_there(&self) -> String {
        format!("/visits/{}/not-there", self.visit)
    }
}

/// Opens the app as some hours later, when it is time to ask again.
async fn later(stage: &Stage) -> Outcome {
    stage.open("/about").await?;
    stage.browser.find("about-page").await?;
    let at =
        "localStorage['venue-code/notices']?.replace(/\"checked_at\":\"[^\"]*\"/, '\"checked_at\":null')";
    stage.browser.until(&format!("{at} !== undefined")).await?;
    stage.browser.script(&format!("localStorage['venue-code/notices'] = {at}")).await?;
    stage.reopen().await
}

#[tokio::test]
async fn an_affected_visitor_is_told_by_the_device_and_can_say_that_he_was_not_there() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.door()?;
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        let visited = Visited::at(stage, &door).await?;
        visited.publish(stage, None).await?;
        later(stage).await?;
        // The home page alone says it, until it was read.
        browser.find("news").await?;
        browser.script("document.querySelector('[data-testid=news] a').click()").await?;
        let told = browser.text("affected").await?;
        assert!(told.contains("南湖小馆"), "{told}");
        browser.click("back").await?;
        browser.find("home-page").await?;
        assert!(!browser.shows("news").await);

        visited.trace(stage).await?;
        stage.open("/notices").await?;
        browser.click("check").await?;
        let told = browser.text("receipt").await?;
        assert!(told.contains("案例涉及的场所"), "{told}");
        browser.click("say-not-there").await?;
        browser.click("dispute-send").await?;
        browser.find("said").await?;

        stage.open(&visited.not_there()).await?;
        browser.fill("statement", &"长".repeat(301)).await?;
        browser.click("dispute-send").await?;
        browser.until("document.activeElement.id === 'statement'").await?;
        browser.until("document.querySelector('[aria-invalid=true]') !== null").await?;
        browser.fill("statement", SAID).await?;
        stage.network(false).await?;
        browser.click("dispute-send").await?;
        browser.find("dispute-fault").await?;
        stage.network(true).await?;
        browser.until(&format!("document.getElementById('statement').value === '{SAID}'")).await?;
        browser.click("dispute-send").await?;
        browser.find("said").await?;
        let files = database::files_with(&stage.setup, SAID)?;
        assert!(files.is_empty(), "what was said stands in {files:?}");

        assert_eq!(database::decide_disputes(&stage.setup, true, "监控里是他人").await?, 2);
        stage.open(&visited.not_there()).await?;
        browser
            .until("document.querySelector('[data-testid=said]')?.innerText.includes('监控里是他人')")
            .await?;
        // It is decided, so nothing more can be said.
        assert!(!browser.shows("say-not-there").await);
        stage.open("/notices").await?;
        let told = browser.text("said-of").await?;
        assert!(told.contains("南湖小馆") && told.contains("已采纳"), "{told}");
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn what_another_server_signed_is_not_shown() -> Outcome {
    let scene = Scene::open()?;
    let door = scene.door()?;
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        let visited = Visited::at(stage, &door).await?;
        visited.publish(stage, Some(SigningKey::from_bytes(&[1; 32]))).await?;
        stage.open("/notices").await?;
        browser.click("check").await?;
        browser.find("check-forged").await?;
        assert!(!browser.shows("affected").await);
        // The right one takes its place.
        visited.publish(stage, None).await?;
        browser.click("check").await?;
        browser.find("affected").await?;
        browser.until("document.querySelector('[data-testid=check-forged]') === null").await?;
        Ok(())
    };
    scene.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn pictures_on_a_phone_in_chinese() -> Outcome {
    tour(Face { name: "notices-zh-light", language: "zh-CN", dark: false, elder: false, size: PHONE }).await
}

#[tokio::test]
async fn pictures_on_a_phone_in_english_in_the_dark() -> Outcome {
    tour(Face { name: "notices-en-dark", language: "en", dark: true, elder: false, size: PHONE }).await
}

#[tokio::test]
async fn pictures_for_elders_in_chinese() -> Outcome {
    tour(Face { name: "notices-zh-elder", language: "zh-CN", dark: false, elder: true, size: PHONE }).await
}

#[tokio::test]
async fn pictures_on_a_desktop_in_english() -> Outcome {
    tour(Face { name: "notices-desktop-en", language: "en", dark: false, elder: false, size: DESKTOP }).await
}

async fn tour(face: Face) -> Outcome {
    let scene = Scene::open()?;
    let name = if face.is_english() { "South Lake City Library" } else { "南湖市图书馆" };
    let door = scene.venue(&NewVenue { name, gate: Some("both"), ..NewVenue::default() })?;
    let mut album = Album::new(screenshots().join(face.name))?;
    let look = face.look(Lens::Missing);
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        stage.open("/").await?;
        if face.elder {
            let settings = r#"localStorage.setItem('venue-code/settings', '{"v":1,"data":{"elder":true}}')"#;
            browser.script(settings).await?;
        }
        let visited = Visited::at(stage, &door).await?;
        browser.cdp("Network.setBlockedURLs", json!({"urls": ["*/api/v1/notices*"]})).await?;
        stage.open("/notices").await?;
        browser.click("check").await?;
        browser.find("check-fault").await?;
        album.take(stage, "fault").await?;
        browser.cdp("Network.setBlockedURLs", json!({"urls": []})).await?;
        browser.click("check").await?;
        browser.until("document.querySelector('.empty') !== null").await?;
        album.take(stage, "empty").await?;
        visited.publish(stage, None).await?;
        visited.trace(stage).await?;
        later(stage).await?;
        browser.find("news").await?;
        album.take(stage, "home").await?;
        stage.open("/notices").await?;
        browser.find("receipt").await?;
        album.take_whole(stage, "found").await?;
        stage.open("/history").await?;
        browser.find("history-page").await?;
        album.take(stage, "history").await?;
        stage.open(&visited.not_there()).await?;
        browser.fill("statement", SAID).await?;
        album.take(stage, "not-there").await?;
        browser.click("dispute-send").await?;
        browser.find("said").await?;
        album.take(stage, "said").await?;
        database::decide_disputes(&stage.setup, false, "登记时的照片与您本人一致。").await?;
        stage.open(&visited.not_there()).await?;
        browser.until("document.querySelector('[data-testid=said] .lines') !== null").await?;
        album.take(stage, "decided").await?;
        stage.open("/notices").await?;
        browser.find("said-of").await?;
        album.take_whole(stage, "answers").await?;
        album.bind(&face)
    };
    scene.play(look, play).await
}
