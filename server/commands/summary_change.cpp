// summary.change: who wrote a line of a call changes their own words; who has it sees the new ones.
#include "commands/rows.hpp"
#include "commands/summary_rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    LineId line;
    std::string text;
};

Input read(protocol::Reader& r) {
    return {r.id<CallId>("call"), r.id<LineId>("line"), r.text("text", line_text_rule)};
}

Requirement require(const Input& in, World& world, const Caller&, Instant) {
    return Requirement::of_call(in.call, ask_line(world, in.call, in.line, Action::message_post));
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    const store::CallRecord record = entry.record;
    const store::LineRecord* const found = find_line(c.world, in.call, in.line);
    if (found == nullptr || found->by != c.caller.who) return refuse("not_found");
    store::LineRecord line = *found;
    line.text = in.text;
    line.changed_at = c.now;
    c.store.put_line(line);
    keep_call(c, record);
    Change change = change_of(entry);
    tell_cells(change, line.about, line.life_domains);
    return change;
}

}  // namespace

constinit const Row summary_change =
    row<Input, read, require, effect>("summary.change", Kind::write);

}  // namespace kortelijn::commands
