//! What must come out, worked out from the plain events as naively as possible: it walks the window step by step and asks at
//! each moment who may have been where.

use std::collections::{BTreeMap, BTreeSet};

use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::wire::cases::{AROUND_MINUTES, Subject};
use venue_protocol::wire::venues::Direction;
use venue_trace::Results;
use venue_trace::person::Who;

use super::world::{Event, STEP, World, document};

const REACH: u32 = AROUND_MINUTES * 60;

/// Somebody: by document, or by the registrations if their identity is gone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Document(Vec<u8>),
    Pids(Vec<[u8; 16]>),
}

/// A stay: whose, and its check-ins in order.
pub type StayKey = (Key, Vec<EventId>);

/// Minutes at least and at most, and those in the same zone; whether they came along.
pub type Met = (u32, u32, Option<(u32, u32)>, bool);

#[derive(Debug, PartialEq, Eq)]
pub struct Truth {
    /// Of the case's persons, with the minutes within the window.
    pub track: BTreeMap<StayKey, (u32, u32)>,
    pub encounters: BTreeMap<(Option<StayKey>, StayKey), Met>,
}

/// A stay, with a yes or no for each moment of the window.
struct Stay {
    key: StayKey,
    group: usize,
    is_subject: bool,
    venue: PlaceId,
    moments: Moments,
    by_place: BTreeMap<PlaceId, Moments>,
}

/// For each step of the window: whether somebody was there for sure or perhaps during the step from here to the next, and
/// whether perhaps at this very moment.
#[derive(Clone)]
struct Moments {
    surely: Vec<bool>,
    perhaps: Vec<bool>,
    at: Vec<bool>,
}

pub fn truth(world: &World, persons: &[usize], subject: Subject) -> Truth {
    let visible = visible(world, persons, subject);
    let is_subject = |registration: usize| {
        !matches!(subject, Subject::Place { .. })
            && persons.contains(&world.registrations[registration].person)
    };
    let seen: BTreeSet<usize> = visible.iter().flat_map(|event| event.who.iter().copied()).collect();
    // First everybody alone: who is concerned, and so is named?
    let alone: Vec<Vec<usize>> = seen.iter().map(|registration| vec![*registration]).collect();
    let stays = all_stays(world, &visible, &alone, is_subject);
    let met = encounters(&stays, subject);
    let named: BTreeSet<usize> = seen
        .iter()
        .copied()
        .filter(|registration| {
            is_subject(*registration) || met.iter().any(|(_, other, _)| stays[*other].group == *registration)
        })
        .filter(|registration| !world.registrations[*registration].destroyed)
        .collect();
    // Then with the registrations of one document together.
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for registration in seen {
        let person = world.registrations[registration].person;
        let same = |group: &&mut Vec<usize>| {
            named.contains(&group[0]) && world.registrations[group[0]].person == person
        };
        match groups.iter_mut().find(same) {
            Some(group) if named.contains(&registration) => group.push(registration),
            _ => groups.push(vec![registration]),
        }
    }
    let mut stays = all_stays(world, &visible, &groups, is_subject);
    for stay in &mut stays {
        let group = groups.iter().find(|group| group[0] == stay.group).unwrap();
        stay.key.0 = if named.contains(&group[0]) {
            Key::Document(document(world.registrations[group[0]].person))
        } else {
            Key::Pids(group.iter().map(|registration| world.registrations[*registration].pid.0).collect())
        };
    }
    let met = encounters(&stays, subject);
    let track = stays.iter().filter(|stay| stay.is_subject && stay.moments.at.contains(&true));
    Truth {
        track: track.map(|stay| (stay.key.clone(), minutes(&stay.moments, &stay.moments))).collect(),
        encounters: met
            .into_iter()
            .map(|(subject, other, met)| {
                ((subject.map(|n| stays[n].key.clone()), stays[other].key.clone()), met)
            })
            .collect(),
    }
}

