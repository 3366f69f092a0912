//! The embedded site.

use crate::support::{TestApp, problem};

#[tokio::test]
async fn every_page_of_the_app_opens_by_its_address() {
    let app = TestApp::new().await;
    let page = async |path: &str| {
        let response = app.client.get(app.url(path)).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
        assert_eq!(response.headers()["cache-control"], "no-cache");
        response.text().await.unwrap()
    };
    let home = page("/").await;
    for path in ["/V/AEAW3PN3", "/v/abc", "/history", "/persons/new", "/index.html"] {
        if path == "/index.html" && home.contains("not built") {
            continue;
        }
        assert_eq!(page(path).await, home, "{path}");
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_is_not_the_home_page() {
    let app = TestApp::new().await;
    for path in
        ["/app-0123456789abcdef.js", "/favicon.gif", "/help/fr.html", "/../Cargo.toml", "/%2e%2e/secret.key"]
    {
        let response = app.client.get(app.url(path)).send().await.unwrap();
        assert_eq!(problem(response).await, (404, "not-found".to_owned()), "{path}");
    }
}
