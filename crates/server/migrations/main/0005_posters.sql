-- What was downloaded of which issue of a code: the latest of each kind of file and day, so that it stays small.
CREATE TABLE poster_download (
    place       BLOB NOT NULL,
    serial      INTEGER NOT NULL,
    size        TEXT NOT NULL,
    orientation TEXT NOT NULL,
    format      TEXT NOT NULL,
    day         INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (place, serial, size, orientation, format, day),
    FOREIGN KEY (place, serial) REFERENCES code (place, serial)
) STRICT, WITHOUT ROWID;
