//! The tokens hold what DESIGN 9 promises.

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../assets/style/tokens.css");
const SHEETS: [(&str, &str); 4] = [
    ("app.css", include_str!("../../assets/style/app.css")),
    ("pass.css", include_str!("../../assets/style/pass.css")),
    ("console.css", include_str!("../../assets/style/console.css")),
    ("door.css", include_str!("../../assets/style/door.css")),
];

/// Text and ground of every pair that the sheets put together.
const PAIRS: [(&str, &str); 31] = [
    ("text", "ground"),
    ("text", "surface"),
    ("text", "sunk"),
    ("text-2", "ground"),
    ("text-2", "surface"),
    ("text-2", "sunk"),
    ("brand", "ground"),
    ("brand", "surface"),
    ("brand", "sunk"),
    ("brand", "brand-soft"),
    ("on-brand", "brand-fill"),
    ("on-brand", "brand-press"),
    ("danger", "ground"),
    ("danger", "surface"),
    ("danger", "danger-soft"),
    ("on-danger", "danger-fill"),
    ("warn", "warn-soft"),
    ("info", "info-soft"),
    ("text", "brand-soft"),
    ("text", "danger-soft"),
    ("on-pass-entry", "pass-entry"),
    ("on-pass-exit", "pass-exit"),
    ("on-pass-waiting", "pass-waiting"),
    ("on-pass-refused", "pass-refused"),
    ("on-pass-undone", "pass-undone"),
    ("word-red", "word-ground"),
    ("word-orange", "word-ground"),
    ("word-green", "word-ground"),
    ("word-blue", "word-ground"),
    ("word-purple", "word-ground"),
    ("word-grey", "word-ground"),
];

type Colours = BTreeMap<&'static str, &'static str>;

/// The colours of each block of the tokens, the first one the light theme, the others laid over it.
fn themes() -> Vec<Colours> {
    let blocks = TOKENS.split('}').map(|block| {
        let declarations = block.rsplit('{').next().unwrap_or_default();
        let named = declarations.split(';').filter_map(|one| one.split("--").nth(1)?.split_once(": "));
        named.filter(|(_, value)| value.starts_with('#')).collect::<Colours>()
    });
    let blocks: Vec<_> = blocks.filter(|colours| !colours.is_empty()).collect();
    let light = blocks[0].clone();
    blocks.into_iter().map(|block| light.clone().into_iter().chain(block).collect()).collect()
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_pair_of_text_and_ground_has_a_contrast_of_at_least_4_5() {
    let themes = themes();
    assert_eq!(themes.len(), 3, "light, dark by the system, dark by choice");
    for theme in &themes {
        for (text, ground) in PAIRS {
            let contrast = contrast(theme[text], theme[ground]);
            assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.2}");
        }
    }
}

#[test]
fn dark_is_the_same_whether_the_system_or_the_visitor_chose_it() {
    let themes = themes();
    assert_eq!(themes[1], themes[2]);
}

#[test]
fn colours_are_named_in_the_tokens_only() {
    for (name, sheet) in SHEETS {
        // The camera's picture has no theme, and paper is white.
        for line in sheet
            .lines()
            .filter(|line| !line.contains(".camera") && !line.contains("#000") && !line.contains("#999"))
        {
            let hash = line.split('#').nth(1).unwrap_or_default();
            let is_colour = hash.len() >= 3 && hash.chars().take(3).all(|c| c.is_ascii_hexdigit());
            assert!(!is_colour, "{name}: {line}");
        }
    }
}
