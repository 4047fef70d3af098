// signal.contact: somebody was in touch with the household, or visited it. The first moment is what
// the term is held against; a later contact moves nothing.
#include "commands/rows.hpp"
#include "commands/signal_deciding.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    SignalId signal;
    std::optional<Instant> at;
    bool visited = false;
};

Input read(protocol::Reader& r) {
    Input in;
    in.signal = r.id<SignalId>("signal");
    in.at = r.optional_instant("at");
    in.visited = r.boolean("visited");
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return require_signal(in.signal, Action::signal_triage);
}

Result<Change> effect(const Input& in, Context& c) {
    auto record = signal_at_hand(c, in.signal, SignalStatus::taken_up);
    if (!record) return record.error();
    const Instant at = in.at.value_or(c.now);
    if (at > c.now || at < record->facts.received_at) return refuse("request.invalid", "at");
    const auto earlier = [at](std::optional<Instant>& kept) {
        if (!kept || at < *kept) kept = at;
    };
    earlier(record->first_contact_at);
    if (in.visited) earlier(record->visited_at);
    Change change = keep_signal(c, *record);
    protocol::Writer w(64);
    change.result =
        w.object().field("first_contact_at", *record->first_contact_at).end_object().take();
    return change;
}

}  // namespace

constinit const Row signal_contact =
    row<Input, read, require, effect>("signal.contact", Kind::write);

}  // namespace kortelijn::commands
