// consult.open: one consult as the reader may see it: who is asked along reads the question when
// they may know all of it (R52), who carries the case or asked sees what became of it (R55).
#include <algorithm>

#include "commands/consult_words.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    ConsultId consult;
};

Input read(protocol::Reader& r) { return {r.id<ConsultId>("consult")}; }

// Whoever is asked along asks to read the question; everybody else to come to its table.
Requirement require(const Input& in, World& world, const Caller& caller, Instant now) {
    CaseEntry& table = world.table(in.consult, now);
    bool asked = false;
    if (table.exists() && !world.view(table, caller.who, now).carrier)
        for (const AskedAlong& one : table.facts().consult->asked)
            asked = asked || one.professional == caller.who;
    return Requirement::of_consult(in.consult,
                                   ask_case(asked ? Action::consult_read : Action::case_open));
}

Result<Change> effect(const Input& in, Context& c) {
    const auto state = consult_json(c.world, in.consult, c.caller.who, c.now);
    const auto consult = c.world.readable_consult(in.consult);
    if (!state || !consult) return refuse("not_found");
    Change change;
    note_consult(change, *consult);
    change.tag = consult->of_case;
    change.of_consult = {};  // nothing of it changed
    change.object.grounds = numbers(c.decision.grounds);
    change.consults_given.emplace_back(in.consult, *state);
    protocol::Writer w(state->size() + 16);
    change.result = w.object().raw_field("consult", *state).end_object().take();
    return change;
}

}  // namespace

constinit const Row consult_open = row<Input, read, require, effect>("consult.open", Kind::read);

}  // namespace kortelijn::commands
