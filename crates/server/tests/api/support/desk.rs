//! A staff member at a venue's terminal.

use reqwest::Response;
use serde_json::{Value, json};
use venue_protocol::id::{PassSecret, PlaceId};
use venue_protocol::instant::Day;
use venue_protocol::wire::accounts::{AccountRole, Right};
use venue_protocol::wire::desk::{DeskReceipt, NewPass, Slips};
use venue_server::random::SharedRandom;

use super::{Person, Session, TestApp, good, secret};

pub struct Desk {
    pub staff: Session,
    pub venue: PlaceId,
    /// The venue's token.
    pub token: String,
}

/// A paper pass.
pub struct Pass {
    pub secret: PassSecret,
    pub number: String,
    pub expires_on: Day,
}

/// A guest who shows a resident ID.
pub fn guest(person: &Person) -> Value {
    json!({ "document": "resident_id", "number": person.number, "name": person.name, "phone": person.phone,
        "receipt_secret": secret() })
}

/// A guest without a document.
pub fn told_guest(person: &Person) -> Value {
    json!({ "document": "none", "name": person.name, "phone": person.phone, "receipt_secret": secret() })
}

impl Desk {
    /// Of a new venue with one code for both directions.
    pub async fn new(app: &TestApp) -> Self {
        let (venue, token) = app.venue().await;
        let staff = app.account(AccountRole::Manager).await;
        app.member(venue, &staff, Right::Staff).await;
        Self { staff, venue, token }
    }

    /// A check-in of somebody, now.
    pub fn body(&self, app: &TestApp, guest: &Value) -> Value {
        json!({ "secret": secret(), "place": self.venue, "direction": "entry", "occurred_at": app.now(),
            "sent_at": app.now(), "guest": guest })
    }

    /// The same of a person.
    pub fn person(&self, app: &TestApp, person: &Value) -> Value {
        self.body(app, &json!({ "person": person }))
    }

    pub fn path(&self, what: &str) -> String {
        format!("/venues/{}/desk/{what}", self.venue)
    }

    pub async fn send(&self, body: &Value) -> Response {
        self.staff.post(&self.path("check-ins"), body).await
    }

    pub async fn receipt(&self, body: &Value) -> DeskReceipt {
        good(self.send(body).await).await
    }

    pub async fn refusal(&self, body: &Value) -> (u16, String) {
        super::problem(self.send(body).await).await
    }

    /// A pass that was printed.
    pub async fn pass(&self, person: &Value, days: u16) -> Pass {
        let secret = PassSecret(SharedRandom::system().bytes());
        let body = json!({ "secret": secret, "person": person, "days": days });
        let NewPass { number, expires_on, .. } =
            good(self.staff.post(&self.path("passes"), &body).await).await;
        Pass { secret, number, expires_on }
    }

    pub async fn slips(&self, count: u16) -> Vec<String> {
        let slips: Slips = good(self.staff.post(&self.path("slips"), &json!({ "count": count })).await).await;
        slips.numbers
    }
}
