// The sentences. Dutch is plain (B1, "u"); words agreed for the screens are used where they exist.
#include "policy/explain.hpp"

#include <algorithm>
#include <span>

#include "policy/sentences.hpp"

namespace kortelijn::policy {
namespace {

const Sentence* find_in(std::span<const Sentence> all, std::string_view code) {
    const auto at = std::find_if(all.begin(), all.end(),
                                 [code](const Sentence& one) { return one.code == code; });
    return at == all.end() ? nullptr : &*at;
}

// Changing rows (4b): every entry that rests on one says so.
constexpr std::string_view changing_nl =
    " Let op: deze wet verandert. De nieuwe tekst is nog niet verwerkt.";
constexpr std::string_view changing_en =
    " Note: this law is changing. The new text has not been worked in yet.";

}  // namespace

std::string_view find_sentence(std::string_view code, Language language) {
    const Sentence* found = find_in(cell_sentences(), code);
    if (found == nullptr) found = find_in(other_sentences(), code);
    if (found == nullptr) found = find_in(start_sentences(), code);
    if (found == nullptr) found = find_in(call_sentences(), code);
    if (found == nullptr) return {};
    return language == Language::nl ? found->nl : found->en;
}

std::string_view explain_code(std::string_view code, Language language) {
    const std::string_view found = find_sentence(code, language);
    if (!found.empty()) return found;
    return language == Language::nl ? "Dit mag niet." : "This is not allowed.";
}

std::string explain(const Decision& decision, Language language) {
    std::string out{explain_code(decision.reason, language)};
    if (decision.law_changing) out += language == Language::nl ? changing_nl : changing_en;
    return out;
}

}  // namespace kortelijn::policy
