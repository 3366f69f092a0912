//! The authority's roles and members.

mod founding;
mod rosters;
