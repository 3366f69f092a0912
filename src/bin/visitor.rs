//! The visitor's app, in one piece or in parts (`build.rs`).

use std::pin::Pin;

use venue_code::pages::parts::{Fetch, NotFetched, PageHook, Part, home};
use venue_code::services::notices::LookAround;

fn main() {
    venue_code::app::run(Fetch { part: fetch, look_around: fetch_look_around });
}

fn fetch(part: Part) -> Pin<Box<dyn Future<Output = Result<PageHook, NotFetched>>>> {
    Box::pin(async move {
        let fetched = match part {
            Part::Home => return Ok(home as PageHook),
            Part::Door => split::door().await,
            Part::Rest => split::rest().await,
        };
        // The reason stands in the browser's console: the error has none.
        fetched.map_err(|_| NotFetched)
    })
}

fn fetch_look_around() -> Pin<Box<dyn Future<Output = Result<LookAround, NotFetched>>>> {
    Box::pin(async move { split::look_around().await.map_err(|_| NotFetched) })
}

/// In one piece.
#[cfg(not(in_parts))]
mod split {
    use venue_code::pages::parts::{self, NotFetched, PageHook};
    use venue_code::services::notices::{self, LookAround};

    pub async fn door() -> Result<PageHook, NotFetched> {
        Ok(parts::door)
    }

    pub async fn rest() -> Result<PageHook, NotFetched> {
        Ok(parts::rest)
    }

    pub async fn look_around() -> Result<LookAround, NotFetched> {
        Ok(notices::look_around)
    }
}

/// In parts: the site build cuts out of the app what nothing but these functions leads to.
#[cfg(in_parts)]
mod split {
    use venue_code::pages::parts::{self, PageHook};
    use venue_code::services::notices::{self, LookAround};
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    #[wasm_split(door, fallible)]
    pub fn door() -> Result<PageHook, SplitLoaderError> {
        Ok(parts::door)
    }

    #[wasm_split(rest, fallible)]
    pub fn rest() -> Result<PageHook, SplitLoaderError> {
        Ok(parts::rest)
    }

    #[wasm_split(rest, fallible)]
    pub fn look_around() -> Result<LookAround, SplitLoaderError> {
        Ok(notices::look_around)
    }
}
