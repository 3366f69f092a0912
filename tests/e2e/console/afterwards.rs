//! What a traced case leads to: notices, receipts, disputes, and the cases about its contacts.

use std::error::Error;

use serde_json::{Value, json};
use venue_protocol::id::{EventSecret, NoticeKey, ReceiptSecret};
use venue_protocol::instant::Instant;
use venue_protocol::seal::notice::{NoticeFile, QUARTER_MINUTES};
use venue_protocol::seal::receipt::{Receipt, TracedAs};
use venue_protocol::wire::check_ins::{CheckInResult, CheckInResults};
use venue_protocol::wire::notices::{DisputeState, NoticeFiles, Receipts};
use venue_testkit::server::{Code, NewVenue, SecondFactor};

use super::authority::Pair;
use super::people::desktop;
use crate::stage::{NUMBER, Outcome, Scene, Stage};

const SAID: &str = "那天我一整天都在家里。";

/// Somebody's phone, played by the test.
struct Phone {
    number: String,
    receipt: ReceiptSecret,
    credential: Value,
}

/// A check-in that was registered.
struct Visit {
    secret: EventSecret,
    scanned_at: Instant,
    notice: NoticeKey,
}

impl Phone {
    /// Registers somebody: the usual visitor, or one with a made-up number.
    async fn register(stage: &Stage, n: u8) -> Result<Self, Box<dyn Error>> {
        let number = if n == 0 { NUMBER.to_owned() } else { number(n) };
        let receipt = ReceiptSecret([n + 1; 16]);
        let body = json!({
            "document": "resident_id", "number": number, "name": format!("访客{n}"),
            "phone": format!("199000000{n:02}"), "role": "visitor", "receipt_secret": receipt, "consent_version": 1,
        });
        let mut answer = stage.call("POST", "/persons", &body).await?;
        Ok(Self { number, receipt, credential: answer["credential"].take() })
    }

    async fn enter(&self, stage: &Stage, door: &Code) -> Result<Visit, Box<dyn Error>> {
        let now = stage.browser.script("Date.now()").await?.as_i64().ok_or("a browser without a clock")?;
        let scanned_at = Instant::from_millis(now);
        let mut secret = self.receipt.0;
        // Another one for each door.
        secret[1..7].copy_from_slice(&door.place.as_bytes()[..6]);
        let secret = EventSecret(secret);
        let token = door.url.rsplit('/').next();
        let check_in = json!({
            "secret": secret, "token": token, "direction": "entry", "scanned_at": scanned_at, "means": "camera",
            "persons": [self.credential],
        });
        let body = json!({ "sent_at": scanned_at, "check_ins": [check_in] });
        let answer = stage.call("POST", "/check-ins", &body).await?;
        let CheckInResults { results } = serde_json::from_value(answer)?;
        let [CheckInResult::Registered(receipt)] = results.as_slice() else {
            return Err(format!("refused: {results:?}").into());
        };
        let notice = receipt.notice.clone().ok_or("a check-in without a notice key")?;
        Ok(Visit { secret, scanned_at, notice })
    }
}

