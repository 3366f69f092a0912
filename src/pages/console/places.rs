//! Choosing among the places of a venue, and a direction.

use venue_protocol::id::PlaceId;
use venue_protocol::wire::manage::{ManagedPlace, ManagedVenue};
use venue_protocol::wire::venues::Direction;
use yew::{AttrValue, Callback, Html};

use crate::components::choice::{Choice, Segment};
use crate::components::icon::Glyph;
use crate::components::trouble::TroubleScreen;
use crate::console::kit::form::Select;
use crate::console::state::places::name;
use crate::i18n::Words;
use crate::i18n::text::Common;
use crate::i18n::text::console::Desk;

/// The choice of a place, if there is one to make.
pub fn place_choice(
    label: &'static str,
    venue: &ManagedVenue,
    places: &[ManagedPlace],
    chosen: PlaceId,
    choose: &Callback<PlaceId>,
) -> Html {
    if places.len() < 2 {
        return Html::default();
    }
    let ids: Vec<_> = places.iter().map(|place| place.place).collect();
    Select {
        id: "place".into(),
        label: label.into(),
        hint: None,
        error: None,
        options: ids.iter().map(|place| AttrValue::from(name(venue, *place).to_owned())).collect(),
        chosen: ids.iter().position(|place| *place == chosen).unwrap_or_default(),
        onchoose: {
            let choose = choose.clone();
            Callback::from(move |at: usize| {
                if let Some(place) = ids.get(at) {
                    choose.emit(*place);
                }
            })
        },
    }
    .view()
}

/// Entry or exit.
pub fn direction_choice(words: Words, chosen: Direction, choose: &Callback<Direction>) -> Html {
    let choice =
        |text, glyph, testid| Choice { words: words.of(text), glyph: Some(glyph), name: None, testid };
    Segment {
        name: "direction",
        label: words.of(Desk::Direction),
        choices: vec![
            choice(Common::Entry, Glyph::Enter, "direction-entry"),
            choice(Common::Exit, Glyph::Leave, "direction-exit"),
        ],
        chosen: usize::from(chosen == Direction::Exit),
        onchoose: choose.reform(|at| if at == 0 { Direction::Entry } else { Direction::Exit }),
    }
    .view()
}

/// The word for a direction.
pub fn direction_word(words: Words, direction: Direction) -> &'static str {
    words.of(match direction {
        Direction::Entry => Common::Entry,
        Direction::Exit => Common::Exit,
    })
}

/// The icon for a direction.
pub const fn direction_glyph(direction: Direction) -> Glyph {
    match direction {
        Direction::Entry => Glyph::Enter,
        Direction::Exit => Glyph::Leave,
    }
}

/// A venue without any code in force registers nobody.
pub fn no_place(words: Words) -> Html {
    let (title, text) = (words.of(Desk::NoCode), words.of(Desk::NoCodeText));
    TroubleScreen::new(Glyph::Place, title, text, "no-place", Html::default()).view()
}
