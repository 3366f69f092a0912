//! Tables: rows on a desk, cards on a phone.

use yew::{AttrValue, Html, classes, html};

use crate::components::icon::Glyph;
use crate::components::notice::empty;

/// With more columns than these a table has to save width.
const WIDE: usize = 6;

/// A table.
pub struct Table {
    /// What it lists, for screen readers.
    pub caption: &'static str,
    /// The columns' names. An empty name: a column of buttons.
    pub head: Vec<&'static str>,
    /// The rows, each with as many cells.
    pub rows: Vec<Row>,
    /// What stands in its place while there are no rows: what will stand here, and how it comes.
    pub empty: (Glyph, &'static str, &'static str),
    /// What tests find it by.
    pub testid: &'static str,
}

/// A row of a table.
pub struct Row {
    /// What tells it from the others.
    pub key: AttrValue,
    /// Its cells; the first one names the row.
    pub cells: Vec<Html>,
}

impl Table {
    /// The table itself.
    pub fn view(self) -> Html {
        if self.rows.is_empty() {
            let (glyph, title, text) = self.empty;
            return html! { <div class="card" data-testid={format!("{}-empty", self.testid)}>{ empty(glyph, title, text) }</div> };
        }
        let Self { caption, head, rows, testid, .. } = self;
        html! {
            <table class={classes!("table", (head.len() > WIDE).then_some("table--wide"))} data-testid={testid}>
                <caption class="sr">{ caption }</caption>
                <thead><tr>{ for head.iter().map(|name| html! { <th scope="col">{ *name }</th> }) }</tr></thead>
                <tbody>
                    { for rows.into_iter().map(|row| html! {
                        <tr key={row.key.to_string()} data-testid={format!("{testid}-row")}>
                            { for row.cells.into_iter().enumerate().map(|(at, cell)| {
                                let name = head.get(at).copied().filter(|name| !name.is_empty());
                                if at == 0 {
                                    html! { <th scope="row" data-name={name}>{ cell }</th> }
                                } else {
                                    html! { <td data-name={name}>{ cell }</td> }
                                }
                            }) }
                        </tr>
                    }) }
                </tbody>
            </table>
        }
    }
}
