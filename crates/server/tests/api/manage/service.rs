//! `GET /api/v1/service`

use venue_protocol::wire::manage::Service;

use crate::support::{Session, TestApp};

#[tokio::test]
async fn everybody_learns_the_divisions_and_hotlines() {
    let app = TestApp::new().await;
    let service: Service = Session::nobody(&app).read("/service").await;
    assert_eq!(service.divisions.len(), 11);
    assert_eq!((service.divisions[2].code.as_str(), service.divisions[2].zh.as_str()), ("220104", "朝阳区"));
    assert_eq!(service.hotlines, app.server.app.config.hotlines);
    assert_eq!(service.reviewer_key, None);
}
