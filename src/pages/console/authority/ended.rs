//! A case that is over, for its tracer: what is still said by its receipts.

use std::rc::Rc;

use venue_protocol::wire::cases::Case;
use yew::{Callback, Html, Properties, component, html};

use super::disputes::Disputes;
use super::way::Heard;
use crate::authority::message::Said;
use crate::pages::own::use_own;

/// The case.
#[derive(Properties, PartialEq)]
pub struct EndedProps {
    /// The case.
    pub case: Rc<Case>,
}

/// Asks for it only when the tracer does: each look is written down.
#[component]
pub fn Ended(props: &EndedProps) -> Html {
    let said = use_own(|| None::<Rc<Vec<Said>>>);
    let onheard = {
        let said = said.clone();
        Callback::from(move |heard: Heard| said.change(|said| *said = Some(Rc::new(heard.said))))
    };
    html! { <Disputes case={props.case.clone()} said={said.get().clone()} {onheard} /> }
}
