// rtc.commit: the asker's promise for the safety word of a round, before anybody shows theirs. Not
// of this round, or another promise than before: refused, and the next round comes by itself.
#include "commands/call_signalling.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    std::int64_t round = 0;
    std::string commit;
};

Input read(protocol::Reader& r) {
    return {read_call(r), r.integer("round", 1, protocol::max_number),
            r.word("commit", parse_hex_256)};
}

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    return require_call(in.call, caller, Action::call_enter);
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(call_meant(c.caller, in.call));
    const std::int64_t leg = own_leg(entry, c.caller);
    if (leg == 0) return refuse("rtc.nobody");
    if (!entry.at.commit(leg, in.round, in.commit)) return refuse("rtc.out_of_turn");
    c.world.mark(entry.id);
    return change_of(entry);
}

}  // namespace

constinit const Row rtc_commit = row<Input, read, require, effect>(
    "rtc.commit", Kind::read, Recorded::refusals, false, Whom::both);

}  // namespace kortelijn::commands
