//! One-time links for those who lost their password or second factor.

use venue_protocol::problem::ProblemType;
use venue_protocol::wire::accounts::{Link, NewReset};
use yew::{Callback, Html, component, html};

use crate::api::accounts;
use crate::console::context::use_console;
use crate::console::kit::form::{Input, Submit, form};
use crate::console::kit::link::one_time_link;
use crate::console::kit::load::use_doing;
use crate::console::kit::page::{ConsolePage, section, use_page};
use crate::i18n::text::console::{Kit, ReviewText as Text};
use crate::pages::own::use_own;

#[derive(Default)]
struct Typed {
    login: String,
    link: Option<Link>,
}

/// The page.
#[component]
pub fn ReviewAccounts() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::AccountsTitle), "review-accounts-page");
    let own = use_own(Typed::default);
    let doing = use_doing();
    let make = {
        let (console, own, doing) = (console.clone(), own.clone(), doing.clone());
        Callback::from(move |()| {
            let message = NewReset { login: own.get().login.trim().to_owned() };
            let (server, own) = (console.server.clone(), own.clone());
            doing.run(async move { accounts::reset(&*server, &message).await }, move |link| {
                own.change(|typed| *typed = Typed { login: String::new(), link: Some(link) });
            });
        })
    };
    let oninput = {
        let (own, doing) = (own.clone(), doing.clone());
        Callback::from(move |text: String| {
            doing.forget();
            own.change(|typed| *typed = Typed { login: text, link: None });
        })
    };
    let typed = own.get();
    let unknown = doing.fault().and_then(|error| error.problem()) == Some(ProblemType::NotFound);
    let children = html! {
        <>
            <div class="card">
                { form("reset-form", make, html! {
                    <>
                        { Input {
                            maxlength: 64,
                            error: unknown.then(|| words.of(Text::NoSuchLogin).into()),
                            ..Input::new("login", words.of(Text::Login), &typed.login, oninput)
                        }.view() }
                        if !unknown { { doing.notice() } }
                        { Submit {
                            text: words.of(Text::MakeLink),
                            testid: "make-reset",
                            busy: doing.busy(),
                            why_not: typed.login.trim().is_empty().then(|| words.of(Kit::Unread).into()),
                        }.view() }
                    </>
                }) }
            </div>
            if let Some(link) = &typed.link {
                { section(words.of(Text::MakeLink), html! { <><p>{ words.of(Text::LinkText) }</p>{ one_time_link(&console, link) }</> }) }
            }
        </>
    };
    ConsolePage { lead: Some(words.of(Text::AccountsLead).into()), children, ..page }.view(&console)
}