/// A resident ID number that nobody has: its checksum by ISO 7064 MOD 11-2.
fn number(n: u8) -> String {
    let mut number = format!("2201021990010180{n}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    number.push(char::from(b"10X98765432"[(sum % 11) as usize]));
    number
}

impl Stage {
    async fn get(&self, path: &str) -> Result<Value, Box<dyn Error>> {
        self.call("GET", path, &Value::Null).await
    }

    /// A code of the second factor that was not used yet.
    async fn fresh_code(&self, factor: &SecondFactor, used: &str) -> Result<String, Box<dyn Error>> {
        loop {
            let code = self.next_code(factor).await?;
            if code != used {
                return Ok(code);
            }
            // It changes every half minute; the browser's clock is waited for, as for everything else.
            let turn = "Date.now() % 30000 < 15000";
            self.browser.until(&format!("!({turn})")).await?;
            self.browser.until(turn).await?;
        }
    }

    /// Decrypts the case that is shown.
    async fn decrypt(&self, case: &str) -> Outcome {
        self.go(&format!("/console/cases/{case}"), "case-page").await?;
        self.browser.click("begin-trace").await?;
        self.browser.find("contacts").await?;
        Ok(())
    }
}

#[tokio::test]
async fn who_was_there_is_told_and_who_was_not_is_heard() -> Outcome {
    let scene = Scene::unfounded()?;
    let door = scene.door()?;
    let quiet = scene.venue(&NewVenue { name: "北山书屋", gate: Some("both"), ..NewVenue::default() })?;
    let folder = tempfile::tempdir()?;
    let play = async |tracer: &mut Stage| -> Outcome {
        let Pair { approver, factors } = Pair::found(tracer, folder.path()).await?;
        let mut visits = Vec::new();
        let mut phones = Vec::new();
        for n in 0..7 {
            let phone = Phone::register(tracer, n).await?;
            visits.push(phone.enter(tracer, &door).await?);
            phones.push(phone);
        }
        let elsewhere = phones[0].enter(tracer, &quiet).await?;
        // The contact says so before anybody asks.
        let visit = &visits[3];
        let about = json!({ "visit": { "secret": visit.secret, "scanned_at": visit.scanned_at } });
        tracer.call("POST", "/disputes", &json!({ "about": about, "statement": SAID })).await?;

        let case = tracer.file_case("2026-18", &tracer.next_code(&factors[0]).await?).await?;
        approver.approve_newest(NUMBER, &approver.next_code(&factors[1]).await?).await?;
        tracer.decrypt(&case).await?;
        let browser = &tracer.browser;
        browser.until_count("contacts-row", 6).await?;

        // At one venue enough others were there, at the other nobody.
        browser.until_count("exposures-row", 2).await?;
        for left in [1, 0] {
            browser.click("publish-notice").await?;
            browser.click("dialog-yes").await?;
            browser.until_count("publish-notice", left).await?;
        }
        browser.find("by-telephone").await?;
        let NoticeFiles { files } = serde_json::from_value(tracer.get("/notices?since=0").await?)?;
        let [file] = files.as_slice() else { panic!("{files:?}") };
        let file = NoticeFile::read(file.day, &file.hints.0)?;
        let is_in =
            |visit: &Visit| file.contains(&visit.notice.hint(visit.scanned_at.minute() / QUARTER_MINUTES));
        assert!(visits.iter().all(is_in));
        assert!(!is_in(&elsewhere));

        // Nobody was told yet: closing reminds of it.
        browser.click("close-case").await?;
        browser.find("receipts-missing").await?;
        browser.click("dialog-no").await?;
        browser.click("send-receipts").await?;
        browser.find("receipts-sent").await?;
        browser.click("close-case").await?;
        browser.find("note").await?;
        assert!(!browser.shows("receipts-missing").await);
        browser.click("dialog-no").await?;
        for (n, phone) in phones.iter().enumerate() {
            let hint = phone.receipt.hint(file.day, 0);
            let path = format!("/receipts/bodies?day={}&first={}", file.day.0, hint.0[0]);
            let Receipts { receipts } = serde_json::from_value(tracer.get(&path).await?)?;
            let sealed = receipts.iter().find(|receipt| receipt.hint == hint).ok_or("no receipt")?;
            let expected = if n == 0 { TracedAs::Subject } else { TracedAs::Contact };
            let opened = Receipt::open(&sealed.body, &phone.receipt)?;
            assert_eq!((opened.case.to_string(), opened.traced_as), (case.clone(), expected));
        }
        // One who was named objects by the receipt.
        let token = phones[5].receipt.dispute_token(case.parse()?);
        let named = json!({ "case": token });
        tracer.call("POST", "/disputes", &json!({ "about": named, "statement": "" })).await?;

        browser.until_count("dispute", 1).await?;
        assert_eq!(browser.text("dispute-text").await?, SAID);
        assert!(browser.text("dispute").await?.contains("访客3"));
        browser.click("refresh-disputes").await?;
        browser.until_count("dispute", 2).await?;
        // What was typed about one person is not sent to another.
        browser.click("accept-dispute").await?;
        browser.fill("decision-reason", "另一个人的事").await?;
        browser.click("dialog-no").await?;
        browser
            .script("(document.querySelectorAll('[data-testid=reject-dispute]')[1].click(), true)")
            .await?;
        browser.until("document.getElementById('decision-reason')?.value === ''").await?;
        browser.click("dialog-no").await?;
        browser.click("accept-dispute").await?;
        browser.fill("decision-reason", "").await?;
        browser.click("dialog-yes").await?;
        browser.find("decision-reason-error").await?;
        browser.fill("decision-reason", "监控里是别人").await?;
        browser.click("dialog-yes").await?;
        browser.until_count("accept-dispute", 1).await?;
        assert!(browser.text("contacts").await?.contains("本人称不在场"));
        let state = tracer.call("POST", "/disputes/look-up", &about).await?;
        let DisputeState { decision, .. } = serde_json::from_value(state)?;
        let decision = decision.ok_or("nothing was decided")?;
        assert!(decision.accepted);
        assert_eq!(decision.reason, "监控里是别人");
        browser.click("reject-dispute").await?;
        browser.fill("decision-reason", "店员认得本人").await?;
        browser.click("dialog-yes").await?;
        browser.until_count("reject-dispute", 0).await?;
        let state = tracer.call("POST", "/disputes/look-up", &named).await?;
        let DisputeState { decision, .. } = serde_json::from_value(state)?;
        assert!(!decision.ok_or("nothing was decided")?.accepted);

        // Who hears of it later is still heard when the case is closed.
        browser.click("close-case").await?;
        browser.fill("note", "接触者都已告知").await?;
        browser.click("dialog-yes").await?;
        browser.until_count("contacts", 0).await?;
        let token = phones[4].receipt.dispute_token(case.parse()?);
        let late = json!({ "case": token });
        tracer.call("POST", "/disputes", &json!({ "about": late, "statement": SAID })).await?;
        browser.click("refresh-disputes").await?;
        browser.until_count("dispute", 2).await?;
        assert_eq!(browser.text("dispute-text").await?, SAID);
        browser.click("accept-dispute").await?;
        browser.fill("decision-reason", "户籍所在地证实").await?;
        browser.click("dialog-yes").await?;
        browser.until_count("accept-dispute", 0).await?;
        let state = tracer.call("POST", "/disputes/look-up", &late).await?;
        let DisputeState { decision, .. } = serde_json::from_value(state)?;
        assert!(decision.ok_or("nothing was decided")?.accepted);
        approver.leave().await
    };
    scene.play(desktop(), play).await
}

#[tokio::test]
async fn contacts_of_contacts_stand_among_the_results_of_the_first_case() -> Outcome {
    let scene = Scene::unfounded()?;
    let door = scene.door()?;
    let other = scene.venue(&NewVenue { name: "北山书屋", gate: Some("both"), ..NewVenue::default() })?;
    let folder = tempfile::tempdir()?;
    let play = async |tracer: &mut Stage| -> Outcome {
        let Pair { approver, factors } = Pair::found(tracer, folder.path()).await?;
        let mut phones = Vec::new();
        for n in 0..3 {
            phones.push(Phone::register(tracer, n).await?);
        }
        // The first meets the second, who then meets the third elsewhere.
        phones[0].enter(tracer, &door).await?;
        phones[1].enter(tracer, &door).await?;
        phones[1].enter(tracer, &other).await?;
        phones[2].enter(tracer, &other).await?;

        let codes = [tracer.next_code(&factors[0]).await?, approver.next_code(&factors[1]).await?];
        let case = tracer.file_case("2026-19", &codes[0]).await?;
        approver.approve_newest(NUMBER, &codes[1]).await?;
        tracer.decrypt(&case).await?;
        let browser = &tracer.browser;
        browser.until_count("contacts-row", 1).await?;
        browser.tap("choose-0").await?;
        browser.fill("second-number", "2026-19b").await?;
        browser.fill("second-reason", "measles").await?;
        browser.fill("second-code", &tracer.fresh_code(&factors[0], &codes[0]).await?).await?;
        browser.click("second-go").await?;
        browser.until(&format!("!location.pathname.endsWith('{case}')")).await?;
        approver
            .approve_newest(&phones[1].number, &approver.fresh_code(&factors[1], &codes[1]).await?)
            .await?;

        tracer.decrypt(&case).await?;
        browser.until_count("contacts-row", 2).await?;
        let told = browser.text("contacts").await?;
        assert!(told.contains("访客2") && told.contains("访客1 的接触者"), "{told}");
        browser.until_count("child", 1).await?;
        assert!(browser.text("child").await?.contains("结果已并入"));
        browser.pick("view-timeline").await?;
        browser.until_count("lane", 3).await?;
        approver.leave().await
    };
    scene.play(desktop(), play).await
}
