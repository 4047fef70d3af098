// The closed list of codes an asker may hear (`data.reason`), each with its JSON-RPC code and one
// plain sentence in Dutch and English. Codes never change meaning; sentences may be improved.
// No sentence names a person, a case or a ground. Finer sentences about grounds are policy's.
#pragma once

#include <span>
#include <string_view>

#include "base/language.hpp"
#include "base/result.hpp"

namespace kortelijn::protocol {

struct Code {
    std::string_view reason;
    int json_rpc;
    std::string_view nl;
    std::string_view en;
};

// Sorted by reason.
std::span<const Code> codes();
// The entry of a code, or nothing for a word outside the list.
const Code* find_code(std::string_view reason);

// -32000 for a word outside the list; request.invalid is -32600 where the envelope itself is
// wrong (jsonrpc, id, method) and -32602 for everything below params.
int json_rpc_code(const Refusal& refusal);
// A general sentence for a word outside the list.
std::string_view code_sentence(std::string_view reason, Language language);

}  // namespace kortelijn::protocol
