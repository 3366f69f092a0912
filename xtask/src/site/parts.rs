//! The visitor's Wasm in parts (`src/pages/parts.rs`): what only a later page needs becomes a file of its own.
//!
//! Trunk builds the app with the linker's notes of what refers to what (`build.rs`); by these it is cut before
//! wasm-bindgen sees it. What Trunk itself made of the whole gives way to the parts.

use std::fs;
use std::path::Path;

use super::tools::{DOUBLE_KEY, TARGET, Tools, run};
use super::wasm::FEATURES;
use super::{SiteError, at};
use crate::step;

/// The program that is cut, by its name.
const BIN: &str = "visitor";

/// Puts the app's first part, the later ones and the script that fetches them into the site's folder.
pub fn cut(root: &Path, tools: &Tools, site: &Path) -> Result<(), SiteError> {
    let whole = step::target_dir(root).join(TARGET).join("wasm").join(format!("{BIN}.wasm"));
    let work = root.join("target/site-parts");
    super::remove_tree(&work)?;
    fs::create_dir_all(&work).map_err(at(&work))?;

    let bytes = fs::read(&whole).map_err(at(&whole))?;
    let first = work.join(format!("{BIN}.wasm"));
    let script = format!("./{BIN}.js");
    let mut options = wasm_split_cli_support::Options::new(&bytes);
    (options.output_dir, options.main_out_path, options.main_module) = (&work, &first, &script);
    let later = wasm_split_cli_support::transform(options)
        .map_err(|error| SiteError::Content(format!("cutting {}: {error:#}", whole.display())))?
        .split_modules;

    run(
        tools
            .command("wasm-bindgen")
            .args([
                "--target",
                "web",
                "--no-typescript",
                "--keep-lld-exports",
                "--out-name",
                BIN,
                "--out-dir",
            ])
            .args([&work, &first]),
        "wasm-bindgen's own words stand above",
    )?;
    let bound = work.join(format!("{BIN}_bg.wasm"));
    for part in later.iter().chain([&bound]) {
        let name = part.file_name().unwrap_or_default();
        run(
            tools
                .command("wasm-opt")
                .args(["-Oz", "--strip-debug", "--strip-producers"])
                .args(FEATURES)
                .arg(part)
                .arg("-o")
                .arg(site.join(name)),
            "wasm-opt's own words stand above",
        )?;
    }
    // The script that fetches the parts and the app's own import each other: one file has no such circle.
    run(
        tools
            .command("esbuild")
            .arg(work.join(format!("{BIN}.js")))
            .args(["--bundle", "--format=esm", "--log-level=warning", "--allow-overwrite", DOUBLE_KEY])
            .arg(format!("--outfile={}", site.join(format!("{BIN}.js")).display())),
        "esbuild's own words stand above; `npm ci` installs it",
    )
}
