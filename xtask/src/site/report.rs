//! The table of sizes at the end of a build.

use std::collections::BTreeSet;

use super::SiteError;
use super::compress::Packed;
use super::fingerprint::Names;

/// DESIGN 8: what a visitor's first load may weigh, compressed, in bytes.
const FIRST_LOAD_LIMIT: usize = 200 * 1024;
/// Fetched once the app stands: when the camera view opens, and the parts with the pages that are not shown first.
const LATER: [&str; 3] = ["scan_worker", "split_", "chunk_"];

/// Prints each file's size, and what the first load comes to.
///
/// # Errors
/// If that is more than a visitor's first load may weigh.
pub fn print(files: &[Packed], names: &Names) -> Result<(), SiteError> {
    let first = first_load(files);
    println!("{:<44} {:>9} {:>9} {:>9}", "file (* = first load)", "plain", "gzip", "brotli");
    for file in files {
        let mark = if first.contains(file.name.as_str()) { "*" } else { " " };
        let known =
            names.iter().find(|(_, hashed)| **hashed == file.name).map_or(&file.name, |(name, _)| name);
        let size =
            |bytes: &Option<Vec<u8>>| bytes.as_ref().map_or("-".to_owned(), |bytes| bytes.len().to_string());
        println!(
            "{mark} {known:<42} {:>9} {:>9} {:>9}",
            file.plain.len(),
            size(&file.gzip),
            size(&file.brotli)
        );
    }
    let total: usize = files.iter().filter(|file| first.contains(file.name.as_str())).map(transferred).sum();
    let verdict = if total <= FIRST_LOAD_LIMIT { "PASS" } else { "FAIL" };
    println!(
        "first load of the visitor app, brotli: {:.1} KB, limit {} KB: {verdict}",
        total as f64 / 1024.0,
        FIRST_LOAD_LIMIT / 1024
    );
    if total <= FIRST_LOAD_LIMIT { Ok(()) } else { Err(SiteError::FirstLoad { bytes: total }) }
}

fn transferred(file: &Packed) -> usize {
    file.brotli.as_ref().unwrap_or(&file.plain).len()
}

/// What the visitor's page mentions, and what that mentions, but for the worker and for other pages.
fn first_load(files: &[Packed]) -> BTreeSet<&str> {
    let mut found = BTreeSet::from(["index.html"]);
    let mut open = vec!["index.html"];
    while let Some(name) = open.pop() {
        let Some(text) = files
            .iter()
            .find(|file| file.name == name)
            .and_then(|file| std::str::from_utf8(&file.plain).ok())
        else {
            continue;
        };
        for file in files {
            let base = file.name.rsplit('/').next().unwrap_or_default();
            let page = base.ends_with(".html") || base == "sw.js";
            // Icons of the manifest are fetched when somebody installs the app.
            let later = LATER.iter().any(|start| base.starts_with(start)) || name.ends_with(".webmanifest");
            if !page && !later && text.contains(base) && found.insert(&file.name) {
                open.push(&file.name);
            }
        }
    }
    found
}
