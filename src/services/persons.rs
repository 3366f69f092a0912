//! Registering, correcting and removing persons.

use venue_protocol::document::DocumentKind;
use venue_protocol::id::{Credential, ReceiptSecret};
use venue_protocol::mask::mask_name;
use venue_protocol::wire::persons::{PersonRole, RegisterPerson, Registered, Warning};

use super::Services;
use crate::api::{self, ApiError};
use crate::platform::locks::Guard;
use crate::platform::random::NoRandom;
use crate::state::profile::{MAX_COMPANIONS, PersonCard, PersonId, ProfileError};
use crate::state::visit::Status;

/// How often, and how long apart in milliseconds, the lock of the drain is asked for before a correction.
const LOCK_TRIES: u32 = 60;
const LOCK_PAUSE_MS: u32 = 250;

/// What the visitor fills in about a person. It is sent and forgotten; the device keeps a masked label.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as in RegisterPerson")]
pub struct NewPerson {
    pub document: DocumentKind,
    pub issuing_state: Option<String>,
    pub number: Option<String>,
    pub name: String,
    pub phone: Option<String>,
    pub role: PersonRole,
    /// A one-off guest.
    pub once: bool,
    pub consent_version: u16,
}

impl NewPerson {
    /// The message to the server; the form checks it with [`venue_protocol::person::Person::parse`], too.
    pub fn to_wire(&self, receipt_secret: ReceiptSecret, replaces: Option<Credential>) -> RegisterPerson {
        RegisterPerson {
            document: self.document,
            issuing_state: self.issuing_state.clone(),
            number: self.number.clone(),
            name: self.name.clone(),
            phone: self.phone.clone(),
            role: self.role,
            receipt_secret,
            consent_version: self.consent_version,
            replaces,
        }
    }
}

/// Who was registered, and what staff should check with their own eyes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCard {
    /// The person's local number.
    pub id: PersonId,
    /// Worth a look.
    pub warnings: Vec<Warning>,
}

/// Why a person was not registered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    /// The server did not do it, or was not reached.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The device keeps no more, or not this person.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// No secrets on this browser.
    #[error(transparent)]
    NoRandom(#[from] NoRandom),
}

impl Services {
    /// Registers a person. A visitor who is registered already is corrected.
    pub async fn register(&self, person: &NewPerson) -> Result<NewCard, RegisterError> {
        let profile = self.profile();
        match (person.role, profile.visitor) {
            (PersonRole::Visitor, Some(visitor)) => return self.correct(visitor.id, person).await,
            (PersonRole::Companion, _) if profile.companions.len() >= MAX_COMPANIONS => {
                return Err(ProfileError::Full.into());
            }
            _ => {}
        }
        let id = PersonId(self.random_number()?);
        let (card, warnings) = self.ask_for_card(id, person, None).await?;
        self.update_profile(|profile| {
            profile.kept &= card.role == PersonRole::Companion;
            profile.add(card)
        })?;
        self.kick();
        Ok(NewCard { id, warnings })
    }

    /// Registers a person of this device anew, with other details; the old registration is withdrawn in the same step.
    ///
    /// A check-in that may have reached the server has to be repeated as it was. So it is delivered before the old registration is
    /// withdrawn, or nothing is corrected; and while the lock of the drain is held no other is sent.
    pub async fn correct(&self, id: PersonId, person: &NewPerson) -> Result<NewCard, RegisterError> {
        let old = self.profile().person(id).cloned().ok_or(ProfileError::Unknown)?;
        let guard = self.lock().await?;
        let told = self.tell_check_ins(&guard).await;
        if self.is_tried_with(&old.credential) {
            told?;
        }
        guard.extend();
        let replaces = (!old.is_dead(self.now().day())).then(|| old.credential.clone());
        let asked = self.ask_for_card(id, person, replaces).await;
        if asked.is_err() {
            // The answer alone may be lost, and the old registration withdrawn: the next renewal finds out, so that nobody
            // learns of it at a door.
            self.update_profile(|profile| profile.doubt(std::slice::from_ref(&old.credential)));
        }
        let (card, warnings) = asked?;
        self.swap_in_waiting(&old.credential, &card.credential);
        self.update_profile(|profile| {
            profile.kept &= old.role == PersonRole::Companion;
            profile.correct(id, card)
        })?;
        drop(guard);
        self.kick();
        Ok(NewCard { id, warnings })
    }

    /// The lock of the drain; it is given back soon, unless the server is hard to reach.
    async fn lock(&self) -> Result<Guard, ApiError> {
        for _ in 0..LOCK_TRIES {
            if let Some(guard) = self.0.platform.lock.try_lock().await {
                return Ok(guard);
            }
            self.0.platform.clock.sleep(LOCK_PAUSE_MS).await;
        }
        Err(ApiError::Timeout)
    }

    /// Whether a check-in with this credential may have reached the server, and is not known to be registered.
    fn is_tried_with(&self, credential: &Credential) -> bool {
        let visits = self.0.shelf.visits();
        visits.iter().any(|visit| matches!(&visit.status, Status::Waiting(one) if one.tried && one.persons.contains(credential)))
    }

    /// Takes a person off the device and withdraws the registration, at once or when there is a network again.
    pub fn remove(&self, id: PersonId) -> Result<(), ProfileError> {
        let today = self.now().day();
        self.update_profile(|profile| {
            let withdraw = profile.person(id).is_some_and(|card| !card.is_dead(today));
            let card = profile.remove(id, withdraw)?;
            // The keepsake may be there even if its answer was lost.
            profile.kept |= card.role == PersonRole::Visitor;
            Ok(())
        })?;
        self.update_notices(|_| ());
        self.kick();
        Ok(())
    }

    /// Ticks or unticks an accompanying person as present.
    pub fn tick(&self, id: PersonId, here: bool) -> Result<(), ProfileError> {
        self.update_profile(|profile| profile.tick(id, here))
    }

    async fn ask_for_card(
        &self,
        id: PersonId,
        person: &NewPerson,
        replaces: Option<Credential>,
    ) -> Result<(PersonCard, Vec<Warning>), RegisterError> {
        let receipt_secret = ReceiptSecret(self.random()?);
        let message = person.to_wire(receipt_secret.clone(), replaces);
        let Registered { credential, renew_on, expires_on, warnings } =
            api::persons::register(&*self.0.platform.http, &message).await?;
        let card = PersonCard {
            id,
            credential,
            receipt_secret: Some(receipt_secret),
            label: mask_name(&person.name),
            document: Some(person.document),
            role: person.role,
            here: true,
            once: person.once,
            registered_on: self.now().day(),
            renew_on: Some(renew_on),
            expires_on: Some(expires_on),
            ended: None,
        };
        Ok((card, warnings))
    }

    /// A check-in that has not left the device is sent with the new credential, since the old one is withdrawn.
    fn swap_in_waiting(&self, old: &Credential, new: &Credential) {
        for visit in self.0.shelf.visits() {
            self.update_visit(visit.id, |visit| {
                if let Status::Waiting(delivery) = &mut visit.status
                    && !delivery.tried
                {
                    delivery.persons.iter_mut().filter(|one| *one == old).for_each(|one| *one = new.clone());
                }
            });
        }
    }
}
