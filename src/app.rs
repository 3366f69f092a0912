//! The app: what pages are given, and which page stands at which address.

use std::rc::Rc;

use yew::functional::{Hook, HookContext};
use yew::{
    Callback, ContextProvider, Html, Properties, Renderer, component, html, use_effect_with, use_memo,
    use_reducer, use_state, use_state_eq,
};

use crate::components::nav::Nav;
use crate::i18n::Words;
use crate::pages::context::{App, Memory};
use crate::pages::parts::{Fetch, Fetched, PageHook, failed, use_part, waiting};
use crate::platform::history::Address;
use crate::platform::{Platform, dom, history, host};
use crate::route::Route;
use crate::services::Services;
use crate::state::AppState;
use crate::state::settings::{Language, Settings, TextSize, Theme};

/// The id of the element that the app fills.
const ROOT: &str = "app";

/// Starts the app in its element. The skeleton that was painted before gives way to it.
pub fn run(fetch: Fetch) {
    if let Some(root) = dom::empty(ROOT) {
        Renderer::<Root>::with_root_and_props(root, RootProps { fetch }).render();
    }
}

/// What the app is given.
#[derive(Properties)]
struct RootProps {
    fetch: Fetch,
}

/// There is one for as long as the app runs.
impl PartialEq for RootProps {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What pages are given.
#[component]
fn Root(props: &RootProps) -> Html {
    let state = use_reducer(AppState::default);
    let services = {
        let dispatcher = state.dispatcher();
        use_memo((), move |()| {
            let services =
                Services::new(Platform::browser(), Rc::new(move |action| dispatcher.dispatch(action)));
            services.start_in_browser();
            services
        })
    };
    {
        let services = services.clone();
        use_effect_with((), move |()| {
            let listeners = services.watch();
            move || drop(listeners)
        });
    }
    let memory = use_state(Memory::default);
    let preferred = use_memo((), |()| {
        let tags = host::languages();
        Language::of_preferences(tags.iter().map(String::as_str))
    });
    let words = Words { language: state.settings.language.unwrap_or(*preferred) };
    use_effect_with((words, state.settings.clone(), state.loaded), |(words, settings, loaded)| {
        if *loaded {
            show(*words, settings);
        }
    });

    let route = use_state_eq(|| arrive(&memory, history::address()));
    {
        let (route, memory) = (route.clone(), memory.clone());
        use_effect_with((), move |()| {
            let listener = history::on_change(move |address| route.set(arrive(&memory, address)));
            move || drop(listener)
        });
    }
    let (part, again) = use_part(&route, state.offline, props.fetch, &services);
    let nav = navigation(&route);
    let app = App {
        state: state.clone(),
        services: (*services).clone(),
        memory: (*memory).clone(),
        words,
        nav: nav.clone(),
    };
    if !state.loaded {
        return Html::default();
    }
    html! {
        <ContextProvider<App> context={app}>
            { match part {
                Fetched::Ready(page) => {
                    html! { <Screen key={route.to_string()} route={(*route).clone()} {page} /> }
                }
                Fetched::Waiting => waiting(words),
                Fetched::Failed => failed(words, state.offline, &nav, again),
            } }
        </ContextProvider<App>>
    }
}

/// The page of an address. The key of a transfer is taken out of it at once, so that it stays in no history.
fn arrive(memory: &Memory, address: Address) -> Route {
    let route = Route::parse(&address.path);
    if route == Route::Receive && !address.fragment.is_empty() {
        memory.keep_transfer(address.fragment);
        history::replace(&route.to_string());
    }
    route
}

fn navigation(route: &yew::UseStateHandle<Route>) -> Nav {
    let setter = route.setter();
    let go = {
        let setter = setter.clone();
        Callback::from(move |to: Route| {
            history::push(&to.to_string());
            setter.set(to);
        })
    };
    let replace = {
        let setter = setter.clone();
        Callback::from(move |to: Route| {
            history::replace(&to.to_string());
            setter.set(to);
        })
    };
    // Where no page of ours lies before this one, "back" leads to the page above it.
    let back = {
        let replace = replace.clone();
        Callback::from(move |()| {
            if !history::back() {
                let here = Route::parse(&history::address().path);
                replace.emit(here.parent().unwrap_or(Route::Home));
            }
        })
    };
    Nav { go, replace, back }
}

/// Sets what the visitor chose on the document, where the style sheets look for it.
pub(crate) fn show(words: Words, settings: &Settings) {
    dom::set_language(words.tag());
    dom::set_root("data-elder", settings.elder.then_some(""));
    dom::set_root(
        "data-text",
        match settings.text_size {
            TextSize::Small => Some("small"),
            TextSize::Normal => None,
            TextSize::Large => Some("large"),
        },
    );
    dom::set_root(
        "data-theme",
        match settings.theme {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        },
    );
}

/// Which page.
#[derive(Properties)]
struct ScreenProps {
    route: Route,
    page: PageHook,
}

/// One address has one page.
impl PartialEq for ScreenProps {
    fn eq(&self, other: &Self) -> bool {
        self.route == other.route
    }
}

/// The one component of all pages, each of which is a hook: a component of its own would cost the first load some
/// kilobytes. Another address is another instance (`key`), so that a page's hooks are always the same ones.
#[component]
fn Screen(props: &ScreenProps) -> Html {
    use_page(props)
}

fn use_page(props: &ScreenProps) -> impl Hook<Output = Html> + '_ {
    UsePage(props)
}

struct UsePage<'a>(&'a ScreenProps);

impl Hook for UsePage<'_> {
    type Output = Html;

    fn run(self, context: &mut HookContext) -> Html {
        (self.0.page)(&self.0.route, context)
    }
}
