// Single words and moments of a policy case, out of JSON. A word outside a closed list is a mistake
// in the file and throws, except where the case may ask with it (then it is marked as unknown).
#pragma once

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "domain/ask.hpp"
#include "domain/words.hpp"

namespace kortelijn::test_support {

using nlohmann::json;

[[noreturn]] inline void fail(const std::string& what) { throw std::runtime_error(what); }

inline std::optional<Instant> instant(const json& from, const char* key) {
    if (!from.contains(key)) return std::nullopt;
    const auto at = parse_instant(from.at(key).get<std::string>());
    if (!at) fail(std::string("not an instant: ") + key);
    return at;
}

inline std::optional<Day> day(const json& from, const char* key) {
    if (!from.contains(key)) return std::nullopt;
    const auto at = parse_day(from.at(key).get<std::string>());
    if (!at) fail(std::string("not a day: ") + key);
    return at;
}

inline Period period(const json& from) { return {instant(from, "from"), instant(from, "to")}; }

inline std::string text(const json& from, const char* key) {
    return from.contains(key) ? from.at(key).get<std::string>() : std::string{};
}

// A word of a closed list; one outside it is a mistake in the file.
template <class Word>
std::optional<Word> word(const json& from, const char* key) {
    if (!from.contains(key)) return std::nullopt;
    const auto found = parse_word<Word>(from.at(key).get<std::string>());
    if (!found) fail(std::string("unknown word in ") + key);
    return found;
}

// Same spelling rule as the other lists, for the four small lists without a public parser.
template <class Word>
std::optional<Word> small_word(const json& from, const char* key, int count) {
    if (!from.contains(key)) return std::nullopt;
    for (int i = 0; i < count; ++i)
        if (to_text(Word(i)) == from.at(key).get<std::string>()) return Word(i);
    fail(std::string("unknown word in ") + key);
}

inline LifeDomains life_domains(const json& from, bool& unknown) {
    LifeDomains out;
    if (!from.contains("life_domains")) return out;
    for (const auto& item : from.at("life_domains")) {
        const auto found = parse_word<LifeDomain>(item.get<std::string>());
        found ? out.add(*found) : void(unknown = true);
    }
    return out;
}

inline Identifier identifier(const json& from) {
    static const std::vector<std::string> kinds{"name",  "bsn",        "postcode", "phone",
                                                "email", "birth_date", "car_plate"};
    const auto at = std::find(kinds.begin(), kinds.end(), from.get<std::string>());
    if (at == kinds.end()) fail("unknown identifier");
    return Identifier(at - kinds.begin());
}

inline InviteeKind invitee_kind(const std::string& text) {
    if (text == "family") return InviteeKind::family;
    if (text == "network") return InviteeKind::network;
    return text == "partner" ? InviteeKind::partner : InviteeKind::professional;
}

}  // namespace kortelijn::test_support
