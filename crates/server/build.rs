//! Embeds the built site: writes a table of its files for `src/site.rs`.
//!
//! The site is the folder that `VENUE_SITE_DIST` names, or `dist` in the workspace; without one, the table is empty
//! and the server says how to build it. Files `x.br` and `x.gz` are the compressed forms of `x`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    let workspace = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../..");
    let dist = env::var_os("VENUE_SITE_DIST").map_or_else(|| workspace.join("dist"), PathBuf::from);
    println!("cargo::rerun-if-env-changed=VENUE_SITE_DIST");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed={}", dist.display());
    let mut files = BTreeMap::new();
    if dist.is_dir() {
        let dist = dist.canonicalize()?;
        collect(&dist, &dist, &mut files)?;
    }
    let mut table = String::from("&[\n");
    for (name, path) in &files {
        let compressed = name.strip_suffix(".br").or_else(|| name.strip_suffix(".gz"));
        if compressed.is_some_and(|name| files.contains_key(name)) {
            continue;
        }
        let mut hash = DefaultHasher::new();
        hash.write(&fs::read(path)?);
        let form = |suffix: &str| match files.get(&format!("{name}.{suffix}")) {
            Some(path) => format!("Some(include_bytes!({path:?}))"),
            None => "None".to_owned(),
        };
        writeln!(
            table,
            "    File {{ path: {:?}, etag: \"W/\\\"{:016x}\\\"\", identity: include_bytes!({path:?}), br: {}, gzip: {} }},",
            format!("/{name}"),
            hash.finish(),
            form("br"),
            form("gz"),
        )?;
    }
    table.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("site.rs"), table)?;
    Ok(())
}

fn collect(root: &Path, dir: &Path, files: &mut BTreeMap<String, PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            files.insert(name.to_string_lossy().replace('\\', "/"), path);
        }
    }
    Ok(())
}
