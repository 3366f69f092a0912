//! What services must hold, with a fake browser and a fake server.

use venue_protocol::document::DocumentKind;
use venue_protocol::wire::check_ins::Means;
use venue_protocol::wire::persons::{CONSENT_VERSION, PersonRole};
use venue_protocol::wire::venues::{Direction, Gate};

use super::persons::NewPerson;
use super::visits::NewCheckIn;
use crate::state::profile::PersonId;
use crate::state::tests::samples::{token, venue};
use crate::state::visit::{ScannedCode, Status, VisitId};

mod delivery;
mod fakes;
mod lease;
mod model;
mod notices;
mod persons;
mod reports;
mod server;
mod storage;
mod transfer;
mod venues;
mod visits;

use fakes::Tab;

fn person(role: PersonRole, name: &str) -> NewPerson {
    NewPerson {
        document: DocumentKind::ResidentId,
        issuing_state: None,
        number: Some("220102190001010016".into()),
        name: name.into(),
        phone: Some("19900000000".into()),
        role,
        once: false,
        consent_version: CONSENT_VERSION,
    }
}

impl Tab {
    async fn register_visitor(&self) -> PersonId {
        self.services.register(&person(PersonRole::Visitor, "张三")).await.unwrap().id
    }

    async fn add_companion(&self, name: &str) -> PersonId {
        self.services.register(&person(PersonRole::Companion, name)).await.unwrap().id
    }

    /// Scans the code of this place and confirms an entry.
    fn check_in(&self, place: u8) -> VisitId {
        self.services.check_in(self.entry(place)).unwrap()
    }

    fn entry(&self, place: u8) -> NewCheckIn {
        NewCheckIn {
            code: ScannedCode { token: token(place, 1), means: Means::Camera, at: self.services.now() },
            venue: Some(venue(Gate::Both)),
            direction: Direction::Entry,
            stay: None,
        }
    }

    fn status(&self, id: VisitId) -> Status {
        self.state().history.visit(id).unwrap().status.clone()
    }
}
