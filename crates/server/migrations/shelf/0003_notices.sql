-- NK of each day (SEALING 10), from which the notice keys of its visits come.
CREATE TABLE notice_day (
    day INTEGER PRIMARY KEY,
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;
