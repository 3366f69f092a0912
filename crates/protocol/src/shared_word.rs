//! The shared word (F41): what the pass and the venue's live ticker show alike for five minutes, so that a
//! screenshot from elsewhere or from before shows itself.

use serde::{Deserialize, Serialize};

use crate::instant::Instant;

/// For so long one word stands.
pub const WORD_STEP_S: i64 = 300;

/// A colour and a thing, such as "blue fish", and when they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SharedWord {
    /// From this time, for [`WORD_STEP_S`].
    pub from: Instant,
    /// The colour.
    pub colour: Colour,
    /// The thing.
    pub thing: Thing,
}

/// Declares an enum with all its values in order.
macro_rules! listed {
    ($(#[$doc:meta])* $name:ident { $($value:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the names say it")]
        pub enum $name { $($value),* }
        impl $name {
            /// All values, in order.
            pub const ALL: &[Self] = &[$(Self::$value),*];
        }
    };
}

listed! {
    /// Colours that stay apart on a cracked display and for most colour-blind eyes; the word is always written, too.
    Colour { Red, Orange, Green, Blue, Purple, Grey }
}

listed! {
    /// Things that everybody can name.
    Thing { Sun, Moon, Star, Cloud, Tree, Leaf, Flower, Fish, Bird, House, Boat, Key, Bell, Cup, Umbrella, Apple }
}

impl SharedWord {
    /// The step that a time lies in, counted since the Unix epoch.
    pub const fn step(now: Instant) -> i64 {
        now.seconds().div_euclid(WORD_STEP_S)
    }

    /// The word of a step, chosen by four bytes of a keyed hash over place and step.
    pub const fn pick(step: i64, hash: [u8; 4]) -> Self {
        let index = u32::from_be_bytes(hash) as usize;
        let colour = Colour::ALL[index % Colour::ALL.len()];
        let thing = Thing::ALL[index / Colour::ALL.len() % Thing::ALL.len()];
        Self { from: Instant::from_millis(step * WORD_STEP_S * 1000), colour, thing }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_and_thing_can_be_picked() {
        let n = (Colour::ALL.len() * Thing::ALL.len()) as u32;
        let mut seen: Vec<_> = (0..n)
            .map(|i| SharedWord::pick(0, i.to_be_bytes()))
            .map(|word| format!("{:?} {:?}", word.colour, word.thing))
            .collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), n as usize);
    }

    #[test]
    fn a_word_stands_for_five_minutes() {
        let start = Instant::from_millis(300_000);
        assert_eq!(SharedWord::step(start), SharedWord::step(start.plus_millis(299_999)));
        assert_ne!(SharedWord::step(start), SharedWord::step(start.plus_millis(300_000)));
        assert_eq!(SharedWord::pick(1, [0; 4]).from, start);
    }
}
