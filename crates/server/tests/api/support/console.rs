//! Somebody at a console: an account, its session, and a client that shows its cookies.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::header::{COOKIE, SET_COOKIE, USER_AGENT};
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use sha1::Sha1;
use venue_protocol::id::{AccountId, PlaceId, SessionId};
use venue_protocol::instant::Instant;
use venue_protocol::wire::accounts::{AccountRole, Me, Right};
use venue_server::accounts::{FactorSecret, SessionSecret, hash_password};
use venue_server::store::accounts::{Account, NewSession};

use super::{TestApp, problem};

/// The password of all accounts that tests make.
pub const PASSWORD: &str = "correct horse battery";

/// Somebody who may be signed in.
#[derive(Debug, Clone)]
pub struct Session {
    pub account: AccountId,
    pub login: String,
    /// The second factor's secret, if the account was made with one.
    pub factor: String,
    /// What the browser holds.
    pub cookies: BTreeMap<String, String>,
    client: Client,
    base: String,
}

impl Session {
    /// A browser that nobody has signed in with.
    pub fn nobody(app: &TestApp) -> Self {
        Self {
            account: AccountId([0; 8]),
            login: String::new(),
            factor: String::new(),
            cookies: BTreeMap::new(),
            client: app.client.clone(),
            base: app.url("/api/v1"),
        }
    }

    /// The same browser after a restart of the server.
    pub fn back(self, app: &TestApp) -> Self {
        Self { base: app.url("/api/v1"), ..self }
    }

    /// A request with the cookies, to be given a body or sent; the path is one below `/api/v1`.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        request.header(COOKIE, self.cookie()).header(USER_AGENT, "test")
    }

    /// The cookies as a header.
    pub fn cookie(&self) -> String {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        cookies.collect::<Vec<_>>().join("; ")
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    pub async fn post(&self, path: &str, body: &Value) -> Response {
        self.request(Method::POST, path).json(body).send().await.unwrap()
    }

    pub async fn put(&self, path: &str, body: &Value) -> Response {
        self.request(Method::PUT, path).json(body).send().await.unwrap()
    }

    pub async fn delete(&self, path: &str) -> Response {
        self.request(Method::DELETE, path).send().await.unwrap()
    }

    /// What is answered to a GET, which must be 200.
    pub async fn read<T: serde::de::DeserializeOwned>(&self, path: &str) -> T {
        good(self.get(path).await).await
    }

    /// Status and type of the problem that a POST is answered with.
    pub async fn refusal(&self, path: &str, body: &Value) -> (u16, String) {
        problem(self.post(path, body).await).await
    }

    pub async fn me(&self) -> Me {
        self.read("/me").await
    }

    /// Takes over the cookies of an answer as a browser does.
    pub fn keep_cookies(&mut self, response: &Response) {
        for cookie in response.headers().get_all(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
                assert!(cookie.split("; ").any(|part| part == attribute), "{attribute}: {cookie}");
            }
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            assert!(name.starts_with("__Host-"), "{cookie}");
            if cookie.contains("Max-Age=0;") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Signs in with the password of all and perhaps a one-time code; the answer.
    pub async fn sign_in(&mut self, code: Option<&str>) -> Response {
        let mut body = json!({ "login": self.login, "password": PASSWORD });
        if let Some(code) = code {
            body["code"] = code.into();
        }
        let response = self.post("/sessions", &body).await;
        self.keep_cookies(&response);
        response
    }
}

/// What an authenticator app shows.
pub fn one_time_code(secret: &str, now: Instant) -> String {
    let secret = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).unwrap();
    let mut mac = Hmac::<Sha1>::new_from_slice(&secret).unwrap();
    mac.update(&(now.seconds() as u64 / 30).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 15);
    let number = u32::from_be_bytes(hash[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

/// The body of an answer, which must be 200.
pub async fn good<T: serde::de::DeserializeOwned>(response: Response) -> T {
    assert_eq!(response.status(), 200, "{}", response.text().await.unwrap());
    response.json().await.unwrap()
}

impl TestApp {
    /// Signs a manager up by the API.
    pub async fn sign_up(&self, login: &str) -> Session {
        let mut session = Session::nobody(self);
        let body = json!({ "login": login, "name": "张三", "password": PASSWORD });
        let response = session.post("/accounts", &body).await;
        session.keep_cookies(&response);
        let me: Me = good(response).await;
        (session.account, session.login) = (me.account, me.login);
        session
    }

    /// Somebody of a role, signed in, with a second factor if the role needs one.
    pub async fn account(&self, role: AccountRole) -> Session {
        self.account_with(role, role.needs_second_factor()).await
    }

    /// Somebody of a role, signed in, with or without a second factor.
    pub async fn account_with(&self, role: AccountRole, second_factor: bool) -> Session {
        let app = &self.server.app;
        let id = AccountId(self.random.bytes());
        let secret = FactorSecret::draw(&self.random);
        let factor = second_factor.then(|| app.accounts.factors.seal(id, &secret, &self.random).unwrap());
        let login = format!("{}-{}", role.name(), u32::from_be_bytes(self.random.bytes()));
        let shown = secret.shown(&login).secret;
        let hash = hash_password(
            &app.config.passwords,
            &venue_protocol::wire::accounts::Password(PASSWORD.to_owned()),
            &self.random,
        );
        let account = Account {
            id,
            login,
            name: "李四".to_owned(),
            role,
            password: hash.unwrap(),
            factor,
            next_factor: None,
        };
        let secret = SessionSecret::draw(&self.random);
        let new = NewSession {
            id: SessionId(self.random.bytes()),
            hash: secret.hash(),
            account: id,
            begun_at: self.now(),
            device: String::new(),
        };
        let mut entry = app.office.begin().await.unwrap();
        entry.writer.accounts().add_account(self.now(), &account).await.unwrap();
        assert!(entry.writer.accounts().begin_session(&new, &account.password).await.unwrap());
        entry.commit().await.unwrap();
        let mut session =
            Session { account: id, login: account.login, factor: shown, ..Session::nobody(self) };
        let cookie = secret.cookie(role);
        let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
        session.cookies.insert(name.to_owned(), value.to_owned());
        session
    }

    /// Makes somebody a member of a venue, be it approved or applied for.
    pub async fn member(&self, venue: PlaceId, session: &Session, right: Right) {
        let mut entry = self.server.app.office.begin().await.unwrap();
        let accounts = entry.writer.accounts();
        accounts.add_member(self.now(), venue, session.account, right).await.unwrap();
        entry.commit().await.unwrap();
    }
}
