//! Role x venue x endpoint over the whole description of the API: who reaches what, and that nothing else is told.

mod table;

use std::collections::BTreeSet;

use reqwest::header::CONTENT_TYPE;
use reqwest::{Method, Response};
use serde_json::Value;
use venue_protocol::id::PlaceId;
use venue_protocol::seal::roster::Role;
use venue_protocol::wire::accounts::{AccountRole, Right};

use crate::support::{Session, TestApp, problem};
use table::{FINDS_NOTHING, TABLE};

/// What an operation needs of its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// A session, also without the second factor that its role needs.
    Known,
    /// A session, with the second factor that its role needs.
    SignedIn,
    /// A reviewer.
    Reviewer,
    /// A reviewer or a tracer.
    Seeker,
    /// A technician; for everybody else there is nothing.
    Technician,
    /// A reviewer or an operator; to others there is no such thing.
    Steward,
    /// Staff or manager of the venue.
    Serve,
    /// Manager of the venue.
    Manage,
    /// Manager of the venue, or reviewer.
    Oversee,
    /// Staff or manager of the venue, or reviewer.
    Look,
    /// A reviewer, of a venue that there is.
    Review,
    /// A tracer or an approver; to everybody else it is not there.
    Authority,
    /// A tracer.
    Tracer,
    /// An approver.
    Approver,
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Caller {
    Nobody,
    Stranger,
    Staff,
    Manager,
    ManagerElsewhere,
    Reviewer,
    ReviewerOfNoVenue,
    ReviewerWithoutFactor,
    Other(AccountRole),
}

const CALLERS: [Caller; 12] = [
    Caller::Nobody,
    Caller::Stranger,
    Caller::Staff,
    Caller::Manager,
    Caller::ManagerElsewhere,
    Caller::Reviewer,
    Caller::ReviewerOfNoVenue,
    Caller::ReviewerWithoutFactor,
    Caller::Other(AccountRole::Technician),
    Caller::Other(AccountRole::Tracer),
    Caller::Other(AccountRole::Approver),
    Caller::Other(AccountRole::Operator),
];

/// What rights alone lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Reached,
    SignInNeeded,
    SecondFactorMissing,
    NotAllowed,
    NotFound,
}

fn expected(needs: Needs, caller: Caller) -> Outcome {
    use Caller::{Manager, Nobody, Reviewer, ReviewerOfNoVenue, ReviewerWithoutFactor, Staff};
    match (needs, caller) {
        (Needs::Nothing, _) => Outcome::Reached,
        (_, Nobody) => Outcome::SignInNeeded,
        (Needs::Known, _) => Outcome::Reached,
        (_, ReviewerWithoutFactor) => Outcome::SecondFactorMissing,
        (Needs::SignedIn, _) | (Needs::Reviewer, Reviewer | ReviewerOfNoVenue) => Outcome::Reached,
        (Needs::Seeker, Reviewer | ReviewerOfNoVenue | Caller::Other(AccountRole::Tracer)) => {
            Outcome::Reached
        }
        (Needs::Reviewer | Needs::Seeker, _) => Outcome::NotAllowed,
        (Needs::Authority | Needs::Tracer, Caller::Other(AccountRole::Tracer))
        | (Needs::Authority | Needs::Approver, Caller::Other(AccountRole::Approver)) => Outcome::Reached,
        (Needs::Authority | Needs::Tracer | Needs::Approver, _) => Outcome::NotFound,
        (Needs::Technician, Caller::Other(AccountRole::Technician)) => Outcome::Reached,
        (Needs::Technician, _) => Outcome::NotFound,
        (Needs::Steward, Reviewer | ReviewerOfNoVenue | Caller::Other(AccountRole::Operator)) => {
            Outcome::Reached
        }
        (Needs::Steward, _) => Outcome::NotFound,
        (Needs::Review, Manager) => Outcome::NotAllowed,
        (_, Manager)
        | (Needs::Serve | Needs::Look, Staff)
        | (Needs::Oversee | Needs::Look | Needs::Review, Reviewer) => Outcome::Reached,
        (_, Staff | Reviewer) => Outcome::NotAllowed,
        _ => Outcome::NotFound,
    }
}

/// An operation of the description.
struct Operation<'a> {
    name: String,
    method: Method,
    path: &'a str,
    /// The media type of the body that it takes.
    body: Option<&'a str>,
}

fn operations(document: &Value) -> Vec<Operation<'_>> {
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let method = method.to_uppercase();
            let body = operation["requestBody"]["content"].as_object();
            operations.push(Operation {
                name: format!("{method} {path}"),
                method: Method::from_bytes(method.as_bytes()).unwrap(),
                path,
                body: body.and_then(|content| content.keys().next()).map(String::as_str),
            });
        }
    }
    operations
}

async fn document(app: &TestApp) -> Value {
    app.client.get(app.url("/api/openapi.json")).send().await.unwrap().json().await.unwrap()
}

