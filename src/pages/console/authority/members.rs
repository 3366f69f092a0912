//! Who is a member, who asks to be one, and who shall be one no more.

use venue_protocol::seal::roster::{Roster, RosterMember};
use venue_protocol::wire::authority::Person;
use yew::{Callback, Html, html};

use super::keys::{Desk, role_word};
use super::knowledge::Knowledge;
use crate::authority::message::Change;
use crate::authority::roster::{Chain, fingerprint};
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone, badge};
use crate::console::kit::dialog::Confirm;
use crate::console::kit::page::section;
use crate::console::kit::table::{Row, Table};
use crate::console::state::authority::{Belonging, belonging, lacks_keys};
use crate::i18n::text::console::Keys as Text;

/// Everybody of both roles.
pub(super) fn people(desk: &Desk, known: &Knowledge, chain: Option<&Chain>) -> Html {
    let words = desk.console.words;
    let roster = chain.map(Chain::roster);
    let (adds, removes) = {
        let shown = desk.own.get();
        (shown.adds, shown.removes)
    };
    let gives = desk.console.open_key.is_some()
        && roster.is_some_and(|roster| {
            let own = known.state.people.iter().filter(|person| person.role == desk.role);
            own.into_iter().any(|person| lacks_keys(roster, person))
        });
    let rows = known.state.people.iter().map(|person| row(desk, roster, person));
    let name = |member: &RosterMember| {
        let person = known.person(member.account);
        html! {
            <>
                <p><bdi>{ person.map_or("", |person| &person.name) }</bdi></p>
                <p><code class="fingerprint" data-testid="asked-fingerprint">{ fingerprint(&member.key.hash()) }</code></p>
            </>
        }
    };
    html! {
        <>
            { section(words.of(Text::People), html! {
                <>
                    { Table {
                        caption: words.of(Text::People),
                        head: vec![words.of(Text::Name), words.of(Text::RoleHead), words.of(Text::Fingerprint), words.of(Text::State), ""],
                        rows: rows.collect(),
                        empty: (Glyph::Persons, words.of(Text::People), words.of(Text::NoRoster)),
                        testid: "people",
                    }.view() }
                    if gives {
                        { Notice::of(Tone::Warn, html! {
                            <><p>{ words.of(Text::GiveText) }</p>{ Button { busy: desk.work.busy(), ..Button::new(words.of(Text::Give), "give-keys", desk.give()) }.view() }</>
                        }).view() }
                    }
                </>
            }) }
            if let Some(member) = adds {
                <Confirm title={words.of(Text::AddTitle)} yes={words.of(Text::Add)} danger=false busy={desk.work.busy()}
                    onyes={desk.compose(Change::Put(member))} onno={forget(desk)}>
                    { name(&member) }
                    <p>{ words.of(Text::AddText) }</p>
                    { desk.work.notice() }
                </Confirm>
            }
            if let Some(member) = removes {
                <Confirm title={words.of(Text::RemoveTitle)} yes={words.of(Text::Remove)} busy={desk.work.busy()}
                    onyes={desk.compose(Change::Remove(member.account))} onno={forget(desk)}>
                    { name(&member) }
                    <p>{ words.of(Text::RemoveText) }</p>
                    { desk.work.notice() }
                </Confirm>
            }
        </>
    }
}

fn forget(desk: &Desk) -> Callback<()> {
    let own = desk.own.clone();
    Callback::from(move |()| {
        own.change(|shown| {
            shown.adds = None;
            shown.removes = None;
        });
    })
}

fn row(desk: &Desk, roster: Option<&Roster>, person: &Person) -> Row {
    let (words, console) = (desk.console.words, &desk.console);
    let belonging = belonging(roster, person);
    let (tone, glyph, text) = match belonging {
        // Nobody can join before there is a roster.
        Belonging::Asks(_) if roster.is_none() => (Tone::Info, Glyph::Done, Text::HasKey),
        Belonging::Member(_) => (Tone::Good, Glyph::Done, Text::Member),
        Belonging::Asks(_) => (Tone::Warn, Glyph::Wait, Text::Asks),
        Belonging::NewKey { .. } => (Tone::Warn, Glyph::Wait, Text::Changed),
        Belonging::NoKey => (Tone::Info, Glyph::Info, Text::NoKey),
    };
    let myself = console.me().is_some_and(|me| me.account == person.account);
    let button = |weight, text: Text, testid, put: fn(&mut super::keys::Shown, RosterMember), member| {
        let own = desk.own.clone();
        let onclick = Callback::from(move |()| own.change(|shown| put(shown, member)));
        let label = Some(format!("{} {}", words.of(text), person.name).into());
        Button { weight, label, ..Button::new(words.of(text), testid, onclick) }.view()
    };
    let add = |member| {
        button(Weight::Plain, Text::Add, "add-member", |shown, member| shown.adds = Some(member), member)
    };
    let remove = |member| {
        button(
            Weight::QuietDanger,
            Text::Remove,
            "remove-member",
            |shown, member| shown.removes = Some(member),
            member,
        )
    };
    let actions = match belonging {
        _ if console.open_key.is_none() || roster.is_none() => Html::default(),
        Belonging::Member(member) => remove(member),
        Belonging::Asks(member) => add(member),
        Belonging::NewKey { old, new } => html! { <div class="row">{ add(new) }{ remove(old) }</div> },
        Belonging::NoKey => Html::default(),
    };
    Row {
        key: person.account.to_string().into(),
        cells: vec![
            html! {
                <><bdi>{ &person.name }</bdi>{ " " }
                if myself { { badge(Tone::Info, Glyph::Person, words.of(Text::Myself)) } }</>
            },
            role_word(console, person.role).into(),
            person.key.as_ref().map_or_else(
                || "–".into(),
                |key| html! { <code class="fingerprint small">{ fingerprint(&key.hash()) }</code> },
            ),
            badge(tone, glyph, words.of(text)),
            actions,
        ],
    }
}
