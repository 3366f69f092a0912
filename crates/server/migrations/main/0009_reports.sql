-- Problem reports (F10), and the technicians' public key that what is personal in them is sealed to.

CREATE TABLE report (
    -- In the order in which they came.
    n           INTEGER PRIMARY KEY,
    -- Follows from the secret that the device keeps.
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    -- The first eight digits of its number; the ninth follows from them.
    ticket      INTEGER NOT NULL UNIQUE,
    kind        TEXT NOT NULL,
    whom        TEXT NOT NULL CHECK (whom IN ('myself', 'another')),
    place       BLOB CHECK (length(place) = 6),
    typed_code  INTEGER,
    sealed      BLOB NOT NULL CHECK (length(sealed) = 2352),
    state       TEXT NOT NULL CHECK (state IN ('open', 'in_work', 'answered', 'closed')),
    version     INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    taken_by    BLOB REFERENCES account (id) ON DELETE SET NULL,
    answer      TEXT,
    closed_at   INTEGER
) STRICT;
CREATE INDEX report_queue ON report (state, n);

-- Apart from the reports, which are read in lists.
CREATE TABLE report_picture (
    report INTEGER PRIMARY KEY REFERENCES report (n) ON DELETE CASCADE,
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE role_key_of_four (
    role       TEXT PRIMARY KEY CHECK (role IN ('tracer', 'approver', 'reviewer', 'technician')),
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO role_key_of_four SELECT role, public_key, created_at FROM role_key;
DROP TABLE role_key;
ALTER TABLE role_key_of_four RENAME TO role_key;
