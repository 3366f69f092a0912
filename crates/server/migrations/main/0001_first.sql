-- The main database: venues and their codes, sealed identities, accounts, the audit chain, check-ins.
-- Check-ins of a day lie in a table of their own, check_in_<day>, which is made when it is first needed.

-- Raised by every change that a running server must take over (venues, codes, role keys).
CREATE TABLE change (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), n INTEGER NOT NULL) STRICT;
INSERT INTO change VALUES (1, 0);

CREATE TABLE venue (
    id         BLOB PRIMARY KEY CHECK (length(id) = 6),
    name       TEXT NOT NULL,
    sensitive  INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A venue (id = venue, no zone) or one of its zones.
CREATE TABLE place (
    id         BLOB PRIMARY KEY CHECK (length(id) = 6),
    venue      BLOB NOT NULL REFERENCES venue (id),
    zone       TEXT,
    gate       TEXT NOT NULL CHECK (gate IN ('entry', 'exit', 'both')),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Times in milliseconds since the Unix epoch. A code is dead from revoked_at or replaced_at on, whichever comes first.
CREATE TABLE code (
    place       BLOB NOT NULL REFERENCES place (id),
    serial      INTEGER NOT NULL,
    typed_code  INTEGER NOT NULL UNIQUE,
    token       BLOB NOT NULL CHECK (length(token) = 80),
    created_at  INTEGER NOT NULL,
    revoked_at  INTEGER,
    replaced_at INTEGER,
    PRIMARY KEY (place, serial)
) STRICT, WITHOUT ROWID;

-- Identities, sealed to the tracers (SEALING 4). An identity that is destroyed leaves its idx behind, so that the
-- chain of a document's registrations has no gap; the last one of an index takes them all away.
CREATE TABLE identity (
    pid         BLOB PRIMARY KEY CHECK (length(pid) = 16),
    index_id    INTEGER NOT NULL,
    idx         BLOB NOT NULL CHECK (length(idx) = 16),
    kid_t       BLOB NOT NULL CHECK (length(kid_t) = 8),
    sealed      BLOB CHECK (length(sealed) = 304),
    expires_day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX identity_by_idx ON identity (index_id, idx);
CREATE INDEX identity_by_expiry ON identity (expires_day);

-- Withdrawn credentials as HMACs of their pids, until they would be dead by themselves.
CREATE TABLE revoked (
    mac       BLOB PRIMARY KEY CHECK (length(mac) = 16),
    until_day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    login      TEXT PRIMARY KEY COLLATE NOCASE,
    role       TEXT NOT NULL CHECK (role IN ('manager', 'reviewer', 'technician', 'tracer', 'approver', 'operator')),
    password   TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The public keys of the authority's two roles (SEALING 2).
CREATE TABLE role_key (
    role       TEXT PRIMARY KEY CHECK (role IN ('tracer', 'approver')),
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Append-only; hash = SHA-256(hash of the entry before | at | kind | subject).
CREATE TABLE audit (
    n       INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    subject BLOB NOT NULL,
    hash    BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER audit_stays_1 BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END;
CREATE TRIGGER audit_stays_2 BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END;

-- Check-ins whose day by the device's clock is another than by the server's. The same columns as a day table.
CREATE TABLE check_in_odd (
    event     BLOB NOT NULL,
    idx       INTEGER NOT NULL,
    slot      INTEGER NOT NULL,
    tag       BLOB NOT NULL,
    place     BLOB,
    minute    INTEGER,
    direction INTEGER,
    sealed    BLOB,
    digest    BLOB NOT NULL,
    stay      INTEGER
) STRICT;
CREATE UNIQUE INDEX check_in_odd_event ON check_in_odd (event, idx);
CREATE UNIQUE INDEX check_in_odd_tag ON check_in_odd (slot, tag);
CREATE INDEX check_in_odd_place ON check_in_odd (place, minute);
