//! What the venue is called, what it is, and where.

use venue_protocol::category::GROUPS;
use venue_protocol::problem::FormField;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html, html};

use super::editor::{Editing, Filling};
use crate::components::button::Button;
use crate::components::choice::SwitchCell;
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::console::application::typed::TypedPosition;
use crate::console::kit::form::{Input, Select};
use crate::console::kit::page::section;
use crate::i18n::Words;
use crate::i18n::text::console::Application as Text;
use crate::platform::position::{self, NoPosition};
use crate::state::settings::Language;
use venue_protocol::wire::applications::{ApplicationForm, Position};

/// The venue.
pub fn venue_section(editing: &Editing) -> Html {
    let words = editing.console.words;
    let form = editing.own.get().saving.form().clone();
    section(
        words.of(Text::Venue),
        html! {
            <>
                { Input {
                    hint: Some(words.of(Text::VenueNameHint).into()),
                    error: editing.wrong(FormField::VenueName, None),
                    onblur: editing.left(FormField::VenueName),
                    // A character may take several units of what browsers count.
                    maxlength: 400,
                    ..Input::new("venue-name", words.of(Text::VenueName), &form.venue_name, editing.edit(|form, text| form.venue_name = text))
                }.view() }
                <div class="columns">
                    { category(editing, &form.category) }
                    { division(editing, &form.division) }
                </div>
                <div class="columns">
                    { Input {
                        error: editing.wrong(FormField::Street, None),
                        onblur: editing.left(FormField::Street),
                        autocomplete: "address-line1",
                        ..Input::new("street", words.of(Text::Street), &form.street, editing.edit(|form, text| form.street = text))
                    }.view() }
                    { Input {
                        error: editing.wrong(FormField::Address, None),
                        onblur: editing.left(FormField::Address),
                        autocomplete: "address-line2",
                        ..Input::new("address", words.of(Text::Address), &form.address, editing.edit(|form, text| form.address = text))
                    }.view() }
                </div>
                <div class="cells">
                    { SwitchCell {
                        id: "sensitive",
                        ticked: form.sensitive,
                        note: Some(words.of(Text::SensitiveHint)),
                        onchange: editing.edit(|form, on| form.sensitive = on),
                        label: words.of(Text::Sensitive),
                    }.view() }
                </div>
            </>
        },
    )
}

/// A category's name, behind its group's.
pub fn category_name(words: Words, code: &str) -> String {
    let mut all =
        GROUPS.iter().flat_map(|group| group.categories.iter().map(move |category| (group, category)));
    let found = all.find(|(_, category)| category.code == code);
    found.map_or_else(
        || code.to_owned(),
        |(group, category)| match words.language {
            Language::ZhCn => format!("{} · {}", group.zh, category.zh),
            Language::En => format!("{} · {}", group.en, category.en),
        },
    )
}

fn category(editing: &Editing, chosen: &str) -> Html {
    let language = editing.console.words.language;
    let name = |zh: &'static str, en: &'static str| match language {
        Language::ZhCn => AttrValue::from(zh),
        Language::En => AttrValue::from(en),
    };
    let all = GROUPS.iter().flat_map(|group| group.categories);
    let choices = all.map(|one| (one.code.to_owned(), name(one.zh, one.en))).collect();
    // The first choice is none.
    let mut first = 1;
    let groups = GROUPS.each_ref().map(|group| {
        let begins = first;
        first += group.categories.len();
        (name(group.zh, group.en), begins)
    });
    choose(editing, (FormField::Category, "category", Text::Category), choices, chosen, |form, code| {
        form.category = code;
    })
    .view_in_groups(&groups)
}

fn division(editing: &Editing, chosen: &str) -> Html {
    let choices = editing.service.divisions.iter().map(|division| {
        let name = match editing.console.words.language {
            Language::ZhCn => &division.zh,
            Language::En => &division.en,
        };
        (division.code.clone(), name.clone().into())
    });
    choose(
        editing,
        (FormField::Division, "division", Text::Division),
        choices.collect(),
        chosen,
        |form, code| {
            form.division = code;
        },
    )
    .view()
}

/// A choice of codes by their names; the first one is none.
fn choose(
    editing: &Editing,
    (field, id, label): (FormField, &'static str, Text),
    choices: Vec<(String, AttrValue)>,
    chosen: &str,
    put: fn(&mut ApplicationForm, String),
) -> Select {
    let words = editing.console.words;
    let (codes, names): (Vec<String>, Vec<AttrValue>) = choices.into_iter().unzip();
    let editing_on = editing.clone();
    Select {
        id: id.into(),
        label: words.of(label).into(),
        hint: None,
        error: editing.wrong(field, None),
        options: std::iter::once(words.of(Text::Choose).into()).chain(names).collect(),
        chosen: codes.iter().position(|code| *code == chosen).map_or(0, |at| at + 1),
        onchoose: Callback::from(move |at: usize| {
            let code = at.checked_sub(1).and_then(|at| codes.get(at)).cloned().unwrap_or_default();
            editing_on.touch(field);
            editing_on.change(|form| put(form, code));
        }),
    }
}

/// Where it is.
pub fn position_section(editing: &Editing) -> Html {
    let words = editing.console.words;
    let filling = editing.own.get();
    let type_it = |put: fn(&mut TypedPosition, String)| {
        let editing = editing.clone();
        Callback::from(move |text: String| {
            editing.own.change(|filling| put(&mut filling.position, text));
            let typed = editing.own.get().position.parse();
            // What is no position yet stays on the page only.
            if let Ok(position) = typed {
                editing.change(|form| form.position = position);
            }
        })
    };
    let locate = {
        let editing = editing.clone();
        Callback::from(move |()| locate(&editing))
    };
    section(
        words.of(Text::Where),
        html! {
            <>
                <div class="row row--end">
                    { Input {
                        error: editing.wrong(FormField::Position, None),
                        onblur: editing.left(FormField::Position),
                        keyboard: "decimal",
                        maxlength: 20,
                        class: "num",
                        ..Input::new("latitude", words.of(Text::Latitude), &filling.position.latitude, type_it(|at, text| at.latitude = text))
                    }.view() }
                    { Input {
                        onblur: editing.left(FormField::Position),
                        keyboard: "decimal",
                        maxlength: 20,
                        class: "num",
                        ..Input::new("longitude", words.of(Text::Longitude), &filling.position.longitude, type_it(|at, text| at.longitude = text))
                    }.view() }
                    { Button {
                        glyph: Some(Glyph::Place),
                        busy: filling.locating,
                        ..Button::new(words.of(if filling.locating { Text::Locating } else { Text::UseHere }), "use-here", locate)
                    }.view() }
                </div>
                if let Some(why) = filling.no_position { { Notice::new(Tone::Warn, words.of(why)).view() } }
            </>
        },
    )
}

fn locate(editing: &Editing) {
    editing.own.change(|filling| (filling.locating, filling.no_position) = (true, None));
    let editing = editing.clone();
    spawn_local(async move {
        let found = position::here().await;
        let put = |filling: &mut Filling| {
            filling.locating = false;
            match found {
                Ok((latitude, longitude)) => {
                    filling.position = TypedPosition::of(Some(Position { latitude, longitude }));
                }
                Err(NoPosition::Refused) => filling.no_position = Some(Text::PositionRefused),
                Err(NoPosition::Unknown) => filling.no_position = Some(Text::PositionUnknown),
            }
        };
        editing.own.change(put);
        let typed = editing.own.get().position.parse();
        if let Ok(Some(position)) = typed {
            editing.change(|form| form.position = Some(position));
        }
    });
}
