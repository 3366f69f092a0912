//! Precision and recall of track and contacts: exact, on generated days.

use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::Subject;
use venue_trace::SealedCounts;

use crate::support::browsers::{pids, results};
use crate::support::oracle::{told, truth};
use crate::support::world::World;

fn days_are_exact(seeds: std::ops::Range<u64>) {
    let (mut stays, mut met) = (0, 0);
    for seed in seeds {
        let world = World::new(seed);
        let (persons, subject) = match seed % 4 {
            0 => (vec![], Subject::Place { venue: world.places[0].venue }),
            1 => (vec![0, 3], Subject::Contacts { of: CaseId([9; 16]) }),
            _ => (vec![0], Subject::Person),
        };
        let (approved, results) = results(&world, &persons, subject);
        assert_eq!(
            approved.registrations.iter().sum::<u32>() as usize,
            pids(&world, &persons).len(),
            "day {seed}"
        );
        assert_eq!(approved.sealed, SealedCounts::default());
        assert_eq!(results.sealed, venue_trace::results::Sealed::default(), "day {seed}");
        let (told, truth) = (told(&results), truth(&world, &persons, subject));
        assert_eq!(told.track, truth.track, "track of day {seed}");
        assert_eq!(told.encounters, truth.encounters, "contacts of day {seed}");
        stays += truth.track.len();
        met += truth.encounters.len();
    }
    // Days on which nothing happens prove nothing.
    assert!(stays > 50 && met > 300, "{stays} stays, {met} encounters");
}

#[test]
fn track_and_contacts_of_200_days_are_exact_1_of_4() {
    days_are_exact(0..50);
}

#[test]
fn track_and_contacts_of_200_days_are_exact_2_of_4() {
    days_are_exact(50..100);
}

#[test]
fn track_and_contacts_of_200_days_are_exact_3_of_4() {
    days_are_exact(100..150);
}

#[test]
fn track_and_contacts_of_200_days_are_exact_4_of_4() {
    days_are_exact(150..200);
}
