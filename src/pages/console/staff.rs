//! Who works at a venue: members, invitations, handing over.

use venue_protocol::id::PlaceId;
use venue_protocol::wire::accounts::{Invite, Link, Member, Members, Offer, OpenInvitation};
use yew::{Callback, Html, component, html};

use super::VenueProps;
use super::venue::right_text;
use crate::api::members;
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Tone, badge};
use crate::console::context::{Console, use_console};
use crate::console::kit::dialog::Confirm;
use crate::console::kit::link::one_time_link;
use crate::console::kit::load::{Doing, Loading, use_doing, use_load};
use crate::console::kit::page::{ConsolePage, section, use_page};
use crate::console::kit::table::{Row, Table};
use crate::console::route::ConsoleRoute;
use crate::i18n::moment;
use crate::i18n::text::console::{Kit, StaffText as Text};
use crate::pages::own::{Own, use_own};

/// What stands in question, or was just made.
#[derive(Default)]
struct Shown {
    link: Option<Link>,
    hands_over: bool,
    removes: Option<Member>,
}

#[derive(Clone)]
struct Staffing {
    console: Console,
    venue: PlaceId,
    own: Own<Shown>,
    doing: Doing,
    listed: Loading<Members>,
}

impl Staffing {
    fn invite(&self, offer: Offer) -> Callback<()> {
        let here = self.clone();
        Callback::from(move |()| {
            let (server, venue) = (here.console.server.clone(), here.venue);
            let after = here.clone();
            here.doing.run(
                async move { members::invite(&*server, venue, &Invite { offer }).await },
                move |made| {
                    after.own.change(|shown| *shown = Shown { link: Some(made.link), ..Shown::default() });
                    after.listed.again.emit(());
                },
            );
        })
    }

    fn withdraw(&self, invitation: &OpenInvitation) -> Callback<()> {
        let (here, id) = (self.clone(), invitation.id);
        Callback::from(move |()| {
            let (server, venue) = (here.console.server.clone(), here.venue);
            let after = here.clone();
            here.doing.run(async move { members::withdraw(&*server, venue, id).await }, move |()| {
                after.own.change(|shown| shown.link = None);
                after.console.say.emit(after.console.words.of(Text::Withdrawn).to_owned());
                after.listed.again.emit(());
            });
        })
    }

    fn remove(&self) -> Callback<()> {
        let here = self.clone();
        Callback::from(move |()| {
            let Some(member) = here.own.get().removes.clone() else { return };
            let (server, venue) = (here.console.server.clone(), here.venue);
            let after = here.clone();
            let myself = here.console.me().is_some_and(|me| me.account == member.account);
            here.doing.run(
                async move { members::remove(&*server, venue, member.account).await },
                move |()| {
                    after.own.change(|shown| shown.removes = None);
                    after.console.say.emit(after.console.words.of(Text::Removed).to_owned());
                    if myself {
                        after.console.renew.emit(());
                        after.console.nav.replace.emit(ConsoleRoute::Start);
                    } else {
                        after.listed.again.emit(());
                    }
                },
            );
        })
    }

    fn show(&self, change: fn(&mut Shown)) -> Callback<()> {
        let here = self.clone();
        Callback::from(move |()| {
            here.doing.forget();
            here.own.change(change);
        })
    }
}

