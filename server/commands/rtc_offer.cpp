// rtc.offer: an offer to one leg of the call, read and told on in our own words.
#include "commands/call_signalling.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    std::int64_t to = 0;
    protocol::SessionDescription description;
};

Input read(protocol::Reader& r) {
    return {read_call(r), read_leg(r), r.word("sdp", parse_offer, "rtc.malformed")};
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant) {
    return require_peer(world, caller, in.call, in.to);
}

Result<Change> effect(const Input& in, Context& c) {
    return pass_on(c, in.call, in.to, "rtc.offer", in.description);
}

}  // namespace

constinit const Row rtc_offer = row<Input, read, require, effect>(
    "rtc.offer", Kind::read, Recorded::refusals, false, Whom::both);

}  // namespace kortelijn::commands
