//! `/api/v1/reports`

mod handling;
mod picture;
mod retention;
mod send;

use reqwest::Response;
use serde_json::{Value, json};
use venue_protocol::id::{ReportId, ReportSecret};
use venue_protocol::seal::PrivateKey;
use venue_protocol::wire::accounts::AccountRole;
use venue_protocol::wire::reports::{Report, ReportLine, ReportQueue, ReportStatus};

use venue_server::config::Config;

use crate::support::{Person, Session, TestApp, good};

/// A server whose technicians have a key, and one of them.
pub struct Desk {
    pub app: TestApp,
    pub key: PrivateKey,
    pub technician: Session,
}

impl Desk {
    pub async fn new() -> Self {
        // How often one client may send is not what most tests are about.
        let settings = |config: &mut Config| {
            (config.budgets.reports_per_client, config.budgets.reports) = (100_000, 100_000);
        };
        Self::of(TestApp::with(settings).await).await
    }

    pub async fn of(app: TestApp) -> Self {
        let key = PrivateKey::generate(&mut app.random.clone());
        let mut writer = app.server.app.store.writer().await.unwrap();
        writer.begin().await.unwrap();
        writer.reports().set_technicians(app.now(), &key.public()).await.unwrap();
        writer.commit().await.unwrap();
        app.refresh().await;
        let technician = app.account(AccountRole::Technician).await;
        Self { app, key, technician }
    }

    pub async fn post(&self, report: &Value) -> Response {
        self.app.post("/api/v1/reports", report).await
    }

    pub async fn send(&self, report: &Value) -> ReportStatus {
        good(self.post(report).await).await
    }

    pub async fn look_up(&self, report: &Value) -> Response {
        self.app.post("/api/v1/reports/look-up", &json!({ "secret": report["secret"] })).await
    }

    pub async fn queue(&self, query: &str) -> ReportQueue {
        self.technician.read(&format!("/reports{query}")).await
    }

    pub async fn show(&self, id: ReportId) -> Report {
        self.technician.read(&format!("/reports/{id}")).await
    }
}

/// Where a report stands.
pub fn at(line: &ReportLine, what: &str) -> String {
    format!("/reports/{}/{what}", line.id)
}

/// A report that somebody makes for somebody else who cannot, without any registration.
pub fn report(app: &TestApp, about: &Person) -> Value {
    json!({
        "secret": ReportSecret(app.random.bytes()), "kind": "cannot_register", "whom": "another",
        "text": format!("{} 的号码 {} 填不进去", about.name, about.number), "person": about.name,
        "contact": about.name, "phone": about.phone,
    })
}

pub fn id(report: &Value) -> ReportId {
    ReportId::of(&report["secret"].as_str().unwrap().parse().unwrap())
}