/// The events whose rows the server may serve.
fn visible<'a>(world: &'a World, persons: &[usize], subject: Subject) -> Vec<&'a Event> {
    let (from, to) = (world.window.from - AROUND_MINUTES, world.window.to + AROUND_MINUTES);
    let there: Vec<&Event> =
        world.events.iter().filter(|event| !event.undone && (from..=to).contains(&(event.at / 60))).collect();
    let of_subject = |event: &Event| {
        event.who.iter().any(|registration| persons.contains(&world.registrations[*registration].person))
    };
    let near = |event: &&&Event| match subject {
        Subject::Place { venue } => world.venue_of(event.place) == venue,
        _ => there.iter().any(|track| {
            of_subject(track)
                && world.venue_of(track.place) == world.venue_of(event.place)
                && (track.at / 60).abs_diff(event.at / 60) <= AROUND_MINUTES
        }),
    };
    there.iter().filter(near).copied().collect()
}

fn all_stays(
    world: &World,
    visible: &[&Event],
    groups: &[Vec<usize>],
    is_subject: impl Fn(usize) -> bool,
) -> Vec<Stay> {
    let mut all = Vec::new();
    for group in groups {
        // Two registrations of one person may stand in one check-in, which counts once.
        let is_of = |event: &&&Event| group.iter().any(|member| event.who.contains(member));
        let mut signs: Vec<&Event> = visible.iter().filter(is_of).copied().collect();
        signs.sort_by_key(|event| (event.at, event.direction == Direction::Exit, event.id));
        let goes_on = |n: usize| {
            let Some(before) = n.checked_sub(1).map(|n| signs[n]) else { return false };
            let same_venue = world.venue_of(before.place) == world.venue_of(signs[n].place);
            let gap = signs[n].at - before.at;
            same_venue
                && before.direction == Direction::Entry
                && match signs[n].direction {
                    Direction::Exit => gap <= 2 * REACH,
                    Direction::Entry => gap <= REACH && before.place != signs[n].place,
                }
        };
        let mut first = 0;
        while first < signs.len() {
            let mut after = first + 1;
            while after < signs.len() && goes_on(after) {
                after += 1;
            }
            let before = first.checked_sub(1).map(|n| signs[n].at);
            let next = signs.get(after).map(|event| event.at);
            let run = &signs[first..after];
            let (key, is_subject) = (Key::Pids(Vec::new()), group.iter().any(|member| is_subject(*member)));
            all.push(Stay {
                key: (key, run.iter().map(|event| event.id).collect()),
                group: group[0],
                is_subject,
                venue: world.venue_of(run[0].place),
                moments: moments(world, run, before, next, None),
                by_place: run
                    .iter()
                    .map(|event| (event.place, moments(world, run, before, next, Some(event.place))))
                    .collect(),
            });
            first = after;
        }
    }
    all
}

/// The window, moment by moment.
fn moments(
    world: &World,
    run: &[&Event],
    before: Option<u32>,
    next: Option<u32>,
    place: Option<PlaceId>,
) -> Moments {
    let first = world.window.from * 60;
    let steps = (world.window.to + 1 - world.window.from) * 60 / STEP;
    let mut moments = Moments { surely: Vec::new(), perhaps: Vec::new(), at: Vec::new() };
    for step in 0..=steps {
        let now = first + step * STEP;
        let here = |event: &Event| place.is_none_or(|place| event.place == place);
        // The stretches between two signs, before the first and after the last: begin, end, surely, perhaps.
        let mut stretches: Vec<(u32, u32, bool, bool)> = Vec::new();
        for pair in run.windows(2) {
            let (entry, then) = (pair[0], pair[1]);
            let leaves_here = then.direction == Direction::Exit && here(then);
            let surely = place.is_none() || here(entry) && leaves_here;
            stretches.push((entry.at, then.at, surely, here(entry) || leaves_here));
        }
        let (head, tail) = (run[0], run[run.len() - 1]);
        if head.direction == Direction::Exit && here(head) {
            stretches.push((before.unwrap_or(0).max(head.at - REACH), head.at, false, true));
        }
        if tail.direction == Direction::Entry && here(tail) {
            let end = next.unwrap_or(u32::MAX).min(tail.at + REACH);
            let stated = tail.planned.map_or(tail.at, |minutes| (tail.at + u32::from(minutes) * 60).min(end));
            stretches.push((tail.at, stated, true, true));
            stretches.push((stated, end, false, true));
        }
        let during = |stretch: &&(u32, u32, bool, bool)| stretch.0 <= now && now + STEP <= stretch.1;
        moments.surely.push(stretches.iter().filter(during).any(|stretch| stretch.2));
        moments.perhaps.push(stretches.iter().filter(during).any(|stretch| stretch.3));
        moments.at.push(stretches.iter().any(|stretch| stretch.3 && stretch.0 <= now && now <= stretch.1));
    }
    // What lies behind the last moment is no part of the window.
    moments.surely.pop();
    moments.perhaps.pop();
    moments
}

