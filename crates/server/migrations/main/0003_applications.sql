-- Applications for venue codes, what approved venues keep of them, and the reviewers' public key.

-- An application has the id that its venue will have, or has; the newest one of a venue counts.
CREATE TABLE application (
    n            INTEGER PRIMARY KEY,
    venue        BLOB NOT NULL CHECK (length(venue) = 6),
    purpose      TEXT NOT NULL CHECK (purpose IN ('new', 'change')),
    stage        TEXT NOT NULL CHECK (stage IN ('draft', 'submitted', 'returned', 'rejected', 'approved')),
    version      INTEGER NOT NULL,
    form         TEXT NOT NULL CHECK (json_valid(form)),
    applicant    BLOB NOT NULL CHECK (length(applicant) = 8),
    saved_at     INTEGER NOT NULL,
    submitted_at INTEGER,
    decided_at   INTEGER,
    reason       TEXT,
    reviewer     BLOB CHECK (length(reviewer) = 8)
) STRICT;
CREATE UNIQUE INDEX application_open ON application (venue) WHERE stage IN ('draft', 'submitted', 'returned');
CREATE INDEX application_by_venue ON application (venue, n);
CREATE INDEX application_queue ON application (stage, submitted_at, n);

-- Apart from the forms, which are read in lists.
CREATE TABLE licence (
    application INTEGER PRIMARY KEY REFERENCES application (n) ON DELETE CASCADE,
    picture     BLOB NOT NULL
) STRICT;

-- The form as it was approved last; none for a venue that was made on the command line.
ALTER TABLE venue ADD COLUMN profile TEXT CHECK (json_valid(profile));
ALTER TABLE venue ADD COLUMN closed_at INTEGER;
-- Why it was closed, or its codes were revoked last.
ALTER TABLE venue ADD COLUMN ended_reason TEXT;
ALTER TABLE venue ADD COLUMN hourly_limit INTEGER NOT NULL DEFAULT 300 CHECK (hourly_limit BETWEEN 1 AND 3600);
-- Since when only the rotating code counts.
ALTER TABLE venue ADD COLUMN rotating_since INTEGER;
-- A removed place keeps its row, for check-ins that come late.
ALTER TABLE place ADD COLUMN removed_at INTEGER;
CREATE INDEX place_by_venue ON place (venue);

CREATE TABLE role_key_of_three (
    role       TEXT PRIMARY KEY CHECK (role IN ('tracer', 'approver', 'reviewer')),
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO role_key_of_three SELECT role, public_key, created_at FROM role_key;
DROP TABLE role_key;
ALTER TABLE role_key_of_three RENAME TO role_key;
