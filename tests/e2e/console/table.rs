//! Many venues from one table: all of them, or none and a report line by line.

use std::path::Path;

use serde_json::json;

use super::people::{desktop, downloaded};
use crate::stage::{Outcome, Scene, Stage};

/// So many venues, and the lines that are wrong, counted as an editor shows them: line 1 is the head.
const VENUES: usize = 500;
const WRONG: [usize; 7] = [2, 17, 99, 250, 251, 400, 501];

/// A chain's table, made from the template's head and example. A wrong line has a mistyped credit code.
fn table(template: &str, is_wrong: impl Fn(usize) -> bool) -> Result<String, Box<dyn std::error::Error>> {
    let mut lines = template.trim_start_matches('\u{feff}').lines();
    let (head, example) = (lines.next().ok_or("no head")?, lines.next().ok_or("no example")?);
    let cells_of =
        |line: &str| -> Vec<String> { line.trim_matches('"').split("\",\"").map(str::to_owned).collect() };
    let columns = cells_of(head);
    let column =
        |name: &str| columns.iter().position(|column| column == name).ok_or(format!("no {name} in {head}"));
    let (name, code) = (column("场所名称")?, column("统一社会信用代码")?);
    let mut table = format!("\u{feff}{head}\r\n");
    for number in 0..VENUES {
        let mut cells = cells_of(example);
        cells[name] = format!("连锁店, {number} 号");
        cells[code] =
            if is_wrong(number + 2) { "91220100MA00000078" } else { "91220100MA00000077" }.to_owned();
        table += &format!("\"{}\"\r\n", cells.join("\",\""));
    }
    Ok(table)
}

async fn import(stage: &Stage, path: &Path) -> Outcome {
    stage.open("/console/applications/import").await?;
    stage.browser.find("import-page").await?;
    stage.give_file("table", path).await
}

#[tokio::test]
async fn of_500_venues_with_7_bad_lines_none_is_imported_and_mended_all_are() -> Outcome {
    let folder = tempfile::tempdir()?;
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        stage.sign_up("chain", "连锁总部").await?;
        stage.open("/console/applications/import").await?;
        stage.download_to(folder.path()).await?;
        browser.click("template").await?;
        let template = std::fs::read_to_string(downloaded(folder.path(), "csv").await?)?;

        let bad = folder.path().join("bad.csv");
        std::fs::write(&bad, table(&template, |line| WRONG.contains(&line))?)?;
        import(stage, &bad).await?;
        browser.find("not-imported").await?;
        let lines = "[...document.querySelectorAll('[data-testid=lines-row] th')].map(cell => Number(cell.innerText.match(/\\d+/)[0]))";
        assert_eq!(browser.script(lines).await?, json!(WRONG));
        stage.open("/console/applications").await?;
        browser.find("applications-empty").await?;

        let good = folder.path().join("good.csv");
        std::fs::write(&good, table(&template, |_| false)?)?;
        import(stage, &good).await?;
        browser.find("imported").await?;
        stage.open("/console/applications").await?;
        let rows = format!("document.querySelectorAll('[data-testid=applications-row]').length === {VENUES}");
        Ok(browser.until(&rows).await?)
    };
    Scene::open()?.play(desktop(), play).await
}
