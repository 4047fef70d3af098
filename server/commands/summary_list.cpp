// summary.list: lines of a call that are older than those its state holds, each as the reader may
// see it now. For who carries or is in it; a guest's are those shared with them by name (R64).
#include "commands/rows.hpp"
#include "commands/summary_rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CallId call;
    LineId before;
};

Input read(protocol::Reader& r) { return {read_call(r), r.id<LineId>("before")}; }

Requirement require(const Input& in, World&, const Caller& caller, Instant) {
    Ask ask = ask_case(Action::case_open);
    if (caller.guest) {
        ask = {};
        ask.action = Action::summary_read;
        ask.shared = true;  // of nothing yet: each line is asked by itself
    }
    return Requirement::of_call(call_meant(caller, in.call), std::move(ask));
}

Result<Change> effect(const Input& in, Context& c) {
    CallEntry& entry = c.world.call(call_meant(c.caller, in.call));
    if (!entry.there) return refuse("not_found");
    const store::CallParticipant* const own = own_place(entry.record, c.caller);
    const rooms::CallSeat seat{c.caller.connection, own == nullptr ? ParticipantId{} : own->seat.id,
                               c.caller.who, c.caller.guest ? c.caller.guest->link : GuestId{}};
    CallLook look(c.world, entry, c.now);
    // One that is not for them is as absent as one that never was.
    const auto page = look.lines_before(seat, in.before);
    if (!page) return refuse("not_found");
    protocol::Writer w(4096);
    w.object().key("lines").array();
    for (const std::string& json : page->lines) w.raw(json);
    w.end_array().field("more", page->more).end_object();
    Change change = change_of(entry);
    note_shown(change, look, {{}, seat.who, seat.guest, {}}, page->shown);
    change.object.count = std::int64_t(page->lines.size());
    change.result = w.take();
    // What takes a line of a call from somebody who sits at it takes what waits of that call.
    const bool sits = entry.at.seat_of(c.caller.connection) != nullptr;
    change.tag = sits ? state_tag(entry.id) : entry.record.of_case;
    return change;
}

}  // namespace

constinit const Row summary_list =
    row<Input, read, require, effect>("summary.list", Kind::read, Recorded::yes, false, Whom::both);

}  // namespace kortelijn::commands
