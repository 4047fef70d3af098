// action.make: who does what by when, as an event of the case's room; or of no case, for oneself.
// An owner must be able to read it: nobody is given work they may not know of.
#include "commands/action_keeping.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    ItemId item;
    std::string text;
    std::vector<Owner> owners;
    Day due;
    CellsInput cells;
};

Input read(protocol::Reader& r) {
    Input in;
    in.of_case = r.optional_id<CaseId>("case").value_or(CaseId{});
    in.item = r.optional_id<ItemId>("item").value_or(ItemId{});
    in.text = r.text("text", action_text_rule);
    in.owners = read_owners(r);
    in.due = r.day("due");
    in.cells = read_cells(r);
    if (!in.of_case) {
        // Of no case: about nobody.
        if (in.item) r.refuse_field("request.invalid", "item");
        if (in.cells.about) r.refuse_field("request.invalid", "about");
        if (in.cells.life_domains) r.refuse_field("request.invalid", "life_domains");
        if (in.cells.source_law) r.refuse_field("request.invalid", "source_law");
    }
    return in;
}

Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    if (!in.of_case) return Requirement::account();
    CaseEntry& entry = world.entry(in.of_case, now);
    return Requirement::of(in.of_case,
                           ask_to_write(in.cells, in.owners, world, entry, caller.who, now));
}

Result<store::ActionRecord> keep_own(const Input& in, Context& c) {
    if (in.due < amsterdam_day(c.now)) return refuse("action.in_the_past", "due");
    for (std::size_t i = 0; i < in.owners.size(); ++i)
        if (in.owners[i] != owner_of(c.caller.who))
            return refuse("action.owner_may_not_see", "owners[" + std::to_string(i) + "]");
    store::ActionRecord action;
    action.due = in.due;
    action.made_by = c.caller.who;
    action.made_at = c.now;
    action.owners = in.owners;
    action.text = in.text;
    action.id = c.store.add_action(action);
    return action;
}

Result<Change> effect(const Input& in, Context& c) {
    Change change;
    const auto kept = c.entry == nullptr ? keep_own(in, c)
                                         : keep_action(c, *c.entry,
                                                       {in.text, in.owners, in.due, in.item,
                                                        *require(in, c.world, c.caller, c.now).ask},
                                                       change);
    if (!kept) return kept.error();
    if (c.entry == nullptr) change.recount.push_back(c.caller.who);
    note_action(change, c.entry != nullptr ? &c.entry->facts() : nullptr, *kept);
    if (c.entry != nullptr) {
        change.tag = c.entry->id;
        change.object.grounds =
            numbers(c.world.grounds_for(*c.entry, c.caller.who, kept->cells, c.now));
    }
    protocol::Writer w(48);
    w.object().field("action", kept->id);
    if (kept->seq != 0) w.field("seq", kept->seq);
    change.result = w.end_object().take();
    return change;
}

}  // namespace

constinit const Row action_make = row<Input, read, require, effect>("action.make", Kind::write);

}  // namespace kortelijn::commands
