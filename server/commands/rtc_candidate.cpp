// rtc.candidate: one way to reach the asker, told on to one leg in our own words; an empty one says
// that there are no more. In a call over the relay alone no other way is told to anybody.
#include "commands/call_signalling.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    std::int64_t to = 0;
    std::string mid;
    std::optional<protocol::IceCandidate> candidate;  // none: there are no more
};

std::optional<std::optional<protocol::IceCandidate>> parse(std::string_view text) {
    if (text.empty()) return std::optional<protocol::IceCandidate>();
    auto read = protocol::read_candidate(text);
    if (!read) return std::nullopt;
    return std::optional(std::move(read));
}

Input read(protocol::Reader& r) {
    Input in;
    in.call = read_call(r);
    in.to = read_leg(r);
    in.mid = r.word("mid", parse_mid);
    in.candidate = r.word("candidate", parse, "rtc.malformed");
    return in;
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant) {
    return require_peer(world, caller, in.call, in.to);
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(call_meant(c.caller, in.call));
    const std::int64_t from = own_leg(entry, c.caller);
    if (from == 0) return refuse("rtc.nobody");
    std::string text;
    if (in.candidate) {
        const bool relayed = in.candidate->type == protocol::CandidateType::relay;
        if (entry.record.relay_only && !relayed) return refuse("rtc.relay_only");
        const std::string generation =
            in.candidate->ufrag + '/' + std::to_string(in.candidate->generation);
        if (!entry.at.count_candidate(from, in.to, generation, max_candidates,
                                      max_candidates_in_all))
            return refuse("rtc.too_many");
        text = protocol::write_candidate(*in.candidate);
    }
    protocol::Writer w(256);
    w.object().field("mid", in.mid).field("candidate", text);
    Change change = change_of(entry);
    tell_leg(entry, from, in.to, "rtc.candidate", w, change);
    return change;
}

}  // namespace

constinit const Row rtc_candidate = row<Input, read, require, effect>(
    "rtc.candidate", Kind::read, Recorded::refusals, false, Whom::both);

}  // namespace kortelijn::commands
