//! The pictograms of the shared word (F41): 16 things, filled, 32 units wide, told apart by their outline alone.

use venue_protocol::shared_word::Thing;
use yew::{Html, html};

/// A thing's picture. The words beside it say the same, so it is hidden from screen readers.
pub fn pictogram(thing: Thing) -> Html {
    html! {
        <svg class="word__picture" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path fill-rule="evenodd" d={outline(thing)} />
        </svg>
    }
}

const fn outline(thing: Thing) -> &'static str {
    match thing {
        Thing::Sun => {
            "M16 9a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM15 1h2v5h-2zM15 26h2v5h-2zM1 15h5v2H1zM26 15h5v2h-5zM4.7 6.1L6.1 4.7l3.6 3.6-1.4 1.4zM22.3 23.7l1.4-1.4 3.6 3.6-1.4 1.4zM25.9 4.7l1.4 1.4-3.6 3.6-1.4-1.4zM8.3 22.3l1.4 1.4-3.6 3.6-1.4-1.4z"
        }
        Thing::Moon => "M20 3A13.5 13.5 0 1 0 29.5 22 11 11 0 0 1 20 3z",
        Thing::Star => "M16 2l4.2 9.2 10 1.1-7.5 6.8 2.1 9.9L16 24l-8.8 5 2.1-9.9-7.5-6.8 10-1.1z",
        Thing::Cloud => "M9 26a7 7 0 0 1-.8-13.95 9 9 0 0 1 17.2 1.6A6.3 6.3 0 0 1 24.5 26z",
        Thing::Tree => "M16 1l8 9h-4l7 8h-5l6 7H18v6h-4v-6H4l6-7H5l7-8H8z",
        Thing::Leaf => {
            "M28 3C12 3 4 9 4 18c0 2.6.8 4.8 2.2 6.6L3 29l2.2 1.6 3.2-4.4C10 27.3 12 28 14 28c10 0 14-9 14-25zM9.3 21.5C12 16.5 16 12.5 21 10c-4 3.5-7 7.5-9.3 12.7z"
        }
        Thing::Flower => {
            "M16 11.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM16 1.5c3.5 0 5.5 3 4.5 8.2a6.8 6.8 0 0 0-9 0C10.5 4.5 12.5 1.5 16 1.5zM16 30.5c-3.5 0-5.5-3-4.5-8.2a6.8 6.8 0 0 0 9 0c1 5.2-1 8.2-4.5 8.2zM1.5 16c0-3.5 3-5.5 8.2-4.5a6.8 6.8 0 0 0 0 9C4.5 21.5 1.5 19.5 1.5 16zM30.5 16c0 3.5-3 5.5-8.2 4.5a6.8 6.8 0 0 0 0-9c5.2-1 8.2 1 8.2 4.5z"
        }
        Thing::Fish => {
            "M1.5 16C5 10 10 7 15.5 7c4.5 0 7.5 2.5 9.5 5.5L30.5 8v16L25 19.5c-2 3-5 5.5-9.5 5.5C10 25 5 22 1.5 16zM9 12.7a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z"
        }
        Thing::Bird => {
            "M2 13l6-3a6 6 0 0 1 11-1.5c1 1.7 1.6 3.5 3 4.5 3 2 6 2.5 8.5 2.5C28 22 22.5 26 16 26c-6 0-9.5-4.5-9.5-10.5zM11.5 10a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zM13 26h2v5h-2zM18 26h2v5h-2z"
        }
        Thing::House => "M16 3L1.5 16H6v13h7v-8h6v8h7V16h4.5z",
        Thing::Boat => {
            "M15 2v17H4zM17.5 6L27 19h-9.5zM2 21.5h28C28.5 26.5 26 29.5 22 29.5H10c-4 0-6.5-3-8-8z"
        }
        Thing::Key => {
            "M9 8.5a7.5 7.5 0 1 0 7 10.2h5V23h4v-4.3h5.5V14H16A7.5 7.5 0 0 0 9 8.5zM8.5 13.5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4z"
        }
        Thing::Bell => {
            "M14.5 1.5h3v3A9 9 0 0 1 25 13.5V21l3 4H4l3-4v-7.5a9 9 0 0 1 7.5-9zM12.5 26.5h7a3.5 3.5 0 0 1-7 0z"
        }
        Thing::Cup => {
            "M4 8h20v3h2.5a4.5 4.5 0 0 1 0 11H23a9 9 0 0 1-8 5h-2a9 9 0 0 1-9-9zM24 14v4c0 .3 0 .7-.1 1h2.6a2.5 2.5 0 0 0 0-5zM3 28.5h23V31H3z"
        }
        Thing::Umbrella => {
            "M15 1.5h2v2A14 14 0 0 1 30.5 17c-2.5-2-5-2-7 .5-2-2.3-4.3-2.7-6.5-1v10a4.5 4.5 0 0 1-9 0h2.5a2 2 0 0 0 4 0v-10c-2.2-1.7-4.5-1.3-6 1-2-2.5-4.5-2.5-7-.5A14 14 0 0 1 15 3.5z"
        }
        Thing::Apple => {
            "M20 1c.3 3-1.6 5.5-4.5 5.8C15.3 4 17 1.5 20 1zM16 9c1.5-.8 3-1.5 5-1.5 5 0 8 4 8 9.5C29 24 24.5 30 20.5 30c-1.7 0-2.8-.8-4.5-.8s-2.8.8-4.5.8C7.5 30 3 24 3 17c0-5.5 3-9.5 8-9.5 2 0 3.5.7 5 1.5z"
        }
    }
}
