// action.read: how an action that was typed would be kept: who, what, when. Names only those whom
// the asker may know of. Keeps nothing.
#include <algorithm>

#include "commands/action_keeping.hpp"
#include "commands/case_words.hpp"
#include "commands/rows.hpp"
#include "domain/action_words.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    std::string text;
};

Input read(protocol::Reader& r) {
    return {r.optional_id<CaseId>("case").value_or(CaseId{}), r.text("text", action_text_rule)};
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    if (!in.of_case) return Requirement::account();
    return Requirement::of(in.of_case, ask_case(Action::case_open));
}

void add_professional(std::vector<OwnerCandidate>& out, const Directory& directory,
                      ProfessionalId who) {
    if (const Professional* one = directory.find(who)) out.push_back({owner_of(who), {one->name}});
}

// Who may enter the room, their organisations, and those of the household whom the asker may know.
std::vector<OwnerCandidate> candidates(Context& c) {
    std::vector<OwnerCandidate> out;
    if (c.entry == nullptr) {
        add_professional(out, c.directory(), c.caller.who);
        return out;
    }
    std::vector<OrganisationId> organisations;
    for (const ProfessionalId who : c.world.around(*c.entry, c.now)) {
        if (!c.world.view(*c.entry, who, c.now).seat.may_enter) continue;
        add_professional(out, c.directory(), who);
        const OrganisationId of = employer_of(c.directory(), who, c.now);
        if (std::find(organisations.begin(), organisations.end(), of) == organisations.end())
            organisations.push_back(of);
    }
    for (const OrganisationId id : organisations)
        if (const Organisation* one = c.directory().find(id))
            out.push_back({owner_of(id), {one->name}});
    const View view = c.view();
    const auto& household = c.entry->facts().household;
    for (std::size_t slot = 0; slot < household.size(); ++slot)
        if (may_know(view, slot) && household[slot].period.live(c.now))
            out.push_back(
                {owner_of(household[slot].id), {household[slot].name, household[slot].relation}});
    return out;
}

Result<Change> effect(const Input& in, Context& c) {
    static const CaseFacts nobody;
    const CaseFacts& facts = c.entry != nullptr ? c.entry->facts() : nobody;
    ReadAction found = read_action(in.text, candidates(c), amsterdam_day(c.now));
    if (c.entry == nullptr && found.owners.empty()) {
        found.owners.push_back(owner_of(c.caller.who));  // of no case: one's own
        std::erase(found.problems, ActionProblem::no_owner);
    }
    protocol::Writer w(512);
    w.object().field("text", found.text).key("owners").array();
    for (const Owner& owner : found.owners) w.raw(owner_json(c.directory(), facts, owner));
    w.end_array().field("due", found.due).key("problems").array();
    for (const ActionProblem problem : found.problems) w.value(to_text(problem));
    Change change;
    change.result = w.end_array().end_object().take();
    if (c.entry != nullptr) {
        change.tag = c.entry->id;
        change.object.grounds = numbers(c.view().seat.grounds);
    }
    return change;
}

}  // namespace

constinit const Row action_read = row<Input, read, require, effect>("action.read", Kind::read);

}  // namespace kortelijn::commands
