//! The shared word in both languages: a colour and a thing (F41).

use venue_protocol::shared_word::{Colour, SharedWord, Thing};

use crate::i18n::{Text, Words};
use crate::state::settings::Language;

texts! {
    /// The colours.
    ColourText {
        Red = "红色" | "Red";
        Orange = "橙色" | "Orange";
        Green = "绿色" | "Green";
        Blue = "蓝色" | "Blue";
        Purple = "紫色" | "Purple";
        Grey = "灰色" | "Grey";
    }
}

texts! {
    /// The things.
    ThingText {
        Sun = "太阳" | "sun";
        Moon = "月亮" | "moon";
        Star = "星星" | "star";
        Cloud = "云" | "cloud";
        Tree = "树" | "tree";
        Leaf = "叶子" | "leaf";
        Flower = "花" | "flower";
        Fish = "鱼" | "fish";
        Bird = "鸟" | "bird";
        House = "房子" | "house";
        Boat = "船" | "boat";
        Key = "钥匙" | "key";
        Bell = "铃铛" | "bell";
        Cup = "杯子" | "cup";
        Umbrella = "雨伞" | "umbrella";
        Apple = "苹果" | "apple";
    }
}

/// The text of a colour.
pub const fn colour(colour: Colour) -> ColourText {
    match colour {
        Colour::Red => ColourText::Red,
        Colour::Orange => ColourText::Orange,
        Colour::Green => ColourText::Green,
        Colour::Blue => ColourText::Blue,
        Colour::Purple => ColourText::Purple,
        Colour::Grey => ColourText::Grey,
    }
}

/// The text of a thing.
pub const fn thing(thing: Thing) -> ThingText {
    match thing {
        Thing::Sun => ThingText::Sun,
        Thing::Moon => ThingText::Moon,
        Thing::Star => ThingText::Star,
        Thing::Cloud => ThingText::Cloud,
        Thing::Tree => ThingText::Tree,
        Thing::Leaf => ThingText::Leaf,
        Thing::Flower => ThingText::Flower,
        Thing::Fish => ThingText::Fish,
        Thing::Bird => ThingText::Bird,
        Thing::House => ThingText::House,
        Thing::Boat => ThingText::Boat,
        Thing::Key => ThingText::Key,
        Thing::Bell => ThingText::Bell,
        Thing::Cup => ThingText::Cup,
        Thing::Umbrella => ThingText::Umbrella,
        Thing::Apple => ThingText::Apple,
    }
}

/// The whole word: `蓝色的鱼`, `Blue fish`. In the shown language and in the other one.
pub fn whole_word(words: Words, word: SharedWord) -> (String, String) {
    let (colour, thing) = (colour(word.colour), thing(word.thing));
    let chinese = format!("{}的{}", colour.zh(), thing.zh());
    let english = format!("{} {}", colour.en(), thing.en());
    match words.language {
        Language::ZhCn => (chinese, english),
        Language::En => (english, chinese),
    }
}
