//! Services with a fake browser and a fake server.
