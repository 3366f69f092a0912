//! What is known of roles and members: the server's word, as far as this browser can verify it.

use std::rc::Rc;

use venue_protocol::seal::PublicKey;
use venue_protocol::seal::roster::Role;
use venue_protocol::wire::authority::{AuthorityState, Person};
use yew::hook;

use crate::api::{ApiError, authority};
use crate::authority::client::{AskError, Keeper};
use crate::authority::message::{Learn, Reply, Request, Standing, Trouble};
use crate::authority::roster::{Chain, ChainTrouble, verify};
use crate::console::context::{Server, use_console};
use crate::console::key_store::KeyStore;
use crate::console::kit::load::{Loading, use_load};
use crate::platform::local::BrowserLocal;

/// What is known.
#[derive(Debug, PartialEq)]
pub struct Knowledge {
    /// The server's word.
    pub state: AuthorityState,
    /// The rosters, verified.
    pub chain: Result<Option<Chain>, ChainTrouble>,
    /// What the own key is good for, while it is open.
    pub standing: Option<Standing>,
}

impl Knowledge {
    /// Somebody of either role.
    pub fn person(&self, account: venue_protocol::id::AccountId) -> Option<&Person> {
        self.state.people.iter().find(|person| person.account == account)
    }
}

/// What this browser keeps.
pub fn key_store() -> KeyStore {
    KeyStore::new(Rc::new(BrowserLocal))
}

/// Asks the server, verifies, tells the worker if the own key is open, and pins what it vouches for.
///
/// # Errors
/// As of any call.
pub async fn learn(
    server: &Server,
    keeper: &Keeper,
    role: Role,
    open: Option<PublicKey>,
) -> Result<Knowledge, ApiError> {
    let state = authority::show(&**server).await?;
    let store = key_store();
    let pinned = store.pinned();
    let mut chain = verify(&state.rosters, pinned);
    let mut standing = None;
    if open.is_some() && chain.is_ok() {
        let learn = Learn { role, state: state.clone(), pinned };
        match keeper.ask(&Request::Learn(Box::new(learn))).await {
            Ok(Reply::Learnt(learnt)) => standing = Some(learnt),
            Err(AskError::Trouble(Trouble::Chain(trouble))) => chain = Err(trouble),
            // Without an answer the key is as good as closed.
            _ => {}
        }
    }
    // Only what the role's own key vouches for: else a stranger's chain would be taken for the one that was seen first.
    if let (Ok(Some(chain)), Some(Standing { current: true, .. })) = (&chain, &standing) {
        store.pin(chain.hash());
    }
    Ok(Knowledge { state, chain, standing })
}

/// The same for a page: asked again when a key is opened or closed.
#[hook]
pub fn use_knowledge(role: Role) -> Loading<Knowledge> {
    let console = use_console();
    let keeper = console.keeper.clone();
    use_load((role, console.open_key), move |server, (role, open)| {
        let keeper = keeper.clone();
        async move { learn(&server, &keeper, role, open).await }
    })
}
