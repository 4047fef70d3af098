// Migration 3, the daily start: covenants, signals, boards, actions, closings. It only adds tables;
// never edited once released. What is sealed holds names, texts, addresses, reasons (I8); the other
// columns are ids, instants, days and words of closed lists.
#pragma once

namespace kortelijn::store::sqlite {

inline constexpr const char* migration_0003 = R"sql(
-- Covenants and the certificates of partners' systems. Name and basis are sealed.
CREATE TABLE covenant (
    id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, receivers INTEGER NOT NULL,
    term_days INTEGER NOT NULL, term_kind INTEGER NOT NULL,
    begins_at INTEGER, ends_at INTEGER, sealed BLOB NOT NULL) STRICT;
CREATE TABLE covenant_sender (
    covenant INTEGER NOT NULL REFERENCES covenant,
    organisation INTEGER NOT NULL REFERENCES organisation,
    PRIMARY KEY (covenant, organisation)) STRICT, WITHOUT ROWID;
CREATE TABLE partner_certificate (
    fingerprint BLOB PRIMARY KEY, organisation INTEGER NOT NULL REFERENCES organisation,
    begins_at INTEGER, ends_at INTEGER) STRICT, WITHOUT ROWID;

-- Signals. Everything about people is sealed with the signal's own key, so that one can be erased.
-- Idempotency keys and bodies are kept as keyed digests. An involvement is ids and instants only.
CREATE TABLE signal (
    id INTEGER PRIMARY KEY, covenant INTEGER NOT NULL REFERENCES covenant,
    sender INTEGER NOT NULL REFERENCES organisation, team INTEGER NOT NULL REFERENCES team,
    sent_by INTEGER REFERENCES professional, status INTEGER NOT NULL, received_at INTEGER NOT NULL,
    term_ends_at INTEGER NOT NULL, household_knows INTEGER NOT NULL, taken_up_at INTEGER,
    of_case INTEGER REFERENCES case_file, first_contact_at INTEGER, visited_at INTEGER,
    settled_at INTEGER, outcome INTEGER, decline INTEGER, sealed BLOB NOT NULL) STRICT;
CREATE INDEX signal_open ON signal (team, status) WHERE settled_at IS NULL;
CREATE INDEX signal_of_case ON signal (of_case) WHERE of_case IS NOT NULL;
CREATE INDEX signal_by ON signal (sent_by) WHERE sent_by IS NOT NULL;
CREATE TABLE signal_key (
    organisation INTEGER NOT NULL REFERENCES organisation, key_digest BLOB NOT NULL,
    body_digest BLOB NOT NULL, signal INTEGER NOT NULL REFERENCES signal, at INTEGER NOT NULL,
    PRIMARY KEY (organisation, key_digest)) STRICT, WITHOUT ROWID;
CREATE TABLE involvement (
    id INTEGER PRIMARY KEY, signal INTEGER NOT NULL REFERENCES signal,
    of_case INTEGER NOT NULL REFERENCES case_file, asked INTEGER NOT NULL REFERENCES professional,
    asked_at INTEGER NOT NULL, answered_at INTEGER, known INTEGER,
    UNIQUE (signal, of_case, asked)) STRICT;
CREATE INDEX involvement_open ON involvement (asked) WHERE answered_at IS NULL;

-- The board of one team on one day is state, not a log: ids, instants and closed words only.
CREATE TABLE board (
    id INTEGER PRIMARY KEY, team INTEGER NOT NULL REFERENCES team, day INTEGER NOT NULL,
    state INTEGER NOT NULL, version INTEGER NOT NULL, chair INTEGER REFERENCES professional,
    opened_at INTEGER, ended_at INTEGER, current_item INTEGER NOT NULL, current_since INTEGER,
    UNIQUE (team, day)) STRICT;
CREATE TABLE agenda_item (
    id INTEGER PRIMARY KEY, board INTEGER NOT NULL REFERENCES board, place INTEGER NOT NULL,
    kind INTEGER NOT NULL, of_case INTEGER REFERENCES case_file, signal INTEGER REFERENCES signal,
    minutes INTEGER NOT NULL, state INTEGER NOT NULL, spent_ms INTEGER NOT NULL,
    carried INTEGER NOT NULL, put_by INTEGER REFERENCES professional,
    CHECK ((of_case IS NULL) <> (signal IS NULL))) STRICT;
CREATE INDEX agenda_item_of ON agenda_item (board, place);
CREATE TABLE board_presence (
    board INTEGER NOT NULL REFERENCES board, professional INTEGER NOT NULL REFERENCES professional,
    since INTEGER NOT NULL, until INTEGER, ticked_by INTEGER NOT NULL REFERENCES professional,
    PRIMARY KEY (board, professional)) STRICT, WITHOUT ROWID;

-- Actions. Of a case: sealed with its key, and an event of its room; one's own: the collaboration's.
CREATE TABLE action (
    id INTEGER PRIMARY KEY, of_case INTEGER REFERENCES case_file, seq INTEGER NOT NULL,
    item INTEGER REFERENCES agenda_item, state INTEGER NOT NULL, due INTEGER NOT NULL,
    postponed INTEGER NOT NULL, made_by INTEGER NOT NULL REFERENCES professional,
    made_at INTEGER NOT NULL, settled_at INTEGER, people INTEGER NOT NULL,
    life_domains INTEGER NOT NULL, law INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;
CREATE INDEX action_of_case ON action (of_case, state);
CREATE INDEX action_due ON action (due) WHERE state = 0;
CREATE TABLE action_owner (
    action INTEGER NOT NULL REFERENCES action, place INTEGER NOT NULL, kind INTEGER NOT NULL,
    who INTEGER NOT NULL, PRIMARY KEY (action, place)) STRICT, WITHOUT ROWID;
CREATE INDEX action_owned ON action_owner (kind, who);

-- What comes with and after closing, who coordinates, and the address for matching: all sealed with
-- the case.
CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES case_file,
    due INTEGER NOT NULL, done_at INTEGER, done_by INTEGER REFERENCES professional, outcome INTEGER,
    sealed BLOB NOT NULL) STRICT;
CREATE INDEX follow_up_of ON follow_up (of_case);
CREATE INDEX follow_up_due ON follow_up (due) WHERE done_at IS NULL;
CREATE TABLE case_closing (
    id INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES case_file, at INTEGER NOT NULL,
    outcome INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;
CREATE INDEX case_closing_of ON case_closing (of_case);
CREATE TABLE coordinator (
    id INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES case_file,
    member INTEGER REFERENCES member, professional INTEGER REFERENCES professional,
    begins_at INTEGER, ends_at INTEGER, sealed BLOB NOT NULL,
    CHECK ((member IS NULL) <> (professional IS NULL))) STRICT;
CREATE INDEX coordinator_of ON coordinator (of_case);
CREATE TABLE case_address (
    of_case INTEGER PRIMARY KEY REFERENCES case_file, sealed BLOB NOT NULL) STRICT;
)sql";

}  // namespace kortelijn::store::sqlite
