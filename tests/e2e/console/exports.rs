//! Counts as files, of a venue whose names are formulas.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use thirtyfour::Key;

use super::door::{MANAGER, focus_on};
use super::people::{desktop, downloaded};
use crate::stage::{Outcome, PHONE, Scene, Stage};

const NAME: &str = "=cmd|' /C calc'!A0";
const ZONES: [&str; 2] = ["+1+1", "@SUM(1,1)"];

type Cells = Vec<Vec<String>>;

/// Entries and exits by venue and zone, over all hours.
type Figures = BTreeMap<[String; 2], (u32, u32)>;

fn figures(cells: &Cells) -> Result<Figures, Box<dyn Error>> {
    let mut figures = BTreeMap::new();
    for row in &cells[1..] {
        let [_day, _hour, venue, zone, entries, exits] = row.as_slice() else {
            return Err("no six cells".into());
        };
        let sum: &mut (u32, u32) = figures.entry([venue.clone(), zone.clone()]).or_default();
        *sum = (sum.0 + entries.parse::<u32>()?, sum.1 + exits.parse::<u32>()?);
    }
    Ok(figures)
}

fn is_harmless(cells: &Cells) -> bool {
    cells.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r']))
}

fn csv(path: &Path) -> Result<Cells, Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path)?;
    let rows: Result<Vec<_>, _> = reader.records().collect();
    Ok(rows?.iter().map(|row| row.iter().map(str::to_owned).collect()).collect())
}

/// The cells of the only sheet; none of it may be a formula.
fn xlsx(path: &Path) -> Result<Cells, Box<dyn Error>> {
    let mut book: Xlsx<_> = open_workbook(path)?;
    let [sheet] = book.sheet_names().try_into().map_err(|names| format!("{names:?}"))?;
    let formulas = book.worksheet_formula(&sheet)?;
    assert!(formulas.used_cells().next().is_none(), "{formulas:?}");
    let cells = book.worksheet_range(&sheet)?;
    Ok(cells.rows().map(|row| row.iter().map(Data::to_string).collect()).collect())
}

#[tokio::test]
async fn exported_counts_are_right_and_hold_no_formula() -> Outcome {
    let scene = Scene::open()?;
    let folder = tempfile::tempdir()?;
    let venue = scene.managed(NAME)?;
    for zone in ZONES {
        scene.setup.new_zone(&venue.venue, zone)?;
    }
    let play = async |stage: &mut Stage| -> Outcome {
        let browser = &stage.browser;
        stage.sign_in_at(MANAGER, &venue, "/terminal").await?;
        // Two come in, at each place; one of them leaves.
        let mut guests = 0;
        for place in 0..3 {
            for (name, exits) in [("甲甲", false), ("乙乙", false), ("乙乙", true)] {
                stage.choose("place", place).await?;
                browser.pick(if exits { "direction-exit" } else { "direction-entry" }).await?;
                browser.type_keys("" + Key::F8).await?;
                focus_on(browser, "name").await?;
                browser.type_keys(format!("{name}{place}") + Key::Tab + PHONE + Key::Enter).await?;
                guests += 1;
                browser.until_count("shift-row", guests).await?;
            }
        }
        stage.download_to(folder.path()).await?;
        stage.open_page(&venue, "/counts").await?;
        browser.click("export-csv").await?;
        let csv = csv(&downloaded(folder.path(), "csv").await?)?;
        browser.click("export-xlsx").await?;
        let xlsx = xlsx(&downloaded(folder.path(), "xlsx").await?)?;

        let line = |zone: &str| ([format!("'{NAME}"), zone.to_owned()], (2, 1));
        let expected = BTreeMap::from([line(""), line("'+1+1"), line("'@SUM(1,1)")]);
        for cells in [&csv, &xlsx] {
            assert!(is_harmless(cells), "{cells:?}");
            assert_eq!(figures(cells)?, expected);
        }
        Ok(())
    };
    scene.play(desktop(), play).await
}
