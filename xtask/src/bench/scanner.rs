//! What the scanner's benchmark needs: the Wasm files that are measured, and the other decoders by npm.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::site::tools::{self, TARGET};
use crate::site::wasm::Build;
use crate::step::{self, StepError, at};

/// Puts everything into a folder, and gives it.
pub fn prepare(root: &Path) -> Result<PathBuf, StepError> {
    let folder = step::target_dir(root).join("bench-scanner");
    let build = folder.join("build");
    fs::create_dir_all(&build).map_err(at(&build))?;
    let tools = tools::prepare(root)?;
    step::say("the scanner, plain and SIMD, and rqrr as it comes, as Wasm");
    for (kind, name) in [(Build::Plain, "plain.wasm"), (Build::Simd, "simd.wasm")] {
        let built = kind.compile(root, &["--package", "venue-scanner-wasm"])?;
        kind.optimise(&tools, &built.join("scanner.wasm"), &build.join(name))?;
    }
    let target = folder.join("rqrr");
    step::run(
        step::cargo(&root.join("crates/bench/rqrr"))
            .args(["build", "--locked", "--release", "--target", TARGET, "--target-dir"])
            .arg(&target),
        "read the first error above; a fresh clone builds",
    )?;
    let built = target.join(TARGET).join("release/rqrr_wasm.wasm");
    Build::Plain.optimise(&tools, &built, &build.join("rqrr.wasm"))?;
    npm(&root.join("crates/bench/npm"), &folder.join("npm"))?;
    Ok(folder)
}

/// Installs the decoders beside a copy of the scripts that run them, so that nothing is installed among the sources.
fn npm(from: &Path, to: &Path) -> Result<(), StepError> {
    fs::create_dir_all(to).map_err(at(to))?;
    let lock = "package-lock.json";
    let installed = to.join("node_modules").is_dir()
        && fs::read(to.join(lock)).ok() == Some(fs::read(from.join(lock)).map_err(at(from))?);
    for entry in fs::read_dir(from).map_err(at(from))? {
        let path = entry.map_err(at(from))?.path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().unwrap_or_default())).map_err(at(&path))?;
        }
    }
    if installed {
        return Ok(());
    }
    step::say("the other decoders, by npm");
    step::run(
        Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(to),
        "look whether the network is there",
    )
}
