//! What operators and tools ask.

use reqwest::Method;
use serde_json::Value;

use crate::support::TestApp;

async fn document(app: &TestApp) -> Value {
    app.client.get(app.url("/api/openapi.json")).send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn it_is_healthy_while_it_can_read_its_database() {
    let app = TestApp::new().await;
    let response = app.client.get(app.url("/healthz")).send().await.unwrap();
    assert_eq!((response.status().as_u16(), response.text().await.unwrap().as_str()), (200, "ok\n"));
}

#[tokio::test]
async fn counts_are_told_at_an_address_of_their_own_only() {
    let app = TestApp::with(|config| config.metrics_listen = Some("127.0.0.1:0".parse().unwrap())).await;
    app.register().await;
    let address = app.server.metrics_address.unwrap();
    let get = async |url: String| app.client.get(url).send().await.unwrap();
    let answer = get(format!("http://{address}/metrics")).await;
    assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("application/openmetrics-text"));
    let text = answer.text().await.unwrap();
    assert!(text.contains("venue_answers_total{route=\"/api/v1/persons\",status=\"200\"} 1"), "{text}");
    assert_eq!(get(format!("http://{address}/healthz")).await.status(), 404);
    assert_eq!(app.client.get(app.url("/metrics")).send().await.unwrap().status(), 404);
    app.server.stop().await.unwrap();
    assert!(app.client.get(format!("http://{address}/metrics")).send().await.is_err());
}

#[tokio::test]
async fn without_the_setting_counts_are_told_nowhere() {
    let app = TestApp::new().await;
    assert_eq!(app.server.metrics_address, None);
}

#[tokio::test]
async fn the_description_is_openapi_3_1_and_knows_every_endpoint() {
    let app = TestApp::new().await;
    let document = document(&app).await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths: Vec<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    for path in [
        "/api/v1/check-ins",
        "/api/v1/check-ins/undo",
        "/api/v1/check-ins/word",
        "/api/v1/keys",
        "/api/v1/persons",
        "/api/v1/persons/keepsake",
        "/api/v1/persons/renew",
        "/api/v1/persons/withdraw",
        "/api/v1/transfers",
        "/api/v1/transfers/{id}/take",
        "/api/v1/venues/look-up",
        "/healthz",
    ] {
        assert!(paths.contains(&path), "{path}");
    }
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let text = document.to_string();
    for reference in text.split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(schemas.contains_key(name), "{name} is named but not described");
    }
}

#[tokio::test]
async fn every_endpoint_answers_garbage_with_a_problem_that_the_description_knows() {
    const GARBAGE: &[&str] = &[
        "",
        "null",
        "true",
        "0",
        "-1e999",
        "\"\"",
        "[]",
        "{}",
        "{\"a\":",
        "[[[[[[[[[[",
        "\u{feff}{}",
        "{\"\":\"\"}",
        "{\"secret\":\"\",\"scanned_at\":\"\"}",
        "{\"credential\":\"AAAA\"}",
        "{\"token\":\"\\u0000\"}",
        "{\"typed_code\":\"١٢٣\"}",
        "{\"ciphertext\":\"===\"}",
        "{\"credential\":1,\"credential\":2}",
    ];
    let app = TestApp::with(|config| {
        config.budgets.registrations_per_client = 10_000;
        config.budgets.transfers_per_client = 10_000;
        config.budgets.typed_codes_per_client = 10_000;
        config.budgets.reports_per_client = 10_000;
        config.budgets.reports = 10_000;
    })
    .await;
    let document = document(&app).await;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if operation.get("requestBody").is_none() {
                continue;
            }
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let url = app.url(&path.replace("{id}", "AAAA"));
            for body in GARBAGE {
                let request =
                    app.client.request(method.clone(), &url).header("content-type", "application/json");
                let response = request.body(*body).send().await.unwrap();
                let (status, kind) = crate::support::problem(response).await;
                assert!((400..500).contains(&status), "{method} {path} {body}: {status} {kind}");
                assert!(document.to_string().contains(&format!("urn:venue-code:problem:{kind}")));
            }
        }
    }
}
