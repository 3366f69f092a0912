-- The authority's rosters, its members' keys, and what waits for the other role (SEALING 2).

-- Each roster with the signatures of both roles; the newest is in force.
CREATE TABLE roster (
    version  INTEGER PRIMARY KEY,
    roster   BLOB NOT NULL,
    tracer   BLOB NOT NULL CHECK (length(tracer) = 64),
    approver BLOB NOT NULL CHECK (length(approver) = 64),
    since    INTEGER NOT NULL
) STRICT;

-- What a member says is the own key; it counts once it stands in a roster.
CREATE TABLE member_key (
    account    BLOB PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
    sent_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Role keys that were proposed while there is no roster.
CREATE TABLE founder (
    role       TEXT PRIMARY KEY CHECK (role IN ('tracer', 'approver')),
    account    BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    seal_key   BLOB NOT NULL CHECK (length(seal_key) = 32),
    verify_key BLOB NOT NULL CHECK (length(verify_key) = 32)
) STRICT, WITHOUT ROWID;

-- The roster that waits for the other role.
CREATE TABLE roster_proposal (
    only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
    roster    BLOB NOT NULL,
    role      TEXT NOT NULL CHECK (role IN ('tracer', 'approver')),
    account   BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    at        INTEGER NOT NULL
) STRICT;

-- Private keys of roles, old ones too, sealed to members' own keys. Those that came with a proposal wait for it.
CREATE TABLE role_wrap (
    account  BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    member   BLOB NOT NULL CHECK (length(member) = 32),
    role_key BLOB NOT NULL CHECK (length(role_key) = 32),
    waits    INTEGER NOT NULL CHECK (waits IN (0, 1)),
    wrap     BLOB NOT NULL CHECK (length(wrap) = 80),
    PRIMARY KEY (account, member, role_key, waits)
) STRICT, WITHOUT ROWID;
