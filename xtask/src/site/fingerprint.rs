//! Names with hashes, so that they can be cached for ever; and the service worker's list of them.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::{Files, SiteError};

/// From a file's name as it was built to its name with the hash.
pub type Names = BTreeMap<String, String>;

/// The service worker, which browsers ask for by its one name.
pub const SERVICE_WORKER: &str = "sw.js";

/// Renames every file but the pages and the service worker after its content, leaves first, and puts the new names
/// wherever the old ones were mentioned.
pub fn rename(files: &mut Files) -> Result<Names, SiteError> {
    let mut waiting: Vec<String> = files.keys().filter(|name| !keeps_its_name(name)).cloned().collect();
    check_unique(&waiting)?;
    let mut names = Names::new();
    while !waiting.is_empty() {
        let ready = waiting.iter().position(|name| {
            let others = waiting.iter().filter(|other| *other != name);
            text(files, name).is_none_or(|text| others.into_iter().all(|other| !mentions(text, base(other))))
        });
        let Some(ready) = ready else {
            return Err(SiteError::Content(format!("these files mention each other: {waiting:?}")));
        };
        let name = waiting.swap_remove(ready);
        let content = files.remove(&name).unwrap_or_default();
        let hashed = hashed_name(&name, &content);
        for bytes in files.values_mut() {
            if let Ok(text) = std::str::from_utf8(bytes)
                && mentions(text, base(&name))
            {
                *bytes = replace(text, base(&name), base(&hashed)).into_bytes();
            }
        }
        files.insert(hashed.clone(), content);
        names.insert(name, hashed);
    }
    Ok(names)
}

/// Whether a file is the console's alone, by its name: the visitor's service worker neither stores nor notices it.
fn is_console(name: &str) -> bool {
    base(name).starts_with("console") || base(name).starts_with("authority")
}

/// Gives the service worker the build's id and the list of what works offline: everything but the console.
pub fn fill_service_worker(files: &mut Files) -> Result<(), SiteError> {
    let Some(source) = files.remove(SERVICE_WORKER) else {
        return Err(SiteError::Content(format!("the site has no {SERVICE_WORKER}")));
    };
    let mut build = Sha256::new_with_prefix(&source);
    for (name, content) in files.iter().filter(|(name, _)| !is_console(name)) {
        build.update(name);
        build.update(Sha256::digest(content));
    }
    let build = short(&build.finalize());
    let list: Vec<_> =
        files.keys().filter(|name| !is_console(name)).map(|name| format!("'/{name}'")).collect();
    let mut source = String::from_utf8_lossy(&source).into_owned();
    for (gap, value) in [
        ("const BUILD = '';", format!("const BUILD = '{build}';")),
        ("const FILES = [];", format!("const FILES = [{}];", list.join(","))),
    ] {
        if !source.contains(gap) {
            return Err(SiteError::Content(format!("{SERVICE_WORKER} has no `{gap}` to fill in")));
        }
        source = source.replace(gap, &value);
    }
    files.insert(SERVICE_WORKER.to_owned(), source.into_bytes());
    Ok(())
}

fn keeps_its_name(name: &str) -> bool {
    name.ends_with(".html") || name == SERVICE_WORKER
}

/// Files are mentioned by their last part, which so must be nobody else's.
fn check_unique(names: &[String]) -> Result<(), SiteError> {
    let mut bases: Vec<_> = names.iter().map(|name| base(name)).collect();
    bases.sort_unstable();
    match bases.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(SiteError::Content(format!("two files are called {}", pair[0]))),
        None => Ok(()),
    }
}

fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn hashed_name(name: &str, content: &[u8]) -> String {
    let hash = short(&Sha256::digest(content));
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    }
}

/// 64 bits are enough to tell builds apart.
fn short(digest: &[u8]) -> String {
    HEXLOWER.encode(&digest[..8])
}

fn text<'a>(files: &'a Files, name: &str) -> Option<&'a str> {
    std::str::from_utf8(files.get(name)?).ok()
}

