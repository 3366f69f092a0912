use super::*;

const VENUE: PlaceId = PlaceId([1; 6]);
const GATE: PlaceId = PlaceId([2; 6]);
const NOW: Instant = Instant::from_millis(1_795_399_800_000);
const HOUR_MS: i64 = 3_600_000;

fn directory() -> Snapshot {
    use venue_protocol::wire::venues::Gate;
    let place = |id| crate::store::Place {
        id,
        venue: VENUE,
        name: "图书馆".to_owned(),
        zone: None,
        gate: Gate::Both,
        sensitive: false,
    };
    crate::store::Directory { places: vec![place(VENUE), place(GATE)], ..Default::default() }.into()
}

fn came(event: u8, direction: Direction, at: Instant) -> Came {
    Came {
        event: EventId([event; 16]),
        place: GATE,
        direction,
        occurred_at: at,
        received_at: at,
        persons: 2,
        label: Some("张*".to_owned()),
        by_staff: false,
    }
}

fn publish(live: &Live, now: Instant, came: Came) {
    live.publish(now, &directory(), vec![Happened::Came(came)]);
}

fn told(news: News) -> Vec<Told> {
    match news {
        News::Told(told) => told.into_iter().map(|(_, told)| told).collect(),
        News::Gap => panic!("a gap"),
    }
}

#[test]
fn who_came_twelve_hours_ago_is_taken_to_have_gone() {
    let live = Arc::new(Live::new(1));
    publish(&live, NOW, came(1, Direction::Entry, NOW));
    let mut listener = live.listen(VENUE, None).unwrap();
    assert_eq!(listener.scene(NOW.plus_millis(11 * HOUR_MS), &[]).headcount, 2);
    assert_eq!(listener.scene(NOW.plus_millis(12 * HOUR_MS), &[]).headcount, 0);
}

#[test]
fn more_exits_than_entries_are_nobody_at_the_venue_but_tell_so_of_the_gate() {
    let live = Arc::new(Live::new(1));
    publish(&live, NOW, came(1, Direction::Exit, NOW));
    let scene = live.listen(VENUE, None).unwrap().scene(NOW, &[VENUE, GATE]);
    assert_eq!(scene.headcount, 0);
    let count = |place, count| PlaceCount { place, count };
    assert_eq!(scene.places, [count(VENUE, 0), count(GATE, -2)]);
}

#[test]
fn after_two_minutes_no_label_is_remembered() {
    let live = Arc::new(Live::new(1));
    publish(&live, NOW, came(1, Direction::Entry, NOW));
    live.tend(NOW.plus_millis(119_000));
    assert!(format!("{live:?}").contains("张*"));
    live.tend(NOW.plus_millis(120_000));
    assert!(!format!("{live:?}").contains("张*"));
    // Who was told nothing since has a gap, and the persons are still there.
    let mut listener = live.listen(VENUE, Some(Mark { run: 1, n: 0 })).unwrap();
    assert_eq!(listener.news(), News::Gap);
    assert_eq!(listener.scene(NOW, &[]).headcount, 2);
}

#[test]
fn a_stream_goes_on_where_it_broke_off_and_begins_anew_after_a_restart() {
    let live = Arc::new(Live::new(7));
    publish(&live, NOW, came(1, Direction::Entry, NOW));
    let n = live.listen(VENUE, None).unwrap().scene(NOW, &[]).n;
    publish(&live, NOW, came(2, Direction::Entry, NOW));
    publish(&live, NOW, came(3, Direction::Exit, NOW));
    let news = told(live.listen(VENUE, Some(Mark { run: 7, n })).unwrap().news());
    let headcounts: Vec<_> = news
        .iter()
        .map(|told| match told {
            Told::Arrival(arrival) => arrival.headcount,
            Told::Undone(_) => panic!("{told:?}"),
        })
        .collect();
    assert_eq!(headcounts, [4, 2]);
    for mark in [Mark { run: 8, n }, Mark { run: 7, n: 1000 }] {
        assert_eq!(live.listen(VENUE, Some(mark)).unwrap().news(), News::Gap);
    }
}

#[test]
fn while_an_arrival_is_not_told_its_headcount_is_not_either() {
    let live = Arc::new(Live::new(1));
    let mut listener = live.listen(VENUE, None).unwrap();
    assert_eq!(listener.headcount(NOW), None);
    listener.scene(NOW, &[]);
    assert_eq!(listener.headcount(NOW), Some(0));
    publish(&live, NOW, came(1, Direction::Entry, NOW));
    assert_eq!(listener.headcount(NOW), None);
    assert_eq!(told(listener.news()).len(), 1);
    assert_eq!(listener.headcount(NOW), Some(2));
}

#[test]
fn who_falls_behind_is_told_the_state_and_memory_stays_bounded() {
    let live = Arc::new(Live::new(1));
    let mut listener = live.listen(VENUE, None).unwrap();
    listener.scene(NOW, &[]);
    for _ in 0..300 {
        publish(&live, NOW, came(1, Direction::Entry, NOW));
    }
    assert_eq!(listener.news(), News::Gap);
    let scene = listener.scene(NOW, &[]);
    assert_eq!((scene.headcount, scene.arrivals.len()), (600, 256));
    assert_eq!(told(listener.news()), []);
}

#[test]
fn what_is_taken_back_loses_its_label_and_is_not_told_to_who_comes_later() {
    let live = Arc::new(Live::new(1));
    let mut listener = live.listen(VENUE, None).unwrap();
    listener.scene(NOW, &[]);
    publish(&live, NOW, came(1, Direction::Entry, NOW));
    let event = EventId([1; 16]);
    let gone = Gone { event, place: GATE, direction: Direction::Entry, minute: NOW.minute(), persons: 2 };
    live.publish(NOW, &directory(), vec![Happened::Undone(gone)]);
    let [Told::Arrival(arrival), Told::Undone(undone)] = &*told(listener.news()) else { panic!() };
    assert_eq!((arrival.label.as_deref(), undone.n, undone.headcount), (None, arrival.n, 0));
    assert!(live.listen(VENUE, None).unwrap().scene(NOW, &[]).arrivals.is_empty());
}

#[test]
fn who_comes_an_hour_late_is_counted_but_did_not_just_come() {
    let live = Arc::new(Live::new(1));
    let mut listener = live.listen(VENUE, None).unwrap();
    listener.scene(NOW, &[]);
    let late = Came { occurred_at: NOW.plus_millis(-HOUR_MS), ..came(1, Direction::Entry, NOW) };
    publish(&live, NOW, late);
    assert_eq!(listener.news(), News::Gap);
    let scene = listener.scene(NOW, &[]);
    assert_eq!((scene.headcount, scene.arrivals.len()), (2, 0));
}

#[test]
fn listeners_are_bounded_and_a_stopping_server_lets_them_go() {
    let live = Arc::new(Live::new(1));
    let mut listeners: Vec<_> = (0..MOST_OF_ONE).map(|_| live.listen(VENUE, None).unwrap()).collect();
    assert_eq!(live.listen(VENUE, None).unwrap_err(), Full);
    listeners.pop();
    let mut last = live.listen(VENUE, None).unwrap();
    live.close();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert_eq!(runtime.block_on(last.woken()), Woken::Closed);
    assert_eq!(live.listen(GATE, None).unwrap_err(), Full);
}
