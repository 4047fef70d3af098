// The text of what the server sends: a reply, an error, a notice. Only string appends; what is in
// a result was written before (writer.hpp). An error tells the `tell` code, never the reason.
#pragma once

#include <string>
#include <string_view>

#include "base/language.hpp"
#include "base/result.hpp"

namespace kortelijn::protocol {

// `id_json` as parse_request gave it.
std::string result_frame(std::string_view id_json, std::string_view result_json);

// `sentence`: the words for the person; left out, those of codes.hpp (with request.invalid the
// field by its name). `extra`: further members of
// `data` as JSON without braces (`"entry":5`). Refusal.amount becomes `too_many` for
// text.too_long and `retry_after_ms` for rate.too_fast and busy.
std::string error_frame(std::string_view id_json, const Refusal& refusal, Language language,
                        std::string_view sentence = {}, std::string_view extra = {});

// One element of the array of notices (the outbox adds the brackets and commas).
std::string notice(std::string_view method, std::string_view params_json);

}  // namespace kortelijn::protocol
