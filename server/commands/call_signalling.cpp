// Who may be met is decided by the policy before; here it is only found who has the leg.
#include "commands/call_signalling.hpp"

#include <algorithm>

namespace kortelijn::commands {

using protocol::SdpSide;
using protocol::SessionDescription;

namespace {

const store::CallParticipant* at_leg(const store::CallRecord& record, std::int64_t leg) {
    for (const store::CallParticipant& one : record.participants)
        if (leg != 0 && one.leg == leg) return &one;
    return nullptr;
}

std::string hex(const protocol::Fingerprint& bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const std::uint8_t byte : bytes) {
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

}  // namespace

std::optional<SessionDescription> parse_offer(std::string_view text) {
    return protocol::read_sdp(text, SdpSide::offer);
}

std::optional<SessionDescription> parse_answer(std::string_view text) {
    return protocol::read_sdp(text, SdpSide::answer);
}

std::optional<std::string> parse_hex_256(std::string_view text) {
    const bool fits = text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
                          return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                      });
    return fits ? std::optional(std::string(text)) : std::nullopt;
}

std::optional<std::string> parse_mid(std::string_view text) {
    const bool fits =
        !text.empty() && text.size() <= 16 && std::all_of(text.begin(), text.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        });
    return fits ? std::optional(std::string(text)) : std::nullopt;
}

std::int64_t read_leg(protocol::Reader& r) { return r.integer("to", 1, protocol::max_number); }

Requirement require_peer(World& world, const Caller& caller, CallId named, std::int64_t to) {
    const CallId id = call_meant(caller, named);
    const store::CallParticipant* const peer = at_leg(world.call(id).record, to);
    // A number that no place in a call has: they are all drawn above it.
    const ParticipantId nobody{1};
    return require_call(named, caller, Action::rtc_send, peer == nullptr ? nobody : peer->seat.id);
}

std::int64_t own_leg(const CallEntry& entry, const Caller& caller) {
    const store::CallParticipant* const own = own_place(entry.record, caller);
    const rooms::CallSeat* const seat = own == nullptr ? nullptr : entry.at.seat_of(own->seat.id);
    return seat != nullptr && seat->connection == caller.connection ? own->leg : 0;
}

void tell_leg(const CallEntry& entry, std::int64_t from, std::int64_t to, std::string_view method,
              const protocol::Writer& members, Change& change) {
    const store::CallParticipant* const peer = at_leg(entry.record, to);
    const rooms::CallSeat* const seat = peer == nullptr ? nullptr : entry.at.seat_of(peer->seat.id);
    // They come back, or are told of this leg at the end of the batch; then it is sent again. What
    // somebody was shown is taken back when it is lost, and so nothing of another leg is told.
    if (seat == nullptr || !seat->shown.contains({'p', from})) return;
    protocol::Writer w(members.size() + 128);
    w.object().field("call", entry.id).field("from", from);
    std::string params = w.take() + ',' + members.text().substr(1) + '}';
    change.tells.push_back({call_notice(method, params), signal_tag(entry.id), {seat->connection}});
}

Result<Change> pass_on(Context& c, CallId named, std::int64_t to, std::string_view method,
                       const SessionDescription& description) {
    CallEntry& entry = c.world.call(call_meant(c.caller, named));
    const std::int64_t from = own_leg(entry, c.caller);
    if (from == 0) return refuse("rtc.nobody");
    // What was promised for the safety word is what is spoken with.
    const rooms::WordPart* const part = entry.at.part(from);
    if (part != nullptr && !part->fingerprint.empty() &&
        part->fingerprint != hex(description.fingerprint))
        return refuse("rtc.malformed", "sdp");
    protocol::Writer w(4096);
    w.object().field("sdp", protocol::write_sdp(description, "s" + std::to_string(from)));
    Change change = change_of(entry);
    tell_leg(entry, from, to, method, w, change);
    return change;
}

}  // namespace kortelijn::commands
