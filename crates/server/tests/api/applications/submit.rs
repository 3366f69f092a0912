//! What is handed to the reviewers.

use serde_json::{Value, json};
use venue_protocol::id::ApplicantNumber;
use venue_protocol::seal::PrivateKey;
use venue_protocol::wire::accounts::AccountRole;
use venue_protocol::wire::applications::{Applicant, Review, Stage};

use crate::support::{TestApp, all_bytes, contains, form, good, problem};

#[tokio::test]
async fn every_gap_and_every_wrong_value_is_named() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let begun = manager.begin(&json!({})).await;
    let mut wrong = form(" ");
    wrong["applicant"]["organisation"]["credit_code"] = json!("91220100MA00000078");
    wrong["division"] = json!("110101");
    wrong["zones"] = json!([{ "name": "东门", "gate": "both" }, { "name": "东门", "gate": "both" }]);
    let path = format!("/applications/{}/submit", begun.venue);
    let response = manager.post(&path, &json!({ "version": 1, "form": wrong })).await;
    assert_eq!(response.status(), 422);
    let body: Value = response.json().await.unwrap();
    assert_eq!(
        body["form"],
        json!([
            { "field": "credit_code", "reason": "checksum" },
            { "field": "venue_name", "reason": "missing" },
            { "field": "division", "reason": "unknown" },
            { "field": "zones", "entry": 1, "reason": "conflict" },
        ])
    );
    let unchanged: venue_protocol::wire::applications::Application =
        manager.read(&format!("/applications/{}", begun.venue)).await;
    assert_eq!((unchanged.stage, unchanged.version), (Stage::Draft, 1));
}

#[tokio::test]
async fn names_with_markup_turned_letters_emoji_and_a_hundred_characters_reach_the_door_unchanged() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let hundred = "长".repeat(100);
    for name in ["<script>alert(1)</script>", "مطعم الشرق 南湖", "👩‍🍳 小馆 🥟", hundred.as_str()]
    {
        let venue = app.approved(&manager, &form(name)).await;
        let code = &venue.places[0].codes[0].typed_code;
        assert_eq!(app.typed(code).await.unwrap()["name"], name);
    }
    let begun = manager.begin(&json!({})).await;
    let path = format!("/applications/{}/submit", begun.venue);
    for name in ["店\u{202e}长", "店\u{200f}", "店\u{7}"] {
        let body = json!({ "version": 1, "form": form(name) });
        let problem: Value = manager.post(&path, &body).await.json().await.unwrap();
        assert_eq!(problem["form"], json!([{ "field": "venue_name", "reason": "characters" }]));
    }
}

#[tokio::test]
async fn a_persons_number_reaches_the_reviewers_and_stands_nowhere_else() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let begun = manager.begin(&json!({})).await;
    let mut by_person = form("南湖小馆");
    by_person["applicant"] = json!({ "person": { "name": "张三" } });
    let path = format!("/applications/{}/submit", begun.venue);
    let body = json!({ "version": 1, "form": by_person });
    assert_eq!(manager.refusal(&path, &body).await, (503, "no-reviewer-key".to_owned()));
    let mut random = app.random.clone();
    let key = PrivateKey::generate(&mut random);
    let mut writer = app.server.app.store.writer().await.unwrap();
    writer.begin().await.unwrap();
    writer.applications().set_reviewers(app.now(), &key.public()).await.unwrap();
    writer.commit().await.unwrap();
    app.refresh().await;
    let service: Value = manager.read("/service").await;
    let public = service["reviewer_key"].as_str().unwrap().parse().unwrap();
    let number = "22010219000101018X";
    // As typed into the wrong place by a broken program: neither a draft nor an application keeps it.
    by_person["applicant"]["person"]["sealed_number"] = json!(number);
    let draft = format!("/applications/{}", begun.venue);
    let body = json!({ "version": 1, "form": by_person });
    assert_eq!(problem(manager.put(&draft, &body).await).await.0, 422);
    assert_eq!(manager.refusal(&path, &body).await.0, 422);
    let sealed = ApplicantNumber::seal(number, begun.venue, &public, &mut random).unwrap();
    by_person["applicant"]["person"]["sealed_number"] = json!(sealed);
    manager.submit(&begun, &by_person).await;
    let reviewer = app.account(AccountRole::Reviewer).await;
    let review: Review = good(reviewer.get(&format!("/reviews/{}", begun.venue)).await).await;
    let Applicant::Person { sealed_number: Some(seen), .. } = &review.application.form.applicant else {
        panic!("{review:?}")
    };
    let seen: ApplicantNumber = seen.parse().unwrap();
    assert_eq!(seen.open(begun.venue, &key).unwrap().as_str(), number);
    let bytes = all_bytes(app.dir.path());
    assert!(!contains(&bytes, number.as_bytes()));
    assert!(contains(&bytes, sealed.to_string().as_bytes()));
}
