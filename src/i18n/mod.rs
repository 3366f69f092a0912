//! Every text of the app, in Chinese and in English.
//!
//! A text is a key of an enum in [`text`] with both languages beside each other, or a phrase: a function with
//! named arguments that both languages must use. A missing language, an unknown or an unused placeholder does not
//! compile. The tests of this module find texts that were written anywhere else.
//!
//! To add a text: a line in the `texts!` of its page. To add a language: a column in both macros, the variant in
//! [`Language`], and whatever the compiler then asks for.

#[macro_use]
mod catalogue;
mod advice;
mod moment;
#[cfg(test)]
mod tests;
pub mod text;

pub use advice::{Advice, Title, WayOut, warning, wrong};
pub use catalogue::{Text, Words};
pub use moment::{clock, clock_with_seconds, day, moment};