/// The page.
#[component]
pub fn Staff(props: &VenueProps) -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::Title), "staff-page");
    let listed = use_load(props.venue, |server, venue| async move { members::list(&*server, venue).await });
    let here = Staffing {
        console: console.clone(),
        venue: props.venue,
        own: use_own(Shown::default),
        doing: use_doing(),
        listed: listed.clone(),
    };
    let shown = here.own.get();
    let asks = shown.hands_over || shown.removes.is_some();
    let children = html! {
        <>
            { section(words.of(Text::Invite), html! {
                <>
                    if !asks { { here.doing.notice() } }
                    <div class="row">
                        { Button { weight: Weight::Primary, busy: here.doing.busy(), ..Button::new(words.of(Text::InviteStaff), "invite-staff", here.invite(Offer::Staff)) }.view() }
                        { Button { busy: here.doing.busy(), ..Button::new(words.of(Text::InviteManager), "invite-manager", here.invite(Offer::Manager)) }.view() }
                        { Button { weight: Weight::QuietDanger, ..Button::new(words.of(Text::HandOver), "hand-over", here.show(|shown| shown.hands_over = true)) }.view() }
                    </div>
                    if let Some(link) = &shown.link {
                        <p class="lead">{ words.of(Text::LinkTitle) }</p>
                        <p>{ words.of(Text::LinkText) }</p>
                        { one_time_link(&console, link) }
                        <div>{ Button { weight: Weight::Quiet, ..Button::new(words.of(Kit::Close), "close-link", here.show(|shown| shown.link = None)) }.view() }</div>
                    }
                </>
            }) }
            { listed.view(|all| html! {
                <>
                    { section(words.of(Text::Members), member_table(&here, &all.members)) }
                    { section(words.of(Text::Open), invitation_table(&here, &all.invitations)) }
                </>
            }) }
            if shown.hands_over {
                <Confirm title={words.of(Text::HandOverTitle)} yes={words.of(Text::HandOverYes)} busy={here.doing.busy()}
                    onyes={here.invite(Offer::HandOver)} onno={here.show(|shown| shown.hands_over = false)}>
                    <p>{ words.of(Text::HandOverText) }</p>
                    { here.doing.notice() }
                </Confirm>
            }
            if let Some(member) = &shown.removes {
                <Confirm title={words.of(Text::RemoveTitle)} yes={words.of(Text::Remove)} busy={here.doing.busy()}
                    onyes={here.remove()} onno={here.show(|shown| shown.removes = None)}>
                    <p><bdi>{ &member.name }</bdi></p>
                    <p>{ words.of(Text::RemoveText) }</p>
                    { here.doing.notice() }
                </Confirm>
            }
        </>
    };
    let about = console.membership(props.venue).map(|membership| membership.name.clone().into());
    ConsolePage { about, lead: Some(words.of(Text::Lead).into()), children, ..page }.view(&console)
}

fn member_table(here: &Staffing, all: &[Member]) -> Html {
    let (console, words) = (&here.console, here.console.words);
    let me = console.me().map(|me| me.account);
    let remove = |member: &Member| {
        let (here, member) = (here.clone(), member.clone());
        Callback::from(move |()| {
            here.doing.forget();
            here.own.change(|shown| shown.removes = Some(member.clone()));
        })
    };
    Table {
        caption: words.of(Text::Members),
        head: vec![words.of(Text::Name), words.of(Text::Login), words.of(Text::Right), words.of(Text::Since), ""],
        rows: all
            .iter()
            .map(|member| Row {
                key: member.account.to_string().into(),
                cells: vec![
                    html! {
                        <><bdi>{ &member.name }</bdi>{ " " }
                        if me == Some(member.account) { { badge(Tone::Info, Glyph::Person, words.of(Text::Myself)) } }</>
                    },
                    html! { <bdi>{ &member.login }</bdi> },
                    words.of(right_text(member.right)).into(),
                    moment(words, member.since, console.now()).into(),
                    Button {
                        weight: Weight::QuietDanger,
                        label: Some(format!("{} {}", words.of(Text::Remove), member.name).into()),
                        ..Button::new(words.of(Text::Remove), "remove-member", remove(member))
                    }
                    .view(),
                ],
            })
            .collect(),
        empty: (Glyph::Persons, words.of(Text::NoMembers), words.of(Text::NoMembersText)),
        testid: "members",
    }
    .view()
}

fn invitation_table(here: &Staffing, all: &[OpenInvitation]) -> Html {
    let (console, words) = (&here.console, here.console.words);
    Table {
        caption: words.of(Text::Open),
        head: vec![words.of(Text::Offers), words.of(Text::Until), ""],
        rows: all
            .iter()
            .map(|invitation| Row {
                key: invitation.id.to_string().into(),
                cells: vec![
                    words
                        .of(match invitation.offer {
                            Offer::Staff => Text::OfferStaff,
                            Offer::Manager => Text::OfferManager,
                            Offer::HandOver => Text::OfferHandOver,
                        })
                        .into(),
                    moment(words, invitation.expires_at, console.now()).into(),
                    Button {
                        weight: Weight::QuietDanger,
                        ..Button::new(
                            words.of(Text::Withdraw),
                            "withdraw-invitation",
                            here.withdraw(invitation),
                        )
                    }
                    .view(),
                ],
            })
            .collect(),
        empty: (Glyph::Persons, words.of(Text::NoOpen), words.of(Text::NoOpenText)),
        testid: "invitations",
    }
    .view()
}
