//! A server of its own for each test.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use tempfile::TempDir;
use venue_protocol::id::{Credential, PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::seal::Pid;
use venue_protocol::seal::roster::Roster;
use venue_protocol::token::Validity;
use venue_protocol::typed_code::TypedCode;
use venue_protocol::wire::check_ins::CheckInResults;
use venue_protocol::wire::persons::Registered;
use venue_protocol::wire::venues::Gate;
use venue_server::clock::Clock as _;
use venue_server::config::Config;
use venue_server::random::SharedRandom;
use venue_server::server::Server;
use venue_server::store::{Code, Place};

use super::{ManualClock, Person, TestAuthority, canary, check_in, holder, registration};

pub struct TestApp {
    pub clock: Arc<ManualClock>,
    pub authority: TestAuthority,
    pub client: Client,
    pub server: Server,
    pub dir: TempDir,
    pub random: SharedRandom,
}

/// Somebody who just checked in.
pub struct Here {
    pub person: Person,
    pub credential: Credential,
}

impl TestApp {
    /// With the authority's keys.
    pub async fn new() -> Self {
        Self::with(|_| ()).await
    }

    /// With the authority's keys and other settings.
    pub async fn with(settings: impl FnOnce(&mut Config)) -> Self {
        let app = Self::without_authority(settings).await;
        app.set_authority().await;
        app
    }

    pub async fn without_authority(settings: impl FnOnce(&mut Config)) -> Self {
        let dir = TempDir::new().unwrap();
        let mut config = Config {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            public_url: Some("https://venue.test".parse().unwrap()),
            data_dir: dir.path().join("data"),
            shelf_mirror: Some(dir.path().join("mirror/shelf.db")),
            ..Config::default()
        };
        // What real passwords cost is not what the tests are about, nor how often they sign in.
        config.passwords.memory_kib = 8;
        config.passwords.passes = 1;
        config.budgets.sign_ins_per_client = 100_000;
        config.budgets.sign_ins_per_login = 100_000;
        std::fs::create_dir(dir.path().join("mirror")).unwrap();
        settings(&mut config);
        let (clock, mut random) = (Arc::new(ManualClock::default()), SharedRandom::system());
        let server = Server::start(config, clock.clone(), random.clone()).await.unwrap();
        let authority = TestAuthority::new(&mut random);
        Self { clock, authority, client: Client::new(), server, dir, random }
    }

    pub async fn set_authority(&self) {
        let mut writer = self.server.app.store.writer().await.unwrap();
        writer.begin().await.unwrap();
        writer.set_authority(self.now(), &self.authority.public()).await.unwrap();
        let [tracer, approver] = self.authority.keys();
        let roster = self.authority.sign(None, Roster::first(tracer, approver, Vec::new()).unwrap());
        writer.authority().put_in_force(self.now(), &roster).await.unwrap();
        writer.commit().await.unwrap();
        self.refresh().await;
    }

    /// Ends the server and starts it again on the same data.
    pub async fn restarted(self) -> Self {
        let config = self.server.app.config.clone();
        self.server.stop().await.unwrap();
        let server = Server::start(config, self.clock.clone(), self.random.clone()).await.unwrap();
        Self { server, ..self }
    }

    pub async fn refresh(&self) {
        let app = &self.server.app;
        app.directory.refresh(app.store.as_ref()).await.unwrap();
    }

    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub fn shelf(&self) -> PathBuf {
        self.dir.path().join("data-shelf")
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.address)
    }

    pub async fn send(&self, method: Method, path: &str, body: &Value) -> Response {
        self.client.request(method, self.url(path)).json(body).send().await.unwrap()
    }

    pub async fn post(&self, path: &str, body: &Value) -> Response {
        self.send(Method::POST, path, body).await
    }

    /// Posts what is refused; status and type of the problem.
    pub async fn refusal(&self, path: &str, body: &Value) -> (u16, String) {
        problem(self.post(path, body).await).await
    }

    /// Registers a person with drawn data.
    pub async fn register(&self) -> Credential {
        self.register_as(&registration(&canary())).await.credential
    }

    pub async fn register_as(&self, body: &Value) -> Registered {
        let response = self.post("/api/v1/persons", body).await;
        assert_eq!(response.status(), 200, "{}", response.text().await.unwrap());
        response.json().await.unwrap()
    }

    pub fn pid(&self, credential: &Credential) -> Pid {
        holder(&self.data(), credential).pid
    }

    /// Sends check-ins now; the results.
    pub async fn check_in(&self, check_ins: &[Value]) -> CheckInResults {
        let body = json!({ "sent_at": self.now(), "check_ins": check_ins });
        let response = self.post("/api/v1/check-ins", &body).await;
        assert_eq!(response.status(), 200, "{}", response.text().await.unwrap());
        response.json().await.unwrap()
    }

    /// A venue with one code for both directions; its place and token.
    pub async fn venue(&self) -> (PlaceId, String) {
        let id = PlaceId(self.random.bytes());
        let place = Place {
            id,
            venue: id,
            name: "图书馆".to_owned(),
            zone: None,
            gate: Gate::Both,
            sensitive: false,
        };
        (id, self.place(&place, true).await.0)
    }

    /// Adds a place; token and typed code.
    pub async fn place(&self, place: &Place, new_venue: bool) -> (String, TypedCode) {
        let mut writer = self.server.app.store.writer().await.unwrap();
        writer.begin().await.unwrap();
        writer.add_place(self.now(), place, new_venue).await.unwrap();
        writer.commit().await.unwrap();
        self.code(place.id, Serial(1), 1000).await
    }

    /// Issues a code that is good for so many days, today the first one.
    pub async fn code(&self, place: PlaceId, serial: Serial, days: u16) -> (String, TypedCode) {
        let today = self.now().day();
        let validity = Validity::Days { from: today, to: today.plus(days - 1) };
        let token = self.server.app.codes.sign(place, serial, validity);
        let typed = TypedCode::from_number(u32::from_be_bytes(self.random.bytes()) % 100_000_000).unwrap();
        let code = Code { place, serial, typed, token: token.to_bytes(), dead_from: None };
        let mut writer = self.server.app.store.writer().await.unwrap();
        writer.begin().await.unwrap();
        writer.add_code(self.now(), &code).await.unwrap();
        writer.commit().await.unwrap();
        self.refresh().await;
        (token.to_string(), typed)
    }

    /// Somebody who checked in at a venue just now.
    pub async fn somebody_here(&self) -> Here {
        let (_, token) = self.venue().await;
        let person = canary();
        let credential = self.register_as(&registration(&person)).await.credential;
        self.check_in(&[check_in(&token, self.now(), &[&credential])]).await;
        Here { person, credential }
    }

    pub async fn revoke(&self, place: PlaceId) {
        let mut writer = self.server.app.store.writer().await.unwrap();
        writer.begin().await.unwrap();
        writer.revoke_codes(place, self.now()).await.unwrap();
        writer.commit().await.unwrap();
        self.refresh().await;
    }
}

/// Status and type of a problem, which must be one in every respect.
pub async fn problem(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["status"], status);
    assert_eq!(body["request_id"], id);
    let kind = body["type"].as_str().unwrap().strip_prefix("urn:venue-code:problem:").unwrap();
    (status, kind.to_owned())
}

/// The bytes of all files of a server: databases, their logs, the shelf, the mirror. A running server puts new
/// files in the place of old ones; where one goes between being listed and being read, everything is read anew.
pub fn all_bytes(dir: &Path) -> Vec<u8> {
    loop {
        let read: io::Result<Vec<_>> = super::files_below(dir).iter().map(std::fs::read).collect();
        match read {
            Ok(files) => return files.concat(),
            Err(gone) if gone.kind() == io::ErrorKind::NotFound => {}
            Err(error) => panic!("{error}"),
        }
    }
}
