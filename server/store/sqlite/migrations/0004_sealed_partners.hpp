// Migration 4: who may send is sealed too. A certificate's row is sealed as a whole, a covenant's
// senders with its name; one that was registered before has no seal, lets nobody in, and is
// registered again at the console. And a sender numbers its own signals: those it sent before keep
// the number it knows them by, the next ones go on above the highest of these.
#pragma once

namespace kortelijn::store::sqlite {

inline constexpr const char* migration_0004 = R"sql(
ALTER TABLE partner_certificate ADD COLUMN sealed BLOB;
CREATE INDEX signal_of_sender ON signal (sender);
CREATE TABLE kept_numbers (
    sender INTEGER PRIMARY KEY REFERENCES organisation, highest INTEGER NOT NULL) STRICT;
INSERT INTO kept_numbers SELECT sender, max(id) FROM signal GROUP BY sender;
)sql";

}  // namespace kortelijn::store::sqlite
