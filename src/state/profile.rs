//! Who is registered on this device: the visitor and those who come along.

use serde::{Deserialize, Serialize};
use venue_protocol::document::DocumentKind;
use venue_protocol::id::{Credential, ReceiptSecret};
use venue_protocol::instant::Day;
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::check_ins::MAX_PERSONS;
use venue_protocol::wire::persons::{PersonRole, Registered};

use super::stored::{Kept, Stored};

/// At most so many accompanying persons can be present at one check-in (F6).
pub const MAX_PRESENT: usize = MAX_PERSONS - 1;
/// At most so many accompanying persons are kept on the device.
pub const MAX_COMPANIONS: usize = 40;
/// At most so many dropped guests are kept, the latest.
const MAX_FORMER: usize = 500;
/// The longest masked label, in characters (as in [`venue_protocol::wire::persons::Keepsake`]).
pub const MAX_LABEL: usize = 40;

/// A person's local number: drawn by this device, shown in its own addresses, never sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonId(pub u32);

/// What the device keeps of a registered person. Never a number, a phone or a whole name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonCard {
    /// The local number.
    pub id: PersonId,
    /// Checks in and withdraws; reads nothing (SEALING 5).
    pub credential: Credential,
    /// `r` of SEALING 4; not known for a registration that came back from the keepsake.
    #[serde(default)]
    pub receipt_secret: Option<ReceiptSecret>,
    /// The masked name, such as `张*`.
    pub label: String,
    /// Which kind of document the person was registered with; not known after a keepsake.
    #[serde(default)]
    pub document: Option<DocumentKind>,
    /// Whether this is the device's owner.
    pub role: PersonRole,
    /// Ticked as present today. Always so for the visitor.
    #[serde(default)]
    pub here: bool,
    /// A one-off guest: unticked by the next check-in, and dropped from the device when that visit is over.
    #[serde(default)]
    pub once: bool,
    /// When the person was registered or corrected.
    pub registered_on: Day,
    /// From the day after this one the credential should be renewed; not known after a keepsake, or when it is in doubt.
    #[serde(default)]
    pub renew_on: Option<Day>,
    /// The last day of the credential; not known after a keepsake.
    #[serde(default)]
    pub expires_on: Option<Day>,
    /// Why the server no longer takes this registration: the person has to register again.
    #[serde(default)]
    pub ended: Option<ProblemType>,
}

impl PersonCard {
    /// Whether the credential can no longer check in.
    pub fn is_dead(&self, today: Day) -> bool {
        self.ended.is_some() || self.expires_on.is_some_and(|last| today > last)
    }

    /// Whether it is time to renew the credential.
    pub fn wants_renewal(&self, today: Day) -> bool {
        !self.is_dead(today) && self.renew_on.is_none_or(|day| today > day)
    }

    /// Takes the server's answer to a renewal.
    pub fn renewed(&mut self, answer: &Registered) {
        self.credential = answer.credential.clone();
        self.renew_on = Some(answer.renew_on);
        self.expires_on = Some(answer.expires_on);
        self.ended = None;
    }

    fn is_sound(&self) -> bool {
        !self.label.is_empty() && self.label.chars().count() <= MAX_LABEL
    }
}

/// A one-off guest whose visits are over: by the secret the device still finds out whether the guest was traced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerGuest {
    /// The local number, as in the visits that the guest took part in.
    pub id: PersonId,
    /// `r` of SEALING 4.
    pub receipt_secret: ReceiptSecret,
    /// The masked name.
    pub label: String,
}

/// Everybody whom this device can register.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The owner of the device.
    #[serde(default)]
    pub visitor: Option<PersonCard>,
    /// Accompanying persons, in the order of adding.
    #[serde(default)]
    pub companions: Vec<PersonCard>,
    /// One-off guests who were dropped, the latest last, for as long as the history has a visit of theirs.
    #[serde(default)]
    pub former: Vec<FormerGuest>,
    /// Registrations removed here that the server has not yet been told to withdraw.
    #[serde(default)]
    pub leaving: Vec<Credential>,
    /// The browser's keepsake (F19) is the present visitor's; without a visitor: there may be one that is to be forgotten.
    #[serde(default)]
    pub kept: bool,
}

/// Why a change of the profile is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// [`MAX_COMPANIONS`] are kept already.
    #[error("{MAX_COMPANIONS} accompanying persons are kept already")]
    Full,
    /// [`MAX_PRESENT`] are ticked already.
    #[error("{MAX_PRESENT} accompanying persons are ticked already")]
    TooManyPresent,
    /// No person has this local number.
    #[error("no such person on this device")]
    Unknown,
}

impl Profile {
    /// Adds a person: the visitor takes the visitor's place, a companion is appended and ticked if there is room.
    pub fn add(&mut self, mut card: PersonCard) -> Result<(), ProfileError> {
        match card.role {
            PersonRole::Visitor => {
                card.here = true;
                card.once = false;
                self.visitor = Some(card);
            }
            PersonRole::Companion if self.companions.len() >= MAX_COMPANIONS => {
                return Err(ProfileError::Full);
            }
            PersonRole::Companion => {
                card.here = self.present_companions() < MAX_PRESENT;
                self.companions.push(card);
            }
        }
        Ok(())
    }

    /// Puts a corrected card in place of the old one, which keeps its number, role, tick and whether it is for once.
    pub fn correct(&mut self, id: PersonId, card: PersonCard) -> Result<(), ProfileError> {
        let old = self.person_mut(id).ok_or(ProfileError::Unknown)?;
        *old = PersonCard { id, role: old.role, here: old.here, once: old.once, ..card };
        Ok(())
    }

