//! The results as files. That they are made stands in the audit log before.

use std::rc::Rc;

use venue_protocol::wire::cases::{Case, ExportFormat, NewExport};
use venue_trace::Results;
use yew::{Callback, Html, Properties, component, html};

use super::work::{Fault, use_work};
use crate::api::cases;
use crate::authority::export::rows;
use crate::authority::message::{Reply, Request};
use crate::components::button::Button;
use crate::components::icon::Glyph;
use crate::console::context::use_console;
use crate::console::kit::page::section;
use crate::i18n::text::console::ExportText as Text;
use crate::platform::download;

/// What is exported.
#[derive(Properties, PartialEq)]
pub struct ExportingProps {
    /// The case.
    pub case: Rc<Case>,
    /// Its results.
    pub results: Rc<Results>,
}

/// Buttons for the files.
#[component]
pub fn Exporting(props: &ExportingProps) -> Html {
    let console = use_console();
    let words = console.words;
    let work = use_work();
    let export = |format: ExportFormat| {
        let (console, work, case) = (console.clone(), work.clone(), props.case.clone());
        let new = NewExport { format, rows: rows(&props.results) };
        Callback::from(move |()| {
            let (console, id, new) = (console.clone(), case.id, new.clone());
            let stem = case.id.to_string();
            let call = async move {
                cases::export(&*console.server, id, &new).await?;
                match console.keeper.ask(&Request::Export(id, format, console.words.language)).await? {
                    Reply::Files(files) => Ok(files),
                    _ => Err(Fault::ODD),
                }
            };
            work.run(call, move |files| {
                let (ending, kind) = match format {
                    ExportFormat::Csv => ("csv", "text/csv"),
                    ExportFormat::Xlsx => {
                        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                    }
                };
                for (about, bytes) in files {
                    // The browser says itself if it cannot.
                    let _ = download::offer_bytes(&format!("{stem}-{about}.{ending}"), kind, &bytes.0);
                }
            });
        })
    };
    section(
        words.of(Text::Title),
        html! {
            <>
                <p>{ words.of(Text::Lead) }</p>
                <div class="row">
                    { Button { glyph: Some(Glyph::Export), busy: work.busy(), ..Button::new(words.of(Text::Csv), "export-csv", export(ExportFormat::Csv)) }.view() }
                    { Button { glyph: Some(Glyph::Export), busy: work.busy(), ..Button::new(words.of(Text::Xlsx), "export-xlsx", export(ExportFormat::Xlsx)) }.view() }
                </div>
                { work.notice() }
            </>
        },
    )
}
