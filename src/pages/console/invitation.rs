//! Joining a venue by a link.

use venue_protocol::id::LinkSecret;
use venue_protocol::wire::accounts::{InvitationInfo, Offer, Right, WithLink};
use yew::{Callback, Html, Properties, component, html};

use super::reset::broken;
use crate::api::accounts;
use crate::components::button::{Button, Weight};
use crate::console::context::use_console;
use crate::console::kit::load::{use_doing, use_load};
use crate::console::kit::page::{ConsolePage, use_page};
use crate::console::route::{ConsoleRoute, VenuePage};
use crate::i18n::moment;
use crate::i18n::text::console::{Kit, Sign as Text, kit};

/// The page of a link.
#[component]
pub fn Invitation() -> Html {
    let console = use_console();
    let page = use_page(console.words.of(Text::InvitationTitle), "invitation-page");
    let children = match console.memory.secret() {
        Some(secret) => html! { <Offered {secret} /> },
        None => broken(&console),
    };
    ConsolePage { children, ..page }.view(&console)
}

#[derive(Properties, PartialEq)]
struct OfferedProps {
    secret: LinkSecret,
}

#[component]
fn Offered(props: &OfferedProps) -> Html {
    let console = use_console();
    let words = console.words;
    let invitation = use_load(props.secret.clone(), |server, secret| async move {
        accounts::look_up_invitation(&*server, &WithLink { secret }).await
    });
    let doing = use_doing();
    let accept = {
        let (console, doing, secret) = (console.clone(), doing.clone(), props.secret.clone());
        Callback::from(move |()| {
            let (server, message) = (console.server.clone(), WithLink { secret: secret.clone() });
            let console = console.clone();
            doing.run(async move { accounts::accept_invitation(&*server, &message).await }, move |joined| {
                console.memory.keep_secret(None);
                console.renew.emit(());
                console.say.emit(console.words.of(Text::Already).to_owned());
                let page = if joined.right == Right::Staff { VenuePage::Terminal } else { VenuePage::Facts };
                console.nav.replace.emit(ConsoleRoute::Venue(joined.venue, page));
            });
        })
    };
    let signed_in = console.me().is_some();
    if !signed_in {
        console.memory.come_back_to(ConsoleRoute::Invitation);
    }
    invitation.view(|invitation| {
        let InvitationInfo { venue_name, offer, expires_at } = &**invitation;
        html! {
            <div class="narrow card stack">
                <p class="soft">{ words.of(Kit::Venue) }</p>
                <p class="lead" data-testid="invitation-venue"><bdi>{ venue_name }</bdi></p>
                <p>{ words.of(match offer {
                    Offer::Staff => Text::OfferStaff,
                    Offer::Manager => Text::OfferManager,
                    Offer::HandOver => Text::OfferHandOver,
                }) }</p>
                <p class="soft small">{ kit::until(words, &moment(words, *expires_at, console.now())) }</p>
                { doing.notice() }
                if signed_in {
                    { Button {
                        weight: Weight::Primary,
                        busy: doing.busy(),
                        ..Button::new(words.of(if doing.busy() { Text::Accepting } else { Text::Accept }), "accept", accept)
                    }.view() }
                } else {
                    <p>{ words.of(Text::SignInFirst) }</p>
                    <div class="btns">
                        { console.nav.button(ConsoleRoute::SignIn, "btn btn--primary", words.of(Text::ToSignIn), "to-sign-in") }
                        { console.nav.button(ConsoleRoute::SignUp, "btn", words.of(Text::SignUp), "to-sign-up") }
                    </div>
                }
            </div>
        }
    })
}
