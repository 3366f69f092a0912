//! What the app knows, as pure values and reducers: no clock, no storage, no network, no views.
//!
//! [`crate::services`] changes these values on the device and dispatches the outcome as an [`Action`]; pages read
//! [`AppState`]. To add something that is kept: a file here with its type and its
//! [`stored::Stored`], a field of [`AppState`], an [`Action`], and a service that writes it.

use std::rc::Rc;

use venue_protocol::instant::Day;
use venue_protocol::wire::keys::PublicKeys;

pub mod direction;
pub mod export;
pub mod history;
mod keys;
pub mod notices;
pub mod pass;
pub mod profile;
pub mod queue;
pub mod reports;
pub mod settings;
pub mod stored;
#[cfg(test)]
pub(crate) mod tests;
pub mod venues;
pub mod visit;

use history::History;
use notices::News;
use profile::Profile;
use settings::Settings;
use stored::StoreTrouble;
use venues::Venues;
use visit::{Visit, VisitId};

/// Everything that pages show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AppState {
    /// Whether the device's storage has been read; until then nothing here means anything.
    pub loaded: bool,
    /// Who is registered on this device.
    pub profile: Profile,
    /// What the visitor chose.
    pub settings: Settings,
    /// The visits, waiting ones included.
    pub history: History,
    /// The service's keys; `None` if this device was never online.
    pub keys: Option<PublicKeys>,
    /// The venues seen.
    pub venues: Venues,
    /// Whether the browser says that it has no network.
    pub offline: bool,
    /// Whether something is being sent now.
    pub sending: bool,
    /// What the device found out that the visitor has not seen yet.
    pub news: Option<News>,
    /// Trouble with the device's storage that the visitor has not yet acknowledged.
    pub troubles: Vec<StoreTrouble>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// The device's storage was read, or changed as a whole by another tab.
    Loaded(Box<Loaded>),
    /// The persons changed.
    Profile(Profile),
    /// The settings changed.
    Settings(Settings),
    /// A visit is new or changed.
    Visit(Box<Visit>),
    /// Visits were taken out of the history.
    Forgotten(Vec<VisitId>),
    /// The service's keys arrived.
    Keys(PublicKeys),
    /// Another venue is known.
    Venues(Venues),
    /// The network went or came.
    Offline(bool),
    /// Sending began or ended.
    Sending(bool),
    /// The device found something out, or the visitor has seen it.
    News(Option<News>),
    /// Trouble with the storage.
    Trouble(StoreTrouble),
    /// The visitor has read about the troubles.
    TroublesSeen,
}

/// What lay in the device's storage.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "as in AppState")]
pub struct Loaded {
    pub profile: Profile,
    pub settings: Settings,
    pub history: History,
    pub keys: Option<PublicKeys>,
    pub venues: Venues,
}

impl AppState {
    /// Whether "I was not there" can be said of a visit: it is registered, and the server still has it.
    pub fn can_dispute(&self, visit: &Visit, today: Day) -> bool {
        let oldest = self.keys.as_ref().map_or(Day(0), |keys| today.minus(keys.retention_days));
        visit.receipt().is_some_and(|receipt| receipt.occurred_at.day() >= oldest)
    }

    /// The state after an action.
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::Loaded(loaded) => {
                let Loaded { profile, settings, history, keys, venues } = *loaded;
                (self.profile, self.settings, self.history) = (profile, settings, history);
                (self.keys, self.venues, self.loaded) = (keys, venues, true);
            }
            Action::Profile(profile) => self.profile = profile,
            Action::Settings(settings) => self.settings = settings,
            Action::Visit(visit) => self.history.put(*visit),
            Action::Forgotten(ids) => ids.into_iter().for_each(|id| self.history.remove(id)),
            Action::Keys(keys) => self.keys = Some(keys),
            Action::Venues(venues) => self.venues = venues,
            Action::Offline(offline) => self.offline = offline,
            Action::Sending(sending) => self.sending = sending,
            Action::News(news) => self.news = news,
            Action::Trouble(trouble) if self.troubles.contains(&trouble) => {}
            Action::Trouble(trouble) => self.troubles.push(trouble),
            Action::TroublesSeen => self.troubles.clear(),
        }
    }
}

impl yew::Reducible for AppState {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = Rc::unwrap_or_clone(self);
        state.apply(action);
        Rc::new(state)
    }
}
