// Reads a leaf piece by piece against the one form build_entry writes: keys in their order, no
// spaces, numbers without leading zeros, digests in their only spelling.
#include <algorithm>
#include <charconv>
#include <cstring>

#include "audit/entry.hpp"
#include "audit/escaping.hpp"
#include "audit/events.hpp"
#include "audit/tile_path.hpp"

namespace kortelijn::audit {
namespace {

struct Cursor {
    std::string_view rest;

    bool literal(std::string_view text) {
        if (!rest.starts_with(text)) return false;
        rest.remove_prefix(text.size());
        return true;
    }
    template <class Number>
    bool number(Number& out) {
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), out);
        if (error != std::errc{} || rest[0] == '-') return false;
        const std::size_t size = std::size_t(end - rest.data());
        if (size > 1 && rest[0] == '0') return false;
        rest.remove_prefix(size);
        return true;
    }
    std::string_view word() {  // up to the next quote
        const std::string_view out = rest.substr(0, rest.find('"'));
        rest.remove_prefix(out.size());
        return out;
    }
};

bool read_time(Cursor& in, Instant& out) {
    const std::string_view text = in.word();
    if (text.size() != 24) return false;
    const auto at = parse_instant(text);
    if (!at || at->ms < 0) return false;
    out = *at;
    return true;
}

bool read_action(Cursor& in, EntryAction& out) {
    const std::string_view text = in.word();
    if (text.size() != 1 || std::string_view{"CRUDE"}.find(text[0]) == text.npos) return false;
    out = EntryAction(text[0]);
    return true;
}

bool read_outcome(Cursor& in, Outcome& out) {
    unsigned value = 0;
    if (!in.number(value) || value > 12 || value % 4 != 0) return false;
    out = Outcome(value);
    return true;
}

bool read_trace(Cursor& in, TraceId& out) {
    const std::string_view text = in.word();
    if (text.size() != 32) return false;
    const auto nibble = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    for (std::size_t i = 0; i < 16; ++i) {
        const int high = nibble(text[2 * i]), low = nibble(text[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        out[i] = std::uint8_t(high << 4 | low);
    }
    return true;
}

bool erase_letter(char c) { return erase_letters.find(c) != std::string_view::npos; }

bool read_kinds(Cursor& in, std::string& out) {
    const std::string_view text = in.word();
    if (text.size() > max_disclosures || !std::all_of(text.begin(), text.end(), erase_letter))
        return false;
    out = text;
    return true;
}

bool read_erased(Cursor& in, Entry& entry) {
    entry.erased.clear();
    const bool must = entry.event == erasure_event && entry.outcome == Outcome::ok;
    if (!in.literal(",\"x\":[")) return !must;
    do {
        Range range;
        if (!in.literal("[") || !in.number(range.first) || !in.literal(",") ||
            !in.number(range.second) || !in.literal("]") || range.first > range.second ||
            entry.erased.size() == max_erased_ranges)
            return false;
        entry.erased.push_back(range);
    } while (in.literal(","));
    if (!in.literal("],\"xk\":\"")) return false;
    const std::string_view kind = in.word();
    if (kind.size() != 1 || !erase_letter(kind[0]) || !must) return false;
    entry.erased_kind = EraseKind(kind[0]);
    return in.literal("\"");
}

// 43 characters are 32 bytes and 2 unused bits, which must be zero.
bool read_digest(Cursor& in, Hash& out) {
    const std::string_view text = in.word();
    if (text.size() != 43) return false;
    const auto bytes = decode_base64url(text);
    if (!bytes) return false;
    std::memcpy(out.data(), bytes->data(), out.size());
    return true;
}

bool read_digests(Cursor& in, Entry& entry) {
    entry.digests.clear();
    for (std::size_t i = 0; i < entry.erase_kinds.size(); ++i) {
        Hash digest;
        if (!in.literal(i > 0 ? ",\"" : "\"") || !read_digest(in, digest) || !in.literal("\""))
            return false;
        entry.digests.push_back(digest);
    }
    return true;
}

}  // namespace

bool parse_entry(std::string_view leaf, Entry& entry) {
    if (leaf.size() > max_entry_bytes) return false;
    Cursor in{leaf};
    if (!in.literal("{\"v\":1,\"n\":") || !in.number(entry.n)) return false;
    if (!in.literal(",\"t\":\"") || !read_time(in, entry.at)) return false;
    if (!in.literal("\",\"e\":\"")) return false;
    entry.event = in.word();
    if (!known_event(entry.event)) return false;
    if (!in.literal("\",\"a\":\"") || !read_action(in, entry.action)) return false;
    if (!in.literal("\",\"o\":\"") || !read_outcome(in, entry.outcome)) return false;
    if (!in.literal("\",\"tr\":\"") || !read_trace(in, entry.trace)) return false;
    if (!in.literal("\",\"d\":\"") || !read_kinds(in, entry.erase_kinds) || !in.literal("\""))
        return false;
    if (!read_erased(in, entry)) return false;
    return in.literal(",\"_sd\":[") && read_digests(in, entry) && in.rest == "]}";
}

std::optional<Entry> parse_entry(std::string_view leaf) {
    Entry entry;
    if (!parse_entry(leaf, entry)) return std::nullopt;
    return entry;
}

}  // namespace kortelijn::audit
