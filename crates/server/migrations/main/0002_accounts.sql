-- Accounts with an id, sessions, one-time links, and who belongs to which venue.

CREATE TABLE account_with_id (
    id          BLOB PRIMARY KEY CHECK (length(id) = 8),
    login       TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name        TEXT NOT NULL,
    role        TEXT NOT NULL CHECK (role IN ('manager', 'reviewer', 'technician', 'tracer', 'approver', 'operator')),
    password    TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    -- The second factor's secret, encrypted under a key of the server; the one that is not confirmed yet; and the last
    -- time step whose code was used.
    factor      BLOB CHECK (length(factor) = 48),
    next_factor BLOB CHECK (length(next_factor) = 48),
    used_step   INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO account_with_id (id, login, name, role, password, created_at)
    SELECT randomblob(8), lower(login), login, role, password, created_at FROM account;
DROP TABLE account;
ALTER TABLE account_with_id RENAME TO account;

-- The cookie holds the secret whose SHA-256 stands here.
CREATE TABLE session (
    hash     BLOB PRIMARY KEY CHECK (length(hash) = 32),
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 8),
    account  BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    begun_at INTEGER NOT NULL,
    seen_at  INTEGER NOT NULL,
    device   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_account ON session (account);

-- Also of venues that are only applied for: an application has the id that its venue will have.
CREATE TABLE membership (
    venue   BLOB NOT NULL CHECK (length(venue) = 6),
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    may     TEXT NOT NULL CHECK (may IN ('staff', 'manager')),
    since   INTEGER NOT NULL,
    PRIMARY KEY (venue, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_by_account ON membership (account);

-- One-time links; they go when they are used. The link holds the secret whose SHA-256 stands here.
CREATE TABLE invitation (
    hash       BLOB PRIMARY KEY CHECK (length(hash) = 32),
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 8),
    venue      BLOB NOT NULL REFERENCES venue (id),
    offer      TEXT NOT NULL CHECK (offer IN ('staff', 'manager', 'hand_over')),
    inviter    BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_by_venue ON invitation (venue);

CREATE TABLE reset (
    hash       BLOB PRIMARY KEY CHECK (length(hash) = 32),
    account    BLOB NOT NULL UNIQUE REFERENCES account (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
