//! The visitor's app.

fn main() {
    venue_code::app::run();
}
