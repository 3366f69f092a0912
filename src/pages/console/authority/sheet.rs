//! The recovery sheet: printed before its key counts, and typed in again.

use std::rc::Rc;

use yew::{Callback, Html, Properties, component, html, use_state};

use super::role_file::RoleKeyFile;
use super::work::{Fault, use_work};
use crate::authority::message::{Drawn, Kept, Reply, Request, RoleFile, Secret, Standing};
use crate::authority::roster::fingerprint;
use crate::components::button::{Button, Weight};
use crate::components::choice::TickCell;
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::components::qr::symbol;
use crate::console::context::use_console;
use crate::console::kit::form::{Input, Submit, form};
use crate::console::kit::page::section;
use crate::console::kit::shell::role_name;
use crate::i18n::Text as _;
use crate::i18n::text::console::Keys as Text;
use crate::pages::console::paper::Printed;
use crate::platform::paper;

/// Width and height of A4 in mm.
const A4: (f32, f32) = (210.0, 297.0);

/// A key that was drawn and does not count yet.
#[derive(Properties, PartialEq)]
pub struct SheetProps {
    /// The key.
    pub drawn: Rc<Drawn>,
    /// It is at work.
    pub busy: bool,
    /// The sheet is in a safe place.
    pub ongo: Callback<()>,
}

/// Prints the sheet, and goes on once that is done.
#[component]
pub fn Sheet(props: &SheetProps) -> Html {
    let words = use_console().words;
    let kept = use_state(|| false);
    let tick = {
        let kept = kept.setter();
        Callback::from(move |on| kept.set(on))
    };
    let go = if *kept { props.ongo.clone() } else { Callback::noop() };
    section(
        words.of(Text::SheetTitle),
        html! {
            <>
                { Notice { testid: Some("sheet-why"), ..Notice::new(Tone::Warn, words.of(Text::SheetWhy)) }.view() }
                <div>{ Button { glyph: Some(Glyph::Export), ..Button::new(words.of(Text::Print), "print-sheet", Callback::from(|()| paper::print())) }.view() }</div>
                <div class="cells">
                    { TickCell { id: "sheet-kept".into(), ticked: *kept, onchange: tick, disabled: false, note: None, children: words.of(Text::SheetKept).into() }.view() }
                </div>
                if *kept {
                    <div>{ Button { weight: Weight::Primary, busy: props.busy, ..Button::new(words.of(Text::SheetGo), "sheet-go", go) }.view() }</div>
                }
                <SheetPaper drawn={props.drawn.clone()} />
            </>
        },
    )
}

#[derive(Properties, PartialEq)]
struct PaperProps {
    drawn: Rc<Drawn>,
}

/// The sheet says everything in both languages: who needs it may read either.
#[component]
fn SheetPaper(props: &PaperProps) -> Html {
    let console = use_console();
    let role = console.me().map(|me| role_name(me.role));
    let both = |text: Text| html! { <>{ text.zh() }{ " " }<span lang="en">{ text.en() }</span></> };
    let seal = props.drawn.founder.keys.seal;
    html! {
        <Printed width={A4.0} height={A4.1}>
            <section class="recovery" data-testid="recovery-sheet">
                <h1>{ both(Text::SheetTitle) }</h1>
                <p>
                    { both(Text::SheetRole) }{ " · " }
                    if let Some(role) = role { { role.zh() }{ " " }<span lang="en">{ role.en() }</span> }
                    { " · " }{ console.now().day().to_string() }
                </p>
                <p class="recovery__print">{ both(Text::Fingerprint) }{ " " }<code>{ fingerprint(&seal.hash()) }</code></p>
                <p class="recovery__text"><strong>{ both(Text::SheetSecret) }</strong></p>
                <ol class="recovery__words" lang="en">
                    { for props.drawn.words.0.split(' ').map(|word| html! { <li>{ word.to_owned() }</li> }) }
                </ol>
                <div class="recovery__code">{ symbol(&props.drawn.text.0) }</div>
                <p class="recovery__text">{ both(Text::SheetWords) }</p>
                <p class="recovery__text">{ both(Text::SheetWhy) }</p>
            </section>
        </Printed>
    }
}

/// What becomes of a recovery.
#[derive(Properties, PartialEq)]
pub struct RecoverProps {
    /// The role's key is open.
    pub ondone: Callback<Standing>,
}

/// Takes the role's key from its sheet, or from a key file of it.
#[component]
pub fn Recover(props: &RecoverProps) -> Html {
    let console = use_console();
    let words = console.words;
    let typed = use_state(String::new);
    let work = use_work();
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |text: String| typed.set(text))
    };
    let recover = {
        let (work, keeper, typed, done) =
            (work.clone(), console.keeper.clone(), typed.setter(), props.ondone.clone());
        Callback::from(move |kept: Kept| {
            let (keeper, typed, done) = (keeper.clone(), typed.clone(), done.clone());
            let call = async move {
                match keeper.ask(&Request::Recover(kept)).await? {
                    Reply::Learnt(standing) => Ok(standing),
                    _ => Err(Fault::ODD),
                }
            };
            work.run(call, move |standing| {
                typed.set(String::new());
                done.emit(standing);
            });
        })
    };
    let submit = {
        let (typed, recover) = (typed.clone(), recover.clone());
        Callback::from(move |()| recover.emit(Kept::Sheet(Secret((*typed).clone()))))
    };
    let onfile = recover.reform(|file: RoleFile| Kept::File(file));
    html! {
        <details class="card">
            <summary data-testid="recover-open">{ words.of(Text::RecoverTitle) }</summary>
            <div class="stack">
                { form("recover-form", submit, html! {
                    <>
                        <p>{ words.of(Text::RecoverText) }</p>
                        { Input { rows: 4, maxlength: 600, ..Input::new("sheet", words.of(Text::Sheet), &typed, oninput) }.view() }
                        { Submit { text: words.of(Text::Recover), testid: "recover", busy: work.busy(), why_not: None }.view() }
                    </>
                }) }
                { work.notice() }
                <p>{ words.of(Text::RecoverFileText) }</p>
                <RoleKeyFile text={words.of(Text::Recover)} busy={work.busy()} {onfile} />
            </div>
        </details>
    }
}
