//! Who works for the authority in the pictures, and who was where.

use std::error::Error;

use serde_json::{Value, json};
use venue_testkit::server::{Code, NewAccount, NewVenue, SecondFactor};

use super::super::town::Somebody;
use crate::album::Face;
use crate::console::people::PASSWORD;
use crate::stage::{Outcome, Stage};

/// Names in the language of the face.
pub struct Office {
    pub tracer: Somebody,
    pub approver: Somebody,
    /// Tracers too: one with a key that no roster has yet, and one without.
    pub newcomer: Somebody,
    pub absent: Somebody,
    pub venues: [&'static str; 3],
    /// The case's person first, then two who come along, then others.
    pub names: [&'static str; 10],
    pub number: &'static str,
    pub reason: &'static str,
    pub second: &'static str,
    pub refusal: &'static str,
    /// By who says that he was not there, and what a tracer answers.
    pub said: &'static str,
    pub heard: &'static str,
}

const CHINESE: Office = Office {
    tracer: Somebody { login: "zhaoliudiao", name: "赵敏" },
    approver: Somebody { login: "qianshenpi", name: "钱建国" },
    newcomer: Somebody { login: "sunxinlai", name: "孙丽华" },
    absent: Somebody { login: "lixiujia", name: "李强" },
    venues: ["南湖小馆", "桂林路早市东口", "重庆路活力城购物中心"],
    names: [
        "张桂兰",
        "王建军",
        "王小雨",
        "刘洋",
        "欧阳建国",
        "陈静",
        "周杰",
        "阿依古丽·买买提",
        "孙伟",
        "李秀英",
    ],
    number: "长疾控流调〔2026〕17 号",
    reason: "确诊麻疹病例，需要尽快找到同时段到访的人员。",
    second: "长疾控流调〔2026〕17-2 号",
    refusal: "接触时间不足，二级排查没有必要。",
    said: "那天我把手机借给了家人，自己没有出门。",
    heard: "与家属电话核实，情况属实。",
};

const ENGLISH: Office = Office {
    tracer: Somebody { login: "tracer.grace", name: "Grace Miller" },
    approver: Somebody { login: "approver.henry", name: "Henry Clark" },
    newcomer: Somebody { login: "tracer.ivy", name: "Ivy Robinson" },
    absent: Somebody { login: "tracer.jack", name: "Jack Lewis" },
    venues: [
        "South Lake Kitchen",
        "Guilin Road morning market",
        "Chongqing Road shopping centre, main entrance",
    ],
    names: [
        "Margaret Thompson",
        "William Thompson",
        "Lucy Thompson",
        "Liu Yang",
        "Daniel O'Connor",
        "Chen Jing",
        "Peter Novak",
        "Maximiliana Featherstonehaugh",
        "Sophie Turner",
        "Li Xiuying",
    ],
    number: "CDC-2026-17",
    reason: "A confirmed case of measles. Everybody who was there at the same time has to be found soon.",
    second: "CDC-2026-17-2",
    refusal: "The contacts were too short for a second degree.",
    said: "I had lent my phone to my family that day and stayed at home.",
    heard: "The family confirmed it by telephone.",
};

impl Office {
    pub fn of(face: &Face) -> &'static Self {
        if face.is_english() { &ENGLISH } else { &CHINESE }
    }

    /// An account, with its second factor.
    pub fn account(stage: &Stage, role: &str, somebody: &Somebody) -> Result<SecondFactor, Box<dyn Error>> {
        let Somebody { login, name } = *somebody;
        let account = NewAccount { role, login, name, password: PASSWORD, second_factor: true };
        stage.setup.new_account(&account)?.ok_or_else(|| "no second factor".into())
    }

    /// Another tracer has made a key, and asks to be a member.
    pub async fn ask_to_join(&self, stage: &Stage) -> Outcome {
        let factor = Self::account(stage, "tracer", &self.newcomer)?;
        Self::account(stage, "tracer", &self.absent)?;
        stage.open("/console/sign-in").await?;
        stage.sign_in_quietly(self.newcomer.login, Some(&factor)).await?;
        let key = json!({ "key": "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk" });
        stage.call("PUT", "/authority/me", &key).await?;
        stage.call("DELETE", "/sessions/current", &Value::Null).await?;
        Ok(())
    }

    /// The venues, with somebody at the door of each.
    pub fn venues(&self, stage: &Stage) -> Result<Value, Box<dyn Error>> {
        let account = NewAccount {
            role: "manager",
            login: "door",
            name: "Door",
            password: PASSWORD,
            second_factor: false,
        };
        stage.setup.new_account(&account)?;
        let mut venues = Vec::new();
        for name in self.venues {
            let venue = NewVenue { name, gate: Some("both"), ..NewVenue::default() };
            let Code { place, venue, typed_code, .. } = stage.setup.new_venue(&venue)?;
            stage.setup.join("door", &venue, "staff")?;
            venues.push(json!({ "place": place, "venue": venue, "typed_code": typed_code }));
        }
        Ok(venues.into())
    }

    /// Lets everybody be where the case will find them: by their phones, and by staff at the door.
    pub async fn visits(&self, stage: &Stage, venues: &Value) -> Outcome {
        stage.open("/console/sign-in").await?;
        stage.sign_in_quietly("door", None).await?;
        let script =
            format!("({})(...{})", include_str!("traces.js"), json!([venues, self.names, self.said]));
        let answer = stage.browser.script(&script).await?;
        assert_eq!(answer, json!("registered"));
        Ok(())
    }
}
