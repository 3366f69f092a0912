//! `GET /api/v1/venues/{venue}/live`

use std::time::Duration;

use reqwest::{Method, Response};
use serde_json::{Value, json};
use tokio::time::timeout;
use venue_protocol::id::PlaceId;
use venue_protocol::wire::accounts::Right;
use venue_protocol::wire::check_ins::CheckInResult;
use venue_protocol::wire::live::LiveState;

use crate::support::{Desk, TestApp, all_bytes, canary, check_in, contains, form, guest, problem};

/// One event of a stream.
#[derive(Debug)]
struct Event {
    name: String,
    id: String,
    data: Value,
}

/// A stream as a browser reads it.
struct Stream {
    response: Response,
    buffer: String,
}

impl Stream {
    async fn open(desk: &Desk, last: Option<&str>) -> Self {
        let mut request = desk.staff.request(Method::GET, &format!("/venues/{}/live", desk.venue));
        if let Some(last) = last {
            request = request.header("Last-Event-ID", last);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["x-accel-buffering"], "no");
        Self { response, buffer: String::new() }
    }

    /// The next event with data; `None` at the end.
    async fn next(&mut self) -> Option<Event> {
        loop {
            while let Some((block, rest)) = self.buffer.split_once("\n\n") {
                let field = |name: &str| {
                    let lines = block.lines().filter_map(|line| line.split_once(": "));
                    lines.filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).next()
                };
                let event = field("data").map(|data| Event {
                    name: field("event").unwrap(),
                    id: field("id").unwrap_or_default(),
                    data: serde_json::from_str(&data).unwrap(),
                });
                self.buffer = rest.to_owned();
                if event.is_some() {
                    return event;
                }
            }
            let chunk = timeout(Duration::from_secs(30), self.response.chunk()).await.unwrap();
            self.buffer.push_str(std::str::from_utf8(&chunk.ok().flatten()?).unwrap());
        }
    }

    async fn expect(&mut self, name: &str) -> Event {
        let event = self.next().await.unwrap();
        assert_eq!(event.name, name, "{event:?}");
        event
    }
}

fn labelled(mut check_in: Value, label: &str) -> Value {
    check_in["label"] = json!(label);
    check_in
}

#[tokio::test]
async fn who_comes_is_told_with_the_label_of_the_pass_and_the_words_are_those_of_the_pass() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let mut stream = Stream::open(&desk, None).await;
    let state: LiveState = serde_json::from_value(stream.expect("state").await.data).unwrap();
    assert_eq!((state.headcount, state.arrivals.len(), state.places.len()), (0, 0, 1));
    let (one, other) = (app.register().await, app.register().await);
    let body = labelled(check_in(&desk.token, app.now(), &[&one, &other]), "张*");
    let results = app.check_in(std::slice::from_ref(&body)).await.results;
    let CheckInResult::Registered(receipt) = &results[0] else { panic!() };
    assert_eq!(receipt.words, state.words);
    let arrival = stream.expect("arrival").await.data;
    let said = |field: &str| arrival[field].clone();
    assert_eq!((said("label"), said("persons"), said("headcount")), (json!("张*"), json!(2), json!(2)));
    assert_eq!((said("by_staff"), said("place")), (json!(false), json!(desk.venue)));
    // A repetition is no second arrival: the next one told is the guest's.
    app.check_in(&[body]).await;
    let receipt = desk.receipt(&desk.person(&app, &guest(&canary()))).await;
    let arrival = stream.expect("arrival").await.data;
    assert_eq!((arrival["label"].as_str(), &arrival["by_staff"]), (receipt.label.as_deref(), &json!(true)));
    assert_eq!(arrival["headcount"], 3);
}

#[tokio::test]
async fn a_whole_name_that_a_device_sends_is_not_shown_and_no_label_is_stored() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let mut stream = Stream::open(&desk, None).await;
    stream.expect("state").await;
    let credential = app.register().await;
    let label = format!("{}*", canary().name.chars().next().unwrap());
    for (sent, shown) in [("张三", None), ("\u{202e}*", None), (label.as_str(), Some(label.as_str()))] {
        app.check_in(&[labelled(check_in(&desk.token, app.now(), &[&credential]), sent)]).await;
        assert_eq!(stream.expect("arrival").await.data["label"].as_str(), shown);
    }
    assert!(!contains(&all_bytes(app.dir.path()), label.as_bytes()));
}

