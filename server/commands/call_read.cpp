// call.read: the call as it stands, without sitting down at it: afterwards a carrier reads what was
// said and asked, shares lines and makes a page (R55: when it is over, carriers read only).
#include "commands/call_rows.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
};

Input read(protocol::Reader& r) { return {r.id<CallId>("call")}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of_call(in.call, ask_case(Action::case_open));
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(in.call);
    const store::CallParticipant* const own = own_place(entry.record, c.caller);
    const rooms::CallSeat seat{c.caller.connection,
                               own == nullptr ? ParticipantId{} : own->seat.id,
                               c.caller.who,
                               {},
                               true};
    Change change = change_of(entry);
    CallLook look(c.world, entry, c.now);
    const CallShown shown = look.shown_to(seat);
    const std::string text = call_json(in.call, c.now.ms, shown.text);
    protocol::Writer w(text.size() + 64);
    change.result = w.object().raw_field("call", text).end_object().take();
    change.tag = entry.record.of_case;  // nobody sits: what takes the case takes this
    note_shown(change, look, {{}, c.caller.who, {}, {}}, shown.noted);
    change.members = entry.record.about;
    return change;
}

}  // namespace

constinit const Row call_read = row<Input, read, require, effect>("call.read", Kind::read);

}  // namespace kortelijn::commands
