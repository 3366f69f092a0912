//! Draws hard views of codes into a folder, with a `truth.json` beside them.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use serde_json::json;
use venue_testkit::scene::{Kind, Scene};
use venue_testkit::write;

const USAGE: &str = "scenes FOLDER [VIEWS-OF-EACH-KIND [FIRST-SEED]]";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or(USAGE)?);
    let views: u64 = arguments.next().as_deref().unwrap_or("12").parse()?;
    let first: u64 = arguments.next().as_deref().unwrap_or("0").parse()?;
    let mut truth = Vec::new();
    for kind in Kind::ALL {
        for place in 0..views {
            let (seed, strength) = (first + place, place as f32 / views.saturating_sub(1).max(1) as f32);
            let view = Scene::of(kind, strength, seed).draw(seed);
            let file = format!("{}/{seed:03}_{:02.0}.png", kind.name(), 100.0 * strength);
            write::png(&view.picture, &folder.join(&file))?;
            let texts: Vec<&str> = view.codes.iter().map(|code| code.text.as_str()).collect();
            truth.push(json!({ "file": file, "set": kind.name(), "texts": texts }));
        }
    }
    fs::write(folder.join("truth.json"), serde_json::to_vec_pretty(&truth)?)?;
    Ok(())
}