#[tokio::test]
async fn an_undo_takes_the_persons_back() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let mut stream = Stream::open(&desk, None).await;
    stream.expect("state").await;
    let (one, other) = (app.register().await, app.register().await);
    let body = check_in(&desk.token, app.now(), &[&one, &other]);
    app.check_in(std::slice::from_ref(&body)).await;
    let arrival = stream.expect("arrival").await.data;
    let undo = json!({ "secret": body["secret"], "scanned_at": body["scanned_at"] });
    for _ in 0..2 {
        assert_eq!(app.post("/api/v1/check-ins/undo", &undo).await.status(), 204);
    }
    let undone =
        json!({ "n": arrival["n"], "place": desk.venue, "direction": "entry", "persons": 2, "headcount": 0 });
    assert_eq!(stream.expect("undone").await.data, undone);
}

#[tokio::test]
async fn the_headcount_is_there_after_a_restart_and_an_undo_is_taken_off_it() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let (one, other) = (app.register().await, app.register().await);
    let old = check_in(&desk.token, app.now(), &[&one]);
    app.check_in(&[old]).await;
    app.clock.advance_s(11 * 3600);
    let together = check_in(&desk.token, app.now(), &[&one, &other]);
    let mut exit = check_in(&desk.token, app.now(), &[&one]);
    exit["direction"] = json!("exit");
    app.check_in(&[together.clone(), exit]).await;
    let app = app.restarted().await;
    let desk = Desk { staff: desk.staff.back(&app), ..desk };
    let mut stream = Stream::open(&desk, None).await;
    assert_eq!(stream.expect("state").await.data["headcount"], 2);
    let undo = json!({ "secret": together["secret"], "scanned_at": together["scanned_at"] });
    assert_eq!(app.post("/api/v1/check-ins/undo", &undo).await.status(), 204);
    // The arrival is not in memory any more: the state is told anew.
    assert_eq!(stream.expect("state").await.data["headcount"], 0);
}

#[tokio::test]
async fn a_stream_that_broke_off_goes_on_where_it_was() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let credential = app.register().await;
    let come = async || app.check_in(&[check_in(&desk.token, app.now(), &[&credential])]).await;
    let mut stream = Stream::open(&desk, None).await;
    stream.expect("state").await;
    come().await;
    let seen = stream.expect("arrival").await;
    drop(stream);
    come().await;
    come().await;
    let mut stream = Stream::open(&desk, Some(&seen.id)).await;
    for n in [2, 3] {
        assert_eq!(stream.expect("arrival").await.data["n"], n);
    }
    stream.expect("words").await;
    // After two minutes nothing of it is in memory: the state is told anew.
    drop(stream);
    app.clock.advance_s(120);
    app.server.app.live.tend(app.now());
    let mut stream = Stream::open(&desk, Some(&seen.id)).await;
    let state = stream.expect("state").await.data;
    assert_eq!((&state["headcount"], &state["arrivals"]), (&json!(3), &json!([])));
}

#[tokio::test]
async fn the_words_change_with_their_step() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let mut stream = Stream::open(&desk, None).await;
    let before = stream.expect("state").await.data["words"].clone();
    app.clock.advance_s(300);
    // The first look at the clock is a step, too, if the stream began before it.
    loop {
        let words = stream.expect("words").await.data["words"].clone();
        if words[0] == before[1] {
            break;
        }
        assert_eq!(words, before);
    }
}

#[tokio::test]
async fn a_stopping_server_ends_its_streams_and_does_not_wait_for_them() {
    let app = TestApp::with(|config| config.limits.stop_s = 60).await;
    let desk = Desk::new(&app).await;
    let mut stream = Stream::open(&desk, None).await;
    stream.expect("state").await;
    let TestApp { server, dir, .. } = app;
    timeout(Duration::from_secs(20), server.stop()).await.unwrap().unwrap();
    assert!(stream.next().await.is_none_or(|event| event.name == "words"));
    drop(dir);
}

#[tokio::test]
async fn a_venue_that_is_only_applied_for_has_no_ticker() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let venue = PlaceId([9; 6]);
    app.member(venue, &desk.staff, Right::Manager).await;
    for path in ["live", "counts?from=2026-11-23&to=2026-11-23"] {
        let refused = desk.staff.get(&format!("/venues/{venue}/{path}")).await;
        assert_eq!(problem(refused).await, (409, "not-approved".to_owned()));
    }
}

#[tokio::test]
async fn a_zone_that_was_removed_is_not_among_the_places() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    let mut change = json!(venue.form);
    change["zones"] = json!([]);
    manager.change(&app, venue.venue, &change).await;
    let desk = Desk { staff: manager, venue: venue.venue, token: String::new() };
    let state = Stream::open(&desk, None).await.expect("state").await;
    let state: LiveState = serde_json::from_value(state.data).unwrap();
    assert_eq!(state.places.iter().map(|place| place.place).collect::<Vec<_>>(), [venue.venue]);
}
