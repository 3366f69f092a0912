//! "I was not there" (SEALING 6) in the tracer's browser: which stays it is about, and the mark of what was accepted.

use std::collections::HashSet;

use venue_protocol::seal::Pid;
use venue_protocol::seal::dispute::Disputed;

use crate::person::Told;
use crate::results::Results;
use crate::trace::Trace;

impl Trace {
    /// What was disputed with success: such stays carry [`Doubt::Disputed`](crate::confidence::Doubt::Disputed). Takes the
    /// place of what was told before.
    pub fn told_accepted(&mut self, accepted: impl IntoIterator<Item = Disputed>) {
        self.accepted = accepted.into_iter().collect();
    }

    /// The stays, by their numbers in the results, that a dispute is about: those of an event, or all stays of who was given
    /// the receipt. None if nobody can tell.
    pub fn disputed_stays(&self, results: &Results, about: Disputed) -> Vec<usize> {
        let pids: HashSet<&Pid> = self.told.keys().filter(|pid| self.token_of(pid) == Some(about)).collect();
        let is_named = |person: usize| {
            results
                .persons
                .get(person)
                .is_some_and(|person| person.pids.iter().any(|pid| pids.contains(&Pid::from(pid))))
        };
        let stays = results.stays.iter().enumerate().filter(|(_, stay)| {
            is_named(stay.person) || stay.signs.iter().any(|sign| sign.event.0 == about.0)
        });
        stays.map(|(number, _)| number).collect()
    }

    /// Whether a registration's owner says so, and the tracer agrees.
    pub(crate) fn is_disputed(&self, pid: &Pid) -> bool {
        !self.accepted.is_empty() && self.token_of(pid).is_some_and(|token| self.accepted.contains(&token))
    }

    /// By which the owner of a registration disputes being named in this case.
    fn token_of(&self, pid: &Pid) -> Option<Disputed> {
        match self.told.get(pid)? {
            Told::Identity(identity) => Some(Disputed(identity.receipt().dispute_token(self.case).hash().0)),
            Told::Destroyed | Told::Sealed => None,
        }
    }
}
