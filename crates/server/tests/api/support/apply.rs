//! Applications and the venues that come of them.

use serde_json::{Value, json};
use venue_protocol::id::PlaceId;
use venue_protocol::wire::accounts::AccountRole;
use venue_protocol::wire::applications::Application;
use venue_protocol::wire::manage::ManagedVenue;

use super::{Session, TestApp, good};

/// A form without gaps: a venue with a code of its own and one zone.
pub fn form(name: &str) -> Value {
    json!({
        "applicant": { "organisation": { "name": "长春市南湖餐饮有限公司", "credit_code": "91220100MA00000077" } },
        "venue_name": name,
        "category": "restaurant",
        "division": "220104",
        "street": "南湖大路",
        "address": "100号1层",
        "contact_name": "张三",
        "contact_phone": "0431-88779362",
        "opening_hours": [{ "days": 127, "from": 540, "to": 1260 }],
        "gate": "both",
        "zones": [{ "name": "露台", "gate": "entry" }],
        "sensitive": false,
    })
}

impl Session {
    /// Begins a draft.
    pub async fn begin(&self, new: &Value) -> Application {
        good(self.post("/applications", new).await).await
    }

    /// Submits what was begun.
    pub async fn submit(&self, begun: &Application, form: &Value) -> Application {
        let path = format!("/applications/{}/submit", begun.venue);
        good(self.post(&path, &json!({ "version": begun.version, "form": form })).await).await
    }

    /// Decides about an application of this version.
    pub async fn decide(&self, application: &Application, decision: Value) -> reqwest::Response {
        let body = json!({ "version": application.version, "decision": decision });
        self.post(&format!("/reviews/{}/decision", application.venue), &body).await
    }

    pub async fn venue(&self, venue: PlaceId) -> ManagedVenue {
        self.read(&format!("/venues/{venue}")).await
    }

    /// Asks for a change of a venue, and a new reviewer approves it.
    pub async fn change(&self, app: &TestApp, venue: PlaceId, form: &Value) -> ManagedVenue {
        let begun = self.begin(&json!({ "venue": venue })).await;
        let submitted = self.submit(&begun, form).await;
        let reviewer = app.account(AccountRole::Reviewer).await;
        good::<Application>(reviewer.decide(&submitted, json!("approve")).await).await;
        self.venue(venue).await
    }
}

impl TestApp {
    /// A venue that somebody applied for and a new reviewer approved.
    pub async fn approved(&self, manager: &Session, form: &Value) -> ManagedVenue {
        let begun = manager.begin(&json!({})).await;
        let submitted = manager.submit(&begun, form).await;
        let reviewer = self.account(AccountRole::Reviewer).await;
        good::<Application>(reviewer.decide(&submitted, json!("approve")).await).await;
        manager.venue(begun.venue).await
    }

    /// What a typed code stands for, or the problem's status and type.
    pub async fn typed(&self, code: &str) -> Result<Value, (u16, String)> {
        let response = self.post("/api/v1/venues/look-up", &json!({ "typed_code": code })).await;
        if response.status() == 200 {
            Ok(response.json().await.unwrap())
        } else {
            Err(super::problem(response).await)
        }
    }
}
