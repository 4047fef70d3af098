// Migration 1: the first schema. Never edited once released: its text's digest is kept in the
// database and compared at each start. What is sealed holds names, texts, birth dates, labels,
// reasons (I8); the other columns are ids, instants and words of closed lists.
#pragma once

namespace kortelijn::store::sqlite {

inline constexpr const char* migration_0001 = R"sql(
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The directory. Its people are professionals; their names are sealed with the collaboration's key.
CREATE TABLE organisation (
    id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, begins_at INTEGER, ends_at INTEGER,
    sealed BLOB NOT NULL) STRICT;
CREATE TABLE team (id INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
CREATE TABLE professional (
    id INTEGER PRIMARY KEY, blocked INTEGER NOT NULL, expertise INTEGER NOT NULL,
    sealed BLOB NOT NULL) STRICT;
CREATE TABLE employment (
    id INTEGER PRIMARY KEY, professional INTEGER NOT NULL REFERENCES professional,
    organisation INTEGER NOT NULL REFERENCES organisation, begins_at INTEGER, ends_at INTEGER) STRICT;
CREATE INDEX employment_of ON employment (professional);
CREATE TABLE team_membership (
    id INTEGER PRIMARY KEY, professional INTEGER NOT NULL REFERENCES professional,
    team INTEGER NOT NULL REFERENCES team, begins_at INTEGER, ends_at INTEGER) STRICT;
CREATE INDEX team_membership_of ON team_membership (professional);
CREATE TABLE held_role (
    id INTEGER PRIMARY KEY, professional INTEGER NOT NULL REFERENCES professional,
    role INTEGER NOT NULL, organisation INTEGER REFERENCES organisation,
    team INTEGER REFERENCES team, begins_at INTEGER, ends_at INTEGER) STRICT;
CREATE INDEX held_role_of ON held_role (professional);
CREATE TABLE absence (
    id INTEGER PRIMARY KEY, professional INTEGER NOT NULL REFERENCES professional,
    begins_at INTEGER, ends_at INTEGER) STRICT;
CREATE TABLE replacement (
    id INTEGER PRIMARY KEY, absent INTEGER NOT NULL REFERENCES professional,
    replacement INTEGER NOT NULL REFERENCES professional, begins_at INTEGER, ends_at INTEGER) STRICT;
CREATE INDEX replacement_by ON replacement (replacement);

-- Cases. A household's order is the order of its ids: it is the slot in cells and masks.
CREATE TABLE case_file (
    id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, home_team INTEGER REFERENCES team,
    home_organisation INTEGER REFERENCES organisation, room INTEGER NOT NULL,
    sealed BLOB NOT NULL) STRICT;
CREATE INDEX case_of_team ON case_file (home_team);
CREATE TABLE case_period (
    id INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES case_file,
    begins_at INTEGER, ends_at INTEGER) STRICT;
CREATE INDEX case_period_of ON case_period (of_case);
CREATE TABLE case_seat (
    id INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES case_file,
    professional INTEGER NOT NULL REFERENCES professional, pair INTEGER NOT NULL,
    begins_at INTEGER, ends_at INTEGER) STRICT;
CREATE INDEX case_seat_of ON case_seat (of_case);
CREATE INDEX case_seat_by ON case_seat (professional);
CREATE TABLE member (
    id INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES case_file,
    outsider INTEGER NOT NULL, begins_at INTEGER, ends_at INTEGER, sealed BLOB NOT NULL) STRICT;
CREATE INDEX member_of ON member (of_case);
CREATE TABLE ground (
    id INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES case_file, kind INTEGER NOT NULL,
    deny INTEGER NOT NULL, organisation INTEGER REFERENCES organisation,
    person INTEGER REFERENCES professional, purpose INTEGER, life_domains INTEGER NOT NULL,
    given_at INTEGER, begins_at INTEGER, ends_at INTEGER, withdrawn_at INTEGER,
    without_parents INTEGER NOT NULL, confidential INTEGER, evidence INTEGER NOT NULL,
    recorded_by INTEGER REFERENCES professional, sealed BLOB NOT NULL) STRICT;
CREATE INDEX ground_of ON ground (of_case);
CREATE TABLE bar (
    id INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES case_file,
    organisation INTEGER REFERENCES organisation, person INTEGER REFERENCES professional,
    life_domains INTEGER NOT NULL, begins_at INTEGER, ends_at INTEGER, sealed BLOB NOT NULL) STRICT;
CREATE INDEX bar_of ON bar (of_case);
CREATE TABLE pending_answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT, of_case INTEGER NOT NULL REFERENCES case_file,
    sealed BLOB NOT NULL) STRICT;
CREATE INDEX pending_answer_of ON pending_answer (of_case);

-- Rooms. `event` is append-only in the order of its key and has no second index and no foreign key:
-- each costs microseconds a message. `previous` chains a room's events, `device_previous` those of
-- one device; 0 ends a chain. `room` and `device` hold both heads as of `head_flush.position`;
-- later events are counted up from there at opening. Each 64th event of a room has a mark.
CREATE TABLE room (
    id INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES case_file,
    last_seq INTEGER NOT NULL, last_position INTEGER NOT NULL) STRICT;
CREATE TABLE device (
    id INTEGER PRIMARY KEY, last_client_id INTEGER NOT NULL, last_position INTEGER NOT NULL) STRICT;
CREATE TABLE head_flush (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL) STRICT;
INSERT INTO head_flush VALUES (1, 0);
CREATE TABLE event (
    position INTEGER PRIMARY KEY, room INTEGER NOT NULL, seq INTEGER NOT NULL,
    previous INTEGER NOT NULL, at INTEGER NOT NULL, kind INTEGER NOT NULL, author INTEGER NOT NULL,
    organisation INTEGER NOT NULL, team INTEGER NOT NULL, people INTEGER NOT NULL,
    life_domains INTEGER NOT NULL, law INTEGER NOT NULL, refers_to INTEGER NOT NULL,
    device INTEGER NOT NULL, client_id INTEGER NOT NULL, device_previous INTEGER NOT NULL,
    amended_by INTEGER NOT NULL DEFAULT 0, amended_at INTEGER NOT NULL DEFAULT 0,
    retracted INTEGER NOT NULL DEFAULT 0, text_position INTEGER NOT NULL DEFAULT 0,
    sealed BLOB NOT NULL) STRICT;
CREATE TABLE room_mark (
    room INTEGER NOT NULL, seq INTEGER NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (room, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE repeat (
    device INTEGER NOT NULL, client_id INTEGER NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (device, client_id)) STRICT, WITHOUT ROWID;
CREATE TABLE read_mark (
    room INTEGER NOT NULL REFERENCES room, professional INTEGER NOT NULL REFERENCES professional,
    seq INTEGER NOT NULL, PRIMARY KEY (room, professional)) STRICT, WITHOUT ROWID;
CREATE TABLE room_choice (
    room INTEGER NOT NULL REFERENCES room, professional INTEGER NOT NULL REFERENCES professional,
    people INTEGER NOT NULL, life_domains INTEGER NOT NULL, law INTEGER NOT NULL,
    PRIMARY KEY (room, professional)) STRICT, WITHOUT ROWID;
CREATE TABLE open_seat (
    id INTEGER PRIMARY KEY AUTOINCREMENT, room INTEGER NOT NULL, of_case INTEGER NOT NULL,
    professional INTEGER NOT NULL, from_seq INTEGER NOT NULL, opened_at INTEGER NOT NULL) STRICT;

-- Accounts.
CREATE TABLE account (
    professional INTEGER PRIMARY KEY REFERENCES professional, email_digest BLOB NOT NULL UNIQUE,
    blocked INTEGER NOT NULL, totp_last_step INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;
CREATE TABLE recovery_code (
    professional INTEGER NOT NULL REFERENCES professional, hash BLOB NOT NULL,
    PRIMARY KEY (professional, hash)) STRICT, WITHOUT ROWID;
CREATE TABLE invitation (
    token_hash BLOB PRIMARY KEY, professional INTEGER NOT NULL REFERENCES professional,
    expires_at INTEGER NOT NULL, used_at INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    id INTEGER PRIMARY KEY, token_hash BLOB NOT NULL,
    professional INTEGER NOT NULL REFERENCES professional, begun_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, ended_at INTEGER,
    sealed BLOB NOT NULL) STRICT;
CREATE INDEX session_live ON session (ends_at) WHERE ended_at IS NULL;

-- The audit log: one entry row and one row of sealed disclosures, both append-only.
CREATE TABLE entry (n INTEGER PRIMARY KEY, leaf BLOB NOT NULL) STRICT;
CREATE TABLE disclosure (n INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
CREATE TABLE tile (place INTEGER PRIMARY KEY, hashes BLOB NOT NULL) STRICT;
CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, at INTEGER NOT NULL, note TEXT NOT NULL) STRICT;
)sql";

}  // namespace kortelijn::store::sqlite
