//! What the tracer's benchmark needs: tracing as Wasm, built as the console is.

use std::fs;
use std::path::{Path, PathBuf};

use crate::site::tools;
use crate::site::wasm::Build;
use crate::step::{self, StepError, at};

/// Puts everything into a folder, and gives it. The data folders of earlier runs lie there, too.
pub fn prepare(root: &Path) -> Result<PathBuf, StepError> {
    let folder = step::target_dir(root).join("bench/trace");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    let tools = tools::prepare(root)?;
    step::say("tracing as Wasm");
    let built = Build::Plain.compile(root, &["--package", "venue-trace-wasm"])?;
    Build::Plain.optimise(&tools, &built.join("trace_replay.wasm"), &folder.join("trace.wasm"))?;
    Ok(folder)
}
