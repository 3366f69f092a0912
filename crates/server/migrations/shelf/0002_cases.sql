-- What a tracer asks and an approver releases (SEALING 8), both sealed, and the tags of the rows that were approved, which
-- tell of which rows one person is: apart from the rows, from their backups, and gone when the case ends.
CREATE TABLE case_paper (
    id           BLOB PRIMARY KEY CHECK (length(id) = 16),
    -- The retention of the rows that it opens is over when that of this minute is.
    until_minute INTEGER NOT NULL,
    request      BLOB NOT NULL,
    release      BLOB,
    -- For each: slot 4 | tag 16.
    tags         BLOB CHECK (length(tags) % 20 = 0)
) STRICT;
