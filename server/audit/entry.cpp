// Leaves and disclosures are written by string append into memory reserved once: this runs for
// every message, in the thread that does everything.
#include "audit/entry.hpp"

#include <charconv>
#include <stdexcept>

#include "audit/escaping.hpp"
#include "audit/events.hpp"
#include "audit/json_reader.hpp"
#include "audit/tile_path.hpp"

namespace kortelijn::audit {
namespace {

constexpr std::size_t salt_bytes = 16;

template <class Number>
void append_number(std::string& out, Number value) {
    char digits[24];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    out.append(digits, end);
}

void append_instant(std::string& out, Instant at) {
    // Entries of one batch, and often of many, share their day: its text is made once.
    thread_local std::int64_t day = -1;
    thread_local std::string day_text;
    if (at.ms < 0) throw std::invalid_argument("an entry before 1970");
    if (at.ms / day_ms != day) {
        day = at.ms / day_ms;
        day_text = to_text(Day{std::int32_t(day)}) + 'T';
    }
    std::int64_t rest = at.ms % day_ms;
    char text[] = "00:00:00.000Z";
    const auto put = [&text](int begin, int width, std::int64_t value) {
        for (int i = begin + width; i-- > begin; value /= 10) text[i] = char('0' + value % 10);
    };
    put(0, 2, rest / hour_ms), rest %= hour_ms;
    put(3, 2, rest / minute_ms), rest %= minute_ms;
    put(6, 2, rest / second_ms), put(9, 3, rest % second_ms);
    out += day_text;
    out.append(text, 13);
}

void check(const Draft& draft) {
    if (draft.disclosures.size() > max_disclosures)
        throw std::length_error("too many disclosures in one entry");
    if (draft.erased.size() > max_erased_ranges)
        throw std::length_error("too many erased ranges in one entry");
    if (!known_event(draft.event)) throw std::invalid_argument("an event that is not in the list");
    const bool erased = draft.event == erasure_event && draft.outcome == Outcome::ok;
    if (draft.erased.empty() == erased)
        throw std::invalid_argument(
            "an erasure carried out names its ranges, and nothing else does");
    for (const Range& range : draft.erased)
        if (range.first < 0 || range.first > range.second)
            throw std::invalid_argument("a range turned around");
}

void append_erased(std::string& out, const Draft& draft) {
    if (draft.erased.empty()) return;
    out += ",\"x\":[";
    for (std::size_t i = 0; i < draft.erased.size(); ++i) {
        out += i > 0 ? ",[" : "[";
        append_number(out, draft.erased[i].first);
        out += ',';
        append_number(out, draft.erased[i].second);
        out += ']';
    }
    out += "],\"xk\":\"";
    out += char(draft.erased_kind);
    out += '"';
}

std::string disclosure_text(const DraftDisclosure& draft, std::span<const std::uint8_t> salt,
                            std::string& scratch) {
    scratch.assign("[\"");
    append_base64url(scratch, salt);
    scratch += "\",\"";
    scratch += draft.name;
    scratch += "\",";
    scratch += draft.value_json;
    scratch += ']';
    std::string out;
    append_base64url(out, octets(scratch));
    return out;
}

}  // namespace

Built build_entry(std::uint64_t n, Instant at, const Draft& draft, Random& random) {
    check(draft);
    Built built;
    const std::size_t count = draft.disclosures.size();
    std::array<std::uint8_t, salt_bytes * max_disclosures> salts;
    const std::span drawn{salts.data(), count * salt_bytes};
    if (count > 0) random.fill(drawn);

    std::string& leaf = built.leaf;
    leaf.reserve(176 + count * 46 + draft.erased.size() * 24);
    leaf += "{\"v\":1,\"n\":";
    append_number(leaf, n);
    leaf += ",\"t\":\"";
    append_instant(leaf, at);
    leaf += "\",\"e\":\"";
    leaf += draft.event;
    leaf += "\",\"a\":\"";
    leaf += char(draft.action);
    leaf += "\",\"o\":\"";
    append_number(leaf, unsigned(draft.outcome));
    leaf += "\",\"tr\":\"";
    leaf += to_hex(draft.trace);
    leaf += "\",\"d\":\"";
    for (const auto& each : draft.disclosures) leaf += char(each.key.kind);
    leaf += '"';
    append_erased(leaf, draft);
    leaf += ",\"_sd\":[";
    built.disclosures.reserve(count);
    std::string scratch;
    scratch.reserve(256);
    for (std::size_t i = 0; i < count; ++i) {
        const DraftDisclosure& each = draft.disclosures[i];
        auto& out = built.disclosures.emplace_back(BuiltDisclosure{
            disclosure_text(each, drawn.subspan(i * salt_bytes, salt_bytes), scratch), each.key});
        leaf += i > 0 ? ",\"" : "\"";
        append_base64url(leaf, disclosure_digest(out.text));
        leaf += '"';
    }
    leaf += "]}";
    if (leaf.size() > max_entry_bytes)
        throw std::length_error("an entry longer than a bundle can hold");
    built.hash = leaf_hash(leaf);
    return built;
}

void disclose(Draft& draft, const ActorValue& actor) {
    const EraseKey key = actor.professional
                             ? EraseKey{EraseKind::professional, actor.professional.value}
                             : EraseKey{};
    draft.disclosures.push_back({"actor", to_json(actor), key});
}

void disclose(Draft& draft, const CaseValue& the_case) {
    const EraseKey key =
        the_case.the_case ? EraseKey{EraseKind::kase, the_case.the_case.value} : EraseKey{};
    draft.disclosures.push_back({"case", to_json(the_case), key});
}

void disclose(Draft& draft, const ObjectValue& object, CaseId the_case, SignalId of_signal) {
    const EraseKey key = the_case    ? EraseKey{EraseKind::kase, the_case.value}
                         : of_signal ? EraseKey{EraseKind::signal, of_signal.value}
                                     : EraseKey{};
    draft.disclosures.push_back({"object", to_json(object), key});
}

void disclose_members(Draft& draft, const std::vector<MemberId>& members, CaseId the_case) {
    const std::size_t room = max_disclosures - draft.disclosures.size();
    const bool all_fit = members.size() <= room;
    if (!all_fit && room == 0) throw std::length_error("no disclosure left for the members");
    const std::size_t single = all_fit ? members.size() : room - 1;
    for (std::size_t i = 0; i < single; ++i)
        draft.disclosures.push_back(
            {"member", member_json(members[i]), {EraseKind::member, members[i].value}});
    if (all_fit) return;
    const std::vector<MemberId> rest{members.begin() + std::ptrdiff_t(single), members.end()};
    draft.disclosures.push_back({"members", members_json(rest), {EraseKind::kase, the_case.value}});
}

std::optional<Disclosure> open_disclosure(std::string_view text) {
    const auto json = decode_base64url(text);
    if (!json) return std::nullopt;
    JsonReader reader{*json};
    Disclosure out;
    int at = 0;
    for (reader.begin('['); reader.more(']'); ++at) {
        if (at == 0)
            out.salt = reader.string();
        else if (at == 1)
            out.name = reader.string();
        else
            out.value_json = reader.value();
    }
    if (!reader.finished() || at != 3) return std::nullopt;
    return out;
}

Hash disclosure_digest(std::string_view text) { return sha256(text); }

}  // namespace kortelijn::audit
