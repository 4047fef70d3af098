// Migration 5: consults, calls, guests' links and attachments. What gives access lies in the sealed
// part, and is bound to every clear column beside it: only what is searched by is clear. Ids are
// drawn; `n` is the order of coming. Tokens, codes and devices are kept as keyed digests. A case may
// have further rooms, each for one consult; whose room it is, the consult's sealed row says too.
#pragma once

namespace kortelijn::store::sqlite {

inline constexpr const char* migration_0005 = R"sql(
ALTER TABLE room ADD COLUMN purpose INTEGER NOT NULL DEFAULT 0;
ALTER TABLE room ADD COLUMN consult INTEGER;

CREATE TABLE call (
    id INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES case_file, state INTEGER NOT NULL,
    made_at INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;
CREATE INDEX call_of ON call (of_case);
CREATE INDEX call_open ON call (state) WHERE state < 2;
CREATE TABLE call_participant (
    n INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, call INTEGER NOT NULL REFERENCES call,
    professional INTEGER REFERENCES professional, guest INTEGER, state INTEGER NOT NULL,
    sealed BLOB NOT NULL, CHECK ((professional IS NULL) <> (guest IS NULL))) STRICT;
CREATE INDEX call_participant_of ON call_participant (call);
CREATE INDEX call_participant_by ON call_participant (professional) WHERE professional IS NOT NULL;
CREATE TABLE call_question (
    n INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, call INTEGER NOT NULL REFERENCES call,
    sealed BLOB NOT NULL) STRICT;
CREATE INDEX call_question_of ON call_question (call);
CREATE TABLE call_paper (
    n INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, call INTEGER NOT NULL REFERENCES call,
    sealed BLOB NOT NULL) STRICT;
CREATE INDEX call_paper_of ON call_paper (call);

-- A sentence or action of a call's summary; without a call, a line of the case's plan.
CREATE TABLE line (
    n INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE,
    of_case INTEGER NOT NULL REFERENCES case_file, call INTEGER REFERENCES call,
    sealed BLOB NOT NULL) STRICT;
CREATE INDEX line_of ON line (of_case, call);
CREATE INDEX line_of_call ON line (call) WHERE call IS NOT NULL;

CREATE TABLE guest_link (
    id INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES case_file,
    token_digest BLOB NOT NULL UNIQUE, sealed BLOB NOT NULL) STRICT;
CREATE INDEX guest_link_of ON guest_link (of_case);
CREATE TABLE guest_session (
    id INTEGER PRIMARY KEY, link INTEGER NOT NULL REFERENCES guest_link,
    of_case INTEGER NOT NULL REFERENCES case_file, begun_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, ended_at INTEGER,
    sealed BLOB NOT NULL) STRICT;
CREATE INDEX guest_session_live ON guest_session (ends_at) WHERE ended_at IS NULL;

CREATE TABLE consult (
    id INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES case_file,
    room INTEGER NOT NULL REFERENCES room, asked_by INTEGER NOT NULL REFERENCES professional,
    asked_at INTEGER NOT NULL, ended_at INTEGER, sealed BLOB NOT NULL) STRICT;
CREATE INDEX consult_of ON consult (of_case);
CREATE INDEX consult_by ON consult (asked_by);
CREATE INDEX consult_live ON consult (id) WHERE ended_at IS NULL;
CREATE TABLE consult_asked (
    n INTEGER PRIMARY KEY, consult INTEGER NOT NULL REFERENCES consult,
    professional INTEGER NOT NULL REFERENCES professional, answer INTEGER NOT NULL,
    sealed BLOB NOT NULL, UNIQUE (consult, professional)) STRICT;
CREATE INDEX consult_asked_who ON consult_asked (professional);
CREATE TABLE consult_advice (
    n INTEGER PRIMARY KEY, consult INTEGER NOT NULL REFERENCES consult, sealed BLOB NOT NULL) STRICT;
CREATE INDEX consult_advice_of ON consult_advice (consult);

-- A body lies in chunks of 64 KiB, each sealed with its number and whether it is the last.
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY, of_case INTEGER NOT NULL REFERENCES case_file, state INTEGER NOT NULL,
    at INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;
CREATE INDEX attachment_of ON attachment (of_case);
CREATE INDEX attachment_in ON attachment (state) WHERE state <> 2;
CREATE TABLE attachment_chunk (
    row INTEGER PRIMARY KEY, attachment INTEGER NOT NULL REFERENCES attachment,
    n INTEGER NOT NULL, sealed BLOB NOT NULL, UNIQUE (attachment, n)) STRICT;
)sql";

}  // namespace kortelijn::store::sqlite