/// Who asks for which venue.
async fn cast(app: &TestApp, caller: Caller) -> (Session, PlaceId) {
    let (venue, _) = app.venue().await;
    let who = match caller {
        Caller::Nobody => Session::nobody(app),
        Caller::Stranger | Caller::Staff | Caller::Manager | Caller::ManagerElsewhere => {
            app.account(AccountRole::Manager).await
        }
        Caller::Reviewer | Caller::ReviewerOfNoVenue => app.account(AccountRole::Reviewer).await,
        Caller::ReviewerWithoutFactor => app.account_with(AccountRole::Reviewer, false).await,
        Caller::Other(AccountRole::Tracer) => app.member_of(Role::Tracer).await.session,
        Caller::Other(AccountRole::Approver) => app.member_of(Role::Approver).await.session,
        Caller::Other(role) => app.account(role).await,
    };
    match caller {
        Caller::Staff => app.member(venue, &who, Right::Staff).await,
        Caller::Manager => app.member(venue, &who, Right::Manager).await,
        Caller::ManagerElsewhere => app.member(app.venue().await.0, &who, Right::Manager).await,
        Caller::ReviewerOfNoVenue => return (who, PlaceId(app.random.bytes())),
        _ => {}
    }
    (who, venue)
}

/// The operation's path with the venue, and with ids that nothing has.
fn filled(path: &str, venue: PlaceId) -> String {
    let parts = path.split('/').map(|part| match part {
        "{venue}" => venue.to_string(),
        "{place}" => venue.to_string(),
        _ if part.starts_with('{') => "AAAAAAAAAAA".to_owned(),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

async fn outcome(operation: &Operation<'_>, response: Response) -> Outcome {
    let media_type = response.headers().get(CONTENT_TYPE).map(|value| value.to_str().unwrap().to_owned());
    if media_type.as_deref() != Some("application/problem+json") {
        assert!(response.status().is_success(), "{}: {}", operation.name, response.status());
        return Outcome::Reached;
    }
    match problem(response).await {
        (401, kind) if kind == "sign-in-needed" => Outcome::SignInNeeded,
        (403, kind) if kind == "second-factor-missing" => Outcome::SecondFactorMissing,
        (403, kind) if kind == "not-allowed" => Outcome::NotAllowed,
        (404, kind) if kind == "not-found" => Outcome::NotFound,
        (405, _) => panic!("{} is described and not there", operation.name),
        (500.., kind)
            if !["no-authority-keys", "no-reviewer-key", "no-technician-key"].contains(&kind.as_str()) =>
        {
            panic!("{}: {kind}", operation.name)
        }
        _ => Outcome::Reached,
    }
}

#[tokio::test]
async fn every_operation_is_reached_by_those_that_may_and_by_nobody_else() {
    let app = TestApp::new().await;
    let document = document(&app).await;
    let mut wrong = Vec::new();
    let mut company = Vec::new();
    for caller in CALLERS {
        company.push(cast(&app, caller).await);
    }
    for operation in operations(&document) {
        let Some((_, needs)) = TABLE.iter().find(|(name, _)| *name == operation.name) else {
            wrong.push(format!("{} has no line in the table", operation.name));
            continue;
        };
        let of_venue =
            matches!(needs, Needs::Serve | Needs::Manage | Needs::Oversee | Needs::Look | Needs::Review);
        assert_eq!(of_venue, operation.path.contains("{venue}"), "{}", operation.name);
        // What is looked for within the venue is not there: 404 is then the answer also to those that may.
        let finds_nothing = operation.path.replace("{venue}", "").replace("{place}", "").contains('{')
            || FINDS_NOTHING.contains(&operation.path);
        for (n, caller) in CALLERS.into_iter().enumerate() {
            let expected = expected(*needs, caller);
            // Whoever reaches it may change things, and is somebody new each time.
            let (who, venue) = if *needs != Needs::Nothing && expected == Outcome::Reached {
                cast(&app, caller).await
            } else {
                company[n].clone()
            };
            let path = filled(operation.path, venue);
            let request = match path.strip_prefix("/api/v1") {
                Some(path) => who.request(operation.method.clone(), path),
                None => app.client.request(operation.method.clone(), app.url(&path)),
            };
            let request = match operation.body {
                None => request,
                Some(media_type) => request.header(CONTENT_TYPE, media_type).body("{}"),
            };
            let outcome = outcome(&operation, request.send().await.unwrap()).await;
            let fits = outcome == expected
                || finds_nothing && expected == Outcome::Reached && outcome == Outcome::NotFound;
            if !fits {
                wrong.push(format!("{} by {caller:?}: {outcome:?}, not {expected:?}", operation.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn the_table_has_no_line_too_many() {
    let app = TestApp::new().await;
    let document = document(&app).await;
    let described: BTreeSet<String> =
        operations(&document).into_iter().map(|operation| operation.name).collect();
    for (name, _) in TABLE {
        assert!(described.contains(*name), "{name}");
    }
    for path in FINDS_NOTHING {
        assert!(described.iter().any(|name| name.ends_with(path)), "{path}");
    }
}

#[tokio::test]
async fn every_route_is_described() {
    let app = TestApp::new().await;
    let document = document(&app).await;
    let described: BTreeSet<&str> = operations(&document).iter().map(|operation| operation.path).collect();
    let routes = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/routes");
    let (mut found, mut wrong) = (0, Vec::new());
    for file in crate::support::files_below(&routes) {
        let source = std::fs::read_to_string(&file).unwrap();
        for call in source.split(".route(").skip(1) {
            let path = call.split('"').nth(1).unwrap();
            found += 1;
            // What only says that nothing is here, the counts of another listener, and the description itself.
            let plain = ["/api", "/api/", "/metrics", "/openapi.json"].contains(&path);
            if !plain && !described.contains(format!("/api/v1{path}").as_str()) && !described.contains(path) {
                wrong.push(path.to_owned());
            }
        }
    }
    assert!(found > 15 && wrong.is_empty(), "not described: {wrong:?}");
}
