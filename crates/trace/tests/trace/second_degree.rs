//! Contacts of contacts.

use std::collections::{BTreeMap, BTreeSet};

use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::Subject;
use venue_trace::Results;

use crate::support::browsers::results;
use crate::support::world::{World, document};

/// Named persons by their degree.
fn degrees(results: &Results) -> BTreeMap<Vec<u8>, u8> {
    results
        .persons
        .iter()
        .filter_map(|person| person.document().map(|document| (document.to_vec(), person.degree)))
        .collect()
}

/// Who met whom, both ways.
fn met(results: &Results) -> BTreeSet<(Option<Vec<u8>>, Option<Vec<u8>>)> {
    let who = |stay: usize| results.persons[results.stays[stay].person].document().map(<[u8]>::to_vec);
    let pairs = results.encounters.iter().map(|met| (who(met.subject.unwrap()), who(met.other)));
    pairs.flat_map(|(one, other)| [(one.clone(), other.clone()), (other, one)]).collect()
}

#[test]
fn contacts_of_contacts_join_the_case_with_their_degree() {
    let mut second = 0;
    for seed in 0..20 {
        let world = World::new(seed);
        let (_, first) = results(&world, &[0], Subject::Person);
        let contacts: Vec<usize> = degrees(&first)
            .iter()
            .filter(|(_, degree)| **degree == 1)
            .map(|(found, _)| (0..20).find(|person| document(*person) == **found).unwrap())
            .take(2)
            .collect();
        let Some(_) = contacts.first() else { continue };
        let (_, child) = results(&world, &contacts, Subject::Contacts { of: CaseId([5; 16]) });
        let mut joined = first.clone();
        joined.join(child.clone());
        let (before, after) = (degrees(&first), degrees(&joined));
        for (document, degree) in &after {
            match before.get(document) {
                Some(same) => assert_eq!(degree, same, "day {seed}"),
                None => {
                    assert_eq!(*degree, 2, "day {seed}");
                    second += 1;
                }
            }
        }
        let expected: BTreeSet<_> = met(&first).union(&met(&child)).cloned().collect();
        assert_eq!(met(&joined), expected, "day {seed}");
        // Once more changes nothing but the counts of what is sealed, of which there is nothing here.
        let once = joined.clone();
        joined.join(child);
        assert_eq!(joined, once, "day {seed}");
    }
    assert!(second > 5, "{second}");
}
