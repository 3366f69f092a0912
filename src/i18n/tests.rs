//! What the compiler cannot hold the texts to.

use std::fs;
use std::path::{Path, PathBuf};

use super::Text;
use super::text::*;

/// Every key with both its texts.
fn every_text() -> Vec<(String, &'static str, &'static str)> {
    macro_rules! all {
        ($($name:ident),* $(,)?) => {
            [$($name::ALL.iter().map(|key| (format!("{}::{key:?}", stringify!($name)), key.zh(), key.en())).collect::<Vec<_>>()),*].concat()
        };
    }
    let mut texts = all![
        About,
        Camera,
        Code,
        ColourText,
        Common,
        Confirm,
        DocumentText,
        Form,
        History,
        Home,
        Moving,
        Pass,
        Persons,
        Report,
        Scan,
        Settings,
        ThingText,
        Trouble,
        Wrong
    ];
    #[cfg(feature = "console")]
    {
        use super::text::console::*;
        texts.extend(all![
            Account,
            Application,
            Fault,
            ImportText,
            FormWrong,
            Kit,
            ReportsText,
            ReviewText,
            RoleName,
            Shell,
            Sign,
            StaffText,
            StartText,
            VenueText
        ]);
        texts.extend(all![Cases, ExportText, Keys, KeyFault, Tracing]);
        texts.extend(all![Check, Counts, Desk, Display, Live, Passes, Slips, Studio]);
    }
    texts
}

#[test]
fn every_text_is_used() {
    let mut paths = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut paths);
    let code: String = paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).unwrap();
            // `use crate::i18n::text::{History as Text}`: the page's own texts go by that name.
            let own = text.split(" as Text").next().and_then(|before| before.rsplit([' ', '{', ':']).next());
            match own.filter(|_| text.contains(" as Text")) {
                Some(own) => text.replace("Text::", &format!("{own}::")),
                None => text,
            }
        })
        .collect();
    let unused: Vec<_> = every_text().into_iter().filter(|(key, ..)| !code.contains(key)).collect();
    assert_eq!(unused, []);
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// What reads alike in both languages, or names the other one.
const SHARED: [&str; 6] = ["A-", "A", "A+", "English", "中文", "EN"];

#[test]
fn every_text_is_there_in_both_languages() {
    for (key, zh, en) in every_text() {
        assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{key}");
        assert_eq!((zh.trim(), en.trim()), (zh, en), "{key}: spaces around");
        if !SHARED.contains(&zh) && !key.ends_with("SwitchLanguage") {
            assert!(zh.chars().any(is_cjk), "{key}: {zh}");
        }
        if !SHARED.contains(&en) && !key.ends_with("SwitchLanguage") {
            assert!(!en.chars().any(is_cjk), "{key}: {en}");
        }
    }
}

#[test]
fn chinese_texts_are_set_with_chinese_punctuation() {
    for (key, zh, _) in every_text() {
        let chars: Vec<_> = zh.chars().collect();
        for pair in chars.windows(2) {
            let after_han =
                is_cjk(pair[0]) && matches!(pair[1], ',' | '.' | ';' | ':' | '?' | '!' | '(' | ')');
            assert!(!after_han, "{key}: {zh}");
        }
    }
}

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The views' own code: without comments, and without their tests.
fn views() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = vec![root.join("app.rs")];
    sources(&root.join("components"), &mut paths);
    sources(&root.join("console"), &mut paths);
    sources(&root.join("pages"), &mut paths);
    paths
        .into_iter()
        .filter(|path| !path.iter().any(|part| part == "tests"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code: Vec<_> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            (path, code.join("\n"))
        })
        .collect()
}

#[test]
fn no_chinese_is_written_outside_the_catalogue() {
    for (path, code) in views() {
        let line = code.lines().find(|line| line.chars().any(is_cjk));
        assert_eq!(line, None, "{}", path.display());
    }
}

/// Words between two tags, or as the text of an expression in braces: `>Delete<`, `{ "Delete" }`.
fn words_in_markup(code: &str) -> Vec<String> {
    let spoken = |text: &str| text.chars().any(char::is_alphabetic);
    let mut found = Vec::new();
    for (at, opening) in code.match_indices("{ \"") {
        let text = code[at + opening.len()..].split('"').next().unwrap_or_default();
        // Behind a tag or another expression; not the branch of an `if`.
        if spoken(text) && code[..at].trim_end().ends_with(['>', '}']) {
            found.push(text.to_owned());
        }
    }
    for (at, _) in code.match_indices("</") {
        let before = code[..at].trim_end();
        let text = before.rsplit(['>', '}', ';', '{']).next().unwrap_or_default().trim();
        if spoken(text) {
            found.push(text.to_owned());
        }
    }
    // Attributes that people hear or see.
    for name in ["title=\"", "label=\"", "aria-label=\"", "alt=\"", "placeholder=\"", "text=\"", "hint=\""] {
        found.extend(
            code.split(name).skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned()),
        );
    }
    found
}

#[test]
fn no_text_is_written_into_the_markup() {
    for (path, code) in views() {
        assert_eq!(words_in_markup(&code), [""; 0], "{}", path.display());
    }
}

#[test]
fn a_text_in_the_markup_would_be_found() {
    assert_eq!(words_in_markup("html! { <p>Delete</p> }"), ["Delete"]);
    assert_eq!(words_in_markup("<p>{ \"Delete\" }</p>"), ["Delete"]);
    assert_eq!(words_in_markup("<Page title=\"Delete\" />"), ["Delete"]);
    assert_eq!(words_in_markup("<p>{ words.of(Text::Delete) }{ \" · \" }</p>"), [""; 0]);
}
