//! Pictures of every screen, for people to look at: `target/screenshots/<look>/`, and a sheet of each look.
