//! The worker that holds the authority's keys, apart from the page.

fn main() {
    venue_code::authority::worker::run();
}
