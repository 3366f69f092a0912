//! The managers' console.

fn main() {
    venue_code::console::run();
}
