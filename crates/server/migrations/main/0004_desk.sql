-- What terminals keep: numbered slips, paper passes. Neither row tells which check-ins were made with it.

-- Numbers are the first eight digits; the ninth follows from them.
CREATE TABLE slip (
    number      INTEGER PRIMARY KEY,
    venue       BLOB NOT NULL REFERENCES venue (id),
    printed_day INTEGER NOT NULL,
    used        INTEGER NOT NULL CHECK (used IN (0, 1))
) STRICT;
CREATE INDEX slip_by_venue ON slip (venue, used);

-- The credential behind a pass, sealed under what only the pass shows; NULL once it is withdrawn or past its day.
CREATE TABLE pass (
    name        BLOB PRIMARY KEY CHECK (length(name) = 16),
    number      INTEGER NOT NULL UNIQUE,
    venue       BLOB NOT NULL REFERENCES venue (id),
    sealed      BLOB CHECK (length(sealed) = 102),
    expires_day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Counting needs the direction, too; tables of days that are there already count without.
DROP INDEX check_in_odd_place;
CREATE INDEX check_in_odd_place ON check_in_odd (place, minute, direction);
