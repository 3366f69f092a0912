//! `/api/v1/persons/keepsake`

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{TestApp, problem};

const PATH: &str = "/api/v1/persons/keepsake";

#[tokio::test]
async fn what_the_browser_keeps_comes_back_and_no_script_reads_it() {
    let app = TestApp::new().await;
    let kept = json!({ "credential": app.register().await, "label": "张* 🙂" });
    let response = app.send(Method::PUT, PATH, &kept).await;
    assert_eq!(response.status(), 204);
    let cookie = response.headers()["set-cookie"].to_str().unwrap().to_owned();
    let (pair, attributes) = cookie.split_once("; ").unwrap();
    assert!(pair.starts_with("__Secure-keepsake="));
    assert_eq!(
        attributes,
        "Max-Age=34560000; Path=/api/v1/persons/keepsake; Secure; HttpOnly; SameSite=Strict"
    );
    let shown = app.client.get(app.url(PATH)).header("cookie", format!("a=b; {pair}")).send().await.unwrap();
    assert_eq!(shown.json::<Value>().await.unwrap(), kept);
}

#[tokio::test]
async fn without_a_cookie_or_with_a_damaged_one_there_is_nothing() {
    let app = TestApp::new().await;
    for cookie in ["a=b", "__Secure-keepsake=", "__Secure-keepsake=AAAA.AAAA", "__Secure-keepsake=%00.;;;"] {
        let shown = app.client.get(app.url(PATH)).header("cookie", cookie).send().await.unwrap();
        assert_eq!(shown.status(), 204, "{cookie}");
    }
}

#[tokio::test]
async fn it_can_be_forgotten() {
    let app = TestApp::new().await;
    let response = app.client.delete(app.url(PATH)).send().await.unwrap();
    assert_eq!(response.status(), 204);
    assert!(response.headers()["set-cookie"].to_str().unwrap().starts_with("__Secure-keepsake=; Max-Age=0;"));
}

#[tokio::test]
async fn a_label_that_is_too_long_is_refused() {
    let app = TestApp::new().await;
    for label in ["张".repeat(41), "a\nb".to_owned()] {
        let body = json!({ "credential": app.register().await, "label": label });
        assert_eq!(problem(app.send(Method::PUT, PATH, &body).await).await, (422, "invalid".to_owned()));
    }
}
