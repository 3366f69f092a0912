-- What devices fetch without saying who asks (SEALING 9 and 10), and what they say of their visits.

CREATE TABLE notice_file (
    day       INTEGER PRIMARY KEY,
    hints     BLOB NOT NULL CHECK (length(hints) % 8 = 0),
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;

CREATE TABLE receipt (
    day  INTEGER NOT NULL,
    hint BLOB NOT NULL CHECK (length(hint) = 8),
    body BLOB NOT NULL CHECK (length(body) = 104),
    PRIMARY KEY (day, hint)
) STRICT, WITHOUT ROWID;

-- By which a receipt's owner disputes in a case. A case that has any had its receipts.
CREATE TABLE dispute_token (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 16),
    case_id BLOB NOT NULL CHECK (length(case_id) = 16),
    day  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_token_by_case ON dispute_token (case_id);

-- "I was not there": about an event, or about being named in a case (then about is the token's hash).
CREATE TABLE dispute (
    about      BLOB PRIMARY KEY CHECK (length(about) = 16),
    case_id    BLOB CHECK (length(case_id) = 16),
    statement  BLOB NOT NULL,
    at         INTEGER NOT NULL,
    accepted   INTEGER CHECK (accepted IN (0, 1)),
    reason     TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_by_case ON dispute (case_id);
