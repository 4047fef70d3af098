// The event carries the action's own cells, so that whoever reads one reads the other.
#include "commands/action_keeping.hpp"

#include <algorithm>

namespace kortelijn::commands {
namespace {

store::RoomEvent event_of(Context& c, CaseEntry& entry, store::EventKind kind, Cells cells,
                          const Change& change) {
    Context in_case = c;  // taking up a signal asks about the signal: the event is of its case
    in_case.entry = &entry;
    store::RoomEvent event = new_event(in_case, kind, c.world.room(entry));
    event.seq += std::int64_t(change.said.size());  // several may be said by one command
    event.cells = cells;
    event.client_id = 0;  // not a message: found by its own first result
    return event;
}

void say(Context& c, CaseEntry& entry, store::RoomEvent& event, std::string_view notice,
         Change& change) {
    c.store.append_event(event);
    change.said.push_back(
        {event.room, to_room_event(c.directory(), entry.facts(), event), notice, {}});
}

// Damaged: whose it is cannot be known, so it is nobody's.
std::optional<store::ActionRecord> readable_action(store::Store& store, ActionId id) {
    try {
        return store.action(id);
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
        return std::nullopt;
    }
}

}  // namespace

std::vector<ProfessionalId> professionals_of(const std::vector<Owner>& owners) {
    std::vector<ProfessionalId> out;
    for (const Owner& owner : owners)
        if (owner.kind == OwnerKind::professional) out.push_back(ProfessionalId{owner.id});
    return out;
}

bool item_fits(store::Store& store, ItemId id, CaseId of_case) {
    if (!id) return true;
    const auto item = store.item(id);
    if (!item) return false;
    if (!item->signal) return item->of_case == of_case;
    const auto signal = store.signal(item->signal);
    return signal && signal->facts.of_case == of_case;
}

Result<store::ActionRecord> keep_action(Context& c, CaseEntry& entry, const NewAction& wanted,
                                        Change& change) {
    if (wanted.due < amsterdam_day(c.now)) return refuse("action.in_the_past", "due");
    if (!item_fits(c.store, wanted.item, entry.id)) return refuse("request.invalid", "item");
    store::ActionRecord action;
    action.cells = cells_of(entry.facts(), wanted.ask, c.now);
    for (std::size_t i = 0; i < wanted.owners.size(); ++i)
        if (!can_own(c.world, entry, wanted.owners[i], action.cells, c.now))
            return refuse("action.owner_may_not_see", "owners[" + std::to_string(i) + "]");
    store::RoomEvent event = event_of(c, entry, store::EventKind::action, action.cells, change);
    action.of_case = entry.id;
    action.seq = event.seq;
    action.item = wanted.item;
    action.due = wanted.due;
    action.made_by = c.caller.who;
    action.made_at = c.now;
    action.owners = wanted.owners;
    action.text = wanted.text;
    action.id = c.store.add_action(action);
    event.mentions = professionals_of(action.owners);
    event.text =
        action_said_json({action.id, {}, action.text, action.owners, action.due, action.item});
    change.recount = event.mentions;
    say(c, entry, event, "action.kept", change);
    return action;
}

Requirement require_action(ActionId id, World& world, const Caller& caller, Instant now) {
    const auto action = readable_action(world.store(), id);
    if (action && !action->of_case && action->made_by == caller.who) return Requirement::account();
    const CaseId of_case = action ? action->of_case : CaseId{};
    CaseEntry& entry = world.entry(of_case, now);
    Ask ask = ask_case(Action::action_change);
    if (action && entry.exists()) {
        ask.about = members_of(entry.facts(), action->cells.people);
        ask.life_domains = action->cells.life_domains;
        ask.source_law = action->cells.law;
        ask.own =
            action->made_by == caller.who || owns(world.directory(), *action, caller.who, now);
    } else {
        ask.life_domains.add(LifeDomain::practical);  // well formed, so that the case answers it
    }
    return Requirement::of_action(id, action.has_value(), of_case, std::move(ask));
}

Result<store::ActionRecord> open_action(Context& c, ActionId id) {
    auto action = c.store.action(id);
    if (!action) return refuse("not_found", "action");
    if (action->state != ActionState::open) return refuse("action.settled", "action");
    return std::move(*action);
}

void change_action(Context& c, CaseEntry* entry, const store::ActionRecord& action,
                   std::string_view what, std::string_view reason, Change& change) {
    // Whose it was, too: it does not wait for them any more.
    const auto had = c.store.action(action.id);
    for (const auto& owners : {action.owners, had ? had->owners : action.owners})
        for (const ProfessionalId who : professionals_of(owners)) change.recount.push_back(who);
    c.store.change_action(action);
    if (entry == nullptr) return;
    store::RoomEvent event =
        event_of(c, *entry, store::EventKind::action_change, action.cells, change);
    event.refers_to = action.seq;
    ActionSaid said{action.id, what, reason, {}, {}, {}};
    if (what == "handed_on") {
        said.owners = action.owners;
        event.mentions = professionals_of(action.owners);
    }
    if (what == "postponed") said.due = action.due;
    event.text = action_said_json(said);
    say(c, *entry, event, "action.changed", change);
}

}  // namespace kortelijn::commands
