// decision.keep: what was decided, as an event of the case's room, about whom and what. Who may
// read it is decided per receiver, after the commit, as for a message.
#include "commands/action_keeping.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    ItemId item;
    std::string text;
    CellsInput cells;
};

Input read(protocol::Reader& r) {
    Input in;
    in.of_case = r.id<CaseId>("case");
    in.item = r.optional_id<ItemId>("item").value_or(ItemId{});
    in.text = r.text("text", action_text_rule);
    in.cells = read_cells(r);
    return in;
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    return Requirement::of(in.of_case, ask_to_write(in.cells, {}, world,
                                                    world.entry(in.of_case, now), caller.who, now));
}

Result<Change> effect(const Input& in, Context& c) {
    if (!item_fits(c.store, in.item, in.of_case)) return refuse("request.invalid", "item");
    rooms::Room& room = c.world.room(*c.entry);
    store::RoomEvent event = new_event(c, store::EventKind::decision, room);
    event.client_id = 0;  // not a message: found by its own first result
    event.cells = cells_of(c.entry->facts(), *require(in, c.world, c.caller, c.now).ask, c.now);
    event.text = decision_said_json(in.text, in.item);
    c.store.append_event(event);
    Change change = said(c, room, event, "decision.kept");
    if (in.item) change.object.item = in.item.value;
    return change;
}

}  // namespace

constinit const Row decision_keep = row<Input, read, require, effect>("decision.keep", Kind::write);

}  // namespace kortelijn::commands
