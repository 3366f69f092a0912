//! One application: its form while it can be filled in, how far it is afterwards.

mod applicant;
mod editor;
mod extras;
mod import;
mod places;
mod progress;

use std::rc::Rc;

use venue_protocol::id::PlaceId;
use venue_protocol::wire::applications::{Application as Loaded, Purpose, Stage};
use venue_protocol::wire::manage::Service;
use yew::{Callback, Html, Properties, component, html};

pub use extras::gate_text;
pub use import::Import;
pub use places::category_name;
pub use progress::form_facts;

use crate::api::{applications, manage};
use crate::console::context::use_console;
use crate::console::kit::load::use_load;
use crate::console::kit::page::{ConsolePage, use_page};
use crate::console::route::ConsoleRoute;
use crate::i18n::text::console::{Application as Text, Shell};

/// Which application.
#[derive(Properties, PartialEq)]
pub struct ApplicationProps {
    /// Its id.
    pub id: PlaceId,
}

/// What the form and its progress are given.
#[derive(Properties, PartialEq, Clone)]
pub struct LoadedProps {
    /// The application as the server has it.
    pub application: Rc<Loaded>,
    /// What the form chooses from.
    pub service: Rc<Service>,
    /// It changed at the server: this is how it is now.
    pub onchange: Callback<Option<Loaded>>,
}

/// The page.
#[component]
pub fn Application(props: &ApplicationProps) -> Html {
    let console = use_console();
    let words = console.words;
    let loaded = use_load(props.id, |server, id| async move {
        let application = applications::show(&*server, id).await?;
        let service = manage::service(&*server).await?;
        Ok((application, Rc::new(service)))
    });
    let change = loaded.ready().is_some_and(|loaded| loaded.0.purpose == Purpose::Change);
    let title = words.of(if change { Text::ChangeTitle } else { Text::FormTitle });
    let page = use_page(title, "application-page");
    let onchange = {
        let loaded = loaded.clone();
        Callback::from(move |application: Option<Loaded>| match (application, loaded.ready()) {
            (Some(application), Some(before)) => loaded.put((application, before.1.clone())),
            // Only the server knows.
            _ => loaded.again.emit(()),
        })
    };
    let children = loaded.view(|both| {
        let (application, service) = &**both;
        let (service, onchange) = (service.clone(), onchange.clone());
        let stage = application.stage;
        // Loaded anew is another form.
        let key = application.version.to_string();
        let application = Rc::new(application.clone());
        match stage {
            Stage::Draft | Stage::Returned => {
                html! { <editor::Editor {key} {application} {service} {onchange} /> }
            }
            Stage::Submitted | Stage::Rejected | Stage::Approved => {
                html! { <progress::Progress {application} {service} {onchange} /> }
            }
        }
    });
    let up = Some((ConsoleRoute::Applications, words.of(Shell::Applications)));
    let lead = change.then(|| words.of(Text::ChangeLead).into());
    ConsolePage { up, lead, children, ..page }.view(&console)
}
