-- The shelf (SEALING 11): the sealed keys of slots and indexes, apart from the rows and from their backups.
-- AUTOINCREMENT: the id of a destroyed record is never given again, since rows and identities name it.
CREATE TABLE key_record (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         INTEGER NOT NULL CHECK (kind IN (1, 2)),
    start_minute INTEGER NOT NULL,
    record       BLOB
) STRICT;
CREATE INDEX key_record_by_start ON key_record (start_minute);
