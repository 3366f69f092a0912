//! The style sheets of a page become one file, in their order: one request before the first paint.

use super::{Files, SiteError};

const OPEN: &str = "<link rel=\"stylesheet\" href=\"/";

/// Merges what each page links to; the page's first link stands for all.
pub fn merge(files: &mut Files) -> Result<(), SiteError> {
    let pages: Vec<_> = files.keys().filter(|name| is_app_page(name)).cloned().collect();
    for page in pages {
        let Some(html) = files.get(&page).and_then(|bytes| String::from_utf8(bytes.clone()).ok()) else {
            return Err(SiteError::Content(format!("{page} is not UTF-8")));
        };
        let (html, sheets) = take_links(&html, &page);
        let Some(html) = html else { continue };
        let mut merged = Vec::new();
        for sheet in sheets {
            let css = files
                .get(&sheet)
                .ok_or_else(|| SiteError::Content(format!("{page} links to {sheet}, which is not there")))?;
            merged.extend_from_slice(css);
            merged.push(b'\n');
        }
        files.insert(merged_name(&page), merged);
        files.insert(page, html.into_bytes());
    }
    files.retain(|name, _| !name.ends_with(".css") || name.contains('/') || name.ends_with(".all.css"));
    Ok(())
}

/// A page at the root is an app; pages in folders (help) keep their sheets.
fn is_app_page(name: &str) -> bool {
    name.ends_with(".html") && !name.contains('/')
}

fn merged_name(page: &str) -> String {
    page.replace(".html", ".all.css")
}

/// The page with one link instead of all, or `None` if it has no links; and what they led to.
fn take_links(html: &str, page: &str) -> (Option<String>, Vec<String>) {
    let mut sheets = Vec::new();
    let mut kept = String::new();
    let mut rest = html;
    while let Some(start) = rest.find(OPEN) {
        let (before, link) = rest.split_at(start);
        let Some((tag, after)) = link.split_once('>') else { break };
        kept.push_str(before);
        if sheets.is_empty() {
            kept.push_str(&format!("{OPEN}{}\">", merged_name(page)));
        }
        let name = tag.trim_start_matches(OPEN).split('"').next().unwrap_or_default();
        sheets.push(name.to_owned());
        rest = after;
    }
    kept.push_str(rest);
    ((!sheets.is_empty()).then_some(kept), sheets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gets_one_sheet_in_the_order_of_its_links() {
        let mut files = Files::from([
            (
                "index.html".to_owned(),
                b"<link rel=\"stylesheet\" href=\"/b.css\"/><meta><link rel=\"stylesheet\" href=\"/a.css\">x"
                    .to_vec(),
            ),
            ("a.css".to_owned(), b"a{}".to_vec()),
            ("b.css".to_owned(), b"b{}".to_vec()),
            ("help/help.css".to_owned(), b"h{}".to_vec()),
        ]);
        merge(&mut files).unwrap();
        assert_eq!(files["index.all.css"], b"b{}\na{}\n");
        assert_eq!(files["index.html"], b"<link rel=\"stylesheet\" href=\"/index.all.css\"><meta>x");
        assert_eq!(files.keys().collect::<Vec<_>>(), ["help/help.css", "index.all.css", "index.html"]);
    }

    #[test]
    fn a_link_to_nothing_is_an_error() {
        let html = b"<link rel=\"stylesheet\" href=\"/gone.css\">".to_vec();
        let mut files = Files::from([("index.html".to_owned(), html)]);
        assert!(merge(&mut files).is_err());
    }
}