fn both(one: &[bool], other: &[bool]) -> u32 {
    one.iter().zip(other).filter(|(one, other)| **one && **other).count() as u32
}

fn touch(one: &Moments, other: &Moments) -> bool {
    both(&one.at, &other.at) > 0
}

/// Whole minutes at least, begun ones at most.
fn minutes(one: &Moments, other: &Moments) -> (u32, u32) {
    let (surely, perhaps) = (both(&one.surely, &other.surely), both(&one.perhaps, &other.perhaps));
    (surely * STEP / 60, (perhaps * STEP).div_ceil(60))
}

fn encounters(stays: &[Stay], subject: Subject) -> Vec<(Option<usize>, usize, Met)> {
    let mut met = Vec::new();
    if let Subject::Place { venue } = subject {
        for (n, stay) in stays.iter().enumerate() {
            if stay.venue == venue && stay.moments.at.contains(&true) {
                let (best, worst) = minutes(&stay.moments, &stay.moments);
                met.push((None, n, (best, worst, None, false)));
            }
        }
    }
    for (n, stay) in stays.iter().enumerate().filter(|(_, stay)| stay.is_subject) {
        for (m, other) in stays.iter().enumerate() {
            if stay.group == other.group || stay.venue != other.venue || !touch(&stay.moments, &other.moments)
            {
                continue;
            }
            let (best, worst) = minutes(&stay.moments, &other.moments);
            let mut same: Option<(u32, u32)> = None;
            for (place, here) in &stay.by_place {
                if let Some(there) = other.by_place.get(place)
                    && touch(here, there)
                {
                    let sum = same.get_or_insert((0, 0));
                    sum.0 += both(&here.surely, &there.surely) * STEP;
                    sum.1 += both(&here.perhaps, &there.perhaps) * STEP;
                }
            }
            let same = same.map(|(best, worst)| (best / 60, worst.div_ceil(60)));
            let came_along = stay.key.1.iter().any(|event| other.key.1.contains(event));
            met.push((Some(n), m, (best, worst, same, came_along)));
        }
    }
    met
}

/// The engine's results in the oracle's words; a meeting of two persons of the case is told from both sides.
pub fn told(results: &Results) -> Truth {
    let key = |n: usize| {
        let stay = &results.stays[n];
        let person = &results.persons[stay.person];
        let who = match &person.who {
            Who::Known { document, .. } => Key::Document(document.0.clone()),
            Who::Destroyed | Who::Sealed | Who::NotAsked => {
                Key::Pids(person.pids.iter().map(|pid| pid.0).collect())
            }
        };
        (who, stay.signs.iter().map(|sign| sign.event).collect())
    };
    let mut encounters = BTreeMap::new();
    for met in &results.encounters {
        let same = met.same_place.map(|same| (same.best, same.worst));
        let told = (met.overlap.best, met.overlap.worst, same, met.came_along);
        let (subject, other) = (met.subject.map(key), key(met.other));
        if results.persons[results.stays[met.other].person].degree == 0 {
            encounters.insert((Some(other.clone()), subject.clone().unwrap()), told);
        }
        assert_eq!(encounters.insert((subject, other), told), None, "told twice");
    }
    let mut track = BTreeMap::new();
    for (n, stay) in results.stays.iter().enumerate() {
        if results.persons[stay.person].degree == 0 {
            let within = stay.within(results.window);
            track.insert(key(n), (within.best, within.worst));
        }
    }
    Truth { track, encounters }
}
