//! The cases about contacts of a case, and whether their results stand among its own.

use std::rc::Rc;

use venue_protocol::wire::cases::{Case, CaseState};
use yew::{Html, Properties, component, html};

use super::cases::state_badge;
use super::work::Fault;
use crate::components::icon::Glyph;
use crate::components::nav::Link;
use crate::components::notice::{Tone, badge};
use crate::console::context::use_console;
use crate::console::kit::page::section;
use crate::console::route::ConsoleRoute;
use crate::i18n::text::console::Afterwards as Text;

/// A case about contacts.
#[derive(Debug, Clone, PartialEq)]
pub struct Child {
    /// The case.
    pub case: Case,
    /// Whether its results were added; not asked for before it is approved.
    pub joined: Option<Result<(), Fault>>,
}

/// All of them.
#[derive(Properties, PartialEq)]
pub struct ChildrenProps {
    /// Newest first.
    pub children: Rc<Vec<Child>>,
}

/// The list; nothing without any.
#[component]
pub fn Children(props: &ChildrenProps) -> Html {
    let console = use_console();
    let words = console.words;
    if props.children.is_empty() {
        return Html::default();
    }
    let row = |child: &Child| {
        let link = Link {
            testid: Some("child-link"),
            children: html! { <bdi>{ &child.case.number }</bdi> },
            ..console.nav.link(ConsoleRoute::Case(child.case.id))
        };
        let state = match (&child.joined, child.case.state) {
            (Some(Ok(())), _) => badge(Tone::Good, Glyph::Done, words.of(Text::Joined)),
            (Some(Err(fault)), _) => fault.notice(words),
            (None, CaseState::Filed | CaseState::Taken) => {
                html! { <span class="small soft">{ words.of(Text::NotJoined) }</span> }
            }
            (None, _) => html! { <span class="small soft">{ words.of(Text::Over) }</span> },
        };
        html! {
            <li class="row" key={child.case.id.to_string()} data-testid="child">
                { link.view() }
                if child.joined.is_none() { { state_badge(words, child.case.state) } }
                { state }
            </li>
        }
    };
    section(
        words.of(Text::ChildrenTitle),
        html! { <ul class="stack" data-testid="children">{ for props.children.iter().map(row) }</ul> },
    )
}