fn mentions(text: &str, base: &str) -> bool {
    places(text, base).next().is_some()
}

fn replace(text: &str, old: &str, new: &str) -> String {
    let mut out = String::new();
    let mut done = 0;
    for at in places(text, old) {
        out.push_str(&text[done..at]);
        out.push_str(new);
        done = at + old.len();
    }
    out.push_str(&text[done..]);
    out
}

/// Where a name stands as a whole: behind a slash or a quotation mark, and with nothing of a name after it.
fn places<'a>(text: &'a str, base: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(base).map(|(at, _)| at).filter(move |&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + base.len()..].chars().next();
        matches!(before, Some('/' | '"' | '\'' | '`' | '(' | '='))
            && !after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Files {
        Files::from([
            ("index.html".to_owned(), b"<script src=\"/boot.js\" data-app=\"/app.js\">".to_vec()),
            ("app.js".to_owned(), b"new URL('app_bg.wasm', x); 'myapp.js'".to_vec()),
            ("app_bg.wasm".to_owned(), vec![0, 0xff, 1]),
            ("boot.js".to_owned(), b"start()".to_vec()),
            ("icons/icon.svg".to_owned(), b"<svg/>".to_vec()),
            ("sw.js".to_owned(), b"const BUILD = '';\nconst FILES = [];".to_vec()),
        ])
    }

    #[test]
    fn mentions_follow_the_new_names() {
        let mut files = site();
        let names = rename(&mut files).unwrap();
        let app = String::from_utf8(files[&names["app.js"]].clone()).unwrap();
        assert_eq!(app, format!("new URL('{}', x); 'myapp.js'", names["app_bg.wasm"]));
        let page = String::from_utf8(files["index.html"].clone()).unwrap();
        assert_eq!(page, format!("<script src=\"/{}\" data-app=\"/{}\">", names["boot.js"], names["app.js"]));
        assert!(names["icons/icon.svg"].starts_with("icons/icon-"));
    }

    #[test]
    fn a_changed_leaf_changes_the_names_of_all_that_lead_to_it() {
        let (mut one, mut other) = (site(), site());
        other.insert("app_bg.wasm".to_owned(), vec![0, 0xff, 2]);
        let (one, other) = (rename(&mut one).unwrap(), rename(&mut other).unwrap());
        assert_ne!(one["app_bg.wasm"], other["app_bg.wasm"]);
        assert_ne!(one["app.js"], other["app.js"]);
        assert_eq!(one["boot.js"], other["boot.js"]);
    }

    #[test]
    fn the_service_worker_lists_every_file_and_changes_with_each() {
        let fill = |change: &[u8]| {
            let mut files = site();
            files.insert("boot.js".to_owned(), change.to_vec());
            rename(&mut files).unwrap();
            fill_service_worker(&mut files).unwrap();
            String::from_utf8(files["sw.js"].clone()).unwrap()
        };
        let (one, other) = (fill(b"1"), fill(b"2"));
        assert_eq!(one.matches("'/").count(), 5, "{one}");
        assert_ne!(one.lines().next(), other.lines().next());
    }

    #[test]
    fn the_service_worker_neither_lists_nor_notices_the_console() {
        let fill = |console: &[u8]| {
            let mut files = site();
            files.insert("console.html".to_owned(), b"<script data-app=\"/console.js\">".to_vec());
            files.insert("console.js".to_owned(), console.to_vec());
            rename(&mut files).unwrap();
            fill_service_worker(&mut files).unwrap();
            String::from_utf8(files["sw.js"].clone()).unwrap()
        };
        assert_eq!(fill(b"1"), fill(b"2"));
        assert!(!fill(b"1").contains("console"));
    }

    #[test]
    fn files_that_mention_each_other_are_an_error() {
        let mut files = Files::from([
            ("a.js".to_owned(), b"import './b.js'".to_vec()),
            ("b.js".to_owned(), b"import './a.js'".to_vec()),
        ]);
        assert!(rename(&mut files).is_err());
    }
}
