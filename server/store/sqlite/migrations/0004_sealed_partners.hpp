// Migration 4: who may send is sealed too. A certificate's row is sealed as a whole, a covenant's
// senders with its name; one that was registered before has no seal, lets nobody in, and is
// registered again at the console. And a sender numbers its own signals.
#pragma once

namespace kortelijn::store::sqlite {

inline constexpr const char* migration_0004 = R"sql(
ALTER TABLE partner_certificate ADD COLUMN sealed BLOB;
CREATE INDEX signal_of_sender ON signal (sender);
)sql";

}  // namespace kortelijn::store::sqlite
