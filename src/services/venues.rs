//! What a code stands for.

use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::token::VenueToken;
use venue_protocol::wire::check_ins::Means;
use venue_protocol::wire::venues::{LookUp, VenueInfo};

use super::Services;
use super::shelf::Key;
use crate::api::{self, ApiError};
use crate::state::Action;
use crate::state::queue;
use crate::state::venues::Venues;
use crate::state::visit::{ScannedCode, VenueCard};

/// What the device found out about a genuine code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KnownVenue {
    /// The server says so, now.
    Fresh(VenueCard),
    /// The server was not reached; this is what the device remembers.
    Remembered(VenueCard),
    /// The server was not reached, and the device has not been here before: "genuine code, name follows".
    NameFollows,
}

impl KnownVenue {
    /// The venue, if it is known.
    pub fn card(self) -> Option<VenueCard> {
        match self {
            Self::Fresh(card) | Self::Remembered(card) => Some(card),
            Self::NameFollows => None,
        }
    }
}

impl Services {
    /// What a scanned or opened code stands for.
    ///
    /// # Errors
    /// The server's problem if the code is no good; being offline is none.
    pub async fn look_up(&self, code: &ScannedCode) -> Result<KnownVenue, Box<Problem>> {
        match self.ask_for_venue(LookUp::Token(code.token.to_string())).await {
            Ok(info) => Ok(KnownVenue::Fresh(VenueCard::from(&info))),
            Err(ApiError::Problem(problem)) if !queue::is_passing(problem.kind) => Err(problem),
            Err(_) => {
                let venues: Venues = self.0.shelf.load(Key::Venues).unwrap_or_default();
                let card = venues.get(code.token.place).cloned();
                Ok(card.map_or(KnownVenue::NameFollows, KnownVenue::Remembered))
            }
        }
    }

    /// What the nine digits of a poster stand for; only the server knows.
    pub async fn look_up_typed(&self, typed: &str) -> Result<(ScannedCode, VenueCard), ApiError> {
        let info = self.ask_for_venue(LookUp::TypedCode(typed.to_owned())).await?;
        let token: VenueToken = info.token.parse().map_err(|_| ApiError::Unexpected { status: 200 })?;
        Ok((ScannedCode { token, means: Means::Typed, at: self.now() }, VenueCard::from(&info)))
    }

    /// Asks the server, and remembers the answer.
    pub(super) async fn ask_for_venue(&self, code: LookUp) -> Result<VenueInfo, ApiError> {
        let info = api::venues::look_up(&*self.0.platform.http, &code).await?;
        if !VenueCard::from(&info).is_sound() {
            return Err(ApiError::Problem(Box::new(Problem::new(ProblemType::CodeUnreadable))));
        }
        let mut venues: Venues = self.0.shelf.load(Key::Venues).unwrap_or_default();
        venues.put(&info);
        self.0.shelf.save(Key::Venues, &venues);
        self.dispatch(Action::Venues(venues));
        Ok(info)
    }
}
