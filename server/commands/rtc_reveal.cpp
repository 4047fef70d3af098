// rtc.reveal: what the asker promised. It is told on when everybody they may meet has promised;
// what is not what was promised is refused here, and each browser looks again by itself.
#include <algorithm>

#include "audit/hash.hpp"
#include "commands/call_signalling.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    std::int64_t round = 0;
    std::string fingerprint;
    std::string nonce;
};

Input read(protocol::Reader& r) {
    return {read_call(r), r.integer("round", 1, protocol::max_number),
            r.word("fingerprint", parse_hex_256), r.word("nonce", parse_hex_256)};
}

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    return require_call(in.call, caller, Action::call_enter);
}

std::string bytes_of(std::string_view hex) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        out += static_cast<char>(digit(hex[i]) << 4 | digit(hex[i + 1]));
    return out;
}

std::string promise_of(CallId call, std::int64_t leg, const Input& in) {
    std::string text = "kortelijn call word v1";
    for (const std::string& part : {std::to_string(call.value), std::to_string(leg),
                                    bytes_of(in.fingerprint), bytes_of(in.nonce)})
        text.append(1, '\0').append(part);
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const std::uint8_t byte : audit::sha256(text)) {
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(call_meant(c.caller, in.call));
    const std::int64_t leg = own_leg(entry, c.caller);
    if (leg == 0) return refuse("rtc.nobody");
    const rooms::WordPart* const part = entry.at.part(leg);
    if (part == nullptr || part->commit != promise_of(entry.id, leg, in) ||
        !entry.at.reveal(leg, in.round, in.fingerprint, in.nonce))
        return refuse("rtc.out_of_turn");
    c.world.mark(entry.id);
    return change_of(entry);
}

}  // namespace

constinit const Row rtc_reveal = row<Input, read, require, effect>(
    "rtc.reveal", Kind::read, Recorded::refusals, false, Whom::both);

}  // namespace kortelijn::commands
