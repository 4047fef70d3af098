// Nothing is shown because somebody owns it: the cells decide, as for a message.
#include "commands/action_rows.hpp"

#include <algorithm>

#include "commands/case_words.hpp"

namespace kortelijn::commands {

using protocol::Writer;

bool may_read(World& world, CaseEntry& entry, ProfessionalId who, Cells cells, Instant now) {
    if (!entry.exists()) return false;
    const View& view = world.view(entry, who, now);
    return view.seat.may_enter && covers(view.seat.read, cells);
}

bool owns(const Directory& directory, const store::ActionRecord& action, ProfessionalId who,
          Instant now) {
    const OrganisationId employer = employer_of(directory, who, now);
    return std::any_of(action.owners.begin(), action.owners.end(), [&](const Owner& owner) {
        return owner == owner_of(who) || (employer && owner == owner_of(employer));
    });
}

namespace {

// Somebody of it who takes part may read it: else it would be nobody's, and nobody would be told.
bool may_read_there(World& world, CaseEntry& entry, OrganisationId organisation, Cells cells,
                    Instant now) {
    const Case the_case = entry.the_case();
    const auto reads_it = [&](const Seat& seat) {
        return seat.period.live(now) &&
               employer_of(world.directory(), seat.professional, now) == organisation &&
               may_read(world, entry, seat.professional, cells, now);
    };
    return std::any_of(the_case.pair.begin(), the_case.pair.end(), reads_it) ||
           std::any_of(the_case.participants.begin(), the_case.participants.end(), reads_it);
}

bool lives_there(const CaseFacts& facts, MemberId id, Instant now) {
    const int slot = slot_of_member(facts, id);
    if (slot < 0) return false;
    const Member& member = facts.household[std::size_t(slot)];
    return member.period.live(now) &&
           !(member.deceased_on && *member.deceased_on <= amsterdam_day(now));
}

}  // namespace

bool can_own(World& world, CaseEntry& entry, const Owner& owner, Cells cells, Instant now) {
    switch (owner.kind) {
        case OwnerKind::professional:
            return may_read(world, entry, ProfessionalId{owner.id}, cells, now);
        case OwnerKind::organisation:
            return may_read_there(world, entry, OrganisationId{owner.id}, cells, now);
        case OwnerKind::member: {
            const int slot = slot_of_member(entry.facts(), MemberId{owner.id});
            return slot >= 0 && (cells.people >> unsigned(slot) & 1U) != 0 &&
                   lives_there(entry.facts(), MemberId{owner.id}, now);
        }
    }
    return false;
}

bool to_hand_over(World& world, CaseEntry& entry, const store::ActionRecord& action, Instant now) {
    return action.state == ActionState::open &&
           !std::all_of(action.owners.begin(), action.owners.end(), [&](const Owner& owner) {
               return can_own(world, entry, owner, action.cells, now);
           });
}

std::string action_row_json(World& world, CaseEntry* entry, const store::ActionRecord& action,
                            ProfessionalId reader, Instant now) {
    static const CaseFacts nobody;
    const CaseFacts& facts = entry != nullptr ? entry->facts() : nobody;
    const bool yours = owns(world.directory(), action, reader, now);
    Writer w(512 + action.text.size());
    w.object().field("action", action.id);
    if (entry != nullptr) {
        w.field("case", entry->id)
            .field("number", entry->record.number)
            .field("label", entry->record.label);
        w.field("room", entry->record.room).field("seq", action.seq);
    }
    w.field("text", action.text).key("owners").array();
    for (const Owner& owner : action.owners) w.raw(owner_json(world.directory(), facts, owner));
    w.end_array().field("due", action.due).field("state", to_text(action.state));
    w.field("postponed", action.postponed);
    w.raw_field("made_by", person_json(world.directory(), action.made_by, now));
    w.field("made_at", action.made_at).field("settled_at", action.settled_at);
    if (entry != nullptr) {
        w.list("about", members_of(facts, action.cells.people));
        write_life_domains(w, "life_domains", action.cells.life_domains);
        if (action.cells.law != Law::none) w.field("source_law", to_text(action.cells.law));
    }
    if (action.item) w.field("item", action.item);
    const bool open = action.state == ActionState::open;
    const bool changes =
        open && (entry == nullptr ||
                 (status_of(entry->the_case(), now) == "open" &&
                  (yours || action.made_by == reader || world.view(*entry, reader, now).carrier)));
    w.field("yours", yours).field("may_change", changes);
    if (entry != nullptr && to_hand_over(world, *entry, action, now)) w.field("to_hand_over", true);
    return w.end_object().take();
}

std::string owners_text(const std::vector<Owner>& owners) {
    std::string out;
    for (const Owner& owner : owners) {
        if (!out.empty()) out += ',';
        out += std::string(to_text(owner.kind)) + ':' + std::to_string(owner.id);
    }
    return out;
}

void note_action(Change& change, const CaseFacts* facts, const store::ActionRecord& action) {
    change.object.action = action.id.value;
    change.object.owner = owners_text(action.owners);
    if (action.item) change.object.item = action.item.value;
    if (action.seq != 0) change.object.seq = action.seq;
    change.object.life_domains = words_of(action.cells.life_domains);
    if (action.cells.law != Law::none) change.object.law = to_text(action.cells.law);
    change.object.until = amsterdam_midnight(action.due).ms;
    if (facts != nullptr) change.members = members_of(*facts, action.cells.people);
}

}  // namespace kortelijn::commands