    /// Takes a person off the device; `withdraw` remembers to tell the server.
    pub fn remove(&mut self, id: PersonId, withdraw: bool) -> Result<PersonCard, ProfileError> {
        let card = match &self.visitor {
            Some(card) if card.id == id => self.visitor.take(),
            _ => {
                let at = self.companions.iter().position(|card| card.id == id);
                at.map(|at| self.companions.remove(at))
            }
        }
        .ok_or(ProfileError::Unknown)?;
        if withdraw {
            self.leaving.push(card.credential.clone());
        }
        Ok(card)
    }

    /// Ticks or unticks an accompanying person.
    pub fn tick(&mut self, id: PersonId, here: bool) -> Result<(), ProfileError> {
        let room = self.present_companions() < MAX_PRESENT;
        let card = self.companions.iter_mut().find(|card| card.id == id).ok_or(ProfileError::Unknown)?;
        if here && !card.here && !room {
            return Err(ProfileError::TooManyPresent);
        }
        card.here = here;
        Ok(())
    }

    /// Ticks the one-off guests among these persons, as far as there is room, or unticks them.
    pub fn tick_guests(&mut self, party: &[PersonId], here: bool) {
        for id in party {
            if self.person(*id).is_some_and(|card| card.once) {
                // Without room the guest stays unticked, and can be ticked by hand.
                let _ = self.tick(*id, here);
            }
        }
    }

    /// Drops one-off guests who are not ticked and of whom this is true. They stay registered, so that they can be traced; what
    /// finds that out stays here.
    pub fn drop_guests(&mut self, gone: impl Fn(PersonId) -> bool) {
        let dropped = self.companions.extract_if(.., |card| card.once && !card.here && gone(card.id));
        self.former.extend(dropped.filter_map(|PersonCard { id, receipt_secret, label, .. }| {
            Some(FormerGuest { id, receipt_secret: receipt_secret?, label })
        }));
        self.former.drain(..self.former.len().saturating_sub(MAX_FORMER));
    }

    /// Forgets the dropped guests of whom the history has no visit any more.
    pub fn forget_former(&mut self, has_visit: impl Fn(PersonId) -> bool) {
        self.former.retain(|guest| has_visit(guest.id));
    }

    /// Everybody whose receipts this device finds: number, secret, masked name.
    pub fn traceable(&self) -> impl Iterator<Item = (PersonId, &ReceiptSecret, &str)> {
        let cards = self.everybody();
        let cards = cards.filter_map(|card| Some((card.id, card.receipt_secret.as_ref()?, &*card.label)));
        cards.chain(self.former.iter().map(|guest| (guest.id, &guest.receipt_secret, &*guest.label)))
    }

    /// One of these registrations is no longer good: renewing them finds out which.
    pub fn doubt(&mut self, credentials: &[Credential]) {
        let cards = self.visitor.iter_mut().chain(&mut self.companions);
        cards.filter(|card| credentials.contains(&card.credential)).for_each(|card| card.renew_on = None);
    }

    /// The visitor and the ticked companions whose credentials are alive: who is checked in by the next scan.
    pub fn present(&self, today: Day) -> Vec<&PersonCard> {
        self.alive(today, &|card| card.here)
    }

    /// Who is checked out by the next scan: the visitor, the ticked companions, and the one-off guests of the party that
    /// entered.
    pub fn leaving(&self, party: &[PersonId], today: Day) -> Vec<&PersonCard> {
        self.alive(today, &|card| card.here || card.once && party.contains(&card.id))
    }

    /// The visitor and those companions of a party who are still registered here.
    pub fn party(&self, party: &[PersonId], today: Day) -> Vec<&PersonCard> {
        self.alive(today, &|card| party.contains(&card.id))
    }

    fn alive(&self, today: Day, comes: &dyn Fn(&PersonCard) -> bool) -> Vec<&PersonCard> {
        let companions = self.companions.iter().filter(|card| comes(card));
        self.visitor.iter().chain(companions).filter(|card| !card.is_dead(today)).take(MAX_PERSONS).collect()
    }

    /// The person with this number.
    pub fn person(&self, id: PersonId) -> Option<&PersonCard> {
        self.everybody().find(|card| card.id == id)
    }

    /// The visitor and the companions.
    pub fn everybody(&self) -> impl Iterator<Item = &PersonCard> {
        self.visitor.iter().chain(&self.companions)
    }

    /// The person with this number, to change it.
    pub fn person_mut(&mut self, id: PersonId) -> Option<&mut PersonCard> {
        self.visitor.iter_mut().chain(&mut self.companions).find(|card| card.id == id)
    }

    fn present_companions(&self) -> usize {
        self.companions.iter().filter(|card| card.here).count()
    }
}

impl Stored for Profile {
    const VERSION: u16 = 1;
    const KIND: Kept = Kept::Persons;

    fn is_sound(&self) -> bool {
        let ids: Vec<_> = self.everybody().map(|card| card.id).collect();
        self.everybody().all(PersonCard::is_sound)
            && self.visitor.iter().all(|card| card.role == PersonRole::Visitor)
            && self.companions.iter().all(|card| card.role == PersonRole::Companion)
            && self.companions.len() <= MAX_COMPANIONS
            && self.former.len() <= MAX_FORMER
            && self.former.iter().all(|guest| guest.label.chars().count() <= MAX_LABEL)
            && self.present_companions() <= MAX_PRESENT
            && ids.iter().enumerate().all(|(n, id)| !ids[..n].contains(id))
    }
}
