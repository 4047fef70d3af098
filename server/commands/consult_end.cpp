// consult.end: over, for everybody, when who carries the case or asked says so. Of several who were
// asked along each ends their own part; with the last one it is over. The seats end in the same
// batch (I3), and nobody's leave is needed (R54).
#include <algorithm>

#include "commands/consult_words.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    ConsultId consult;
};

Input read(protocol::Reader& r) { return {r.id<ConsultId>("consult")}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return Requirement::of_consult(in.consult, ask_case(Action::consult_end));
}

bool others_are_asked(const store::ConsultRecord& consult, ProfessionalId who) {
    return std::any_of(consult.asked.begin(), consult.asked.end(), [&](const auto& one) {
        return one.asked.professional != who && one.asked.answer != ConsultAnswer::declined;
    });
}

Result<Change> effect(const Input& in, Context& c) {
    const auto consult = c.world.readable_consult(in.consult);
    if (!consult) return refuse("not_found");  // the policy has refused it before
    const bool for_all = c.decision.reason == "ok.carrier" || consult->asked_by == c.caller.who;
    const store::ConsultAsked* own = consult->find(c.caller.who);
    const bool leaves = !for_all && own != nullptr && others_are_asked(*consult, c.caller.who);
    if (leaves) {
        store::ConsultAsked left = *own;
        left.asked.answer = ConsultAnswer::declined;
        left.answered_at = c.now;
        c.store.put_asked(in.consult, left);
    } else {
        c.store.end_consult(in.consult, c.now, c.caller.who);
    }
    c.world.touch(in.consult);
    Change change;
    note_consult(change, *consult);
    change.object.outcome = leaves ? "left" : "ended";
    return change;
}

}  // namespace

constinit const Row consult_end = row<Input, read, require, effect>("consult.end", Kind::write);

}  // namespace kortelijn::commands
