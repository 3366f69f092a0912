//! Cases: what two browsers find together, and none of them alone.

mod whole;
