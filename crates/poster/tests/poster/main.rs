//! Posters, drawn with the real font.

mod fit;
mod pdf;
mod scan;
mod support;
mod svg;
