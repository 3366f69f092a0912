//! Who is signed in. When a session ends, the page stays: what is typed on it must not go with the session.

use std::rc::Rc;

use venue_protocol::problem::ProblemType;
use venue_protocol::wire::accounts::Me;
use yew::Reducible;

use crate::api::ApiError;

/// Who is signed in.
#[derive(Debug, Clone, PartialEq)]
pub enum Session {
    /// The server has not told yet.
    Unknown,
    /// It could not be asked.
    Failed(ApiError),
    /// Nobody.
    Out,
    /// This account.
    In(Rc<Me>),
    /// This account's session is over; whoever signs in again goes on where they were.
    Over(Rc<Me>),
}

/// What was learnt about it.
#[derive(Debug, Clone, PartialEq)]
pub enum Learned {
    /// The server was asked.
    Asked(Result<Rc<Me>, ApiError>),
    /// A call was refused since nobody is signed in.
    Over,
    /// Somebody signed in.
    Entered(Rc<Me>),
    /// Somebody signed out.
    Left,
}

impl Session {
    /// The account whose page is shown.
    pub fn me(&self) -> Option<&Rc<Me>> {
        match self {
            Self::In(me) | Self::Over(me) => Some(me),
            Self::Unknown | Self::Failed(_) | Self::Out => None,
        }
    }

    /// Whether calls have a session.
    pub const fn is_in(&self) -> bool {
        matches!(self, Self::In(_))
    }

    /// What it is, knowing this.
    pub fn after(&self, learned: Learned) -> Self {
        let over = || self.me().cloned().map_or(Self::Out, Self::Over);
        match learned {
            Learned::Asked(Ok(me)) | Learned::Entered(me) => Self::In(me),
            Learned::Asked(Err(error)) if error.problem() == Some(ProblemType::SignInNeeded) => over(),
            // Without a network, say: who was signed in still is, as far as anybody knows.
            Learned::Asked(Err(_)) if self.me().is_some() => self.clone(),
            Learned::Asked(Err(error)) => Self::Failed(error),
            Learned::Over => over(),
            Learned::Left => Self::Out,
        }
    }
}

impl Reducible for Session {
    type Action = Learned;

    fn reduce(self: Rc<Self>, learned: Learned) -> Rc<Self> {
        Rc::new(self.after(learned))
    }
}
