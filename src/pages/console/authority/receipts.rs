//! Receipts: who was traced can learn that and why.

use std::rc::Rc;

use venue_protocol::bytes::Bytes;
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::cases::Case;
use yew::{Callback, Html, Properties, component, html};

use super::work::{Fault, use_work};
use crate::api::{cases, notices};
use crate::authority::message::{Reply, Request};
use crate::components::button::Button;
use crate::components::notice::{Notice, Tone};
use crate::console::context::{Console, use_console};
use crate::console::kit::page::section;
use crate::i18n::text::console::{Afterwards as Text, afterwards as phrases};
use crate::pages::own::use_own;

/// Other cases may send theirs at the same moment; so often it is tried again.
const TRIES: u32 = 3;

/// The traced case.
#[derive(Properties, PartialEq)]
pub struct ReceiptsProps {
    /// The case.
    pub case: Rc<Case>,
    /// They were sent.
    pub onsent: Callback<()>,
}

#[derive(Clone, Copy)]
struct Sent {
    receipts: usize,
    unknown: u32,
}

/// They were sent before, or the case is over: the case says which.
struct Changed;

/// The button, and what came of it.
#[component]
pub fn Receipts(props: &ReceiptsProps) -> Html {
    let console = use_console();
    let words = console.words;
    let own = use_own(|| None::<Sent>);
    let work = use_work();
    let begin = {
        let (console, own, work) = (console.clone(), own.clone(), work.clone());
        let (case, onsent) = (props.case.clone(), props.onsent.clone());
        Callback::from(move |()| {
            let (console, case, own, onsent) = (console.clone(), case.clone(), own.clone(), onsent.clone());
            work.run(async move { send(&console, &case).await }, move |sent| {
                own.change(|shown| *shown = sent.ok());
                onsent.emit(());
            });
        })
    };
    let sent = *own.get();
    section(
        words.of(Text::ReceiptsTitle),
        html! {
            <>
                <p>{ words.of(Text::ReceiptsText) }</p>
                if let Some(Sent { receipts, unknown }) = sent {
                    { Notice { testid: Some("receipts-sent"), ..Notice::of(Tone::Good, html! {
                        <>
                            <p>{ phrases::receipts_sent(words, &receipts) }</p>
                            if unknown > 0 { <p>{ phrases::no_receipt(words, &unknown) }</p> }
                        </>
                    }) }.view() }
                } else if props.case.receipts_sent {
                    { Notice { testid: Some("receipts-sent"), ..Notice::new(Tone::Good, words.of(Text::ReceiptsSent)) }.view() }
                } else {
                    <p class="small soft">{ words.of(Text::ReceiptsOnce) }</p>
                    <div>{ Button { busy: work.busy(), ..Button::new(words.of(Text::SendReceipts), "send-receipts", begin) }.view() }</div>
                }
                { work.notice() }
            </>
        },
    )
}

async fn send(console: &Console, case: &Case) -> Result<Result<Sent, Changed>, Fault> {
    let (server, day) = (&*console.server, console.now().day());
    let mut tries = 1;
    loop {
        let days = notices::hints(server, day).await?.days;
        let taken =
            days.into_iter().find(|hints| hints.day == day).map_or(Bytes(Vec::new()), |day| day.hints);
        let reply = console.keeper.ask(&Request::Receipts { case: case.id, day, taken }).await?;
        let Reply::Receipts { receipts, unknown } = reply else { return Err(Fault::ODD) };
        match cases::send_receipts(server, case.id, &receipts).await {
            Ok(()) => return Ok(Ok(Sent { receipts: receipts.receipts.len(), unknown })),
            Err(error) if error.problem() == Some(ProblemType::CaseChanged) => return Ok(Err(Changed)),
            Err(error) if error.problem() == Some(ProblemType::HintTaken) && tries < TRIES => tries += 1,
            Err(error) => return Err(error.into()),
        }
    }
}
