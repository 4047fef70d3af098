// Migration 2: the second form of what is sealed. A ground is sealed with who withdrew it and bound
// to when; a waiting answer holds grounds of that form. No table changes: the schema's number alone
// says which form the rows have. What was sealed in the first form is not opened and not guessed
// at: a database that holds any stays as it is and is refused.
#pragma once

namespace kortelijn::store::sqlite {

inline constexpr const char* migration_0002 = "";
inline constexpr const char* sealed_before_0002 =
    "SELECT (SELECT count(*) FROM ground) + (SELECT count(*) FROM pending_answer)";

}  // namespace kortelijn::store::sqlite
