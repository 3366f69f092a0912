//! The console itself: who is signed in, which page stands at which address, and the frame around it.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::{
    Callback, ContextProvider, Html, Renderer, UseStateHandle, component, hook, html, use_effect_with,
    use_memo, use_reducer_eq, use_state, use_state_eq,
};

use super::context::{Console, ConsoleMemory, ConsoleNav, Server};
use super::kit::shell::{CONTENT, Shell};
use super::route::{ConsoleRoute, VenuePage};
use super::state::session::{Learned, Session};
use crate::api::sessions;
use crate::app::show;
use crate::authority::client::Keeper;
use crate::i18n::Words;
use crate::pages::console::page;
use crate::platform::history::{self, Address};
use crate::platform::http::BrowserHttp;
use crate::platform::local::{self, BrowserLocal};
use crate::platform::{dom, host, presence};
use crate::services::shelf::{Key, Shelf};
use crate::state::settings::{Language, Settings};

/// The id of the element that the console fills.
const ROOT: &str = "app";
/// For so long a word in passing is shown, in milliseconds.
const SAID_MS: u32 = 6_000;

/// Starts the console in its element. The skeleton that was painted before gives way to it.
pub fn run() {
    if let Some(root) = dom::empty(ROOT) {
        Renderer::<Root>::with_root(root).render();
    }
}

#[component]
fn Root() -> Html {
    let server = use_memo((), |()| Server(Rc::new(BrowserHttp)));
    let (settings, set_settings) = use_settings();
    let preferred = use_memo((), |()| {
        let tags = host::languages();
        Language::of_preferences(tags.iter().map(String::as_str))
    });
    let words = Words { language: settings.language.unwrap_or(*preferred) };
    use_effect_with((words, settings.clone()), |(words, settings)| show(*words, settings));

    let memory = use_memo((), |()| ConsoleMemory::default());
    let route = use_state_eq(|| arrive(&memory, history::address()));
    {
        let (route, memory) = (route.clone(), memory.clone());
        use_effect_with((), move |()| {
            let listener = history::on_change(move |address| route.set(arrive(&memory, address)));
            move || drop(listener)
        });
    }
    let session = use_reducer_eq(|| Session::Unknown);
    let renew = {
        let (session, server) = (session.dispatcher(), server.clone());
        Callback::from(move |()| {
            let (session, server) = (session.clone(), server.clone());
            spawn_local(async move {
                let answer = sessions::me(&**server).await;
                session.dispatch(Learned::Asked(answer.map(Rc::new)));
            });
        })
    };
    {
        let renew = renew.clone();
        use_effect_with((), move |()| renew.emit(()));
    }
    let (said, say) = use_said();
    let open_key = use_state_eq(|| None);
    let keeper = {
        let opened = open_key.setter();
        use_memo((), move |()| Keeper::new(Callback::from(move |key| opened.set(key))))
    };
    {
        // Keys are open as long as somebody is signed in and stays with the authority's pages.
        let keeper = keeper.clone();
        let account = session.me().filter(|_| session.is_in()).map(|me| me.account);
        use_effect_with((account, route.is_authority()), move |(account, there)| {
            if account.is_none() || !there {
                keeper.forget();
            }
        });
    }
    {
        let keeper = keeper.clone();
        use_effect_with((), move |()| {
            let listeners = presence::watch(move || keeper.stay());
            move || drop(listeners)
        });
    }
    if let Some(venue) = route.venue() {
        memory.keep_venue(venue);
    }
    let learner = session.dispatcher();
    let console = Console {
        words,
        route: (*route).clone(),
        nav: navigation(&route),
        session: (*session).clone(),
        learn: Callback::from(move |learned| learner.dispatch(learned)),
        renew,
        settings,
        set_settings,
        say,
        server: (*server).clone(),
        memory: (*memory).clone(),
        keeper: (*keeper).clone(),
        open_key: *open_key,
    };
    // Another address, or another account, is another instance, so that nothing of the page before stays.
    let account = console.me().map(|me| me.account.to_string()).unwrap_or_default();
    let content =
        html! { <div class="shell__page" key={format!("{account}{}", *route)}>{ page(&console) }</div> };
    let whole_screen = matches!(&*route, ConsoleRoute::Venue(_, VenuePage::Display(_)));
    html! {
        <ContextProvider<Console> context={console}>
            if whole_screen { { content } } else { <Shell {said}>{ content }</Shell> }
        </ContextProvider<Console>>
    }
}

/// What was chosen on this device: the same as in the visitor's app, and shared with it.
#[hook]
fn use_settings() -> (Rc<Settings>, Callback<Settings>) {
    // What the browser does not keep lasts as long as the page; the console says no more about it.
    let shelf = use_memo((), |()| Shelf::new(Rc::new(BrowserLocal), Box::new(|_| ())));
    let settings = {
        let shelf = shelf.clone();
        use_state(move || Rc::new(shelf.load::<Settings>(Key::Settings).unwrap_or_default()))
    };
    {
        let (shelf, settings) = (shelf.clone(), settings.setter());
        use_effect_with((), move |()| {
            let listener = local::on_change(move |_| {
                settings.set(Rc::new(shelf.load::<Settings>(Key::Settings).unwrap_or_default()));
            });
            move || drop(listener)
        });
    }
    let setter = settings.setter();
    let set = Callback::from(move |chosen: Settings| {
        shelf.save(Key::Settings, &chosen);
        setter.set(Rc::new(chosen));
    });
    ((*settings).clone(), set)
}

/// What was said in passing, as long as it is shown.
#[hook]
fn use_said() -> (Option<Rc<str>>, Callback<String>) {
    let said = use_state(|| None::<Rc<str>>);
    {
        let setter = said.setter();
        use_effect_with((*said).clone(), move |said| {
            let over = said.is_some().then(|| dom::after(SAID_MS, move || setter.set(None)));
            move || drop(over)
        });
    }
    let setter = said.setter();
    ((*said).clone(), Callback::from(move |words: String| setter.set(Some(words.into()))))
}

/// The page of an address. The secret of a link is taken out of it at once, so that it stays in no history.
fn arrive(memory: &ConsoleMemory, address: Address) -> ConsoleRoute {
    let route = ConsoleRoute::parse(&address.path);
    // A jump to the content is no link.
    let fragment = Some(address.fragment.as_str()).filter(|fragment| !["", CONTENT].contains(fragment));
    if matches!(route, ConsoleRoute::Reset | ConsoleRoute::Invitation)
        && let Some(secret) = fragment
    {
        // What is no secret leaves none, and the page says that the link is not whole.
        memory.keep_secret(secret.parse().ok());
        history::replace(&route.to_string());
    }
    route
}

fn navigation(route: &UseStateHandle<ConsoleRoute>) -> ConsoleNav {
    let lead = |write: fn(&str)| {
        let setter = route.setter();
        Callback::from(move |to: ConsoleRoute| {
            write(&to.to_string());
            setter.set(to);
        })
    };
    ConsoleNav { go: lead(history::push), replace: lead(history::replace) }
}
