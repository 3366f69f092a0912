//! The shared word (F41) as the pass shows it: picture, words in both languages, and how long it stands.

use venue_protocol::shared_word::{Colour, SharedWord};
use yew::{Html, classes, html};

use super::pictogram::pictogram;
use crate::i18n::Words;
use crate::i18n::text::{Pass, whole_word};

/// The shared word of this moment.
pub fn word_card(words: Words, word: SharedWord) -> Html {
    let (shown, other) = whole_word(words, word);
    html! {
        <section class={classes!("word", class(word.colour))} data-testid="word" aria-label={words.of(Pass::WordTitle)}>
            { pictogram(word.thing) }
            <p>
                <span class="word__text">{ shown }</span>
                <span class="word__other" lang={words.other_tag()}>{ other }</span>
            </p>
        </section>
    }
}

const fn class(colour: Colour) -> &'static str {
    match colour {
        Colour::Red => "word--red",
        Colour::Orange => "word--orange",
        Colour::Green => "word--green",
        Colour::Blue => "word--blue",
        Colour::Purple => "word--purple",
        Colour::Grey => "word--grey",
    }
}
