//! What every operation of the API's description needs. A new endpoint has a line here, or the walk fails.

use super::Needs::{
    self, Authority, Known, Look, Manage, Nothing, Oversee, Review, Reviewer, Serve, SignedIn,
};

/// Each operation and what it needs, in the order of paths.
pub const TABLE: &[(&str, Needs)] = &[
    // Accounts.
    ("POST /api/v1/accounts", Nothing),
    ("POST /api/v1/invitations/accept", SignedIn),
    ("POST /api/v1/invitations/look-up", Nothing),
    ("GET /api/v1/me", Known),
    ("PUT /api/v1/me/password", Known),
    ("POST /api/v1/me/second-factor", Known),
    ("PUT /api/v1/me/second-factor", Known),
    ("POST /api/v1/me/second-factor/remove", Known),
    ("POST /api/v1/resets", Reviewer),
    ("POST /api/v1/resets/use", Nothing),
    ("POST /api/v1/sessions", Nothing),
    ("GET /api/v1/sessions", Known),
    ("DELETE /api/v1/sessions/current", Known),
    ("DELETE /api/v1/sessions/{id}", Known),
    ("POST /api/v1/venues/{venue}/invitations", Manage),
    ("DELETE /api/v1/venues/{venue}/invitations/{id}", Manage),
    ("GET /api/v1/venues/{venue}/members", Oversee),
    ("DELETE /api/v1/venues/{venue}/members/{account}", Manage),
    // Applications and reviews.
    ("GET /api/v1/applications", SignedIn),
    ("POST /api/v1/applications", SignedIn),
    ("POST /api/v1/applications/import", SignedIn),
    ("GET /api/v1/applications/template", SignedIn),
    ("DELETE /api/v1/applications/{venue}", Manage),
    ("GET /api/v1/applications/{venue}", Manage),
    ("PUT /api/v1/applications/{venue}", Manage),
    ("DELETE /api/v1/applications/{venue}/licence", Manage),
    ("GET /api/v1/applications/{venue}/licence", Oversee),
    ("PUT /api/v1/applications/{venue}/licence", Manage),
    ("POST /api/v1/applications/{venue}/submit", Manage),
    ("GET /api/v1/reviews", Reviewer),
    ("GET /api/v1/reviews/{venue}", Review),
    ("POST /api/v1/reviews/{venue}/decision", Review),
    // The authority.
    ("GET /api/v1/authority", Authority),
    ("POST /api/v1/authority/founders", Authority),
    ("PUT /api/v1/authority/me", Authority),
    ("POST /api/v1/authority/rosters", Authority),
    ("DELETE /api/v1/authority/rosters/proposal", Authority),
    ("POST /api/v1/authority/rosters/signature", Authority),
    ("POST /api/v1/authority/wraps", Authority),
    // Managed venues.
    ("GET /api/v1/service", Nothing),
    ("GET /api/v1/venues", Reviewer),
    ("GET /api/v1/venues/{venue}", Look),
    ("POST /api/v1/venues/{venue}/close", Manage),
    ("GET /api/v1/venues/{venue}/places/{place}/rotating", Serve),
    ("POST /api/v1/venues/{venue}/reissue", Oversee),
    ("POST /api/v1/venues/{venue}/revoke", Review),
    ("PUT /api/v1/venues/{venue}/settings", Manage),
    // Posters.
    ("GET /api/v1/venues/{venue}/posters", Look),
    ("GET /api/v1/venues/{venue}/places/{place}/poster", Look),
    ("GET /api/v1/venues/{venue}/places/{place}/poster/preview", Look),
    // The terminal, and the live ticker.
    ("GET /api/v1/venues/{venue}/counts", Serve),
    ("POST /api/v1/venues/{venue}/desk/check-ins", Serve),
    ("POST /api/v1/venues/{venue}/desk/passes", Serve),
    ("POST /api/v1/venues/{venue}/desk/passes/withdraw", Serve),
    ("POST /api/v1/venues/{venue}/desk/slips", Serve),
    ("GET /api/v1/venues/{venue}/live", Serve),
    // Visitors.
    ("POST /api/v1/check-ins", Nothing),
    ("POST /api/v1/check-ins/undo", Nothing),
    ("POST /api/v1/check-ins/word", Nothing),
    ("GET /api/v1/keys", Nothing),
    ("POST /api/v1/persons", Nothing),
    ("DELETE /api/v1/persons/keepsake", Nothing),
    ("GET /api/v1/persons/keepsake", Nothing),
    ("PUT /api/v1/persons/keepsake", Nothing),
    ("POST /api/v1/persons/renew", Nothing),
    ("POST /api/v1/persons/withdraw", Nothing),
    ("POST /api/v1/transfers", Nothing),
    ("POST /api/v1/transfers/{id}/take", Nothing),
    ("POST /api/v1/venues/look-up", Nothing),
    // Operations.
    ("GET /healthz", Nothing),
];

/// Paths that answer 404 although the caller may: the walk's venue has no such thing.
pub const FINDS_NOTHING: &[&str] = &[
    // There is a venue, but none was applied for.
    "/api/v1/applications/{venue}",
    "/api/v1/applications/{venue}/licence",
    "/api/v1/reviews/{venue}",
];
