// consult.advise: what comes back to who asked. Each specialist advises once; a panel once, through
// its chair (R54, R56). What more there is to say is said in the consult's room.
#include <algorithm>

#include "commands/consult_words.hpp"
#include "commands/items.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

constexpr protocol::TextRule advice_rule{protocol::max_signal_text_characters,
                                         protocol::max_signal_text_bytes};

struct Input {
    ConsultId consult;
    std::string text;
};

Input read(protocol::Reader& r) {
    return {r.id<ConsultId>("consult"), r.text("text", advice_rule)};
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of_consult(in.consult, ask_case(Action::consult_advise));
}

Result<Change> effect(const Input& in, Context& c) {
    const auto consult = c.world.readable_consult(in.consult);
    if (!consult) return refuse("not_found");  // the policy has refused it before
    for (const store::Advice& given : consult->advice)
        if (consult->panel || given.by == c.caller.who) return refuse("consult.answered");
    store::Advice advice;
    advice.by = c.caller.who;
    advice.organisation = employer_of(c.directory(), c.caller.who, c.now);
    advice.at = c.now;
    advice.text = in.text;
    c.store.put_advice(in.consult, advice);
    c.world.touch(in.consult);
    Change change;
    note_consult(change, *consult);
    change.object.grounds = numbers(c.decision.grounds);
    return change;
}

}  // namespace

constinit const Row consult_advise =
    row<Input, read, require, effect>("consult.advise", Kind::write);

}  // namespace kortelijn::commands
