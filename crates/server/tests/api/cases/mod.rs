//! Cases: what two browsers find together, and none of them alone.

mod audit;
mod endings;
mod filing;
mod reading;
mod retention;
mod rotation;
mod states;
mod whole;
