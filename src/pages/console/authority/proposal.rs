//! A roster that waits for the other role: what it changes, in words.

use venue_protocol::id::AccountId;
use venue_protocol::seal::roster::RosterMember;
use yew::{Html, html};

use super::keys::{Desk, role_word};
use super::knowledge::Knowledge;
use crate::authority::roster::{Chain, RosterChange, changes, fingerprint, proposed};
use crate::components::button::{Button, Weight};
use crate::components::notice::{Notice, Tone};
use crate::console::kit::page::section;
use crate::i18n::text::console::Keys as Text;

/// The proposal, if there is one.
pub(super) fn proposal(desk: &Desk, known: &Knowledge, chain: Option<&Chain>) -> Html {
    let words = desk.console.words;
    let Some(proposal) = &known.state.proposal else { return Html::default() };
    let before = chain.map(Chain::roster);
    let roster = proposed(proposal, chain);
    let ours = proposal.by == desk.role;
    let open = desk.console.open_key.is_some();
    section(
        words.of(Text::ProposalTitle),
        html! {
            <div class="stack" data-testid="proposal">
                if let Some(roster) = &roster {
                    <p>{ words.of(if ours { Text::ProposalOwn } else { Text::ProposalOther }) }</p>
                    <ul class="changes">
                        { for changes(before, roster).into_iter().map(|change| html! {
                            <li data-testid="change">{ change_line(desk, known, change) }</li>
                        }) }
                    </ul>
                } else {
                    { Notice::new(Tone::Bad, words.of(Text::ProposalOdd)).view() }
                }
                <div class="row">
                    if !ours && open && roster.is_some() {
                        { Button { weight: Weight::Primary, busy: desk.work.busy(), ..Button::new(words.of(Text::Agree), "agree", desk.agree(proposal)) }.view() }
                    }
                    { Button { weight: Weight::QuietDanger, busy: desk.work.busy(), ..Button::new(words.of(Text::TakeAway), "take-away", desk.take_away()) }.view() }
                </div>
            </div>
        },
    )
}

fn change_line(desk: &Desk, known: &Knowledge, change: RosterChange) -> Html {
    let words = desk.console.words;
    let who =
        |account: AccountId| known.person(account).map_or_else(String::new, |person| person.name.clone());
    let line = |member: RosterMember, text: Text, with_key: bool| {
        html! {
            <>
                <bdi>{ who(member.account) }</bdi>{ " (" }{ role_word(&desk.console, member.role) }{ ") " }{ words.of(text) }
                if with_key { <br /><code class="fingerprint small">{ fingerprint(&member.key.hash()) }</code> }
            </>
        }
    };
    match change {
        RosterChange::First => words.of(Text::ProposalFirst).into(),
        RosterChange::Rotated(role) => {
            html! { <>{ role_word(&desk.console, role) }{ " " }{ words.of(Text::Rotated) }</> }
        }
        RosterChange::Joins(member) => line(member, Text::Joins, true),
        RosterChange::NewKey(member) => line(member, Text::NewKey, true),
        RosterChange::Leaves(member) => line(member, Text::Leaves, false),
    }
}
