-- Cases of the authority (SEALING 8). What was asked and released lies on the shelf.
CREATE TABLE trace_case (
    id             BLOB PRIMARY KEY CHECK (length(id) = 16),
    number         TEXT NOT NULL,
    reason         TEXT NOT NULL,
    subject        TEXT NOT NULL CHECK (json_valid(subject)),
    -- The venue, if it is about one.
    venue          BLOB REFERENCES venue (id),
    from_minute    INTEGER NOT NULL,
    to_minute      INTEGER NOT NULL CHECK (from_minute <= to_minute),
    -- The retention of its rows is over when that of this minute is.
    until_minute   INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('filed', 'taken', 'approved', 'refused', 'withdrawn', 'closed', 'expired')),
    tracer         BLOB NOT NULL REFERENCES account (id),
    tracer_key     BLOB NOT NULL CHECK (length(tracer_key) = 32),
    approver       BLOB REFERENCES account (id),
    filed_at       INTEGER NOT NULL,
    decided_at     INTEGER,
    note           TEXT,
    tags           INTEGER NOT NULL DEFAULT 0,
    -- SHA-256 of all that was filed: the same again is the same case.
    content        BLOB NOT NULL CHECK (length(content) = 32),
    rows_served    INTEGER NOT NULL DEFAULT 0,
    persons_served INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX trace_case_by_filing ON trace_case (filed_at);
CREATE INDEX trace_case_by_tracer ON trace_case (tracer, filed_at);
