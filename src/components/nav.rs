//! Going from page to page: the handle that links use, and links as cells, tiles and buttons.

use yew::{Callback, Html, MouseEvent, html};

use super::icon::{Glyph, icon, sized_icon};
use crate::route::Route;

/// Where a page can send its visitor.
#[derive(Clone, PartialEq)]
pub struct Nav {
    /// To a page, which "back" leads away from again.
    pub go: Callback<Route>,
    /// To a page in place of this one.
    pub replace: Callback<Route>,
    /// To the page before this one, or to its parent if that one is not ours.
    pub back: Callback<()>,
}

impl Nav {
    /// What a button does that leads to a page.
    pub fn to(&self, route: Route) -> Callback<()> {
        leading(&self.go, route)
    }

    /// What a button does that leads to a page in place of this one.
    pub fn instead(&self, route: Route) -> Callback<()> {
        leading(&self.replace, route)
    }

    /// A link within the app.
    pub fn link(&self, to: Route) -> Link {
        Link {
            href: to.to_string(),
            go: self.to(to),
            class: "",
            glyph: None,
            testid: None,
            children: Html::default(),
        }
    }
}

fn leading(go: &Callback<Route>, route: Route) -> Callback<()> {
    let go = go.clone();
    Callback::from(move |()| go.emit(route.clone()))
}

/// A link, made by [`Nav::link`].
pub struct Link {
    /// Where it leads, for a new tab.
    pub href: String,
    /// Leads there.
    pub go: Callback<()>,
    /// Its class.
    pub class: &'static str,
    /// What it shows before its words.
    pub glyph: Option<Glyph>,
    /// What tests find it by.
    pub testid: Option<&'static str>,
    /// Its words.
    pub children: Html,
}

impl Link {
    /// The link itself.
    pub fn view(self) -> Html {
        let go = self.go;
        let onclick = Callback::from(move |event: MouseEvent| {
            // A new tab or window is the browser's business.
            if event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0 {
                return;
            }
            event.prevent_default();
            go.emit(());
        });
        html! {
            <a class={self.class} href={self.href} {onclick} data-testid={self.testid}>
                if let Some(glyph) = self.glyph { { icon(glyph) } }
                { self.children }
            </a>
        }
    }

    /// The link as a cell.
    pub fn cell(self) -> Html {
        let children = html! {
            <>
                <span class="cell__body">{ self.children }</span>
                { sized_icon(Glyph::Next, "icon--arrow") }
            </>
        };
        Self { class: "cell", children, ..self }.view()
    }
}
