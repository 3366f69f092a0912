//! Who lives in the pictures, and how the server comes to know them: by commands, and by calls from the browser, so that a
//! tour is quick.

use std::error::Error;

use serde_json::{Value, json};
use venue_testkit::one_time_code::one_time_code;
use venue_testkit::server::{NewAccount, SecondFactor};

use crate::album::Face;
use crate::console::people::PASSWORD;
use crate::stage::{Outcome, Stage};

/// Somebody with an account.
pub struct Somebody {
    pub login: &'static str,
    pub name: &'static str,
}

/// Names in the language of the face.
pub struct Town {
    pub manager: Somebody,
    pub staff: Somebody,
    pub reviewer: Somebody,
    pub technician: Somebody,
    pub organisation: &'static str,
    pub venue: &'static str,
    pub street: &'static str,
    pub address: &'static str,
    pub zones: [&'static str; 3],
    /// What else the manager applied for: submitted, returned, rejected, a draft, and closed since.
    pub others: [&'static str; 5],
    pub guests: [&'static str; 4],
    pub reason: &'static str,
    /// In a problem report.
    pub told: &'static str,
}

const CHINESE: Town = Town {
    manager: Somebody { login: "wangxiaomei", name: "王晓梅" },
    staff: Somebody { login: "liming", name: "李明" },
    reviewer: Somebody { login: "zhaolei", name: "赵磊" },
    technician: Somebody { login: "zhouqiang", name: "周强" },
    organisation: "长春南湖餐饮有限公司",
    venue: "南湖小馆",
    street: "南湖大路",
    address: "100 号 1 层",
    zones: ["二楼包间", "露台入口", "露台出口"],
    others: ["南湖小馆桂林路店", "南湖咖啡", "南湖夜市摊位", "南湖面包房", "南湖小馆老店"],
    guests: ["张桂兰", "刘洋", "欧阳建国", "陈静"],
    reason: "营业执照照片看不清，请重新拍一张，四个角都要拍到。",
    told: "门口的海报被划破了，\n老人的手机扫不出来，试了好几次。",
};

const ENGLISH: Town = Town {
    manager: Somebody { login: "emma.wilson", name: "Emma Wilson" },
    staff: Somebody { login: "james", name: "James Carter" },
    reviewer: Somebody { login: "olivia", name: "Olivia Brown" },
    technician: Somebody { login: "noah", name: "Noah Evans" },
    organisation: "South Lake Catering Co., Ltd.",
    venue: "South Lake Kitchen",
    street: "Nanhu Road",
    address: "No. 100, ground floor",
    zones: ["Private rooms, second floor", "Terrace, way in", "Terrace, way out"],
    others: [
        "South Lake Kitchen, Guilin Road",
        "South Lake Coffee",
        "Night market stall",
        "South Lake Bakery",
        "The old South Lake Kitchen",
    ],
    guests: ["Margaret Thompson", "Liu Yang", "Daniel O'Connor", "Chen Jing"],
    reason: "The licence cannot be read. Please take the picture again, with all four corners in it.",
    told: "The poster at the door is torn.\nMy mother's phone does not read it, however often she tries.",
};

/// The venue of the pictures.
pub struct Venue {
    pub id: String,
    /// Its places: the venue itself first.
    pub places: Vec<String>,
    pub returned: String,
    pub submitted: String,
    pub closed: String,
    /// Links that are open.
    pub invitation: String,
    pub reset: String,
    /// For the reviewer's sign-in.
    pub factor: SecondFactor,
    /// For the technician's.
    pub technician: SecondFactor,
}

impl Town {
    pub fn of(face: &Face) -> Self {
        if face.is_english() { ENGLISH } else { CHINESE }
    }

    /// A form without gaps.
    pub fn form(&self, name: &str) -> Value {
        let zone = |name: &str, gate: &str| json!({ "name": name, "gate": gate });
        let zones = [zone(self.zones[0], "both"), zone(self.zones[1], "entry"), zone(self.zones[2], "exit")];
        json!({
            "applicant": { "organisation": { "name": self.organisation, "credit_code": "91220100MA00000077" } },
            "venue_name": name, "category": "restaurant", "division": "220104",
            "street": self.street, "address": self.address,
            "position": { "latitude": 43.85, "longitude": 125.3 },
            "contact_name": self.manager.name, "contact_phone": "0431-88779362",
            "opening_hours": [{ "days": 31, "from": 540, "to": 1260 }, { "days": 96, "from": 600, "to": 1320 }],
            "gate": "both", "zones": zones, "sensitive": false,
        })
    }

    /// Everything that the pictures need, from the manager who is signed in; the manager is signed in after it, too.
    pub async fn settle(&self, stage: &Stage) -> Result<Venue, Box<dyn Error>> {
        let account = |role, somebody: &Somebody, second_factor| {
            let Somebody { login, name } = *somebody;
            stage.setup.new_account(&NewAccount { role, login, name, password: PASSWORD, second_factor })
        };
        account("manager", &self.staff, false)?;
        let factor = account("reviewer", &self.reviewer, true)?.ok_or("no second factor")?;
        let technician = account("technician", &self.technician, true)?.ok_or("no second factor")?;
        let office = account("reviewer", &Somebody { login: "office", name: "Office" }, true)?;
        let mut applied = Vec::new();
        for name in [self.venue].iter().chain(&self.others) {
            applied.push(stage.apply(&self.form(name), *name != self.others[3]).await?);
        }
        let [main, submitted, returned, rejected, _, closed] = applied.as_slice() else {
            return Err("not as many applications as names".into());
        };
        stage.sign_in_quietly("office", office.as_ref()).await?;
        let reason = json!({ "reason": self.reason });
        for (application, decision) in [
            (main, json!("approve")),
            (closed, json!("approve")),
            (returned, json!({ "return": reason })),
            (rejected, json!({ "reject": reason })),
        ] {
            let path = format!("/reviews/{}/decision", application.id);
            stage
                .call("POST", &path, &json!({ "version": application.version, "decision": decision }))
                .await?;
        }
        let reset = stage.call("POST", "/resets", &json!({ "login": self.staff.login })).await?;
        stage.sign_in_quietly(self.manager.login, None).await?;
        stage.setup.join(self.staff.login, &main.id, "staff")?;
        stage.call("POST", &format!("/venues/{}/close", closed.id), &reason).await?;
        let invitations = format!("/venues/{}/invitations", main.id);
        let invited = stage.call("POST", &invitations, &json!({ "offer": "staff" })).await?;
        let shown = stage.call("GET", &format!("/venues/{}", main.id), &Value::Null).await?;
        let places = shown["places"].as_array().into_iter().flatten();
        Ok(Venue {
            id: main.id.clone(),
            places: places.map(|place| text(&place["place"])).collect(),
            returned: returned.id.clone(),
            submitted: submitted.id.clone(),
            closed: closed.id.clone(),
            invitation: text(&invited["link"]["url"]),
            reset: text(&reset["url"]),
            factor,
            technician,
        })
    }
}

/// An application as far as later calls need it.
struct Applied {
    id: String,
    version: u64,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A licence, drawn by the browser.
const LICENCE: &str = "(async () => { const canvas = new OffscreenCanvas(1200, 850); const pen = canvas.getContext('2d'); \
    pen.fillStyle = '#fdf6e3'; pen.fillRect(0, 0, 1200, 850); pen.strokeStyle = '#b08d57'; pen.lineWidth = 18; \
    pen.strokeRect(40, 40, 1120, 770); pen.fillStyle = '#222'; pen.textAlign = 'center'; pen.font = '90px sans-serif'; \
    pen.fillText('营业执照', 600, 200); pen.font = '44px sans-serif'; pen.fillText('91220100MA00000077', 600, 330); \
    for (let y = 420; y < 720; y += 60) pen.fillRect(220, y, 760, 4); \
    return canvas.convertToBlob({ type: 'image/jpeg' }); })()";

impl Stage {
    /// What the server answers to whom this browser belongs.
    pub async fn call(&self, method: &str, path: &str, body: &Value) -> Result<Value, Box<dyn Error>> {
        let (path, body) = (json!(format!("/api/v1{path}")), body.to_string());
        let sent = if method == "GET" { "null".to_owned() } else { json!(body).to_string() };
        let script = format!(
            "fetch({path}, {{method: '{method}', headers: {{'content-type': 'application/json'}}, body: {sent}}}) \
             .then(async answer => ({{ ok: answer.ok, text: await answer.text() }}))"
        );
        let answer = self.browser.script(&script).await?;
        let said = answer["text"].as_str().unwrap_or_default();
        if answer["ok"] != json!(true) {
            return Err(format!("{method} {path}: {said}").into());
        }
        Ok(if said.is_empty() { Value::Null } else { serde_json::from_str(said)? })
    }

    pub async fn sign_in_quietly(&self, login: &str, factor: Option<&SecondFactor>) -> Outcome {
        let mut body = json!({ "login": login, "password": PASSWORD });
        if let Some(factor) = factor {
            let now =
                self.browser.script("Math.floor(Date.now() / 1000)").await?.as_u64().unwrap_or_default();
            body["code"] = one_time_code(&factor.secret, now).into();
        }
        self.call("POST", "/sessions", &body).await?;
        Ok(())
    }

    async fn apply(&self, form: &Value, submit: bool) -> Result<Applied, Box<dyn Error>> {
        let mut application = self.call("POST", "/applications", &json!({ "form": form })).await?;
        let id = text(&application["venue"]);
        let put = format!(
            "{LICENCE}.then(body => fetch('/api/v1/applications/{id}/licence', {{method: 'PUT', body, \
             headers: {{'content-type': 'image/jpeg'}}}})).then(answer => answer.ok)"
        );
        if self.browser.script(&put).await? != json!(true) {
            return Err("the licence was refused".into());
        }
        if submit {
            let path = format!("/applications/{id}/submit");
            let body = json!({ "version": application["version"], "form": form });
            application = self.call("POST", &path, &body).await?;
        }
        Ok(Applied { id, version: application["version"].as_u64().unwrap_or_default() })
    }

    /// Lets these come to a venue just now, by their phones; without names staff key in guests of the last seven days.
    pub async fn visits(&self, venue: &str, just_now: &[&str]) -> Outcome {
        let shown = self.call("GET", &format!("/venues/{venue}"), &Value::Null).await?;
        let code = |place: &Value| json!({ "place": place["place"], "gate": place["gate"], "typed_code": place["codes"][0]["typed_code"] });
        let codes: Vec<_> = shown["places"].as_array().into_iter().flatten().map(code).collect();
        let arguments = json!([venue, codes, just_now]);
        let script = format!("({})(...{arguments})", include_str!("visits.js"));
        let answer = self.browser.script(&script).await?;
        if answer == json!("registered") { Ok(()) } else { Err(format!("visits: {answer}").into()) }
    }
}
