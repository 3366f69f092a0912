//! Asks for the visitor's Wasm in parts where the site build (`cargo xtask site`) says so.

use std::env;

fn main() {
    println!("cargo::rerun-if-env-changed=VENUE_CODE_PARTS");
    println!("cargo::rustc-check-cfg=cfg(in_parts)");
    let wasm = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32");
    if wasm && env::var_os("VENUE_CODE_PARTS").is_some() {
        println!("cargo::rustc-cfg=in_parts");
        // What refers to what: without it nobody could tell which part needs which function.
        println!("cargo::rustc-link-arg-bin=visitor=--emit-relocs");
    }
}
