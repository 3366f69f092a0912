//! Contacts of contacts: the results of a child case join those of its parent.

use std::collections::BTreeMap;

use crate::confidence::{Doubt, confidence};
use crate::results::{Encounter, Person, Results, Stay};

impl Results {
    /// Takes the results of a case about contacts of this one. Persons are the same by document, or by registration where
    /// the identity is gone; a stay that both know is kept as the case knows it that could narrow it down more, and as
    /// disputed if either says so. Overlaps stay as their own case told them.
    pub fn join(&mut self, child: Self) {
        let persons: Vec<usize> =
            child.persons.into_iter().map(|person| self.person_number(person)).collect();
        let stays: Vec<usize> = child
            .stays
            .into_iter()
            .map(|stay| self.stay_number(Stay { person: persons[stay.person], ..stay }))
            .collect();
        for encounter in child.encounters {
            let (subject, other) = (encounter.subject.map(|n| stays[n]), stays[encounter.other]);
            let met = self.stays[other].person;
            if let Some(subject) = subject {
                let degree = self.persons[self.stays[subject].person].degree.saturating_add(1);
                self.persons[met].degree = self.persons[met].degree.min(degree);
            }
            let is_told = self.encounters.iter().any(|told| {
                (told.subject, told.other) == (subject, other)
                    || (told.subject, Some(told.other)) == (Some(other), subject)
            });
            if !is_told {
                self.encounters.push(Encounter { subject, other, ..encounter });
            }
        }
        for met in &mut self.encounters {
            if [met.subject, Some(met.other)].into_iter().flatten().any(|stay| self.stays[stay].is_disputed())
            {
                met.confidence = met.confidence.max(Doubt::Disputed.confidence());
            }
        }
        let mut places: BTreeMap<_, _> = child.places.into_iter().map(|place| (place.place, place)).collect();
        places.extend(self.places.drain(..).map(|place| (place.place, place)));
        self.places = places.into_values().collect();
        self.sealed.records += child.sealed.records;
        self.sealed.not_released += child.sealed.not_released;
        self.sealed.rows += child.sealed.rows;
        self.sealed.identities += child.sealed.identities;
    }

    fn person_number(&mut self, person: Person) -> usize {
        let is_same = |here: &Person| {
            (here.document().is_some() && here.document() == person.document())
                || here.pids.iter().any(|pid| person.pids.contains(pid))
        };
        if let Some(n) = self.persons.iter().position(is_same) {
            let here = &mut self.persons[n];
            here.pids
                .extend(person.pids.into_iter().filter(|pid| !here.pids.contains(pid)).collect::<Vec<_>>());
            return n;
        }
        // How far away it is comes from whom it met.
        let degree = if person.degree == 0 { 1 } else { u8::MAX };
        self.persons.push(Person { degree, ..person });
        self.persons.len() - 1
    }

    fn stay_number(&mut self, stay: Stay) -> usize {
        let longest = |stay: &Stay| stay.interval.end.latest - stay.interval.start.earliest;
        let is_same = |here: &Stay| here.person == stay.person && here.signs == stay.signs;
        match self.stays.iter().position(is_same) {
            Some(n) => {
                let here = &mut self.stays[n];
                let is_disputed = here.is_disputed() || stay.is_disputed();
                if longest(&stay) < longest(here) {
                    *here = stay;
                }
                if is_disputed && !here.is_disputed() {
                    here.doubts.push(Doubt::Disputed);
                    here.doubts.sort_unstable();
                    here.confidence = confidence(&here.doubts);
                }
                n
            }
            None => {
                self.stays.push(stay);
                self.stays.len() - 1
            }
        }
    }
}
