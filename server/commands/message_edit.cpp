// message.edit: the writer changes their own words. The change is an event of its own; the message
// shows that it was edited and when.
#include "commands/message_amend.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    RoomId room;
    std::int64_t seq = 0;
    std::string text;
};

Input read(protocol::Reader& r) {
    return {r.id<RoomId>("room"), r.integer("seq", 1, protocol::max_number),
            r.text("text", message_text_rule)};
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::in(in.room, ask_case(Action::case_open));
}

Result<Change> effect(const Input& in, Context& c) {
    auto message = own_message(c, in.room, in.seq);
    if (!message) return message.error();
    // Writing anew about the same cells asks the same right as writing did.
    if (!covers(c.view().seat.post, message->cells)) return refuse("not_for_your_organisation");
    rooms::Room& room = c.world.room(*c.entry);
    store::RoomEvent edit = new_event(c, store::EventKind::edit, room);
    edit.cells = message->cells;
    edit.refers_to = in.seq;
    edit.text = in.text;
    c.store.append_event(edit);
    c.store.amend_message(in.room, in.seq, edit);

    Change change = said(c, room, edit, "message.edited");
    const std::string& item = *change.said.back().event.item;
    protocol::Writer text(in.text.size() + 16);
    text.value(in.text);
    change.said.back().params = item.substr(0, item.size() - 1) + ",\"text\":" + text.text() + "}";
    message->text = in.text;
    message->amended_by = edit.seq;
    message->amended_at = c.now;
    const rooms::Event now_reads =
        to_room_event(c.directory(), c.entry->facts(), *message, answered_cells(c.store, *message));
    change.after = [id = in.room, seq = in.seq, now_reads](World& world) {
        if (const auto at = world.rooms().find(id); at != world.rooms().end())
            at->second.amend(seq, now_reads.item, false, now_reads.answering);
    };
    return change;
}

}  // namespace

constinit const Row message_edit = row<Input, read, require, effect>("message.edit", Kind::write);

}  // namespace kortelijn::commands
