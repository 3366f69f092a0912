//! The worker that reads frames, so that the page never waits for one.

fn main() {
    venue_code::scan::worker::run();
}
