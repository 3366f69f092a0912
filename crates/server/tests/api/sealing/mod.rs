//! The tests that SEALING asks for.
