//! What every request goes through.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{TestApp, problem};

#[tokio::test]
async fn an_unknown_path_below_api_is_a_problem_and_not_the_site() {
    let app = TestApp::new().await;
    for path in ["/api", "/api/", "/api/x", "/api/v1", "/api/v1/", "/api/v1/persons/x", "/api/v2/keys"] {
        let response = app.client.get(app.url(path)).send().await.unwrap();
        assert_eq!(problem(response).await, (404, "not-found".to_owned()), "{path}");
    }
}

#[tokio::test]
async fn methods_media_types_and_sizes_that_do_not_fit_have_their_problems() {
    let app = TestApp::new().await;
    let persons = app.url("/api/v1/persons");
    for (method, path) in [
        (Method::GET, "/api/v1/persons"),
        (Method::PUT, "/api/v1/keys"),
        (Method::POST, "/"),
        (Method::DELETE, "/healthz"),
    ] {
        let response = app.client.request(method, app.url(path)).send().await.unwrap();
        assert_eq!(problem(response).await, (405, "method-not-allowed".to_owned()), "{path}");
    }
    let response = app.client.post(&persons).body("{}").send().await.unwrap();
    assert_eq!(problem(response).await, (415, "unsupported-media-type".to_owned()));
    let response =
        app.client.post(&persons).header("content-type", "text/plain").body("{}").send().await.unwrap();
    assert_eq!(problem(response).await.0, 415);
    let long = json!({ "document": "x".repeat(9000) });
    assert_eq!(app.refusal("/api/v1/persons", &long).await, (413, "too-large".to_owned()));
    let json = |body: &'static str| {
        app.client.post(&persons).header("content-type", "application/json; charset=utf-8").body(body).send()
    };
    for body in ["", "{", "[1,2", "\u{0}", "{\"document\":\"none\"}x"] {
        assert_eq!(problem(json(body).await.unwrap()).await, (400, "malformed".to_owned()), "{body}");
    }
}

#[tokio::test]
async fn writes_from_another_site_are_refused() {
    let app = TestApp::new().await;
    let put = |name: &'static str, value: &'static str| {
        let request = app.client.delete(app.url("/api/v1/persons/keepsake")).header(name, value);
        async { request.send().await.unwrap() }
    };
    assert_eq!(problem(put("sec-fetch-site", "cross-site").await).await, (403, "cross-site".to_owned()));
    assert_eq!(problem(put("origin", "https://evil.example").await).await, (403, "cross-site".to_owned()));
    assert_eq!(put("sec-fetch-site", "same-origin").await.status(), 204);
    assert_eq!(put("origin", "https://venue.test").await.status(), 204);
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_guard_the_page() {
    let app = TestApp::new().await;
    for path in ["/", "/api/v1/keys", "/api/nothing", "/healthz", "/V/ABC"] {
        let response = app.client.get(app.url(path)).send().await.unwrap();
        let header = |name: &str| {
            response
                .headers()
                .get(name)
                .unwrap_or_else(|| panic!("{name} at {path}"))
                .to_str()
                .unwrap()
                .to_owned()
        };
        let csp = header("content-security-policy");
        assert!(
            csp.contains("default-src 'none'")
                && csp.contains("'wasm-unsafe-eval'")
                && !csp.contains("unsafe-inline")
        );
        assert!(header("permissions-policy").contains("camera=(self)"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert!(header("strict-transport-security").starts_with("max-age="));
        assert!(header("x-request-id").len() > 9);
    }
}

#[tokio::test]
async fn over_plain_http_nothing_insists_on_https() {
    let app =
        TestApp::with(|config| config.public_url = Some("http://localhost:8080".parse().unwrap())).await;
    let response = app.client.get(app.url("/")).send().await.unwrap();
    assert!(!response.headers().contains_key("strict-transport-security"));
}

#[tokio::test]
async fn two_requests_have_two_ids() {
    let app = TestApp::new().await;
    let id = async || {
        let response = app.client.get(app.url("/healthz")).send().await.unwrap();
        response.headers()["x-request-id"].to_str().unwrap().to_owned()
    };
    assert_ne!(id().await, id().await);
}

#[tokio::test]
async fn whoever_sends_too_slowly_is_told_so() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let app = TestApp::with(|config| config.limits.request_s = 1).await;
    let mut slow = tokio::net::TcpStream::connect(app.server.address).await.unwrap();
    let head = "POST /api/v1/persons HTTP/1.1\r\nhost: venue.test\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";
    slow.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    slow.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8(answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    let body: Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    assert_eq!(body["type"], "urn:venue-code:problem:timeout");
}

#[tokio::test]
async fn past_a_client_s_bound_its_next_connection_is_closed_but_not_another_client_s_nor_a_proxy_s() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::{TcpSocket, TcpStream};
    let app = TestApp::with(|config| {
        config.limits.connections_per_client = 1;
        config.trusted_proxies = vec!["127.0.0.3/32".parse().unwrap()];
    })
    .await;
    let connect = async |from: &str| {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(format!("{from}:0").parse().unwrap()).unwrap();
        socket.connect(app.server.address).await.unwrap()
    };
    let is_served = async |connection: &mut TcpStream| {
        let asked = connection.write_all(b"GET /healthz HTTP/1.1\r\nhost: venue.test\r\n\r\n").await;
        asked.is_ok() && connection.read(&mut [0; 4096]).await.unwrap_or(0) > 0
    };
    let mut held = Vec::new();
    for from in ["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.3"] {
        held.push(connect(from).await);
        assert!(is_served(held.last_mut().unwrap()).await, "{from}");
    }
    assert!(!is_served(&mut connect("127.0.0.2").await).await);
    held.clear();
    let again = async || is_served(&mut connect("127.0.0.2").await).await;
    crate::support::eventually("the place is free again", again).await;
}

#[tokio::test]
async fn past_the_bound_a_new_connection_is_closed() {
    use tokio::io::AsyncReadExt as _;
    use tokio::net::TcpStream;
    let app = TestApp::with(|config| config.limits.connections = 1).await;
    let held = TcpStream::connect(app.server.address).await.unwrap();
    let mut one_more = TcpStream::connect(app.server.address).await.unwrap();
    assert_eq!(one_more.read(&mut [0]).await.unwrap_or(0), 0);
    drop(held);
    let served = async || app.client.get(app.url("/healthz")).send().await.is_ok();
    crate::support::eventually("the place is free again", served).await;
}
